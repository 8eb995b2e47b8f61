package main

import "math/rand/v2"

// tongue is how a language's references are worded.
type tongue struct {
	in               []string // before the container
	eds              []string // behind editors' names
	edited           []string // before editors' names, behind the book
	and              []string
	etal             []string
	quotes           [][2]string
	locators         []string // "v=Jg. %, |i=H. %, |p=S. %": pieces by field
	page             []string // before pages in books and chapters
	ed               []string // edition, % is the number
	thesis           []string
	seen             []string // before the date of access
	online           []string
	vol              []string // of a series
	months           []string
	nodate           []string
	university, anew []string // before a university's place; before a volume of a new series
	short            bool     // short references in footnotes are usual
}

var english = tongue{
	university: []string{"University of ", "Univ. of ", "University of "}, anew: []string{"n.s. ", "N.S. ", "new series ", "3rd ser. "},
	in: []string{"In: ", "in: ", "In ", "in "}, eds: []string{" (Eds.)", " (eds.)", " (ed.)", " (eds)", ", eds.", ", editors"},
	edited: []string{"ed. by ", "edited by "}, and: []string{"and", "&", "and"}, etal: []string{" et al.", ", et al."},
	quotes: [][2]string{{"“", "”"}, {"\"", "\""}, {"‘", "’"}, {"'", "'"}},
	locators: []string{"v=%, |i=%, |p=%", "v=%, |p=%", "v=%|i=(%), |p=%", "v=% |i=(%), |p=pp. %", "v=% |i=(%): |p=%", "v=vol. %, |i=no. %, |p=pp. %",
		"v=%:|p=%", "v=% |y=(%), |p=%", "v=%/|i=% |y=(%), |p=pp. %", "v=%(|i=%) |y=(%) |p=%", "v=Vol. %, |i=No. %, |p=pp. %", "v=% |p=%", "v=%, |i=no. %, |p=%", "v=%.|i=%, |p=%",
		"y=%; |v=%: |p=%", "y=%, |v=%: |p=%", "y=%;|v=%|i=(%):|p=%", "v=%, |p=% |y=(%)", "v=% |p=% |y=(%)"},
	page: []string{"pp. ", "p. ", "", "pages "}, ed: []string{"%nd ed.", "%th edn.", "%rd edition"}, thesis: []string{"PhD thesis", "Unpublished PhD Dissertation", "Ph.D. dissertation", "Master's thesis"},
	seen: []string{"accessed ", "retrieved ", "last accessed "}, online: []string{"online: ", "URL: ", "Available at: ", "", "available at "}, vol: []string{"Vol. ", "vol. ", "", "No. "},
	months: []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}, nodate: []string{"n.d.", "forthcoming", "in press"},
}

var german = tongue{
	university: []string{"Universität ", "Univ. ", "an der Universität ", "TU ", "Universität "}, anew: []string{"N.F. ", "n.F. ", "NF "},
	in: []string{"In: ", "In: ", "in: ", "In ", "in: "}, eds: []string{" (Hrsg.)", " (Hrsg.)", " (Hg.)", " (Hg)", " (Hgg.)", " (Eds.)", " (Hrsg)"},
	edited: []string{"hrsg. von ", "Hg. v. ", "hg. von ", "hrsg. v. ", "herausgegeben von "}, and: []string{"und", "u.", "&", "und"}, etal: []string{" u.a.", " et al.", " u. a.", ", et al."},
	quotes: [][2]string{{"„", "“"}, {"»", "«"}, {"\"", "\""}, {"„", "“"}, {"„", "”"}, {"\"", "\""}, {"‚", "‘"}},
	locators: []string{"v=% |i=(%), |p=S. %", "v=%|i=(%), |p=%", "v=%. Jg., |i=H. %, |p=S. %", "v=Jg. %, |i=H. %, |p=S. %", "v=Jg. %, |i=Nr. %, |p=S. %", "v=Bd. %, |i=Heft %, |p=S. %",
		"v=%, |i=%, |p=S. %", "v=%, |i=%, |p=%", "v=%/|i=%, |p=S. %", "v=%, |i=H. %, |p=S. %", "v=%, |i=Heft %, |p=S. %", "i=Heft % |y=(%), |p=S. %", "i=H. %/|y=%, |p=S. %", "i=%/|y=%, |p=S. %", "i=Nr. %, |p=S. %",
		"i=Heft %, |p=S. %", "i=H. %, |p=S. %", "v=% |y=(%), |p=S. %", "v=% |y=(%) |i=%, |p=S. %", "v=%, |p=S. %", "v=% |y=(%), |i=H. %, |p=S. %", "v=Jg. %, |i=%, |p=S. %", "v=%. Jg. |y=(%), |i=H. %, |p=S. %",
		"i=Nr. %/|y=%, |p=S. %", "v=Vol. %, |i=No. %, |p=S. %", "y=%, |i=H. %, |p=S. %", "v=Band %, |p=S. %", "v=%:|p=%", "v=%, |p=%", "i=H. %. ", "y=%, |p=S. %", "i=(%), |p=S. %", "v=% |y=(%) |i=H. %, |p=S. %", "v=%. Jahrgang, |i=Heft %, |p=S. %"},
	page: []string{"S. ", "S. ", "S. ", "S.", "Seite ", "", "pp. "}, ed: []string{"%. Aufl.", "%. Auflage", "%., überarb. Aufl.", "%., erweiterte Auflage", "%. überarbeitete Auflage"},
	thesis: []string{"Dissertation", "Diss.", "Diplomarbeit", "Masterarbeit", "Magisterarbeit", "unveröffentlichte Dissertation", "Habilitationsschrift"},
	seen:   []string{"Stand: ", "Stand ", "Zugriff: ", "Abruf: ", "abgerufen am ", "Zugriff am ", "letzter Zugriff: ", "zuletzt abgerufen am ", "Download vom "}, online: []string{"Im Internet: ", "URL: ", "online: ", "", "Verfügbar unter: ", "Internet: ", "unter: ", "Online unter: "},
	vol: []string{"Bd. ", "Band ", "", "Nr. ", "H. ", "Heft "}, months: []string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
	nodate: []string{"o.J.", "im Erscheinen", "i.E.", "im Druck"}, short: true,
}

var french = tongue{
	university: []string{"Université de ", "université de ", "Univ. "}, anew: []string{"n.s. ", "N.S. ", "nouvelle série "},
	in: []string{"In: ", "in ", "In ", "dans ", "Dans "}, eds: []string{" (dir.)", " (éd.)", " (éds.)", " (eds.)", " (sous la dir. de)", ", éd."},
	edited: []string{"sous la direction de ", "éd. par ", "éd. ", "sous la dir. de "}, and: []string{"et", "et", "&"}, etal: []string{" et al.", " et alii", " et coll."},
	quotes: [][2]string{{"« ", " »"}, {"«", "»"}, {"“", "”"}, {"\"", "\""}},
	locators: []string{"v=vol. %, |i=n° %, |p=p. %", "v=vol. %, |i=no %, |p=p. %", "v=t. %, |i=fasc. %, |p=pp. %", "i=n° %, |p=p. %", "v=% |y=(%), |p=p. %", "v=%, |i=%, |p=pp. %", "v=t. % |y=(%), |p=p. %", "v=%, |y=%, |p=p. %",
		"v=% |i=(%), |p=%", "v=% |i=(%) : |p=%", "v=tome %, |p=p. %", "y=%, |i=n°%, |p=p. %", "v=%, |i=n° % |y=(%), |p=p. %", "i=nº %, |y=%, |p=pp. %", "v=Vol.%, |i=N°%, |p=pp.%"},
	page: []string{"p. ", "pp. ", "p.", ""}, ed: []string{"%e éd.", "%ème édition", "%e édition"}, thesis: []string{"Thèse de doctorat", "thèse", "Mémoire de Master", "Thèse de 3e cycle"},
	seen: []string{"consulté le ", "page consultée le ", "consulté en "}, online: []string{"URL : ", "Disponible sur : ", "[En ligne] ", "", "en ligne : "}, vol: []string{"t. ", "vol. ", "", "n° ", "tome "},
	months: []string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}, nodate: []string{"s.d.", "à paraître", "sous presse"}, short: true,
}

var italian = tongue{
	university: []string{"Università di ", "Università degli Studi di ", "Univ. di "}, anew: []string{"n.s. ", "n. s. ", "N.S. ", "s. II, "},
	in: []string{"in ", "In: ", "in: ", "in "}, eds: []string{" (a cura di)", ", a cura di", " (a c. di)", " (eds.)", " (ed.)"},
	edited: []string{"a cura di ", "a cura di ", "ed. ", "a c. di "}, and: []string{"e", "e", "&"}, etal: []string{" et al.", " e altri", " et alii"},
	quotes:   [][2]string{{"«", "»"}, {"“", "”"}, {"‘", "’"}, {"\"", "\""}},
	locators: []string{"v=% |y=(%), |p=pp. %", "v=%, |i=%, |p=pp. %", "v=vol. %, |i=n. %, |p=pp. %", "v=%, |y=%, |p=pp. %", "i=n. %, |y=%, |p=pp. %", "v=% |i=(%), |p=pp. %", "i=% |y=(%), |p=pp. %", "v=%, |i=fasc. %, |p=pp. %", "v=%/|i=% |y=(%), |p=pp. %", "v=% |i=(%): |p=%", "v=vol. % |y=(%), |p=p. %"},
	page:     []string{"pp. ", "p. ", "pp."}, ed: []string{"%a ed.", "%ª ed.", "%a edizione"}, thesis: []string{"tesi di laurea", "Tesi di dottorato"},
	seen: []string{"consultato il ", "ultimo accesso "}, online: []string{"URL: ", "Disponibile su: ", "", "online: "}, vol: []string{"vol. ", "", "n. "},
	months: []string{"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"}, nodate: []string{"s.d.", "in corso di stampa"}, short: true,
}

var spanish = tongue{
	university: []string{"Universidad de ", "Univ. de ", "Universidad Nacional de "}, anew: []string{"n.s. ", "nueva época "},
	in: []string{"En: ", "en ", "En ", "En: "}, eds: []string{" (eds.)", " (ed.)", " (coord.)", " (coords.)", " (comp.)", " (dir.)", " (Eds.)"},
	edited: []string{"edición de ", "ed. de ", "editado por "}, and: []string{"y", "y", "&", "e"}, etal: []string{" et al.", " y otros", ", et al."},
	quotes:   [][2]string{{"“", "”"}, {"«", "»"}, {"\"", "\""}},
	locators: []string{"v=vol. %, |i=núm. %, |p=pp. %", "v=vol. %, |i=nº %, |p=pp. %", "v=%, |i=%, |p=pp. %", "v=%|i=(%), |p=%", "v=% |i=(%): |p=%", "i=nº %, |p=pp. %", "v=% |y=(%), |p=pp. %", "i=núm. % |y=(%), |p=pp. %", "v=% |i=(%), |p=pp. %", "v=Vol. %, |i=No. %, |p=pp. %", "v=tomo %, |p=pp. %", "y=%;|v=%|i=(%):|p=%", "v=v. %, |i=n. %, |p=p. %"},
	page:     []string{"pp. ", "p. ", "págs. "}, ed: []string{"%ª ed.", "%a edición", "%.ª ed."}, thesis: []string{"Tesis doctoral", "Tesis de maestría", "Tesis"},
	seen: []string{"consultado el ", "consulta: ", "acceso "}, online: []string{"Disponible en: ", "Recuperado de ", "", "URL: ", "disponible en "}, vol: []string{"vol. ", "", "nº ", "tomo "},
	months: []string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"}, nodate: []string{"s.f.", "en prensa"},
}

var portuguese = tongue{
	university: []string{"Universidade de ", "Universidade Federal de ", "Univ. de "}, anew: []string{"n.s. ", "nova série "},
	in: []string{"In: ", "In: ", "in ", "Em: "}, eds: []string{" (Org.)", " (Orgs.)", " (org.)", " (orgs.)", " (eds.)", " (coord.)"},
	edited: []string{"org. ", "organizado por ", "ed. "}, and: []string{"e", "&", "e"}, etal: []string{" et al.", " et alii", "; et al."},
	quotes:   [][2]string{{"“", "”"}, {"\"", "\""}, {"«", "»"}},
	locators: []string{"v=v. %, |i=n. %, |p=p. %", "v=v. %, |p=p. %", "v=v.%, |i=n.%, |p=p.%", "v=vol. %, |i=nº %, |p=pp. %", "v=%|i=(%), |p=%", "v=% |i=(%): |p=%", "i=n. %, |p=p. %", "v=vol. %, |i=n. %, |p=p. %", "y=%;|v=%|i=(%):|p=%", "v=%, |i=%, |p=%", "v=v. %, |i=n. %, |p=p. %, |y=%"},
	page:     []string{"p. ", "pp. ", "p."}, ed: []string{"%. ed.", "%ª ed.", "%a edição"}, thesis: []string{"Tese (Doutorado)", "Dissertação (Mestrado)", "Tese de Doutorado", "Dissertação de Mestrado"},
	seen: []string{"Acesso em: ", "acesso em ", "acedido em "}, online: []string{"Disponível em: ", "Disponível em ", "URL: ", ""}, vol: []string{"v. ", "vol. ", ""},
	months: []string{"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"}, nodate: []string{"s.d.", "no prelo"},
}

var korean = tongue{
	university: []string{""}, anew: []string{"n.s. "},
	in: []string{"In: ", "In ", ""}, eds: []string{" 편", " (편)", " (Eds.)"}, edited: []string{"편 "}, and: []string{"·", "&", "and"}, etal: []string{" 외", " et al."},
	quotes:   [][2]string{{"「", "」"}, {"'", "'"}, {"\"", "\""}, {"『", "』"}, {"‘", "’"}},
	locators: []string{"v=제%권, |i=제%호, |p=pp.%", "v=제%권 |i=제%호, |p=pp. %", "v=%|i=(%), |p=%", "i=제%호, |p=pp.%", "v=Vol.%, |i=No.%, |p=pp.%", "v=%권 |i=%호, |p=%쪽", "v=제%집, |p=pp.%", "v=%|i=(%): |p=%", "v=제%권, |p=%", "v=%권%호, "},
	page:     []string{"pp.", "p. ", ""}, ed: []string{"제%판", "%판"}, thesis: []string{"박사학위논문", "석사학위논문"}, seen: []string{"검색일: ", "접속일 "}, online: []string{"", "URL: "}, vol: []string{"제"},
	months: []string{"1월", "2월", "3월", "4월", "5월", "6월", "7월", "8월", "9월", "10월", "11월", "12월"}, nodate: []string{"n.d."},
}

var chinese = tongue{
	university: []string{""}, anew: []string{"n.s. "},
	in: []string{"In: ", "//", "见: ", "载", "《"}, eds: []string{"编", "主编", " (Eds.)", "編"}, edited: []string{"编 "}, and: []string{",", "、", "&"}, etal: []string{", 等", "等", ", et al."},
	quotes:   [][2]string{{"《", "》"}, {"'", "'"}, {"“", "”"}, {"「", "」"}},
	locators: []string{"v=第%卷 |i=第%期, |p=第%页", "v=第%卷第|i=%期, |p=%", "v=%|i=(%): |p=%", "v=%|i=(%):|p=%", "v=%巻 |i=%号, |p=%頁", "i=第%期, |p=第%页", "i=總第%期, |p=%", "v=Vol. %, |i=No. %, |p=pp. %", "v=第%卷, |p=%-", "y=%, |v=%|i=(%): |p=%", "y=%年, |i=第%期, |p=%", "v=%, |i=%, |p=%"},
	page:     []string{"", "第", "pp. ", "頁"}, ed: []string{"第%版", "%版"}, thesis: []string{"博士学位论文", "硕士论文", "[D]"}, seen: []string{"访问日期: "}, online: []string{"", "[EB/OL]"}, vol: []string{"第", ""},
	months: []string{"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"}, nodate: []string{"n.d."},
}

// tongueOf is the wording for a language. German wording is also used for
// works in English, as German lists do.
func tongueOf(r *rand.Rand, lang string) *tongue {
	switch lang {
	case "de":
		if r.IntN(8) == 0 {
			return &english
		}
		return &german
	case "fr":
		return &french
	case "it":
		return &italian
	case "es":
		return &spanish
	case "pt":
		return &portuguese
	case "ko":
		return &korean
	case "zh", "ja":
		return &chinese
	}
	switch r.IntN(10) {
	case 0, 1, 2, 3:
		return &german
	case 4:
		return &french
	case 5:
		return &italian
	}
	return &english
}
