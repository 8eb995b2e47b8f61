package list

import "strings"

// linkLabels are the words that web pages put behind an entry to link it, as
// sequences of words. They are cut where they stand in brackets, and, without
// brackets, at the end of an entry.
var linkLabels = [...]string{
	"google scholar", "googlescholar", "crossref", "cross ref", "crossref full text", "pubmed abstract", "pubmed", "pubmed central",
	"view article", "view in article", "pmc free article", "free full text", "green version", "full text", "full-text",
	"cas", "web of science", "web of science®", "isi", "medline", "scopus", "article", "ads", "mathscinet", "zbmath",
	"link", "find it", "download", "export citation", "view record in scopus", "abstract", "pdf", "openurl", "publisher full text",
	"pubmed/ncbi", "view at publisher", "view at google scholar", "find this article online", "search in google scholar", "open url", "go to ref", "download references",
	"abstract/free full text", "full text pdf", "sfx", "get it", "find at library", "ref list", "europe pmc", "europepmc",
}

// maxLabelWords is the most words a link label has.
const maxLabelWords = 5

// dropLinks removes link labels from ws.
func dropLinks(body string, ws []word) []word {
	ws = dropBracketed(body, ws)
	for {
		n := trailing(body, ws)
		if n == 0 {
			return ws
		}
		ws = ws[:len(ws)-n]
	}
}

// dropBracketed removes "[Google Scholar]" wherever it stands.
func dropBracketed(body string, ws []word) []word {
	out := ws[:0]
	for i := 0; i < len(ws); i++ {
		if n := bracketLink(body, ws[i:]); n > 0 {
			i += n - 1
			continue
		}
		out = append(out, ws[i])
	}
	return out
}

func bracketLink(body string, ws []word) int {
	if c := body[ws[0].Start]; c != '[' && c != '(' {
		return 0
	}
	for n := 1; n <= maxLabelWords && n <= len(ws); n++ {
		s := joinWords(body, ws[:n])
		t := strings.TrimRight(s, ".;,")
		if t == "" || t[len(t)-1] != ']' && t[len(t)-1] != ')' {
			continue
		}
		if t = strings.Trim(t, "[]()"); isLink(t) && (body[ws[0].Start] == '[' || len(t) > 7) {
			return n
		}
		return 0
	}
	return 0
}

// trailing is how many words at the end of ws are unbracketed link labels, one
// or several. Labels that are also plain English ("article", "abstract") need a
// capital, and all of them a stop or a number before.
func trailing(body string, ws []word) int {
	end, cut := len(ws), 0
	for range 12 {
		n := lastLabel(body, ws[:end])
		if n == 0 {
			break
		}
		end -= n
		if strings.IndexByte(".;)]0123456789/", body[ws[end-1].End-1]) >= 0 {
			cut = len(ws) - end
		}
	}
	return cut
}

// lastLabel is how many words at the end of ws are one link label.
func lastLabel(body string, ws []word) int {
	for n := min(maxLabelWords, len(ws)-2); n > 0; n-- {
		s := strings.Trim(joinWords(body, ws[len(ws)-n:]), "|·•→ ")
		if s != "" && (s[0] < 'a' || s[0] > 'z') && isLink(s) {
			return n
		}
	}
	return 0
}

// onlyLinks reports a line of link labels alone: pages that were copied as text
// have them below each entry ("CrossRef Google Scholar").
func onlyLinks(s string) bool {
	if len(s) > 100 {
		return false
	}
	ws := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' || r == '|' || r == '·' || r == '\u00a0' })
	for i := 0; i < len(ws); {
		n := min(maxLabelWords, len(ws)-i)
		for n > 0 && !isLink(strings.Trim(strings.Join(ws[i:i+n], " "), "[]().,;")) {
			n--
		}
		if n == 0 {
			return false
		}
		i += n
	}
	return len(ws) > 0
}

func joinWords(body string, ws []word) string {
	parts := make([]string, len(ws))
	for i, w := range ws {
		parts[i] = body[w.Start:w.End]
	}
	return strings.Join(parts, " ")
}

func isLink(s string) bool {
	if len(s) > 40 {
		return false
	}
	s = strings.ToLower(s)
	for _, l := range linkLabels {
		if s == l {
			return true
		}
	}
	return false
}
