package match

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"citegraph/corpus"
	"citegraph/corpus/fold"
	"citegraph/corpus/ident"
	"citegraph/corpus/person"
)

// Item is one mention of a work.
type Item struct {
	Work  *corpus.Work
	Pages []string // further readings of the first page, where the text leaves it open
	Key   string   // an identity from outside: equal keys are one work
	Place Place    // where it was read; later items have greater ones. Zero: its number among the items

	Sketch string // in the place of Work, Pages and Key: see [Sketcher]
}

// Limits on what is looked at: a field longer than this is noise.
const (
	maxField  = 1024 // bytes of a title, journal or name
	maxTokens = 40   // words of a title
	maxNames  = 30
)

// features are what Compare looks at: folded once, compared often.
type features struct {
	title  string   // slug
	tokens []string // words of the title, in order
	marker marker   // what kind of piece about another piece it says it is
	year   int
	volume string
	issue  string
	page   string // first page, lower case, without leading zeros
	last   string // last page in full
	pages  []string
	names  []name
	cut    bool // the list of authors may be cut ("et al.")

	journal   journalName
	doi       string
	pmid      string
	pmcid     string
	arxiv     string
	isbn      string
	edition   string
	number    string // in a series of reports
	publisher string
	stage     stage
	bare      bool // a locator alone, or a title alone
	key       string
}

// name is a name as compared: folded family (or literal) and initials.
type name struct {
	family, initials string
	body             []string // words of what may be an organisation
}

func clip(s string) string {
	if len(s) <= maxField {
		return s
	}
	s = s[:maxField]
	for !utf8.ValidString(s) && s != "" {
		s = s[:len(s)-1]
	}
	return s
}

// folder caches what recurs: journals.
type folder struct{ journals map[string]journalName }

func (fo *folder) features(it *Item) features {
	w := it.Work
	f := features{key: it.Key, year: w.Year(), pages: it.Pages}
	title := fold.Fold(clip(w.Title))
	f.tokens = strings.Fields(title)
	if len(f.tokens) > maxTokens {
		f.tokens = f.tokens[:maxTokens]
	}
	f.tokens = withoutHeading(f.tokens)
	f.title = strings.Join(f.tokens, "")
	f.marker = markerOf(f.tokens, w)
	f.volume, f.issue = number(w.Volume), number(w.Issue)
	f.page, f.last = pages(w.Page)
	f.names, f.cut = names(w)
	f.journal = fo.journal(w)
	f.doi, _ = ident.DOI(w.DOI)
	f.pmid, _ = ident.PMID(w.PMID)
	f.pmcid, _ = ident.PMCID(w.PMCID)
	f.isbn, _ = ident.ISBN(w.ISBN)
	if w.Custom != nil {
		f.arxiv, _ = ident.ArXiv(w.Custom.ArXiv)
	}
	f.edition = editionOf(w.Edition)
	f.number = number(w.Number)
	if f.number == "" {
		f.number = trailingNumber(w.CollectionTitle)
	}
	f.publisher = fold.Slug(clip(w.Publisher))
	f.stage = stageOf(w, &f)
	f.bare = len(f.names) == 0 && f.key == "" && f.doi+f.pmid+f.pmcid+f.arxiv+f.isbn == "" &&
		(f.title == "" || f.year == 0 && f.volume == "" && f.page == "")
	return f
}

// names folds the authors, or the editors where there are none.
func names(w *corpus.Work) (out []name, cut bool) {
	list := w.Author
	if len(list) == 0 {
		list = w.Editor
	}
	for i, n := range list {
		if i == maxNames {
			return out, true
		}
		fam, init := n.Family, initials(clip(n.Given))
		if fam == "" {
			fam, init = n.Literal, ""
		}
		s := person.Core(clip(fam))
		if s == "" {
			continue
		}
		switch s {
		case "others", "etal":
			cut = true
			continue
		case "anonymous", "anon":
			continue // nobody's name
		}
		nm := name{family: s, initials: init}
		if i == 0 && (n.Family == "" || len(n.Given) > 3) {
			nm.body = words(fold.Fold(clip(cmp.Or(n.Literal, n.Family+" "+n.Given))))
		}
		out = append(out, nm)
	}
	return out, cut
}

// words are those of s, nil where it has none.
func words(s string) []string {
	if ws := strings.Fields(s); len(ws) > 0 {
		return ws
	}
	return nil
}

// initials are the first letters of the words of given, folded ("Jean-Luc" →
// "jl", "S.J." → "sj", "SJ" → "sj").
func initials(given string) string {
	words := strings.Fields(fold.Fold(given))
	if len(words) == 1 && len(words[0]) <= 3 && strings.ToUpper(given) == given {
		return words[0] // "SJ", "S"
	}
	var b strings.Builder
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(r)
	}
	return b.String()
}

// number folds a volume, issue or edition: "Vol. 12" → "12", "IV" → "iv",
// "3rd" → "3", "12 Suppl 1" → "12s1".
func number(s string) string {
	s = fold.Slug(clip(s))
	for _, p := range []string{"volume", "vol", "number", "issue", "no"} {
		if t := strings.TrimPrefix(s, p); t != s && t != "" && t[0] >= '0' && t[0] <= '9' {
			s = t
		}
	}
	for _, p := range []string{"edition", "edn", "ed", "st", "nd", "rd", "th"} {
		if t := strings.TrimSuffix(s, p); t != s && t != "" && t[len(t)-1] >= '0' && t[len(t)-1] <= '9' {
			s = t
		}
	}
	if t := strings.TrimLeft(s, "0"); t != "" {
		return t
	}
	return s
}

// pages are the first page and the last in full: "145-55" → "145", "155".
func pages(s string) (first, last string) {
	s = strings.ToLower(strings.TrimSpace(clip(s)))
	s = strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(s, "pp"), "p"), ". ")
	s = strings.Map(func(r rune) rune {
		switch r {
		case '–', '—', '−', '‐', '‑':
			return '-'
		}
		return r
	}, s)
	first, last, _ = strings.Cut(s, "-")
	if c := strings.IndexAny(first, ",;"); c > 0 {
		first = first[:c]
	}
	if c := strings.IndexAny(last, ",;"); c >= 0 {
		last = last[:c]
	}
	first, last = number(first), number(last)
	if len(last) > 0 && len(last) < len(first) {
		last = first[:len(first)-len(last)] + last
	}
	return first, last
}

// ordinals as words, in the languages that print them before "edition".
var ordinals = map[string]string{"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8",
	"ninth": "9", "tenth": "10", "primeira": "1", "segunda": "2", "terceira": "3", "zweite": "2", "dritte": "3", "deuxieme": "2", "troisieme": "3",
	"revised": "rev", "rev": "rev"}

// editionOf is the number of an edition, "" where it names none: "1st ed",
// "3ª ed", "second edition", "2. Aufl.".
func editionOf(s string) string {
	for _, w := range fold.Tokens(clip(s)) {
		if o := ordinals[w]; o != "" {
			return o
		}
		end := 0
		for end < len(w) && w[end] >= '0' && w[end] <= '9' {
			end++
		}
		if end > 0 && end <= 2 {
			return strings.TrimLeft(w[:end], "0")
		}
	}
	return ""
}

// trailingNumber is the number at the end of a series' title: "Boletim
// Epidemiológico Especial, 103".
func trailingNumber(series string) string {
	ts := fold.Tokens(clip(series))
	if len(ts) < 2 {
		return ""
	}
	last := ts[len(ts)-1]
	for i := range len(last) {
		if last[i] < '0' || last[i] > '9' {
			return ""
		}
	}
	return strings.TrimLeft(last, "0")
}
