package main

import (
	"encoding/json"
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"citegraph/parse/refs"
)

// item is the metadata that one reference is rendered from.
type item struct {
	Type      string  `json:"type"`
	Author    []human `json:"author"`
	Editor    []human `json:"editor"`
	Title     string  `json:"title"`
	Container string  `json:"container-title"`
	Series    string  `json:"collection-title"`
	Volume    string  `json:"volume"`
	Issue     string  `json:"issue"`
	Page      string  `json:"page"`
	Publisher string  `json:"publisher"`
	Place     string  `json:"publisher-place"`
	URL       string  `json:"URL"`
	DOI       string  `json:"DOI"`
	Edition   string  `json:"edition"`
	Issued    struct {
		Parts [][]int `json:"date-parts"`
	} `json:"issued"`
	lang string
	year int
}

type human struct {
	Family   string `json:"family"`
	Given    string `json:"given"`
	Literal  string `json:"literal"`
	Particle string `json:"non-dropping-particle"`
	Dropping string `json:"dropping-particle"`
}

// itemOf reads the metadata of a synthetic record.
func itemOf(r *record) (item, bool) {
	var m item
	if json.Unmarshal(r.Fields, &m) != nil {
		return m, false
	}
	m.lang = r.Lang
	if len(m.Issued.Parts) > 0 && len(m.Issued.Parts[0]) > 0 {
		m.year = m.Issued.Parts[0][0]
	}
	return m, m.Title != "" && len(m.Author)+len(m.Editor) > 0 && m.year > 1000 && m.year < 2040
}

// pools are values to draw from where an item has none of its own.
type pools struct {
	places, publishers, series map[string][]string
}

func newPools() *pools {
	return &pools{map[string][]string{}, map[string][]string{}, map[string][]string{}}
}

func (p *pools) learn(m *item) {
	add := func(to map[string][]string, v string) {
		if v != "" && len(v) < 60 && len(to[m.lang]) < 4000 {
			to[m.lang] = append(to[m.lang], v)
		}
	}
	add(p.places, m.Place)
	add(p.publishers, m.Publisher)
	add(p.series, m.Series)
	if m.Type == "article-journal" {
		add(p.series, m.Container)
	}
}

// writer renders one reference: the pieces and their labels.
type writer struct {
	r   *rand.Rand
	m   *item
	t   *tongue
	p   *pools
	s   strings.Builder
	out []piece

	// the conventions of this rendering
	sep      string // between fields
	names    int    // how a name is printed
	nameSep  string
	nameLast string
	quote    [2]string
	dash     string
}

func (w *writer) chance(p float64) bool { return w.r.Float64() < p }

func (w *writer) pick(list ...string) string { return list[w.r.IntN(len(list))] }

// put appends text under a label.
func (w *writer) put(label int, text string) {
	if text == "" {
		return
	}
	from := w.s.Len()
	w.s.WriteString(text)
	if n := len(w.out); n > 0 && w.out[n-1].label == label {
		w.out[n-1].to = w.s.Len()
		return
	}
	w.out = append(w.out, piece{label, from, w.s.Len()})
}

// close appends punctuation to the field that was put last, without doubling
// a stop.
func (w *writer) close(sep string) {
	n := len(w.out)
	if n == 0 {
		return
	}
	s := w.s.String()
	if last := s[len(s)-1]; strings.HasPrefix(sep, ".") && (last == '.' || last == '?' || last == '!') {
		sep = sep[1:]
	}
	w.s.WriteString(sep)
	w.out[n-1].to = w.s.Len()
}

// render prints m in conventions drawn by r.
func render(r *rand.Rand, m item, p *pools) (raw string, ps []piece) {
	w := &writer{r: r, m: &m, p: p}
	w.t = tongueOf(r, m.lang)
	w.conventions()
	w.complete()
	switch {
	case w.chance(0.05) && w.t.short:
		w.short()
	case w.chance(0.05) && m.Container != "" && strings.HasPrefix(m.Type, "article"):
		w.paper()
	case strings.HasPrefix(m.Type, "article") && m.Container != "":
		w.article()
	case (m.Type == "chapter" || m.Type == "paper-conference") && m.Container != "":
		w.chapter()
	default:
		w.book()
	}
	w.finish()
	return w.s.String(), w.out
}

func (w *writer) conventions() {
	w.sep = w.pick(". ", ". ", ", ", ", ")
	w.names = w.r.IntN(8)
	w.nameSep = w.pick("; ", "/", ", ", ", ", " / ")
	w.nameLast = w.nameSep
	if w.chance(0.6) {
		w.nameLast = " " + w.pick(w.t.and...) + " "
		if w.nameSep == "/" || w.nameSep == " / " {
			w.nameSep = ", "
		}
	}
	w.quote = [2]string{}
	if w.chance(0.35) {
		w.quote = w.t.quotes[w.r.IntN(len(w.t.quotes))]
	}
	w.dash = w.pick("-", "-", "–", "–", " - ", " – ", "‑", "- ")
}

// complete draws what a printed reference of the kind would have.
func (w *writer) complete() {
	m := w.m
	draw := func(to *string, from map[string][]string, p float64) {
		if list := from[m.lang]; *to == "" && len(list) > 0 && w.chance(p) {
			*to = list[w.r.IntN(len(list))]
		}
	}
	if !strings.HasPrefix(m.Type, "article") {
		draw(&m.Place, w.p.places, 0.7)
		draw(&m.Publisher, w.p.publishers, 0.4)
		if m.Series == "" && w.chance(0.2) {
			m.Series = w.seriesName()
		}
		draw(&m.Series, w.p.series, 0.04)
	}
	if m.Type == "chapter" && len(m.Editor) == 0 && len(m.Author) > 0 && w.chance(0.7) {
		m.Editor = m.Author[:1]
	}
	if w.chance(0.35) {
		m.Title = subtitle(m.Title)
		m.Container = subtitle(m.Container)
	}
	if m.Volume != "" && w.chance(0.07) {
		if n, err := strconv.Atoi(m.Volume); err == nil && n < 200 {
			m.Volume = romanOf(n)
		}
	}
	if m.Volume != "" && m.Issue == "" && w.chance(0.3) {
		m.Issue = strconv.Itoa(1 + w.r.IntN(6))
	}
}

// subtitle prints a subtitle as German does: behind a full stop.
func subtitle(s string) string {
	i := strings.Index(s, ": ")
	if i < 4 || i+4 > len(s) {
		return s
	}
	r, n := utf8.DecodeRuneInString(s[i+2:])
	return s[:i] + ". " + string(unicode.ToUpper(r)) + s[i+2+n:]
}

func romanOf(n int) string {
	var b strings.Builder
	for _, d := range [...]struct {
		v int
		s string
	}{{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= d.v {
			b.WriteString(d.s)
			n -= d.v
		}
	}
	return b.String()
}

// name prints one name; first says it is the first of the list.
func (w *writer) name(h human, first bool) string {
	if h.Family == "" {
		return h.Literal
	}
	family := strings.TrimSpace(h.Dropping + " " + h.Particle + " " + h.Family)
	given := h.Given
	initials := initialsOf(given)
	switch w.names {
	case 0: // Müller, Hans
		return comma(family, given)
	case 1: // Müller, H.
		return comma(family, initials)
	case 2: // Hans Müller
		return strings.TrimSpace(given + " " + family)
	case 3: // H. Müller
		return strings.TrimSpace(initials + " " + family)
	case 4: // Müller, Hans und Eva Schmidt
		if first {
			return comma(family, given)
		}
		return strings.TrimSpace(given + " " + family)
	case 5: // Müller Hans, Müller H
		if w.nameSep == ", " {
			return strings.TrimSpace(family + " " + strings.ReplaceAll(strings.ReplaceAll(initials, ".", ""), " ", ""))
		}
		return strings.TrimSpace(family + " " + initials)
	case 6: // MÜLLER, H.
		return comma(strings.ToUpper(family), initials)
	}
	return comma(family, strings.ReplaceAll(initials, " ", ""))
}

func comma(family, given string) string {
	if given == "" {
		return family
	}
	return family + ", " + given
}

func initialsOf(given string) string {
	var out []string
	for _, g := range strings.Fields(given) {
		var parts []string
		for _, h := range strings.Split(g, "-") {
			if r, _ := utf8.DecodeRuneInString(h); unicode.IsLetter(r) {
				parts = append(parts, string(unicode.ToUpper(r))+".")
			}
		}
		out = append(out, strings.Join(parts, "-"))
	}
	return strings.Join(out, " ")
}

// list prints a list of names.
func (w *writer) list(hs []human) string {
	var b strings.Builder
	limit := len(hs)
	if limit > 3 && w.chance(0.3) {
		limit = 1 + w.r.IntN(3)
	}
	for i, h := range hs[:limit] {
		if i > 0 {
			if i == limit-1 && limit == len(hs) {
				b.WriteString(w.nameLast)
			} else {
				b.WriteString(w.nameSep)
			}
		}
		b.WriteString(w.name(h, i == 0))
	}
	if limit < len(hs) {
		b.WriteString(w.pick(w.t.etal...))
	}
	return b.String()
}

// finish ends the reference and adds what goes wrong in print and extraction.
func (w *writer) finish() {
	s := strings.TrimRight(w.s.String(), " ,;:")
	if n := len(w.out); n > 0 {
		w.out[n-1].to = len(s)
	}
	w.s.Reset()
	w.s.WriteString(s)
	if w.chance(0.7) && len(w.out) > 0 {
		w.close(".")
	}
	if w.chance(0.09) {
		w.damage()
	}
}

// damage loses a space behind a mark, or breaks a long word.
func (w *writer) damage() {
	s := w.s.String()
	at := w.r.IntN(len(s))
	cut, add := -1, ""
	if w.chance(0.6) {
		if i := strings.IndexAny(s[at:], ".,:;)"); i >= 0 && at+i+1 < len(s) && s[at+i+1] == ' ' {
			cut = at + i + 1
		}
	} else if i := strings.IndexByte(s[at:], ' '); i >= 0 && len(s) > at+i+9 && isWord(s[at+i+1:at+i+8]) {
		cut, add = at+i+5, w.pick("- ", "-", "\u00ad ")
	}
	if cut < 0 {
		return
	}
	shift, rest := len(add), s[cut:]
	if add == "" {
		shift, rest = -1, s[cut+1:]
	}
	w.s.Reset()
	w.s.WriteString(s[:cut] + add + rest)
	for i := range w.out {
		if w.out[i].from > cut || w.out[i].from == cut && add != "" {
			w.out[i].from += shift
		}
		if w.out[i].to > cut {
			w.out[i].to += shift
		}
	}
}

func isWord(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}

// rendered turns a rendering into a labelled reference.
func rendered(r *rand.Rand, id string, m item, p *pools) labelled {
	raw, ps := render(r, m, p)
	l := finish(&record{ID: id, Raw: raw}, ps)
	l.source = "rendered"
	return l
}

// The labels that renderings use.
const (
	lAuthor = refs.Author
	lEditor = refs.Editor
	lTitle  = refs.Title
	lBook   = refs.ContainerTitle
	lSeries = refs.CollectionTitle
	lDate   = refs.Date
	lVolume = refs.Volume
	lIssue  = refs.Issue
	lPage   = refs.Page
	lPubl   = refs.Publisher
	lPlace  = refs.PublisherPlace
	lEd     = refs.Edition
	lURL    = refs.URL
	lDOI    = refs.DOI
	lSeen   = refs.Accessed
	lGenre  = refs.Genre
	lNote   = refs.Note
)
