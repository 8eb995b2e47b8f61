package pdf

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"

	"citegraph/corpus"
	"citegraph/corpus/ident"
	"citegraph/corpus/journal"
	"citegraph/corpus/person"
)

// What a file says of itself is often wrong: a template's title, the typist for
// an author. It is believed where the first two pages say it too.

// metadata fills t.Work from the file's own statements and its first pages.
func (c *composer) metadata(doc *pdf.Reader, links []string) {
	w := &c.t.Work
	text := c.opening()
	seen := letters(text)
	x := described(doc)
	if x.title != "" && strings.Contains(seen, letters(x.title)) {
		w.Title = x.title
	}
	at := c.title(seen)
	if names := x.authors; len(names) > 0 && named(names, seen) {
		w.Author = names
	} else if at >= 0 {
		w.Author = c.authors(at)
	}
	name, year := c.masthead()
	if x.journal != "" && strings.Contains(seen, letters(x.journal)) {
		name = x.journal
	}
	w.ContainerTitle = name
	w.DOI = ownDOI(x.doi, links, c.heads(), text)
	if y := strconv.Itoa(x.year); x.year > 0 && strings.Contains(text, y) {
		w.Issued = &corpus.Date{Parts: [][]int{{x.year}}}
	} else if y := published(text); y > 0 {
		w.Issued = &corpus.Date{Parts: [][]int{{y}}}
	} else if year > 0 {
		w.Issued = &corpus.Date{Parts: [][]int{{year}}}
	}
}

// masthead is the journal, and the year behind it, that a line of the first two
// pages begins with outside the running text: "3 Biotech (2015) 5:697-707".
func (c *composer) masthead() (name string, year int) {
	for i, b := range c.t.Blocks {
		if b.Page > 2 || b.Kind != corpus.Boiler && i > 6 {
			continue
		}
		for _, l := range strings.Split(c.t.Slice(b.Span), "\n") {
			l = strings.TrimSpace(l)
			end := strings.IndexFunc(l, func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune("(,;:|•", r) })
			if end < 0 || unicode.IsDigit(rune(l[0])) { // "3 Biotech" begins with a number
				end = len(l)
				if i := strings.IndexAny(l, "(,;"); i > 0 {
					end = i
				}
			}
			j := strings.Trim(l[:end], " .–-")
			if len(l) > 160 || len(j) < 3 {
				continue
			}
			known, ok := journal.Lookup(j)
			if !ok {
				continue
			}
			if y := aYear.FindString(l[end:]); year == 0 && y != "" {
				year, _ = strconv.Atoi(y)
			}
			if name == "" {
				name = known.Title
			}
		}
	}
	return name, year
}

// opening is the text of the first two pages, running heads included.
func (c *composer) opening() string { return c.said(func(corpus.Block) bool { return true }) }

// heads are the running heads and feet of the first two pages.
func (c *composer) heads() string {
	return c.said(func(b corpus.Block) bool { return b.Kind == corpus.Boiler })
}

func (c *composer) said(which func(corpus.Block) bool) string {
	var s strings.Builder
	for _, b := range c.t.Blocks {
		if b.Page <= 2 && s.Len() < 20_000 && which(b) {
			s.WriteString(c.t.Slice(b.Span))
			s.WriteByte('\n')
		}
	}
	return s.String()
}

// letters is s in lower case without anything but letters and digits, so that
// broken lines and hyphens do not count.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// named reports whether nearly all families stand in the opening.
func named(names []corpus.Name, seen string) bool {
	hit := 0
	for _, n := range names {
		if f := letters(n.Family + n.Literal); len(f) > 1 && strings.Contains(seen, f) {
			hit++
		}
	}
	return 5*hit >= 4*len(names)
}

// title marks the block that is the title, the one that the file names or else
// the largest text of the first page that reads like one, and returns its
// number; -1 where there is none.
func (c *composer) title(seen string) int {
	best, size := -1, 0.0
	told := letters(c.t.Work.Title)
	for i, b := range c.t.Blocks {
		if b.Page != 1 || b.Kind == corpus.Boiler || b.Span.Len() < 12 || b.Span.Len() > 600 {
			continue
		}
		s := letters(c.t.Slice(b.Span))
		if told != "" && len(s) > 8 && strings.HasPrefix(told, s) {
			best, size = i, c.body*2
			break
		}
		if v := c.sizes[i]; told == "" && v > size*1.02 && c.readsLikeTitle(i) {
			best, size = i, v
		}
	}
	if best < 0 || size < 1.15*c.body {
		return -1
	}
	end := best + 1 // further blocks of the same size
	for end < len(c.t.Blocks) && c.t.Blocks[end].Page == 1 && c.t.Blocks[end].Kind != corpus.Boiler && c.sizes[end] > 0.97*c.sizes[best] && c.sizes[end] < 1.03*c.sizes[best] && c.sizes[best] > 1.15*c.body {
		end++
	}
	b := &c.t.Blocks[best]
	b.Kind, b.Level = corpus.Title, 0
	if told == "" {
		s := c.t.Body[b.Span.Start:c.t.Blocks[end-1].Span.End]
		c.t.Work.Title = strings.TrimRight(strings.Join(strings.Fields(s), " "), "*†‡∗ ")
	}
	return end - 1
}

// readsLikeTitle refuses the name of a journal or of a section of one.
func (c *composer) readsLikeTitle(i int) bool {
	s := strings.Join(strings.Fields(c.t.Slice(c.t.Blocks[i].Span)), " ")
	if n := len(strings.Fields(s)); n < 4 && !strings.ContainsAny(s, ":?") || strings.HasSuffix(s, ":") {
		return false
	}
	low := strings.ToLower(s)
	for _, kind := range []string{"research article", "original article", "review article", "open access", "short communication", "case report", "study protocol", "original research", "available online", "contents lists"} {
		if strings.HasPrefix(low, kind) && len(s) < len(kind)+24 || strings.Contains(low, "journal homepage") {
			return false
		}
	}
	if _, ok := journal.Lookup(s); ok {
		return false
	}
	if i+1 < len(c.t.Blocks) { // "BMC Complementary and" over "Alternative Medicine"
		if _, ok := journal.Lookup(s + " " + strings.Join(strings.Fields(c.t.Slice(c.t.Blocks[i+1].Span)), " ")); ok {
			return false
		}
	}
	return true
}

var degrees = regexp.MustCompile(`(?:,\s*|\s+)(?:(?:M\.?D|Ph\.?D|M\.?Sc|B\.?Sc|MB|BM|MM|MS|BS|MA|MPH|RN|MBBS|MBChB|MRCP|FRCP|DDS|DVM|PharmD|DrPH|FACS)\.?)(?:[,;*∗†]|\s|$)`)

// authors reads the names that stand below the title, in block at: the first
// blocks that are a list of names, without the marks of affiliations.
func (c *composer) authors(at int) []corpus.Name {
	for i := at + 1; i < len(c.t.Blocks) && i <= at+3; i++ {
		b := c.t.Blocks[i]
		if b.Page > 2 || b.Kind == corpus.Boiler || b.Span.Len() > 4000 {
			return nil
		}
		s := c.plainLine(b.Span)
		if low := strings.ToLower(s); strings.HasPrefix(low, "abstract") || strings.HasPrefix(low, "summary") || strings.HasPrefix(low, "introduction") {
			return nil
		}
		for range 4 { // "MD, PhD"
			s = degrees.ReplaceAllString(s, ", ")
		}
		s = strings.Trim(s, " ,;*∗†")
		l := person.ParseList(s)
		if n := len(l.Names); n == 0 || len(strings.Fields(s)) > 5*n+2 || !people(l.Names) {
			continue
		}
		c.t.Blocks[i].Kind = corpus.Front
		return l.Names
	}
	return nil
}

// plainLine is the text at span without superscripts and their likes, on one
// line.
func (c *composer) plainLine(span corpus.Span) string {
	var b strings.Builder
	at := span.Start
	for _, m := range c.t.Marks {
		if m.Kind != corpus.Super || m.Span.Start < at || m.Span.End > span.End {
			continue
		}
		b.WriteString(c.t.Body[at:m.Span.Start])
		b.WriteByte(' ')
		at = m.Span.End
	}
	b.WriteString(c.t.Body[at:span.End])
	s := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("*†‡§¶∗#", r), unicode.IsDigit(r):
			return ' '
		case r == '•' || r == '·':
			return ','
		}
		return r
	}, b.String())
	s = strings.Join(strings.Fields(s), " ")
	s = strings.NewReplacer(" ,", ",", ",,", ",", ", ,", ",", ", and", " and").Replace(s)
	return strings.TrimPrefix(s, "by ")
}

// people refuses a list in which something is no person's name.
func people(names []corpus.Name) bool {
	for _, n := range names {
		if n.Family == "" || n.Given == "" || strings.ContainsAny(n.Family+n.Given, "0123456789@:/!?()") || len(strings.Fields(n.Family)) > 4 {
			return false
		}
		if r := []rune(n.Given)[0]; !unicode.IsUpper(r) && unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// ofData are registrants of data, protocols and preprints: an article that names
// one of their DOIs names what belongs to it, not itself.
var ofData = []string{"10.17605/", "10.5281/", "10.6084/", "10.5061/", "10.17632/", "10.17504/", "10.7910/", "10.3886/", "10.1186/isrctn", "10.2139/"}

// ownDOI is the DOI that the document goes by: the one that the file states,
// else the first of its running heads, of its links, of the text.
func ownDOI(stated string, links []string, heads, text string) string {
	if doi, ok := ident.DOI(stated); ok {
		return doi
	}
	for _, s := range []string{heads, strings.Join(links, "\n"), text} {
		if doi := firstDOI(s); doi != "" {
			return doi
		}
	}
	return ""
}

func firstDOI(text string) string {
	for at := 0; ; {
		i := strings.Index(text[at:], "10.")
		if i < 0 {
			return ""
		}
		end := at + i
		for end < len(text) && text[end] > ' ' {
			end++
		}
		if doi, ok := ident.DOI(text[at+i : end]); ok && !startsWithAny(doi, ofData) {
			return doi
		}
		at = end
	}
}

func startsWithAny(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

var publishedOn = regexp.MustCompile(`(?i)(?:\bpublished(?: online)?:?|©|\(c\)|copyright(?: ©)?)\s*(?:the authors?\(?s?\)?,?\s*)?(?:\d{1,2}\s+)?(?:[a-z]{3,9}\.?\s+)?(?:\d{1,2},?\s+)?((?:19|20)\d\d)\b`)

// published is the year in which the opening says that it was published.
func published(text string) int {
	m := publishedOn.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	y, _ := strconv.Atoi(m[1])
	return y
}

// plausibleTitle refuses what programs write where a title should be.
func plausibleTitle(s string) bool {
	low := strings.ToLower(s)
	for _, bad := range []string{"microsoft word", "untitled", ".doc", ".pdf", ".indd", ".qxd", ".dvi", ".fm", "doi:", "pii:"} {
		if strings.Contains(low, bad) {
			return false
		}
	}
	return len(s) > 12 && strings.Contains(s, " ")
}
