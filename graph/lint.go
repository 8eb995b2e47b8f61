package graph

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/fold"
	"citegraph/corpus/ident"

	bolt "go.etcd.io/bbolt"
)

// The codes of lints.
const (
	LintVolume     = "volume-year" // the year does not fit the journal's volume
	LintTime       = "time-travel" // cites a work of a later year
	LintDOI        = "doi-form"    // what stands for a DOI is none
	LintTwice      = "twice"       // one work twice in one list
	LintUncalled   = "uncalled"    // a reference that no callout uses
	LintUnanswered = "unanswered"  // a callout that no reference answers
	LintClash      = "doi-title"   // one DOI with two unlike titles: a slip, or an invented reference
)

// Lint is something in a document that a reviewer should look at.
type Lint struct {
	Code string      `json:"code"`
	Path string      `json:"path"`
	N    int         `json:"n,omitempty"`    // Reference.N
	Work string      `json:"work,omitempty"` // id of the work it is about
	Span corpus.Span `json:"span"`
	Text string      `json:"text"`
}

// Lints looks through all stored documents, by path. What it says is doubt,
// not proof; each lint has the place to look at.
func (g *Graph) Lints(ctx context.Context) iter.Seq2[Lint, error] {
	return func(yield func(Lint, error) bool) {
		l, err := g.newLinter()
		if err != nil {
			yield(Lint{}, fmt.Errorf("lint: %w", err))
			return
		}
		last := ""
		ord := uint32(0)
		for d, err := range g.s.Documents() {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(Lint{}, fmt.Errorf("lint: %w", err))
				return
			}
			if ord++; d.Source.Path != last {
				ord, last = 0, d.Source.Path
			}
			for _, x := range l.document(d, ord) {
				if !yield(x, nil) {
					return
				}
			}
		}
	}
}

// linter knows the works of each document's references.
type linter struct {
	works   []*Work
	at      map[docPlace]map[int]uint32 // works by Reference.N; -1 is the document itself
	volumes map[uint32][]volume         // of journals
	doi     map[string][]uint32         // works by DOI
}

type docPlace struct {
	path string
	ord  uint32
}

func (g *Graph) newLinter() (*linter, error) {
	l := &linter{at: map[docPlace]map[int]uint32{}, doi: map[string][]uint32{}}
	for w, err := range g.Works() {
		if err != nil {
			return nil, err
		}
		w.CSL.Abstract = ""
		l.works = append(l.works, w)
		for _, a := range w.Aliases {
			if d, ok := strings.CutPrefix(a, "doi:"); ok {
				l.doi[d] = append(l.doi[d], w.N)
			}
		}
	}
	docs := map[uint32]docPlace{}
	err := g.view(func(tx *bolt.Tx) error {
		for n := range l.works {
			var ms mentionRows
			if err := readRow(tx, bucketMention, be32(uint32(n)), g.s.codec.mentions, &ms); err != nil {
				return err
			}
			for _, m := range ms.Rows {
				p, ok := docs[m.Doc]
				if !ok {
					var row docRow
					if err := readRow(tx, bucketDoc, binary.BigEndian.AppendUint32(nil, m.Doc), g.s.codec.docRow, &row); err != nil {
						return err
					}
					p = docPlace{row.Path, row.Ord}
					docs[m.Doc] = p
				}
				l.place(p, &m, uint32(n))
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	l.volumes = volumesOf(l.works)
	return l, nil
}

func (l *linter) place(p docPlace, m *mentionRow, n uint32) {
	if l.at[p] == nil {
		l.at[p] = map[int]uint32{}
	}
	switch origin(m.From) {
	case fromSelf:
		l.at[p][-1] = n
	case fromReference:
		l.at[p][int(m.Ref)] = n
	}
}

// minLine is how many works a journal must have for its line to be trusted.
const minLine = 5

// volume is one work's place in its journal.
type volume struct {
	number, year int
	work         uint32
}

// volumesOf sorts the works of each journal by volume.
func volumesOf(works []*Work) map[uint32][]volume {
	out := map[uint32][]volume{}
	for _, w := range works {
		if v, err := strconv.Atoi(w.CSL.Volume); err == nil && w.Journal != None && w.CSL.Year() != 0 {
			out[w.Journal] = append(out[w.Journal], volume{v, w.CSL.Year(), w.N})
		}
	}
	for _, vs := range out {
		slices.SortFunc(vs, func(a, b volume) int {
			return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.year, b.year), cmp.Compare(a.work, b.work))
		})
	}
	return out
}

// volumeYears says in which years volume v of journal j may have come out, by
// the other works of the library: between those of the volumes before and
// after it, or, where it is the first or last, on the line of a journal that
// numbers one volume a year.
func (l *linter) volumeYears(j uint32, v int, self uint32) (from, to int, ok bool) {
	var before, after *volume
	votes := map[int]int{}
	all := 0
	vs := l.volumes[j]
	for i := range vs {
		x := &vs[i]
		if x.work == self {
			continue
		}
		all++
		votes[x.year-x.number]++
		if x.number < v {
			before = x
		}
		if x.number > v && after == nil {
			after = x
		}
	}
	switch {
	case all < minLine || before == nil && after == nil:
		return 0, 0, false
	case before != nil && after != nil:
		return before.year, after.year, before.year <= after.year && after.year-before.year <= 10
	}
	end := before
	if end == nil {
		end = after
	}
	line := end.year - end.number
	near := votes[line-1] + votes[line] + votes[line+1]
	return line + v, line + v, near*10 >= all*8 && max(v-end.number, end.number-v) <= 5
}

func (l *linter) document(d *corpus.Document, ord uint32) (out []Lint) {
	if d.Kind == corpus.Library {
		return nil
	}
	refs := l.at[docPlace{d.Source.Path, ord}]
	add := func(code string, r *corpus.Reference, work string, format string, args ...any) {
		out = append(out, Lint{Code: code, Path: d.Source.Path, N: r.N, Work: work, Span: r.Span, Text: fmt.Sprintf(format, args...)})
	}
	var self *Work
	if n, ok := refs[-1]; ok {
		self = l.works[n]
	}
	first := map[uint32]int{}
	for i := range d.Refs {
		r := &d.Refs[i]
		n, ok := refs[r.N]
		if !ok {
			continue
		}
		w := l.works[n]
		if before, twice := first[n]; twice {
			add(LintTwice, r, w.ID, "references %d and %d are one work", before, r.N)
		} else {
			first[n] = r.N
		}
		l.fields(r, w, self, add)
	}
	return append(out, callouts(d)...)
}

// fields compares what a reference prints with what is known.
func (l *linter) fields(r *corpus.Reference, w, self *Work, add func(string, *corpus.Reference, string, string, ...any)) {
	year := r.CSL.Year()
	if v, err := strconv.Atoi(r.CSL.Volume); err == nil && year != 0 && w.Journal != None {
		if from, to, ok := l.volumeYears(w.Journal, v, w.N); ok && (year < from-1 || year > to+1) {
			add(LintVolume, r, w.ID, "volume %d of %s is of %s, not %d", v, containerOf(&w.CSL), years(from, to), year)
		}
	}
	if self != nil && self.CSL.Year() != 0 && year > self.CSL.Year()+1 {
		add(LintTime, r, w.ID, "of %d, cited in a text of %d", year, self.CSL.Year())
	}
	if r.CSL.DOI == "" {
		return
	}
	doi, ok := ident.DOI(r.CSL.DOI)
	if !ok {
		add(LintDOI, r, w.ID, "%q is no DOI", cut(r.CSL.DOI, 80))
		return
	}
	mine := fold.Tokens(cut(r.CSL.Title, 1024))
	for _, n := range l.doi[doi] {
		theirs := fold.Tokens(cut(l.works[n].CSL.Title, 1024))
		if n != w.N && len(mine) >= 4 && len(theirs) >= 4 && shared(mine, theirs) < .25 {
			add(LintClash, r, w.ID, "DOI %s is also that of %q", doi, cut(l.works[n].CSL.Title, 120))
		}
	}
}

func years(from, to int) string {
	if from == to {
		return strconv.Itoa(from)
	}
	return fmt.Sprintf("%d to %d", from, to)
}

// shared is the part of the words of the shorter list that stand in the other.
func shared(a, b []string) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			n++
		}
	}
	return float64(n) / float64(max(1, len(a)))
}

// callouts compares callouts and list. A list that callouts hardly use is not
// judged by them: they were not found, or the style has none.
func callouts(d *corpus.Document) (out []Lint) {
	used := map[int]bool{}
	for i := range d.Calls {
		for _, t := range d.Calls[i].Targets {
			used[t] = true
		}
	}
	if len(d.Refs) == 0 || 2*len(used) < len(d.Refs) {
		return nil
	}
	for i := range d.Calls {
		c := &d.Calls[i]
		if len(c.Targets) == 0 && (len(c.Numbers) > 0 || c.Kind == corpus.AuthorYear) {
			out = append(out, Lint{Code: LintUnanswered, Path: d.Source.Path, Span: c.Span, Text: fmt.Sprintf("%s answers to no reference", cut(c.Text, 80))})
		}
	}
	for i := range d.Refs {
		if r := &d.Refs[i]; !used[r.N] {
			out = append(out, Lint{Code: LintUncalled, Path: d.Source.Path, N: r.N, Span: r.Span, Text: fmt.Sprintf("no callout uses reference %d", r.N)})
		}
	}
	slices.SortStableFunc(out, func(a, b Lint) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return out
}
