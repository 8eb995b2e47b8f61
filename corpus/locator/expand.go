package locator

import (
	"strconv"
	"strings"
	"unicode"
)

// ExpandPages writes a printed page range as first-last with a plain hyphen and
// the last page in full: "145–55" and "pp. 145-155" are "145-155", "S12–20" is
// "S12-S20". What is no range of pages comes back as it is, tidied ("e47140",
// "xii-xv", "117984").
func ExpandPages(s string) string {
	for range 8 { // what is tidied may need tidying again
		t := expand(s)
		if t == s {
			break
		}
		s = t
	}
	return s
}

func expand(s string) string {
	s = clean(s)
	a, b, ok := strings.Cut(s, "-")
	if !ok || a == "" || b == "" || strings.Contains(b, "-") {
		return strings.Trim(s, edges)
	}
	if i := strings.IndexAny(b, ",;"); i > 0 { // "145-55, 160": the rest stays
		return expand(a+"-"+b[:i]) + b[i:]
	}
	preA, numA, restA := prefix(a)
	preB, numB, restB := prefix(b)
	if numA == "" || numB == "" || restA != "" || restB != "" || preB != "" && preB != preA {
		return a + "-" + b
	}
	if len(numB) < len(numA) {
		full := numA[:len(numA)-len(numB)] + numB
		if more(full, numA) {
			numB = full
		} else {
			return a + "-" + b
		}
	} else if preB == "" && preA != "" && !more(numB, numA) {
		return a + "-" + b
	}
	return a + "-" + preA + numB
}

// more reports whether the numbers a >= b, which have equally many digits or
// fit an int.
func more(a, b string) bool {
	if len(a) == len(b) {
		return a >= b
	}
	x, err1 := strconv.Atoi(a)
	y, err2 := strconv.Atoi(b)
	return err1 == nil && err2 == nil && x >= y
}

// clean drops spaces, labels and final punctuation, and makes every dash a
// hyphen.
func clean(s string) string {
	if len(s) > 256 {
		return ""
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
		case unicode.Is(unicode.Pd, r) || r == '−':
			if !strings.HasSuffix(b.String(), "-") {
				b.WriteByte('-')
			}
		default:
			b.WriteRune(r)
		}
	}
	out := strings.Trim(b.String(), ".,;:")
	for {
		short := unlabel(strings.TrimLeft(out, edges))
		if short == out {
			return strings.Trim(out, ".,;:")
		}
		out = short
	}
}

const edges = "-.,;:"

// unlabel drops one "p.", "pp." or the like.
func unlabel(out string) string {
	low := strings.ToLower(out)
	for _, label := range []string{"pages", "page", "pp.", "pp", "pg.", "p.", "p", "seiten", "ss.", "s."} {
		if rest := low[min(len(label), len(low)):]; strings.HasPrefix(low, label) && rest != "" && (rest[0] >= '0' && rest[0] <= '9' || strings.HasSuffix(label, ".") && len(low) == len(out)) {
			return out[len(label):]
		}
	}
	return out
}
