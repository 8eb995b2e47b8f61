package bib

import "strings"

// Refer (EndNote's .enw, Google Scholar, many publishers) has one letter behind
// a per cent sign where RIS has two: it is read as RIS.
var referTags = map[byte]string{
	'A': "AU", 'T': "TI", 'J': "JF", 'B': "T2", 'D': "PY", 'V': "VL", 'N': "IS", 'P': "SP", 'I': "PB", 'C': "CY", 'E': "A2", 'R': "DO", 'U': "UR",
	'X': "AB", 'K': "KW", '@': "SN", '7': "ET", '8': "DA", '9': "M3", 'G': "LA", 'M': "AN", 'S': "T3", 'Z': "N1", 'F': "ID", 'W': "DB", '?': "A4", '2': "C2",
}

var referTypes = map[string]string{
	"journal article": "JOUR", "book": "BOOK", "edited book": "BOOK", "book section": "CHAP", "conference proceedings": "CONF",
	"conference paper": "CPAPER", "thesis": "THES", "report": "RPRT", "web page": "ELEC", "magazine article": "MGZN",
	"newspaper article": "NEWS", "patent": "PAT", "dataset": "DATA", "computer program": "COMP", "generic": "GEN", "electronic article": "EJOUR", "unpublished work": "UNPB",
}

// isRefer: the first line that holds anything begins with %0 or another tag.
func isRefer(text string) bool {
	t := strings.TrimLeft(text, " \n\t\uFEFF")
	return len(t) > 3 && t[0] == '%' && t[2] == ' ' && (t[1] == '0' || referTags[t[1]] != "")
}

// referTag reads "%A Felton, Chip J".
func referTag(s string) (tag, value string, ok bool) {
	s = strings.TrimPrefix(s, "\uFEFF")
	if len(s) < 2 || s[0] != '%' || len(s) > 2 && s[2] != ' ' {
		return "", "", false
	}
	value = strings.TrimSpace(s[2:])
	if s[1] == '0' {
		if t := referTypes[strings.ToLower(value)]; t != "" {
			return "TY", t, true
		}
		return "TY", "GEN", true
	}
	if tag = referTags[s[1]]; tag == "" {
		return "XX", value, true
	}
	return tag, value, true
}

func readRefer(b *batch, p *place) {
	var rec *tagged
	end := func() {
		if rec != nil {
			b.finish(p, risReference(rec), rec.start, rec.end)
		}
		rec = nil
	}
	lines(p.text, referTag, func(l line) bool {
		switch {
		case l.tag == "" && strings.TrimSpace(l.value) == "":
			return true
		case l.tag == "TY":
			end()
		}
		switch {
		case rec == nil && l.tag == "":
			b.repaired(p, l.start, l.end, "a line that belongs to no record")
			return !b.done
		case rec == nil:
			rec = &tagged{start: l.start}
		}
		if l.tag == "" {
			rec.goOn(l.value)
		} else {
			rec.put(l.tag, l.value)
		}
		rec.end = l.end
		return !b.done
	})
	end()
}
