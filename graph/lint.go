package graph

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"maps"
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
	works []*Work
	at    map[docPlace]map[int]uint32 // works by Reference.N; -1 is the document itself
	lines map[uint32]int              // journals: year less volume
	doi   map[string][]uint32         // works by DOI
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
	l.lines = volumeLines(l.works)
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

// volumeLines learns where the volumes of each journal stand: most journals
// number a volume a year, so that year less volume is constant. Journals that
// do not have none.
func volumeLines(works []*Work) map[uint32]int {
	votes := map[uint32]map[int]int{}
	for _, w := range works {
		v, err := strconv.Atoi(w.CSL.Volume)
		if err != nil || w.Journal == None || w.CSL.Year() == 0 {
			continue
		}
		if votes[w.Journal] == nil {
			votes[w.Journal] = map[int]int{}
		}
		votes[w.Journal][w.CSL.Year()-v]++
	}
	lines := map[uint32]int{}
	for j, vs := range votes {
		all, best := 0, 0
		for _, d := range slices.Sorted(maps.Keys(vs)) {
			all += vs[d]
			if vs[d] > vs[best] {
				best = d
			}
		}
		if near := vs[best-1] + vs[best] + vs[best+1]; all >= minLine && near*10 >= all*8 {
			lines[j] = best
		}
	}
	return lines
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
	if line, ok := l.lines[w.Journal]; ok && year != 0 {
		if v, err := strconv.Atoi(r.CSL.Volume); err == nil && max(year-v-line, line+v-year) > 1 {
			add(LintVolume, r, w.ID, "volume %d of %s is of %d or thereabouts, not %d", v, containerOf(&w.CSL), line+v, year)
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
