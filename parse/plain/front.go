package plain

import (
	"strings"
	"unicode/utf8"

	"citegraph/corpus"
	"citegraph/corpus/ident"
	"citegraph/corpus/person"
)

// maxFront is how many blocks may stand before the abstract or introduction.
const maxFront = 30

// front finds the front matter of t, marks its blocks and fills t.Work.
func front(t *corpus.Text) {
	end := frontEnd(t)
	title := -1
	for i := 0; i < end; i++ {
		b := &t.Blocks[i]
		s := t.Slice(b.Span)
		switch {
		case masthead(s, &t.Work), doiLine(s, &t.Work):
			b.Kind = corpus.Front
		case title < 0 && titleLike(s):
			title = i
			b.Kind, b.Level = corpus.Title, 0
			t.Work.Title = oneLine(s)
		case title >= 0 && keywords(s, &t.Work):
			b.Kind = corpus.Front
		case title >= 0 && len(t.Work.Author) == 0 && i <= title+2:
			if l := authors(s); len(l) > 0 {
				t.Work.Author = l
			}
			b.Kind = corpus.Front
		case title >= 0:
			b.Kind = corpus.Front
		}
	}
	abstract(t, end)
}

// frontEnd is the index of the block that opens the abstract or the text; 0
// where the text has no front matter that can be told.
func frontEnd(t *corpus.Text) int {
	for i := 0; i < len(t.Blocks) && i < maxFront; i++ {
		b := t.Blocks[i]
		s := t.Slice(b.Span)
		if b.Kind == corpus.Heading && (opens(s) || startsAbstract(s)) || startsAbstract(s) {
			return i
		}
	}
	return 0
}

func opens(s string) bool {
	name, _ := cutNumber(s)
	switch strings.ToLower(strings.TrimRight(name, ":. ")) {
	case "abstract", "summary", "introduction", "background", "objective", "objectives", "resumo", "resumen", "résumé", "zusammenfassung", "einleitung", "riassunto", "introdução", "introducción", "摘要", "要旨":
		return true
	}
	return false
}

// startsAbstract reports a paragraph that opens with "Abstract:" in the line.
func startsAbstract(s string) bool {
	for _, p := range [...]string{"Abstract", "ABSTRACT", "Summary", "SUMMARY", "Resumo", "Resumen", "Zusammenfassung", "Résumé"} {
		if rest, ok := strings.CutPrefix(s, p); ok && (rest == "" || strings.IndexByte(":.\n\r ", rest[0]) >= 0 || strings.HasPrefix(rest, "—") || strings.HasPrefix(rest, "–")) {
			return true
		}
	}
	return false
}

// abstract marks the blocks of the abstract, joins them into Work.Abstract and
// reads the keywords that follow.
func abstract(t *corpus.Text, at int) {
	if at >= len(t.Blocks) || !startsAbstract(t.Slice(t.Blocks[at].Span)) {
		return
	}
	var parts []string
	if b := &t.Blocks[at]; b.Kind != corpus.Heading {
		b.Kind = corpus.Abstract
		s := strings.TrimLeft(oneLine(t.Slice(b.Span)), "ABSTRCabstrcumySUMYéoznfgdR")
		parts = append(parts, strings.TrimLeft(s, ":.—– "))
	}
	n := 0
	for i := at + 1; i < len(t.Blocks) && n < 24; i++ {
		b := &t.Blocks[i]
		s := t.Slice(b.Span)
		if keywords(s, &t.Work) {
			b.Kind = corpus.Front
			break
		}
		if b.Kind == corpus.Heading && (ends(s) || n > 0 && b.Level == 1 && !section(s)) {
			break
		}
		if b.Kind == corpus.Paragraph || b.Kind == corpus.ListItem {
			b.Kind = corpus.Abstract
			parts = append(parts, oneLine(s))
			n++
		}
	}
	t.Work.Abstract = strings.TrimSpace(strings.Join(parts, " "))
}

// ends reports a heading that can only stand behind an abstract.
func ends(s string) bool {
	name, _ := cutNumber(s)
	switch strings.ToLower(strings.TrimRight(name, ":. ")) {
	case "introduction", "einleitung", "introdução", "introducción", "introduzione", "referências", "references", "引言", "はじめに":
		return true
	}
	return false
}

// section reports a heading that a structured abstract may have.
func section(s string) bool {
	switch strings.ToLower(strings.TrimRight(s, ":. ")) {
	case "background", "methods", "method", "results", "conclusion", "conclusions", "discussion", "materials and methods", "introduction", "limitations", "funding", "patients and methods":
		return true
	}
	return false
}

// keywords reads "Keywords: a, b; c".
func keywords(s string, w *corpus.Work) bool {
	for _, p := range [...]string{"Keywords", "Key words", "KEYWORDS", "Key Words", "KEY WORDS", "Palavras-chave", "Palabras clave", "Schlüsselwörter", "Mots-clés", "Mots clés", "Parole chiave", "关键词"} {
		rest, ok := strings.CutPrefix(s, p)
		if !ok {
			continue
		}
		rest = strings.TrimLeft(oneLine(rest), ":.—–- ：")
		if rest == "" {
			return true
		}
		var out []string
		for _, k := range strings.FieldsFunc(rest, func(r rune) bool { return r == ';' || r == ',' || r == '·' || r == '•' || r == '；' || r == '，' }) {
			if k = strings.Trim(k, " ."); k != "" && len(k) < 120 {
				out = append(out, k)
			}
		}
		if w.Keyword == "" {
			w.Keyword = strings.Join(out, ", ")
		}
		return true
	}
	return false
}

// doiLine reads a block that is a DOI and nothing else of weight.
func doiLine(s string, w *corpus.Work) bool {
	if len(s) > 300 {
		return false
	}
	i := strings.Index(s, "10.")
	if i < 0 || i > 40 {
		return false
	}
	low := strings.ToLower(s[:i])
	if i > 0 && !strings.Contains(low, "doi") {
		return false
	}
	end := i
	for end < len(s) && s[end] > ' ' {
		end++
	}
	d, ok := ident.DOI(s[i:end])
	if !ok {
		return false
	}
	if w.DOI == "" {
		w.DOI = d
	}
	return utf8.RuneCountInString(strings.TrimSpace(s[end:])) < 40
}

// titleLike reports a block that may be a title: some words, no sentence end
// that is followed by another sentence.
func titleLike(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 8 || n > 400 || strings.HasPrefix(s, "http") || strings.Contains(s, "@") {
		return false
	}
	low := strings.ToLower(s)
	for _, p := range [...]string{"review article", "original article", "research article", "open access", "copyright", "©", "received", "published", "vol.", "volume ", "issn", "systematic review\n"} {
		if strings.HasPrefix(low, p) && n < 60 {
			return false
		}
	}
	return len(strings.Fields(s)) >= 2 || n >= 20
}

// authors reads a paragraph of names; nil where it is none.
func authors(s string) []corpus.Name {
	if len(s) > 8000 {
		return nil
	}
	s = oneLine(s)
	l := person.ParseList(s)
	words := len(strings.Fields(s))
	if len(l.Names) == 0 || words > 6*len(l.Names)+2 {
		return nil
	}
	for _, n := range l.Names {
		if n.Family == "" && n.Literal == "" || strings.ContainsAny(n.Family, ".!?") {
			return nil
		}
	}
	return l.Names
}

// oneLine is s with every run of white space as one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
