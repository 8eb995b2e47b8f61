package main

import (
	"strconv"
	"strings"
	"unicode"
)

// body makes up the name of an organisation that writes or edits: metadata
// name few.
func (w *writer) body() string {
	f := w.fieldName()
	var s string
	switch w.t {
	case &german:
		s = w.pick("Bundesministerium für "+f, "Statistisches Landesamt "+w.place(), "Akademie für "+f, "Deutsche Gesellschaft für "+f, "Projektgruppe „"+f+"“", "Arbeitsgruppe "+f,
			"Institut für "+f, "Bundesverband der Deutschen "+w.pick("Industrie", "Lehrer", "Banken"), "Deutscher "+w.pick("Bundestag", "Verein für "+f, "Städtetag"),
			"Forschungsgruppe "+f, "Bundeszentrale für "+w.pick("politische Bildung", f), "Stadt "+w.place(), "Europäische Kommission", "Zentrum für "+f, "Bundesamt für "+f, "Statistisches Bundesamt")
	case &french:
		s = w.pick("Ministère de "+f, "Institut national de "+f, "Société française de "+f, "Centre de recherche en "+f, "Commission européenne")
	case &italian:
		s = w.pick("Ministero di "+f, "Istituto di "+f, "Comune di "+w.place(), "Regione "+w.place(), "Accademia di "+f, "Deputazione di "+f)
	case &spanish:
		s = w.pick("Ministerio de "+f, "Instituto Nacional de "+f, "Gobierno de "+w.place(), "Comisión Europea")
	case &portuguese:
		s = w.pick("Ministério da "+f, "Instituto Brasileiro de "+f, "Secretaria de "+f, "Associação Brasileira de "+f)
	default:
		s = w.pick("Ministry of "+f, "National Institute of "+f, "Department of "+f, w.place()+" City Council", "Centre for "+f, "European Group for "+f, "International Society of "+f,
			w.place()+" Development Agency", "Royal Commission on "+f, "Council of Europe", "World "+f+" Organization", "Office for National Statistics")
	}
	switch short := acronym(s); {
	case len(short) < 2:
		return s
	case w.chance(0.25):
		return short
	case w.chance(0.15):
		return s + " (" + short + ")"
	case w.chance(0.2):
		return w.pick(short+" ("+s+")", short+" – "+s, short+" - "+s)
	}
	return s
}

// place is a place of the language, or one of a few.
func (w *writer) place() string {
	if list := w.p.places[w.m.lang]; len(list) > 0 && w.chance(0.5) {
		return list[w.r.IntN(len(list))]
	}
	switch w.t {
	case &german:
		return w.pick("Frankfurt a. M.", "Frankfurt/M.", "Frankfurt/Main", "Frankfurt am Main", "Freiburg i. Br.", "Freiburg im Breisgau", "Reinbek bei Hamburg", "Schwalbach/Ts.", "Weinheim/Basel",
			"Wiesbaden", "Opladen", "Baden-Baden", "Königstein/Ts.", "Berlin/New York", "München", "Neuwied", "Köln", "Bern u. a.", "Münster", "Halle (Saale)", "Wien", "Zürich")
	case &italian:
		return w.pick("Milano", "Roma - Bari", "Firenze", "Torino", "Bologna", "Napoli", "Venezia", "Padova", "Milano - Napoli")
	case &french:
		return w.pick("Paris", "Lyon", "Bruxelles", "Genève", "Aix-en-Provence")
	}
	return w.pick("London", "Cambridge, MA", "Thousand Oaks, CA", "Hillsdale, N.J.", "London/New York", "Las Vegas, Nev.", "New York and London", "Oxford", "Berkeley", "Washington, D.C.", "Princeton, NJ")
}

// acronym is the capitals of a name.
func acronym(s string) string {
	var b strings.Builder
	for _, f := range strings.Fields(s) {
		for _, r := range f {
			if unicode.IsUpper(r) {
				b.WriteRune(r)
			}
			if unicode.IsLetter(r) {
				break
			}
		}
	}
	return b.String()
}

// paperSeries prints the numbered series that a paper of an institute came out
// in, as it stands between the title and the place.
func (w *writer) paperSeries() {
	name := w.pick("Discussion Paper", "Working Paper", "Technical Report", "Policy Brief", "Arbeitspapier", "Research Report", "Forschungsbericht", "Working Paper Series", "Rapport", "Informe", "Arbeitsbericht", "Occasional Paper", "Memo", "Studie", "Report")
	if w.chance(0.5) {
		name = w.pick(acronym(w.body()), "IFG", "DIW", "ESRC", "CSIRO", "NBER") + w.pick(" ", "-", " ") + name
	} else if w.chance(0.2) {
		name = w.pick(w.body()+", ", w.body()+" ") + name
	}
	n := strconv.Itoa(1 + w.r.IntN(400))
	if w.chance(0.3) {
		y := strconv.Itoa(w.m.year)
		n = w.pick(n+"/"+y, y[2:]+"-"+n, y[2:]+"/"+n, y+"-"+n, y+"/"+n)
	} else if w.chance(0.2) {
		n = w.pick("TR-", "WP/", "FS I ", "CS-", "LR ", "S ") + n
	}
	w.put(lGenre, name+w.pick(" ", " ", " No. ", " Nr. ", " #", ", Nr. ", " no. ", ": ")+n)
	w.close(w.pick(", ", ". "))
}
