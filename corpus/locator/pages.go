package locator

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"citegraph/corpus"
)

// Habit is how a text prints the last page of a range; the weights sum to 1.
type Habit struct {
	Minimal float64 // 145-55, 301-7: only the digits that differ
	Two     float64 // 145-55, 301-07: at least two digits
	Full    float64 // 145-155
}

// Usual is the habit of a text about which nothing is known.
var Usual = Habit{Minimal: 0.70, Two: 0.02, Full: 0.28}

// Run is a run of digits (or letters and digits) that stands for pages, and
// what is known about its reference.
type Run struct {
	Text  string
	Year  int    // of publication, 0 where unknown
	Issue string // as printed, empty where there is none
}

// maxReadings bounds the readings returned for a run, minP their probability.
const (
	maxReadings = 8
	minP        = 0.0005
	maxRun      = 24
)

// Pages returns the readings of a run whose dash may be lost, best first; their
// probabilities sum to at most 1. A run that has its dash has one reading.
func Pages(run string) []corpus.Hypothesis { return Run{Text: run}.Pages(Usual) }

// Pages is the package's Pages with the year known, for a text of habit h.
func (r Run) Pages(h Habit) []corpus.Hypothesis {
	rs := r.readings(h)
	total := 0.0
	for _, x := range rs {
		total += x.p
	}
	var out []corpus.Hypothesis
	for _, x := range rs {
		if p := x.p / total; p >= minP && len(out) < maxReadings {
			out = append(out, corpus.Hypothesis{Value: x.value, P: p})
		}
	}
	return out
}

// Learn estimates the habit of a text from all its runs by expectation
// maximisation, starting from, and held near, the usual one.
func Learn(runs []Run) Habit {
	h := Usual
	for range 8 {
		sum := Habit{Minimal: 3 * Usual.Minimal, Two: 3 * Usual.Two, Full: 3 * Usual.Full}
		for _, r := range runs {
			rs := r.readings(h)
			total := 0.0
			for _, x := range rs {
				total += x.p
			}
			if total == 0 {
				continue
			}
			for _, x := range rs {
				w := x.p / total
				sum.Minimal += w * x.by.Minimal
				sum.Two += w * x.by.Two
				sum.Full += w * x.by.Full
			}
		}
		n := sum.Minimal + sum.Two + sum.Full
		h = Habit{Minimal: sum.Minimal / n, Two: sum.Two / n, Full: sum.Full / n}
	}
	return h
}

// reading is a value with its joint probability, and which share of it each
// habit explains.
type reading struct {
	value string
	p     float64
	by    Habit
}

func (r Run) readings(h Habit) []reading {
	s := clean(r.Text)
	if s == "" || len(s) > maxRun {
		return nil
	}
	if strings.Contains(s, "-") {
		if ExpandPages(s) == "" {
			return nil
		}
		return []reading{{value: ExpandPages(s), p: 1}}
	}
	pre, digits, rest := prefix(s)
	if digits == "" {
		return []reading{{value: s, p: 1}}
	}
	if rest != "" {
		// S40S43: the letters say where the dash was
		if pre2, d2, more := prefix(rest); pre2 == pre && pre != "" && d2 != "" && more == "" {
			return []reading{{value: ExpandPages(s[:len(pre)+len(digits)] + "-" + rest), p: 1}}
		}
		// 110A117A
		if tail, d2, more := prefix(rest); pre == "" && tail != "" && d2 != "" && more == tail {
			return []reading{{value: digits + tail + "-" + d2 + tail, p: 1}}
		}
		return []reading{{value: s, p: 1}}
	}
	class := issueClass(r.Issue)
	alone := min(0.6, noRange(r.Year)*alones[class])
	switch strings.ToLower(pre) {
	case "":
	case "s":
		alone = 0.3
	case "e", "cd", "id", "art":
		alone = 0.985
	default:
		alone = 0.6
	}
	out := []reading{{value: s, p: alone * singleShare(len(digits))}}
	if pre == "" && len(digits) == 6 && digits[0] == '1' && r.Year >= 2017 {
		out[0].p *= 7 // numbers of articles of this form begin at 100001
	}
	if pre != "" && len(digits) > 1 { // numbers behind a letter have no such shape
		out[0].p = alone * 1e-4
	}
	for k := 1; k < len(digits); k++ {
		if x, ok := split(digits[:k], digits[k:], h, class); ok {
			x.p *= 1 - alone
			a, b, _ := strings.Cut(x.value, "-")
			x.value = pre + a + "-" + pre + b
			if pre != "" {
				x.p *= 0.3 // page numbers behind a letter run less high
			}
			out = append(out, x)
		}
	}
	slices.SortStableFunc(out, func(a, b reading) int { return cmp.Compare(b.p, a.p) })
	return out
}

// split reads first page a and printed last page b.
func split(a, b string, h Habit, class int) (reading, bool) {
	if len(a) > 9 || len(b) > len(a)+1 || a[0] == '0' && len(a) > 1 && len(b) != len(a) && b[0] != '0' && len(b) > len(a) {
		return reading{}, false
	}
	last := b
	if len(b) < len(a) {
		last = a[:len(a)-len(b)] + b
	} else if b[0] == '0' && a[0] != '0' {
		return reading{}, false
	}
	x, err1 := strconv.Atoi(a)
	y, err2 := strconv.Atoi(last)
	if err1 != nil || err2 != nil || y <= x {
		return reading{}, false
	}
	var by Habit
	if abbreviate(a, last, 1) == b {
		by.Minimal = h.Minimal
	}
	if abbreviate(a, last, 2) == b {
		by.Two = h.Two
	}
	if last == b {
		by.Full = h.Full
	}
	w := by.Minimal + by.Two + by.Full
	if w == 0 {
		w, by.Minimal = 0.001, 0.001 // 2011-2018 printed 2011-018: seen, but rare
	}
	p := firstShare(x, class) * spanShare(y-x) * w
	if a[0] == '0' {
		p *= 0.01
	}
	by.Minimal, by.Two, by.Full = by.Minimal/w, by.Two/w, by.Full/w
	return reading{value: a + "-" + last, p: p, by: by}, true
}

// abbreviate leaves out the leading digits that last shares with first, but
// keeps at least n.
func abbreviate(first, last string, n int) string {
	if len(first) != len(last) {
		return last
	}
	i := 0
	for i < len(last)-n && first[i] == last[i] {
		i++
	}
	return last[i:]
}

// prefix cuts s into leading letters, digits, and the rest.
func prefix(s string) (letters, digits, rest string) {
	i := 0
	for i < len(s) && (s[i] < '0' || s[i] > '9') {
		i++
	}
	j := i
	for j < len(s) && s[j] >= '0' && s[j] <= '9' {
		j++
	}
	return s[:i], s[i:j], s[j:]
}
