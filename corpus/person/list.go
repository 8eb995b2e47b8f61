package person

import (
	"slices"
	"strings"
	"unicode"

	"citegraph/corpus"
	"citegraph/corpus/fold"
)

// style is which shape the first name of a list has and which the others.
type style struct {
	first, rest shape
	prior       float32
}

var styles = []style{
	{byComma, byComma, 0},
	{tail, tail, 0},
	{natural, natural, 0},
	{byComma, natural, 0.3},
	{tail, natural, 0.8},
	{bare, bare, 0.4},
	{literal, literal, 0.2},
	{reversed, reversed, 0.4},
	{reversed, natural, 0.8},
}

// List is a list of names as printed in one field.
type List struct {
	Names []corpus.Name
	EtAl  bool
}

// ParseList reads a list of names in whatever style it is written. Role words
// (eds., Hrsg.) and what stands in brackets are left out; "et al." and its kin
// set EtAl. Text over 64 KiB is read up to there.
func ParseList(s string) List {
	s, etal := prepare(s)
	l := newList(s)
	return List{Names: l.names(l.best()), EtAl: etal}
}

var (
	tags     = corpus.Lazily(`</?[A-Za-z][^<>]{0,40}>`)
	bracket  = corpus.Lazily(`[(\[][^()\[\]]{0,200}[)\]]`)
	others   = corpus.Lazily(`(?i)等\.?\s*$|(?:^|[\s,;(\[&.])(?:et\.?\s*al(?:ii|ia|\b)|et\s+coll?\b|et\s+autres|u\.\s?a\.|(?:and|und|&|y|e)\s+(?:others|andere|(?-i:al)(?:[.,\s]|$)|otros|outros|col(?:s|ab)?\b|coll\b)|others\s*$|etc\b|vd\.|i\s+wsp\.|i\s+in\.|и\s+др\.?|и\s+соавт\.?|ve\s+ark\.?|m\.\s?fl\.|a\s+kol\.|等)[\s.,)\]]*`)
	lead     = corpus.Lazily(`(?i)^(?:(?:in|by|from|edited\s+by|eds?\.?\s+by|hrsg\.?\s+v(?:on|\.)|herausgegeben\s+von|a\s+cura\s+di|sous\s+la\s+(?:dir\.|direction\s+de)|translated\s+by|trans\.?\s+by|editado\s+por)\s*:?\s+|in\s*:\s*)`)
	initials = corpus.Lazily(`^\s*(?:\pL\pL?\.[\s-]?)+\s*$`)
	dashed   = corpus.Lazily(` [-–—] (\p{Lu}[\pL.]*\s+\pL)`)
	stray    = corpus.Lazily(`(\pL) [¨ˆ˜´] ?(\pL)`)
	// catalogo della mostra a cura di …, trad. de l'italien par …
	presented = corpus.Lazily(`(?i)^(?:[^,;]{0,60}?\b(?:a|per)\s+)?cura\s+d(?:i|el|ella|egli)\s+|^trad(?:otto|uit|\.|,)?[^;]{0,40}?\s(?:par|da)\s+`)
	curated   = corpus.Lazily(`(?i)[\s,;]+(?:a\s+cura\s+di|a\s+c\.\s+di|sous\s+la\s+dir(?:\.|ection)(?:\s+de)?|ed(?:ited|s?\.)\s+by|hrsg\.\s+v(?:on|\.))\s*[.,]*\s*$`)
)

// The expressions are slow; they are tried only where one of these stands.
var (
	otherKeys   = []string{"al", "u.a", "u. a", "ander", "other", "otros", "outros", " col", "autres", "etc", "vd.", "wsp", " in.", "др", "соавт", "ark", "fl.", "kol", "等"}
	curatedKeys = []string{"cura", "a c. di", "sous", "ed. by", "eds. by", "edited by", "hrsg"}
	strayKeys   = []string{"¨", "ˆ", "˜", "´"}
	dashKeys    = []string{" - ", " – ", " — "}
	leadKeys    = []string{"in", "by", "from", "ed", "hrsg", "herausg", "a ", "sous", "trans"}
)

func hasAny(s string, keys []string) bool {
	for _, k := range keys {
		if strings.Contains(s, k) {
			return true
		}
	}
	return false
}

// opens reports whether s begins with one of keys, in whatever case.
func opens(s string, keys []string) bool {
	return slices.ContainsFunc(keys, func(k string) bool { return len(s) >= len(k) && strings.EqualFold(s[:len(k)], k) })
}

// prepare takes off what is not a name and says whether "et al." was there.
func prepare(s string) (string, bool) {
	s = strings.ToValidUTF8(s, " ")
	if len(s) > maxText {
		s = strings.ToValidUTF8(s[:maxText], "")
	}
	if strings.Contains(s, "<") {
		s = tags().ReplaceAllString(s, "")
	}
	if !ascii(s) {
		s = strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return ' '
			}
			return r
		}, s)
	}
	etal := false
	low := strings.ToLower(s)
	if hasAny(low, otherKeys) && others().MatchString(s) {
		etal = true
		s = others().ReplaceAllString(s, " , ")
	}
	if strings.ContainsAny(s, "([") {
		if t := strings.TrimSpace(s); (strings.HasPrefix(t, "(") || strings.HasPrefix(t, "[")) && bracket().FindString(t) == t { // all of it
			s = t[1 : len(t)-1]
		}
		s = unbracket(s)
	}
	s = strings.TrimSpace(s)
	if strings.Contains(low, "cura d") || strings.Contains(low, "trad") {
		s = presented().ReplaceAllString(s, "")
	}
	if opens(s, leadKeys) {
		s = lead().ReplaceAllString(s, "")
	}
	if hasAny(low, curatedKeys) {
		s = curated().ReplaceAllString(s, "")
	}
	if hasAny(s, strayKeys) {
		s = stray().ReplaceAllString(s, "$1$2")
	}
	for _, dots := range []string{"…", "...", ". . ."} {
		s = strings.ReplaceAll(s, dots, " , ")
	}
	return s, etal
}

// unbracket takes brackets away with what stands in them: roles, years, other
// forms of a name. Initials in brackets (Richard (H.)) stand behind a comma
// instead, and the short form of an organisation stays.
func unbracket(s string) string {
	var b strings.Builder
	at := 0
	for _, m := range bracket().FindAllStringIndex(s, -1) {
		b.WriteString(s[at:m[0]])
		in := s[m[0]+1 : m[1]-1]
		chunk := s[at:m[0]]
		if k := strings.LastIndexAny(chunk, ",;/"); k >= 0 {
			chunk = chunk[k:]
		}
		switch {
		case initials().MatchString(in):
			b.WriteString(", " + in)
		case !roles[fold.Fold(in)] && strings.ContainsFunc(in, unicode.IsLetter) && organised(chunk):
			b.WriteString(s[m[0]:m[1]])
		default:
			b.WriteByte(' ')
		}
		at = m[1]
	}
	b.WriteString(s[at:])
	return b.String()
}

// organised reports whether a chunk holds two words, one of them of
// organisations.
func organised(chunk string) bool {
	words := fold.Tokens(chunk)
	return len(words) > 1 && slices.ContainsFunc(words, func(w string) bool { return bodies[w] })
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func newList(s string) *list {
	l := &list{text: s, toks: strip(settle(scan(s)))}
	if hasAny(s, dashKeys) && !slices.ContainsFunc(l.toks, func(t token) bool { return t.kind == comma || t.kind == semi || t.kind == and || t.kind == slash }) {
		l.text = dashed().ReplaceAllString(s, " ; $1") // A. Smith - B. Jones
		l.toks = strip(settle(scan(l.text)))
	}
	l.measure()
	mixed, caps, slashes := 0, 0, 0
	for k := range l.toks {
		switch t := &l.toks[k]; {
		case t.kind == semi:
			l.semis = true
		case t.kind == slash:
			slashes++
		case t.caps && (t.kind == word || t.kind == initial && len(t.text) >= 4 && t.maybe):
			caps++
		case t.kind == word && !t.lower:
			mixed++
		}
	}
	l.allCaps = mixed == 0 && caps > 0
	l.capsFam = caps > 0 && mixed > 0
	if !l.semis && slashes > 0 {
		l.semis = true
	}
	return l
}

// settle makes initials of an ET that stands among words of mixed case; it is
// "et" only among capitals. So is a JR where others print two initials without
// stops as well: Garcia JR, Bond BJ.
func settle(toks []token) []token {
	if slices.ContainsFunc(toks, func(t token) bool { return t.kind == initial && t.caps && !t.dotted && len(t.text) == 2 }) {
		for k := range toks {
			if t := &toks[k]; t.kind == suffix && t.caps && t.maybe && !t.dotted && (t.fold == "jr" || t.fold == "sr") && k > 0 && toks[k-1].kind == word {
				t.kind = initial
			}
		}
	}
	if !slices.ContainsFunc(toks, func(t token) bool { return t.kind == word && !t.caps && !t.lower }) {
		return toks
	}
	for k := range toks {
		if t := &toks[k]; t.kind == and && t.caps && len(t.text) == 2 {
			t.kind, t.maybe = initial, true
		}
	}
	return toks
}

// strip drops delimiters and role words at the ends, and titles.
func strip(toks []token) []token {
	for len(toks) > 0 {
		last := &toks[len(toks)-1]
		alone := len(toks) == 1
		if last.kind.delimits() || last.kind == number ||
			roles[last.fold] && !alone && (last.lower || last.dotted || len(last.text) > 3 && last.odds <= 0 && !last.caps || toks[len(toks)-2].kind == comma && last.fold != "ur" && last.fold != "pr" && last.fold != "red") {
			toks = toks[:len(toks)-1]
			continue
		}
		break
	}
	for len(toks) > 0 && toks[0].kind.delimits() {
		toks = toks[1:]
	}
	kept := toks[:0]
	for k := range toks {
		t := toks[k]
		if t.kind == comma && len(kept) > 0 && kept[len(kept)-1].kind == comma {
			continue
		}
		if titles[t.fold] && (t.dotted || len(t.text) > 3) && k+1 < len(toks) && (k == 0 || toks[k-1].kind.delimits()) && !toks[k+1].kind.delimits() && (t.kind != initial || t.maybe && !t.caps) {
			continue
		}
		kept = append(kept, t)
	}
	return kept
}

// best is the cheapest way to cut the list into names, over all styles.
func (l *list) best() []reading {
	n := len(l.toks)
	if n == 0 {
		return nil
	}
	// The readings do not depend on the style; find them once.
	all, found := l.readings(), false
	cost, pick, best := make([]float32, n+1), make([]int, n), make([]int, n)
	low := float32(impossible * 1000)
	for _, st := range styles {
		if c := l.cheapest(all, st, cost, pick) + st.prior; c < low {
			low, found = c, true
			pick, best = best, pick
		}
	}
	if !found {
		return nil
	}
	var path []reading
	for i := 0; i < n; {
		if best[i] < 0 {
			i++
			continue
		}
		r := all[i][best[i]]
		path = append(path, r)
		i = r.end
	}
	return path
}

// readings are those of each token that a name can start at.
func (l *list) readings() [][]reading {
	all := make([][]reading, len(l.toks))
	l.out = make([]reading, 0, 4*len(l.toks))
	for i := range l.toks {
		if l.toks[i].kind.delimits() {
			continue
		}
		from := len(l.out)
		l.read(i)
		all[i] = l.out[from:len(l.out):len(l.out)]
	}
	return all
}

// cheapest cuts the list for one style, right to left: pick is the reading at
// each token, -1 for none, cost the cost from there on, 0 behind the last.
func (l *list) cheapest(all [][]reading, st style, cost []float32, pick []int) float32 {
	n := len(l.toks)
	for i := n - 1; i >= 0; i-- {
		pick[i] = -1
		if len(all[i]) == 0 { // a delimiter, or a token that no name starts with
			cost[i] = cost[i+1]
			if !l.toks[i].kind.delimits() {
				cost[i] += 1
			}
			continue
		}
		want := st.rest
		if i == 0 {
			want = st.first
		}
		cost[i] = cost[i+1] + 4 // leave the token out
		for k := range all[i] {
			r := &all[i][k]
			c := r.cost + l.gap(r.end) + cost[r.end]
			switch {
			case r.shape == want:
				if want == bare {
					c -= 0.05
				}
			case r.shape == literal:
				c += 0.3
			case r.shape == bare:
				c += costOffStyle - 0.5
			default:
				c += costOffStyle
			}
			if c < cost[i] {
				cost[i], pick[i] = c, k
			}
		}
	}
	return cost[0]
}

// gap is what it costs that a name ends before token k.
func (l *list) gap(k int) float32 {
	if k >= len(l.toks) {
		return 0
	}
	if !l.toks[k].kind.delimits() {
		return costMissing
	}
	if !l.semis {
		return 0
	}
	for ; k < len(l.toks) && l.toks[k].kind.delimits(); k++ {
		if l.toks[k].kind != comma {
			return 0
		}
	}
	return costForeign
}

// names makes names of readings.
func (l *list) names(rs []reading) []corpus.Name {
	var out []corpus.Name
	for _, r := range rs {
		var n corpus.Name
		if r.shape == literal {
			n.Literal = l.slice(r.family, false)
		} else {
			n.Family = l.slice(r.family, false)
			n.Given = l.slice(r.given, true)
			if r.before[1] > r.before[0] {
				n.Family = l.slice(r.before, false) + " " + n.Family
			}
			if r.suffix > 0 {
				n.Suffix = l.slice([2]int{r.suffix, r.suffix + 1}, true)
			}
		}
		if n.Literal != "" || n.Family != "" {
			out = append(out, n)
		}
	}
	return out
}

// slice is the text of tokens [a, b), spaces tidied; dot keeps the dot behind
// the last.
func (l *list) slice(span [2]int, dot bool) string {
	if span[1] <= span[0] {
		return ""
	}
	last := &l.toks[span[1]-1]
	end := last.end
	if dot && last.dotted && end < len(l.text) && (last.kind == initial || last.kind == suffix) {
		end++
	}
	s := fold.Spaced(l.text[l.toks[span[0]].start:end])
	if strings.Count(s, "(") > strings.Count(s, ")") {
		s += ")"
	}
	return s
}
