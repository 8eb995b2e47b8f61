package plain

import (
	"strings"
	"unicode"
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
	end += splitFront(t, end)
	title := -1
	for i := 0; i < end; i++ {
		b := &t.Blocks[i]
		s := t.Slice(b.Span)
		switch {
		case masthead(s, &t.Work), doiLine(s, &t.Work):
			b.Kind = corpus.Front
		case i == 0 && end > 1 && doiLine(t.Slice(t.Blocks[1].Span), &corpus.Work{}) && journalYear(s, &t.Work):
			b.Kind = corpus.Front
		case title < 0 && titleLike(s):
			title = i
			b.Kind, b.Level = corpus.Title, 0
			t.Work.Title = strings.TrimRight(oneLine(s), "*†‡ ")
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

// splitFront gives mastheads, DOI lines and author lines among the first n
// blocks blocks of their own; it returns how many blocks were added.
func splitFront(t *corpus.Text, n int) int {
	var out []corpus.Block
	for i, b := range t.Blocks[:n] {
		out = append(out, splitLines(t.Body, b, i == 0)...)
	}
	added := len(out) - n
	if added > 0 {
		t.Blocks = append(out, t.Blocks[n:]...)
	}
	return added
}

// splitLines cuts b (the first block of the text, if first) where the kind of its lines changes: masthead, DOI, names,
// anything else.
func splitLines(body string, b corpus.Block, first bool) []corpus.Block {
	kind := func(r row) int {
		var w corpus.Work
		s := body[r.Start:r.End]
		switch {
		case masthead(s, &w):
			return 1
		case doiLine(s, &w):
			return 2
		case nameLine(s):
			return 3
		}
		return 0
	}
	var out []corpus.Block
	last := -1
	rs := rows(body[b.Span.Start:b.Span.End])
	for i := range rs {
		rs[i].Start, rs[i].End = rs[i].Start+b.Span.Start, rs[i].End+b.Span.Start
	}
	for i := 0; i < len(rs); i++ {
		r := rs[i]
		if r.Len() == 0 {
			continue
		}
		k := kind(r)
		if k == 0 && i+1 < len(rs) && rs[i+1].Len() > 0 && rs[i+1].Len() < 60 {
			// a masthead broken over two lines
			if j := (row{Span: corpus.Span{Start: r.Start, End: rs[i+1].End}}); (kind(rs[i+1]) == 0 || i == 0 && b.Span.Start == rs[0].Start && first) && kind(j) == 1 {
				r, k = j, 1
				i++
			}
		}
		if k == 3 && last == 0 && goesOn(body[out[len(out)-1].Span.Start:out[len(out)-1].Span.End]) {
			k = 0 // a title whose second line looks like names
		}
		if last == 3 && k == 0 && capitalsOnly(body[r.Start:r.End]) {
			k = 3 // the last name of a list that was broken
		}
		if k == last && k != 1 && k != 2 {
			out[len(out)-1].Span.End = r.End
			continue
		}
		last = k
		c := b
		c.Span = r.Span
		out = append(out, c)
	}
	if len(out) == 0 {
		return []corpus.Block{b}
	}
	return out
}

// goesOn reports a line that cannot be the last of a title.
func goesOn(s string) bool {
	f := strings.Fields(s)
	if len(f) == 0 {
		return false
	}
	switch w := strings.ToLower(f[len(f)-1]); w {
	case "in", "of", "and", "for", "the", "a", "an", "on", "with", "to", "by", "from", "among", "versus", "vs.", "de", "da", "do", "e", "y", "der", "und", "von", "&", "or", "at", "between", "during":
		return true
	default:
		return strings.HasSuffix(w, "-") || strings.HasSuffix(w, ":") || strings.HasSuffix(w, ",")
	}
}

// capitalsOnly reports a short line of capitalised words and nothing else.
func capitalsOnly(s string) bool {
	f := strings.Fields(s)
	for _, w := range f {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) || strings.ContainsAny(w, "0123456789:@") {
			return false
		}
	}
	return len(f) > 0 && len(f) <= 5
}

// singleName reports "Robert A. Cannings": a few capitalised words, one of
// them an initial.
func singleName(s string) bool {
	f := strings.Fields(s)
	if len(f) < 2 || len(f) > 5 {
		return false
	}
	initials := 0
	for _, w := range f {
		r, n := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) || strings.ContainsAny(w, "0123456789:@?!") {
			return false
		}
		if w[n:] == "." {
			initials++
		}
	}
	return initials > 0 && !strings.HasSuffix(s, ".")
}

// nameLine reports a line that is a list of at least two names and nothing
// else: every word is capitalised, an initial, a particle, a connector or a
// footnote mark.
func nameLine(s string) bool {
	if singleName(s) {
		return true
	}
	if len(s) > 1500 || strings.Count(s, ",")+strings.Count(s, " and ")+strings.Count(s, ";")+strings.Count(s, " & ") == 0 {
		return false
	}
	caps, small := 0, 0
	for _, w := range strings.Fields(s) {
		w = strings.Trim(w, ".,;:*†‡§¶()0123456789")
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case w == "":
		case unicode.IsUpper(r):
			caps++
		case w == "and" || w == "e" || w == "y" || w == "und" || w == "et" || w == "de" || w == "van" || w == "von" || w == "der" || w == "da" || w == "dos" || w == "del" || w == "di" || w == "la" || w == "le" || w == "den" || w == "ter" || w == "&" || w == "a" || w == "b" || w == "c" || w == "al" || w == "bin" || w == "el":
		default:
			small++
		}
	}
	return caps >= 4 && small == 0 && !strings.ContainsAny(s, ":?!@")
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
	// no abstract, no introduction: a title is a first line that stands alone
	// above a paragraph
	for i := 1; i < len(t.Blocks) && i < 6; i++ {
		if b := t.Blocks[i]; b.Kind == corpus.Paragraph && b.Span.Len() > 300 {
			for _, h := range t.Blocks[:i] {
				if h.Kind == corpus.Heading {
					return i
				}
			}
			break
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

// abstractWords head an abstract, in lower case.
var abstractWords = [...]string{"abstract", "summary", "resumo", "resumen", "zusammenfassung", "résumé", "riassunto", "sommario", "samenvatting", "摘要", "要旨", "초록", "аннотация"}

// startsAbstract reports a block that opens with "Abstract", alone or with the
// text behind it.
func startsAbstract(s string) bool { return abstractLabel(s) > 0 }

// abstractLabel is the length of the word that opens an abstract and the marks
// behind it; 0 where s opens with none.
func abstractLabel(s string) int {
	head := strings.ToLower(s[:min(len(s), 24)])
	for _, w := range abstractWords {
		rest, ok := strings.CutPrefix(head, w)
		if !ok || rest != "" && strings.IndexByte(":.\n\r -", rest[0]) < 0 && !strings.HasPrefix(rest, "—") && !strings.HasPrefix(rest, "–") && w != "摘要" {
			continue
		}
		n := len(w)
		if n > len(s) {
			return 0
		}
		tail := strings.TrimLeft(s[n:], ":.—–- \n\r\t")
		if r, _ := utf8.DecodeRuneInString(tail); strings.HasPrefix(rest, " ") && unicode.IsLower(r) {
			return 0 // "Summary of findings"
		}
		return len(s) - len(tail)
	}
	return 0
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
		s := t.Slice(b.Span)
		if s = oneLine(s[abstractLabel(s):]); s != "" {
			parts = append(parts, s)
		}
	}
	n := 0
	for i := at + 1; i < len(t.Blocks) && n < 24; i++ {
		b := &t.Blocks[i]
		s := t.Slice(b.Span)
		if keywords(s, &t.Work) {
			b.Kind = corpus.Front
			break
		}
		if b.Kind == corpus.Heading && (n > 0 && ends(s) || n > 0 && b.Level == 1 && !section(s)) {
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
	if strings.HasSuffix(s, ":") {
		return false // a part of a structured abstract
	}
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

// keywordLabels open a list of keywords.
var keywordLabels = [...]string{"Keywords", "Key words", "KEYWORDS", "Key Words", "KEY WORDS", "Palavras-chave", "Palabras clave", "Schlüsselwörter", "Mots-clés", "Mots clés", "Parole chiave", "关键词"}

// keywords reads "Keywords: a, b; c".
func keywords(s string, w *corpus.Work) bool {
	for _, p := range keywordLabels {
		rest, ok := strings.CutPrefix(s, p)
		if !ok || len(s) > 2000 {
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
