package bib

import (
	"regexp"
	"strings"

	"citegraph/corpus"
)

// Some exports are lists for the eye, whose lines have fixed places.
//
//	PubMed, abstracts          Scopus                     JSTOR                   Google Scholar
//	1. BMJ. 1997;315:629-34.   Egger, M., Smith, G.D.     The title               The title
//	                           7101;7202;                 Author(s): M. Egger     M Egger - BMJ, 1997 - bmj.com
//	The title.                 The title                  Source: BMJ, Vol. 315   snippet
//	                           (1997) BMJ, 315, pp. 629.  Published by: BMJ       Cited by 5 Related articles
//	Egger M(1), Smith GD(2).   DOI: …                     Stable URL: …
//	…                          …
//	PMID: 9310563              SOURCE: Scopus
//
// Each has a line that nothing else prints: the key of listed.
type listed struct {
	key  *regexp.Regexp // a line of every record
	read func([]line) *tagged
	ends bool // the key is a record's last line, not its first
}

var listings = [...]listed{
	{regexp.MustCompile(`^\d{1,6}\. [A-Z][^\n]{1,150}\. (?:1[89]|20)\d\d[ ;:.]`), pubmedListed, false},
	{regexp.MustCompile(`^SOURCE: Scopus\s*$`), scopusListed, true},
	{regexp.MustCompile(`^Stable URL: https?://(?:www\.)?jstor\.org/stable/\S+\s*$`), jstorListed, true},
	{regexp.MustCompile(`\bCited by \d+\b.*\bRelated articles\b`), scholarListed, true},
}

var (
	pubmedEnd     = corpus.Lazily(`^PMID: (\d+)`)
	scopusOpening = corpus.Lazily(`^\s*Scopus\s*\n\s*EXPORT DATE: `)
)

// isListed finds which listing text is, nil where it is none: twice its key, or
// what else its form asks for.
func isListed(text string) *listed {
	head := text[:min(len(text), 64<<10)]
	for i := range listings {
		l := &listings[i]
		n, pmid := 0, false
		lines(head, noTag, func(at line) bool {
			if l.key.MatchString(at.value) {
				n++
			}
			pmid = pmid || pubmedEnd().MatchString(at.value)
			return n < 2 || i == 0 && !pmid
		})
		switch {
		case i == 0:
			if n > 0 && pmid && l.key.MatchString(strings.TrimLeft(text[:min(len(text), 400)], " \n\uFEFF")) {
				return l
			}
		case i == 1 && n > 0 && scopusOpening().MatchString(head), i > 1 && n > 1:
			return l
		}
	}
	return nil
}

func noTag(string) (string, string, bool) { return "", "", false }

// maxListed bounds the lines of one record.
const maxListed = 400

func readListed(b *batch, p *place, l *listed) {
	var rec []line
	end := func() {
		if len(rec) > 0 {
			if r := l.read(rec); r != nil && r.get("TI") != "" {
				b.finish(p, risReference(asRIS(r)), r.start, r.end)
			}
		}
		rec = rec[:0]
	}
	lines(p.text, noTag, func(at line) bool {
		key := l.key.MatchString(at.value)
		if key && !l.ends {
			end()
		}
		if len(rec) < maxListed && (len(rec) > 0 || strings.TrimSpace(at.value) != "") {
			rec = append(rec, at)
		}
		if key && l.ends {
			end()
		}
		return !b.done
	})
	if !l.ends {
		end()
	}
}

// of is a record over the lines ls.
func of(ls []line) *tagged { return &tagged{start: ls[0].start, end: ls[len(ls)-1].end} }

var (
	pubmedSource = corpus.Lazily(`^\d+\. (.+?)\. ((?:1[89]|20)\d\d)[^;:.]*(?:;([\w-]*)(?:\(([^()]*)\))?(?::([\w-]+))?)?`)
	pubmedDOI    = corpus.Lazily(`\bdoi: (10\.\S+?)\.?(?:\s|$)`)
	sourceNumber = corpus.Lazily(`\(\d{1,3}\)`)
)

// pubmedListed reads a record of PubMed's abstracts: paragraphs whose first
// three are source, title and authors.
func pubmedListed(ls []line) *tagged {
	var paras []string
	open := false
	r := of(ls)
	for _, l := range ls {
		s := strings.TrimSpace(l.value)
		if m := pubmedEnd().FindStringSubmatch(s); m != nil {
			r.put("AN", m[1])
			r.put("ID", m[1])
			r.end = l.end
		}
		switch {
		case s == "":
			open = false
		case open:
			paras[len(paras)-1] += " " + s
		default:
			paras, open = append(paras, s), true
		}
	}
	m := pubmedSource().FindStringSubmatch(paras[0])
	if m == nil || len(paras) < 2 {
		return nil
	}
	for k, t := range [...]string{"JF", "PY", "VL", "CP", "SP"} {
		r.put(t, m[k+1])
	}
	if m := pubmedDOI().FindStringSubmatch(paras[0]); m != nil {
		r.put("DO", m[1])
	}
	r.put("TI", paras[1])
	if len(paras) > 2 && !strings.HasPrefix(paras[2], "PMID:") && !strings.HasPrefix(paras[2], "DOI:") && len(paras[2]) < 4000 {
		for _, a := range strings.Split(strings.TrimSuffix(sourceNumber().ReplaceAllString(paras[2], ""), "."), ",") {
			r.put("AU", strings.TrimSpace(strings.TrimRight(a, " .")))
		}
	}
	if len(paras) > 3 {
		longest := ""
		for _, p := range paras[3:] {
			if len(p) > len(longest) && !strings.HasPrefix(p, "Author information:") {
				longest = p
			}
		}
		if len(longest) > 200 {
			r.put("AB", longest)
		}
	}
	return r
}

var scopusSource = corpus.Lazily(`^\((\d{4})\) (.+?)(?:, ([\w-]+))?(?: \(([^()]+)\))?(?:, art\. no\. ([\w.-]+?))?(?:, pp?\. ([\w-]+))?\.(?: |$)`)

// scopusListed reads a record of Scopus: authors, their numbers, the title, the
// source, and named fields.
func scopusListed(ls []line) *tagged {
	r := of(ls)
	var before []string
	sourced := false
	for _, l := range ls {
		s := strings.TrimSpace(l.value)
		switch {
		case s == "" || s == "Scopus" || strings.HasPrefix(s, "EXPORT DATE:") || strings.HasPrefix(s, "AUTHOR FULL NAMES:") || strings.Trim(s, "0123456789; ") == "":
		case !sourced:
			if m := scopusSource().FindStringSubmatch(s); m != nil && len(before) > 0 {
				for k, t := range [...]string{"PY", "JF", "VL", "CP", "SP", "SP"} {
					r.put(t, m[k+1])
				}
				r.put("TI", before[len(before)-1])
				if len(before) > 1 {
					scopusAuthors(r, before[0])
				}
				sourced = true
			} else {
				before = append(before, s)
			}
		case strings.HasPrefix(s, "https://www.scopus.com/"):
			r.put("UR", s)
		default:
			if tag, value, ok := namedTag(s); ok && tag != "SO" && tag != "M3" {
				r.put(tag, value)
			}
		}
	}
	return r
}

// scopusAuthors reads "Egger, M., Smith, G.D." and "Egger M., Smith G.D.".
func scopusAuthors(r *tagged, s string) {
	parts := strings.Split(strings.ReplaceAll(s, ";", ","), ",")
	for i := 0; i < len(parts); i++ {
		a := strings.TrimSpace(parts[i])
		if i+1 < len(parts) {
			if next := strings.TrimSpace(parts[i+1]); initials(strings.ReplaceAll(next, " ", "")) {
				a += ", " + next
				i++
			}
		}
		if a != "" {
			r.put("AU", a)
		}
	}
}

// jstorListed reads a record of JSTOR: its title stands before the names.
func jstorListed(ls []line) *tagged {
	r := of(ls)
	title := ""
	for _, l := range ls {
		s := strings.TrimSpace(l.value)
		tag, value, ok := namedTag(s)
		switch {
		case !ok && len(r.tags) == 0 && s != "":
			title = strings.TrimSpace(title + " " + s)
		case tag == "AU":
			for _, a := range strings.FieldsFunc(strings.ReplaceAll(value, " and ", ","), func(c rune) bool { return c == ',' || c == ';' }) {
				r.put("AU", strings.TrimSpace(a))
			}
		case ok:
			r.put(tag, value)
		}
	}
	r.put("TI", title)
	return r
}

var (
	scholarSource = corpus.Lazily(`^(.+?)[\x{a0} ]+- (?:(.+?), )?((?:1[89]|20)\d\d)[\x{a0} ]+- \S`)
	scholarMark   = corpus.Lazily(`^(?:\[[A-Z]{1,9}\])+\s*`)
)

// scholarListed reads a hit of Google Scholar as copied from its page.
func scholarListed(ls []line) *tagged {
	for i := 1; i < len(ls); i++ {
		m := scholarSource().FindStringSubmatch(strings.TrimSpace(ls[i].value))
		if m == nil {
			continue
		}
		r := of(ls)
		r.put("TI", scholarMark().ReplaceAllString(strings.TrimSpace(ls[i-1].value), ""))
		for _, a := range strings.Split(m[1], ",") {
			if a = strings.Trim(a, " …\u00a0"); a != "" {
				r.put("AU", a)
			}
		}
		if !strings.Contains(m[2], "…") {
			r.put("JF", m[2])
		}
		r.put("PY", m[3])
		return r
	}
	return nil
}
