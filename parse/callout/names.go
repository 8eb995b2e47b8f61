package callout

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxNames bounds how far back from a year its authors may begin, in bytes.
const maxNames = 240

// namesBefore reads the authors that end at p, backwards, not beyond from:
// "Smith, Doe, & Lee", "van der Berg et al.", "World Health Organization".
// It returns them in printed order and where they start; none where what
// stands before p is no name.
func namesBefore(s string, from, p int) (names []string, etal bool, start int) {
	from = max(from, p-maxNames)
	toks := tokensBack(s, from, p)
	i := 0
	if n := etalAt(toks); n > 0 {
		etal, i = true, n
	}
	start = p
	var back []string
	for i < len(toks) {
		j := i
		for j < len(toks) && nameToken(toks[j].text) && (j == i || !toks[j].ends) {
			j++
		}
		// particles stay only in front of a name
		k := j
		for k < len(toks) && particle(toks[k].text) && !toks[k].ends && k < j+3 && j > i {
			k++
		}
		if k > j {
			// "Silva e Souza", "Li and de Vries": a connector is no particle
			j = k
		}
		if j == i {
			break
		}
		back = append(back, joinBack(toks[i:j]))
		start = toks[j-1].at
		i = j
		if i < len(toks) && connector(toks[i].text) {
			if i+1 >= len(toks) || !nameToken(toks[i+1].text) {
				break
			}
			i++
			continue
		}
		if i >= len(toks) || !toks[i].ends || len(back) > 20 {
			break
		}
	}
	for k := len(back) - 1; k >= 0; k-- {
		if n := back[k]; n != "" {
			names = append(names, n)
		}
	}
	return names, etal, start
}

// token is a word with its place; ends says that a comma, semicolon or
// ampersand parts it from the next.
type token struct {
	text string // without trailing punctuation
	at   int
	ends bool
}

// tokensBack are the words of s[from:p], last first, up to 24; the search ends
// at a sentence end or an opening bracket.
func tokensBack(s string, from, p int) []token {
	var out []token
	for p > from && len(out) < 24 {
		for p > from && isSpaceBack(s, p) {
			p--
		}
		end := p
		for p > from && !isSpaceBack(s, p) {
			p--
		}
		for p < end && s[p]&0xC0 == 0x80 {
			p++
		}
		if p >= end {
			break
		}
		w := s[p:end]
		t := token{at: p}
		if k := strings.LastIndexAny(w, "([{（［，。；、："); k >= 0 {
			_, n := utf8.DecodeRuneInString(w[k:])
			t.at += k + n
			w = w[k+n:]
		}
		core := strings.TrimRight(w, ",;:&")
		if len(out) == 0 {
			if name, others := gluedOthers(core); others != "" {
				out = append(out, token{text: others, at: t.at + len(name)})
				core = name
			}
		}
		t.ends = len(core) < len(w) && len(out) > 0
		t.text = core
		if r, _ := utf8.DecodeLastRuneInString(core); len(out) > 0 && strings.ContainsRune(".!?)]", r) && !initial(core) && !strings.HasPrefix(core, "al.") && !strings.HasSuffix(core, "Jr.") && core != "cols." && core != "col." && core != "St." && core != "u." && core != "m." {
			break
		}
		if core != "" || len(w) == 0 {
			out = append(out, t)
		} else if len(w) > 0 && w[0] == '&' {
			t.text = "&"
			out = append(out, t)
		}
		if t.at > p {
			break // the bracket opened here
		}
	}
	return out
}

// gluedOthers cuts "and others" off a name that is written without a space
// before it, as Chinese and Japanese are: "王丽等".
func gluedOthers(w string) (name, others string) {
	for _, o := range [...]string{"等人", "等", "ほか", "ら"} {
		if name, ok := strings.CutSuffix(w, o); ok && name != "" {
			return name, o
		}
	}
	return w, ""
}

func isSpaceBack(s string, p int) bool {
	switch s[p-1] {
	case ' ', '\n', '\t', '\r', '\f':
		return true
	case 0xA0:
		return p >= 2 && s[p-2] == 0xC2
	case 0xC2:
		return p < len(s) && s[p] == 0xA0
	case 0x89, 0x82, 0xAF, 0x8B:
		return p >= 3 && s[p-3] == 0xE2 && s[p-2] == 0x80
	}
	return false
}

// etalAt is how many of toks (last first) say "and others".
func etalAt(toks []token) int {
	if len(toks) < 2 {
		return 0
	}
	w := strings.ToLower(strings.TrimRight(toks[0].text, ".'’s"))
	w = strings.TrimRight(w, ".")
	switch w {
	case "al", "a":
		switch strings.ToLower(toks[1].text) {
		case "et", "e", "at", "et.":
			return 2
		}
	case "col", "cols", "colleague", "colleagues", "collaborator", "collaborators", "coworker", "co-worker", "other", "others", "outros", "otros", "autres", "mitarbeiter", "andere", "co-author", "associates", "colaboradores", "collegues":
		if connector(toks[1].text) {
			return 2
		}
		if toks[1].text == "his" || toks[1].text == "her" || toks[1].text == "their" || toks[1].text == "seus" {
			if len(toks) > 2 && connector(toks[2].text) {
				return 3
			}
		}
	}
	switch w {
	case "u.a", "ua", "等", "等人", "ほか", "ら", "他", "외", "et.al", "etal", "et-al", "m.fl", "mfl", "ym":
		return 1
	}
	switch before := strings.ToLower(strings.TrimRight(toks[1].text, ".")); w {
	case "a", "m", "fl": // "u. a.", "u. m.", "m. fl."
		if before == "u" || before == "m" && w == "fl" {
			return 2
		}
	case "др", "in", "wsp", "kol", "ark", "coll", "inni": // "и др.", "i in.", "a kol.", "ve ark.", "et coll."
		switch before {
		case "и", "i", "a", "ve", "et":
			return 2
		}
	}
	return 0
}

// nameToken reports a word that may be (part of) a name: a capital, an initial,
// all capitals.
func nameToken(w string) bool {
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
	w = strings.TrimLeft(w, "“\"'‘")
	r, n := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(r) {
		switch {
		case strings.HasPrefix(w, "d'"), strings.HasPrefix(w, "d’"), strings.HasPrefix(w, "al-"), strings.HasPrefix(w, "el-"), strings.HasPrefix(w, "de-"):
			return len(w) > 3
		case unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hangul, r) || unicode.Is(unicode.Katakana, r):
			return true
		}
		return false
	}
	for _, c := range w[n:] {
		if !unicode.IsLetter(c) && !strings.ContainsRune("-'’‐‑.´`~/", c) && !unicode.Is(unicode.Mn, c) {
			return false
		}
	}
	return true
}

func initial(w string) bool {
	w = strings.TrimRight(w, ",;")
	r, n := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) && strings.Trim(w[n:], ".-ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" && len(w) <= 7 && strings.HasSuffix(w, ".")
}

func particle(w string) bool {
	switch w {
	case "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "das", "do", "du", "la", "le", "el", "al", "ter", "ten", "zu", "zur", "af", "av", "bin", "ibn", "y", "of", "the", "for", "on", "in", "des", "e", "and", "para", "und", "für", "op", "'t", "dalla", "san", "st":
		return w != "y" && w != "e" && w != "and" && w != "und"
	}
	return false
}

func connector(w string) bool {
	switch w {
	case "and", "&", "und", "y", "e", "et", "with", "en", "og", "och", "u.", "ja", "and,", "i", "и", "och.", "amp;", "&amp;":
		return true
	}
	return false
}

// joinBack joins tokens that stand last first.
func joinBack(toks []token) string {
	var b strings.Builder
	for i := len(toks) - 1; i >= 0; i-- {
		w := strings.TrimLeft(toks[i].text, "“\"'‘")
		if i == 0 {
			w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
			w = strings.TrimRight(w, "'’")
		}
		if initial(w) && len(toks) > 1 {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}
