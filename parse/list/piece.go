package list

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"citegraph/corpus"
)

// A note is cut into pieces, each of which cites one work:
//
//	For the debate see Smith, The Title (Oxford: OUP, 1998), 45–47; cf. Jones, "Other", 12.
//	               └── Smith, … 45–47                               └── Jones, "Other", 12
//
// Semicolons outside brackets and quotes part them where something like a
// citation follows, and so does a sentence that opens with a signal ("See").

// piece is a stretch of a note's raw text.
type piece struct{ from, to int }

// pieces cuts s.
func pieces(s string) []piece {
	var out []piece
	add := func(from, to int) {
		trim := func() { from = to - len(strings.TrimLeft(s[from:to], " \t,;.")) }
		trim()
		from += lead(s[from:to])
		trim()
		to = from + len(strings.TrimRight(s[from:to], " ;\t↩↑\ufe0e\ufe0f"))
		if to-from < 3 {
			return
		}
		if k := len(out) - 1; k >= 0 && onlyNames(s[out[k].from:out[k].to]) {
			out[k].to = to // "Baker, Brett; Mushin, Ilana: Title": one list of names
			return
		}
		out = append(out, piece{from, to})
	}
	last, open := 0, 0
	if strings.HasPrefix(s, "(") && strings.IndexByte(s, ')') == len(strings.TrimRight(s, ".; "))-1 {
		last, open, s = 1, 1, strings.TrimRight(s, ".; )") // the whole note in brackets
	}
	for _, p := range parting(s[open:]) {
		p += open
		if s[p-1] == '.' || citeAhead(strings.TrimLeft(s[p:], " ")) {
			add(last, p)
			last = p
		}
	}
	add(last, len(s))
	return out
}

// parting are the places behind semicolons, outside brackets and quotes, and
// behind stops before a signal.
func parting(s string) []int {
	var out []int
	depth, quoted, since := 0, false, 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if since > 400 {
			depth, quoted, since = 0, false, 0 // never closed
		}
		if depth > 0 || quoted {
			since += n
		}
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth, since = max(0, depth-1), 0
		case '“', '„', '«', '《':
			quoted, since = true, 0
		case '”', '»', '》':
			quoted = false
		case '"':
			quoted, since = !quoted, 0
		case ';', '；':
			if depth == 0 && !quoted {
				out = append(out, i+n)
			}
		case '.':
			if depth == 0 && !quoted && i+2 < len(s) && s[i+1] == ' ' && unicode.IsUpper(rune(s[i+2])) && signal(s[i+2:]) > 0 {
				out = append(out, i+n)
			}
		}
		i += n
	}
	return out
}

// citeAhead reports that s, behind a semicolon, opens another citation and
// does not go on with the one before ("Berlin; New York: de Gruyter").
func citeAhead(s string) bool {
	if signal(s) > 0 || backward(s) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsUpper(r) && !unicode.Is(unicode.Lo, r) && !strings.ContainsRune("“„«\"‘'《", r) {
		w, _, _ := strings.Cut(s, " ")
		return particleOf(w)
	}
	colon := strings.IndexByte(s[:min(len(s), 40)], ':')
	return colon < 0 || strings.ContainsAny(s[:colon], ",.“„\"") || !publisherAhead(s[colon:])
}

// publisherAhead reports ": Routledge, 2015" behind a place.
func publisherAhead(s string) bool {
	if i := strings.IndexAny(s, ";)"); i >= 0 {
		s = s[:i]
	}
	return len(s) < 60 && strings.Count(s, ",") <= 1
}

func particleOf(w string) bool {
	switch w {
	case "van", "von", "de", "der", "den", "della", "di", "da", "dos", "du", "la", "le", "el", "al", "ter", "ten", "zu", "bin", "ibn", "d'", "af", "av":
		return true
	}
	return false
}

// onlyNames reports a stretch of a list of names: words that are all capitals
// or initials.
func onlyNames(s string) bool {
	ws := strings.Fields(s)
	sign := strings.Contains(s, ",")
	for _, w := range ws {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !particleOf(w) || strings.ContainsAny(w, ":0123456789“„«\"") {
			return false
		}
		sign = sign || isBareInitials(strings.Trim(w, ".;"))
	}
	return len(ws) > 1 && len(ws) <= 60 && sign
}

// maxLead is how far into a piece the words before its citation may reach.
const maxLead = 240

// lead is the length of the words before the citation in s: a signal, and the
// remark that it ends.
func lead(s string) int {
	n := signal(s)
	for i := max(n, 1); i < len(s) && i < maxLead; i++ {
		if s[i] != ' ' {
			continue
		}
		k := signal(s[i+1:])
		if k == 0 || unicode.IsUpper(rune(s[i+1])) && s[i-1] != '.' {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(s[i+1+k:]); unicode.IsUpper(r) || unicode.Is(unicode.Lo, r) || strings.ContainsRune("“„«\"‘'《", r) {
			n = i + 1 + k
		}
	}
	return n
}

// signals are the words that lead to a citation, longest first.
var signals = [...]string{
	"see also, for example", "see, for example", "see for example", "see, for instance", "for example, see", "see generally", "see especially", "see in particular", "see e.g.", "see, e.g.", "see also", "but see", "see",
	"cf. also", "cf", "compare", "quoted in", "cited in", "quoted from", "qtd. in", "as quoted in", "citing", "e.g.",
	"vergleiche", "vgl. auch", "vgl. dazu", "vgl. etwa", "vgl. z. b.", "vgl", "siehe auch", "siehe dazu", "siehe etwa", "siehe", "s. auch", "so auch", "so etwa", "ausführlich", "dazu", "zit. nach", "zitiert nach", "hierzu", "statt vieler",
	"voir aussi", "voir notamment", "voir par exemple", "voir", "v. aussi", "cfr", "vedi anche", "vedi", "si veda", "véase también", "véase", "vid", "ver también", "ver", "veja", "zie ook", "zie", "jf", "se även", "srov", "viz", "zob", "bkz", "ср", "см. также", "см", "参见", "见",
}

// signal is the length of a signal at the start of s, with what parts it from
// the citation; 0 where there is none.
func signal(s string) int {
	head := lowerHead(s)
	for _, w := range signals {
		rest, ok := strings.CutPrefix(head, w)
		if !ok || rest == "" {
			continue
		}
		k := len(rest) - len(strings.TrimLeft(rest, ".,:："))
		t := strings.TrimLeft(rest[k:], " ")
		if r, _ := utf8.DecodeRuneInString(w); len(t) == len(rest[k:]) && r < 0x2E80 {
			continue // the word goes on
		}
		return len(head) - len(t)
	}
	return 0
}

// backward reports words at the start of s that point back to a work cited
// before: "Ibid.", "Ebd.", "op. cit.".
func backward(s string) bool { return ibidem(s) > 0 }

// ibidems mean "the same work as before", folded.
var ibidems = [...]string{"ibidem", "ibid", "ib", "ebenda", "ebd", "idem", "id", "loc. cit", "op. cit", "art. cit", "a. a. o", "a.a.o", "aao", "ebda", "tamże", "ivi", "там же", "同上", "ibíd", "loc.cit", "op.cit", "ebendort", "aynı eser", "a.g.e"}

// ibidem is the length of such a word at the start of s.
func ibidem(s string) int {
	head := lowerHead(s)
	for _, w := range ibidems {
		rest, ok := strings.CutPrefix(head, w)
		if !ok {
			continue
		}
		if r, n := utf8.DecodeRuneInString(rest); n > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			continue
		}
		if len(w) <= 2 && !strings.HasPrefix(rest, ".") {
			continue
		}
		return len(w)
	}
	return 0
}

// lowerHead is the start of s in lower case, byte for byte.
func lowerHead(s string) string {
	n := min(len(s), 32)
	for n > 0 && n < len(s) && !utf8.RuneStart(s[n]) {
		n--
	}
	if low := strings.ToLower(s[:n]); len(low) == n {
		return low
	}
	return s[:n]
}

// bodySpan is the place of p in the body.
func (n *Note) bodySpan(p piece) corpus.Span {
	return n.at.Span(corpus.Span{Start: p.from, End: p.to})
}
