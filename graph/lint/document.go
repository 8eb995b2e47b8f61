package lint

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"citegraph/corpus"
)

// document runs all lints on one document: its references, then its list and
// text as a whole.
func (k *known) document(d *corpus.Document, gone *List) (out []*Finding) {
	at := k.at[place{d.Source.Path, d.Source.Part}]
	year := k.yearOf(d, at)
	for i := range d.Refs {
		r := &d.Refs[i]
		if n, ok := at[r.N]; ok {
			out = append(out, k.lookAt(r, n, year, gone)...)
		}
	}
	if d.Kind == corpus.Library {
		return out // a library may hold a record twice, and has no text
	}
	out = append(out, k.twice(d, at)...)
	out = append(out, callouts(d)...)
	out = append(out, k.selfCiting(d, at)...)
	slices.SortStableFunc(out, func(a, b *Finding) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return out
}

// yearOf is the year in which a text came out, 0 where that is not sure
// enough to hold references against it: where many of them are later, it is
// the text's year that was misread.
func (k *known) yearOf(d *corpus.Document, at map[int]uint32) int {
	if d.Kind == corpus.Library {
		return 0
	}
	year := d.Work.Year()
	if n, ok := at[0]; ok {
		year = max(year, k.works[n].year)
	}
	later := 0
	for i := range d.Refs {
		if d.Refs[i].CSL.Year() > year+ahead {
			later++
		}
	}
	if later > max(1, len(d.Refs)/20) {
		return 0
	}
	return year
}

func (k *known) twice(d *corpus.Document, at map[int]uint32) (out []*Finding) {
	first := map[uint32]*corpus.Reference{}
	for i := range d.Refs {
		r := &d.Refs[i]
		n, ok := at[r.N]
		if !ok {
			continue
		}
		if before := first[n]; before != nil {
			if a, b := before.CSL.Author, r.CSL.Author; len(a) > 0 && len(b) > 0 && !sharesWord(a, b) {
				continue // pieces of one book
			}
			out = append(out, &Finding{Lint: Twice, Entry: r.N, Work: k.works[n].id, Span: r.Span, Text: entryText(r),
				Says: fmt.Sprintf("entry %s is the same work: %s", entryName(before), brief(entryText(before)))})
		} else {
			first[n] = r
		}
	}
	// notes at the foot of pages cite a work each time anew
	if len(out) > max(2, len(d.Refs)/5) {
		return nil
	}
	return out
}

// entryName is how a reader finds an entry.
func entryName(r *corpus.Reference) string {
	if r.Label != "" && len(r.Label) < 20 {
		return r.Label
	}
	return fmt.Sprint(r.N)
}

// linked are the formats whose callouts are links. In others they are found by
// their shape, and one that was missed makes an entry look unused: there a
// finding is a hint (about half of them are right, of linked ones nearly all).
var linked = map[corpus.Format]bool{corpus.FormatJATS: true, corpus.FormatHTML: true, corpus.FormatLaTeX: true, corpus.FormatMarkdown: true, corpus.FormatDOCX: true}

// callouts holds the list against the text. Where the two do not go together
// for the most part, callouts were not found, or the style has none.
func callouts(d *corpus.Document) (out []*Finding) {
	used := map[int]bool{}
	lost, raised := 0, 0
	for i := range d.Calls {
		c := &d.Calls[i]
		for _, t := range c.Targets {
			used[t] = true
		}
		if c.Kind != corpus.AuthorYear {
			useRanges(used, c.Context)
		}
		if unanswered(c) {
			lost++
		}
		if c.Kind == corpus.Superscript {
			raised++
		}
	}
	n := 0
	for i := range d.Refs {
		if used[d.Refs[i].N] {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	if lost*5 <= len(d.Calls) {
		out = lostCallouts(d)
	}
	switch {
	case linked[d.Source.Format] && len(d.Refs)-n <= max(1, len(d.Refs)/5):
		return append(out, unused(d, used, Medium, "no callout in the text uses it")...)
	case len(d.Refs)-n <= max(1, len(d.Refs)/20) && raised*2 < len(d.Calls): // marks above the line are lost too often
		return append(out, unused(d, used, Hint, "no callout that was found in the text uses it")...)
	}
	return out
}

// useRanges takes what lies within a printed range for used: pages link the two
// ends of [13–17] and leave the others to the reader.
func useRanges(used map[int]bool, sentence string) {
	for _, m := range ranges.FindAllStringSubmatch(cut(sentence, 4096), -1) {
		from, _ := strconv.Atoi(m[1])
		to, _ := strconv.Atoi(m[2])
		for n := from; n <= to && to-from < 50; n++ {
			used[n] = true
		}
	}
}

var ranges = regexp.MustCompile(`\b(\d{1,4})\]?\s?[-–—‐‑]\s?\[?(\d{1,4})\b`)

func lostCallouts(d *corpus.Document) (out []*Finding) {
	oldest, last := 3000, 0
	for i := range d.Refs {
		last = max(last, d.Refs[i].N)
		if y := d.Refs[i].CSL.Year(); y > 0 {
			oldest = min(oldest, y)
		}
	}
	for i := range d.Calls {
		c := &d.Calls[i]
		if n := behind(c, last); n > 0 {
			out = append(out, &Finding{Lint: Unanswered, Span: c.Span, Text: cut(c.Context, 1000), Says: fmt.Sprintf("no reference answers %d of %s: the list ends at %d", n, brief(c.Text), last)})
			continue
		}
		if !unanswered(c) || c.Kind == corpus.AuthorYear && !meansReference(c, oldest) {
			continue
		}
		f := &Finding{Lint: Unanswered, Severity: Hint, Span: c.Span, Text: cut(c.Context, 1000), Says: fmt.Sprintf("no reference answers %s", brief(c.Text))}
		if c.Kind != corpus.AuthorYear || linked[d.Source.Format] {
			f.Severity = Medium
		}
		out = append(out, f)
	}
	return out
}

// behind is the first number of a bracket with answered ones that lies behind
// the end of the list; 0 for none.
func behind(c *corpus.Callout, last int) int {
	if c.Kind != corpus.Numeric || len(c.Targets) == 0 || len(c.Numbers) <= len(c.Targets) {
		return 0
	}
	for _, n := range c.Numbers {
		if n > last {
			return n
		}
	}
	return 0
}

func unanswered(c *corpus.Callout) bool {
	return len(c.Targets) == 0 && (len(c.Numbers) > 0 || c.Kind == corpus.AuthorYear)
}

// meansReference tells what looks like an author and a year and is none: who
// described a species (long before anything in the list), spans of years, what
// was never published.
func meansReference(c *corpus.Callout, oldest int) bool {
	year, err := strconv.Atoi(strings.TrimRight(c.Year, "abcdefgh"))
	if err != nil || year < oldest-10 {
		return false
	}
	low := strings.ToLower(c.Text)
	return !spanOfYears.MatchString(low) && !strings.Contains(low, "unpubl") && !strings.Contains(low, "pers") && !strings.Contains(low, "in prep") && !strings.Contains(low, "data")
}

var spanOfYears = regexp.MustCompile(`\d{4}\s*[-–—]\s*\d{2,4}`)

// unused are the entries that no callout uses. In texts that cite by name, one
// whose author and year stand in a citing sentence is not taken for unused: its
// link may have been forgotten. Where callouts are found by shape the author is
// enough, and an entry without a person's name is passed over.
func unused(d *corpus.Document, used map[int]bool, s Severity, says string) (out []*Finding) {
	var at map[string][]int
	if byName(d) {
		at = namesAt(d)
	}
	for i := range d.Refs {
		r := &d.Refs[i]
		if used[r.N] || at != nil && named(d, r, at, s == Hint) {
			continue
		}
		out = append(out, &Finding{Lint: Uncalled, Severity: s, Entry: r.N, Span: r.Span, Text: entryText(r), Says: says})
	}
	return out
}

// named reports whether the text may cite r by name where no callout was seen.
func named(d *corpus.Document, r *corpus.Reference, at map[string][]int, shape bool) bool {
	if len(r.CSL.Author) == 0 {
		return shape
	}
	if shape && len(r.CSL.Author[0].Family) < 4 {
		return true
	}
	year := strconv.Itoa(r.CSL.Year())
	for _, w := range letters(cmp.Or(r.CSL.Author[0].Family, r.CSL.Author[0].Literal)) {
		for _, i := range at[w] {
			if shape || strings.Contains(d.Calls[i].Context, year) {
				return true
			}
		}
	}
	return false
}

// byName reports whether the text cites by author and year.
func byName(d *corpus.Document) bool {
	n := 0
	for i := range d.Calls {
		if d.Calls[i].Kind == corpus.AuthorYear {
			n++
		}
	}
	return 2*n > len(d.Calls)
}

// namesAt are the words of the citing sentences, each with the first callouts
// around which it stands.
func namesAt(d *corpus.Document) map[string][]int {
	out := map[string][]int{}
	for i := range d.Calls {
		if i > 0 && d.Calls[i].Sentence == d.Calls[i-1].Sentence {
			continue
		}
		for _, w := range letters(d.Calls[i].Context) {
			if l := out[w]; len(l) < 100 && (len(l) == 0 || l[len(l)-1] != i) {
				out[w] = append(l, i)
			}
		}
	}
	return out
}

func letters(s string) []string {
	return strings.FieldsFunc(cut(s, 4096), func(r rune) bool { return !unicode.IsLetter(r) })
}

// selfCiting finds texts that share an author with a quarter or more of at
// least ten references.
func (k *known) selfCiting(d *corpus.Document, at map[int]uint32) []*Finding {
	n, ok := at[0]
	if !ok {
		return nil
	}
	mine := map[uint32]bool{}
	for _, a := range k.works[n].authors {
		mine[a] = true
	}
	own, all := 0, 0
	for i := range d.Refs {
		m, ok := at[d.Refs[i].N]
		if !ok {
			continue
		}
		all++
		if m != n && slices.ContainsFunc(k.works[m].authors, func(a uint32) bool { return mine[a] }) {
			own++
		}
	}
	if all < 10 || own*4 < all {
		return nil
	}
	return []*Finding{{Lint: SelfCiting, Work: k.works[n].id, Says: fmt.Sprintf("%d of %d references (%d %%) share an author with the text", own, all, 100*own/all)}}
}
