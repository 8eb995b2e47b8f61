package main

// seriesName makes up the name of a book series: the metadata hold few.
func (w *writer) seriesName() string {
	f := w.fieldName()
	switch w.t {
	case &german:
		return w.pick("Schriften zur "+f, "Beiträge zur "+f, "Studien zur "+f, "Forschungen zur "+f, "Schriftenreihe "+f, "Reihe "+f,
			f+" in Geschichte und Gegenwart", "Arbeitsmaterial "+f, "Europäische Hochschulschriften", "Materialien zur "+f, "Veröffentlichungen des Instituts für "+f, "Edition "+f)
	case &french:
		return w.pick("Études de "+f, "Bibliothèque de "+f, "Collection "+f, "Cahiers de "+f, "Travaux de "+f)
	case &italian:
		return w.pick("Studi di "+f, "Biblioteca di "+f, "Collana di "+f, "Quaderni di "+f)
	case &spanish:
		return w.pick("Estudios de "+f, "Colección "+f, "Biblioteca de "+f, "Serie "+f)
	case &portuguese:
		return w.pick("Estudos de "+f, "Coleção "+f, "Biblioteca de "+f, "Série "+f)
	}
	return w.pick("Studies in "+f, "Lecture Notes in "+f, "Graduate Texts in "+f, "Advances in "+f, f+" Series", "Monographs in "+f, "Cambridge Studies in "+f,
		"Springer Series in "+f, "Handbook of "+f, "Topics in "+f, "Oxford Library of "+f, "Contributions to "+f, "Texts and Monographs in "+f, "Routledge Research in "+f, "Publications in "+f)
}

// fieldName is a field of learning in the tongue of w.
func (w *writer) fieldName() string {
	switch w.t {
	case &german:
		return w.pick("Soziologie", "Geschichte", "Sozialgeschichte der Literatur", "Politik und Gesellschaft", "Pädagogik", "Sprachwissenschaft", "Raumforschung", "Wirtschaftsgeschichte",
			"Medienforschung", "Theologie", "Philosophie", "Kriminologie", "Ethnologie", "Verwaltungswissenschaft", "Bildungsforschung", "Rechtsgeschichte")
	case &french:
		return w.pick("linguistique", "sociologie", "philosophie", "l'histoire", "droit public", "sciences sociales", "littérature comparée", "géographie", "théologie")
	case &italian:
		return w.pick("storia moderna", "filologia", "archeologia", "diritto", "linguistica", "sociologia", "storia dell’arte", "filosofia")
	case &spanish:
		return w.pick("historia", "sociología", "lingüística", "derecho", "filosofía", "antropología", "economía")
	case &portuguese:
		return w.pick("história", "sociologia", "linguística", "direito", "filosofia", "antropologia", "economia")
	}
	return w.pick("Mathematics", "Computer Science", "Linguistics", "Sociology", "Statistics", "Social Psychology", "Medieval History", "Artificial Intelligence", "Applied Physics",
		"Comparative Politics", "Philosophy and Religion", "Economic History", "Ecology", "Archaeology", "Probability", "Language and Culture", "Control and Information Sciences", "Pacific Linguistics")
}
