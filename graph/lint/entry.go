package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"citegraph/corpus"
	"citegraph/corpus/fold"
	"citegraph/corpus/ident"
	"citegraph/corpus/journal"
)

// reading is one reference of one document under the eye of the lints.
type reading struct {
	k    *known
	r    *corpus.Reference
	w    *work
	n    uint32 // of w
	doc  int    // year of the document, 0 where it does not matter
	out  []*Finding
	odds []contradiction
}

// contradiction is a finding that counts towards Invented. What one slip of
// the pen would explain has one cause.
type contradiction struct{ cause, says string }

// lookAt runs the lints of one reference.
func (k *known) lookAt(r *corpus.Reference, n uint32, doc int, gone *List) []*Finding {
	e := &reading{k: k, r: r, w: &k.works[n], n: n, doc: doc}
	e.retracted(gone)
	e.volume()
	e.time()
	e.form()
	e.identifiers()
	e.stem()
	e.spot()
	e.mixedUp()
	e.script()
	if len(e.odds) > 1 {
		e.invented()
	}
	return e.out
}

// find adds a finding about the reference.
func (e *reading) find(lint, format string, args ...any) *Finding {
	f := &Finding{Lint: lint, Entry: e.r.N, Work: e.w.id, Span: e.r.Span, Text: entryText(e.r), Says: fmt.Sprintf(format, args...)}
	e.out = append(e.out, f)
	return f
}

// counts makes the last finding one that counts towards Invented, by its
// cause, once each.
func (e *reading) counts(cause string) {
	for _, c := range e.odds {
		if c.cause == cause {
			return
		}
	}
	e.odds = append(e.odds, contradiction{cause, e.out[len(e.out)-1].Says})
}

// entryText is the entry as printed; of a record, what it is called.
func entryText(r *corpus.Reference) string {
	if r.Raw != "" {
		return strings.Join(strings.Fields(cut(r.Raw, 1000)), " ")
	}
	s := cut(r.CSL.Title, 500)
	if len(r.CSL.Author) > 0 {
		s = cmp.Or(r.CSL.Author[0].Family, r.CSL.Author[0].Literal) + ": " + s
	}
	if y := r.CSL.Year(); y != 0 {
		s += " (" + strconv.Itoa(y) + ")"
	}
	return s
}

func (e *reading) retracted(gone *List) {
	if why, ok := gone.find(e.w, &e.r.CSL); ok {
		e.find(Retracted, "%s", why)
	} else if e.w.retracted {
		e.find(Retracted, "its record says that it was retracted")
	}
}

// ownJournal is the journal that the reference itself prints, if its title may
// stand for the one that the journal's works have.
func (e *reading) ownJournal() (uint32, bool) {
	title := containerOf(&e.r.CSL)
	j, ok := e.k.venue[journal.Key(title)]
	return j, ok && e.k.oneJournal(j, title)
}

func (e *reading) volume() {
	v, ok := number(e.r.CSL.Volume)
	year := e.r.CSL.Year()
	j, known := e.ownJournal()
	if !ok || !known || year == 0 || e.k.lines[j] == nil {
		return
	}
	l := e.k.lines[j]
	from, to, ok := l.years(v, year)
	if !ok || year >= from-1 && year <= to+1 {
		return
	}
	says := fmt.Sprintf("volume %d of %s is of %s, the entry says %d", v, brief(containerOf(&e.r.CSL)), numbers(from, to), year)
	if a, b, ok := l.volumesOf(year); ok {
		says += fmt.Sprintf(" (%d has %s)", year, volumes(a, b))
	}
	e.find(VolumeYear, "%s", says)
	if year < from-3 || year > to+3 {
		e.counts("volume")
	}
}

func numbers(from, to int) string {
	if from == to {
		return strconv.Itoa(from)
	}
	return fmt.Sprintf("%d to %d", from, to)
}

func volumes(from, to int) string {
	if from == to {
		return "volume " + strconv.Itoa(from)
	}
	return "volumes " + numbers(from, to)
}

// ahead is how many years later than its text a reference may be dated: texts
// cite what is in press, and are themselves dated by volumes that came early.
const ahead = 1

func (e *reading) time() {
	if year := e.r.CSL.Year(); e.doc != 0 && year > e.doc+ahead {
		e.find(TimeTravel, "is of %d, cited in a text of %d", year, e.doc)
		e.counts("time")
	}
}

// form looks at what stands for a DOI: the field, or what follows "doi:" in
// the entry as printed where no DOI was read.
func (e *reading) form() {
	s := e.r.CSL.DOI
	if s == "" {
		s = afterDOI(e.r.Raw)
	}
	if s == "" {
		return
	}
	if _, ok := ident.DOI(s); !ok && !shortDOI(s) {
		e.find(DOIForm, "%q is no DOI", brief(s))
	}
}

// afterDOI is the word behind "doi:" or "doi.org/".
func afterDOI(raw string) string {
	low := strings.ToLower(cut(raw, 4096))
	if len(low) != len(cut(raw, 4096)) {
		return ""
	}
	for _, mark := range []string{"doi.org/", "doi:"} {
		i := strings.Index(low, mark)
		if i < 0 {
			continue
		}
		rest := strings.TrimLeft(raw[i+len(mark):], " ")
		if n := strings.IndexFunc(rest, unicode.IsSpace); n >= 0 {
			rest = rest[:n]
		}
		if rest = strings.TrimRight(rest, ".,;)]>"); rest != "" {
			return rest
		}
	}
	return ""
}

// shortDOI reports whether s may be a DOI's short form ("bvc6px", "10/bvc6px",
// https://shortdoi.org): a few small letters and digits.
func shortDOI(s string) bool {
	s = strings.TrimPrefix(s, "10/")
	for i := range len(s) {
		if (s[i] < 'a' || s[i] > 'z') && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return len(s) >= 3 && len(s) <= 8
}

// idsOf are the identifiers that a reference prints.
func idsOf(w *corpus.Work) (out []string) {
	if s, ok := ident.DOI(w.DOI); ok {
		out = append(out, "doi:"+s)
	}
	if s, ok := ident.PMID(w.PMID); ok {
		out = append(out, "pmid:"+s)
	}
	return out
}

// unlike reports whether two titles are those of different works: both of
// three telling words at least, and hardly one shared.
func unlike(a, b string) bool {
	x, y := telling(a), telling(b)
	return min(len(x), len(y)) >= 3 && common(x, y) < .25
}

// telling are the words of a title but for short ones.
func telling(s string) []string {
	return slices.DeleteFunc(fold.Tokens(cut(s, 1024)), func(w string) bool { return len(w) < 4 })
}

// common is the part of the words of the shorter list that stand in the other.
func common(a, b []string) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	in := make(map[string]bool, len(b))
	for _, w := range b {
		in[w] = true
	}
	n := 0
	for _, w := range a {
		if in[w] {
			n++
		}
	}
	return float64(n) / float64(max(1, len(a)))
}

// script finds words of Latin letters with Cyrillic ones, which look alike:
// a homoglyph that no search will find.
func (e *reading) script() {
	s := e.r.CSL.Title
	for _, n := range e.r.CSL.Author {
		s += " " + n.Family
	}
	for _, w := range strings.FieldsFunc(cut(s, 2048), func(r rune) bool { return !unicode.IsLetter(r) }) {
		latin, other := 0, 0
		for _, r := range w {
			switch {
			case unicode.Is(unicode.Latin, r):
				latin++
			case unicode.Is(unicode.Cyrillic, r):
				other++
			}
		}
		if latin > 0 && other > 0 && latin+other > 2 {
			e.find(Script, "%q mixes Latin and Cyrillic letters", brief(w))
			return
		}
	}
}

// sound reports whether the other work's word counts for more than that of
// the one at hand: it is held, or as many places name it.
func (e *reading) sound(o *work) bool {
	if o.held != e.w.held {
		return o.held
	}
	return o.mentions >= e.w.mentions
}
