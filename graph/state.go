package graph

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"citegraph/corpus"

	bolt "go.etcd.io/bbolt"
)

// stateRow is what an extension starts from, beside the works themselves: what
// was derived whole, the base.
type stateRow struct {
	Version  uint32 // deriveVersion
	Facts    []byte // meta/digest
	Counts   Counts
	Docs     uint32
	Mentions uint32
	Contexts uint32
	Sums     []bucketSum
	Decided  []uint32    // works of which a decision speaks
	Doubts   []doubtRow  // by number
	Same     []titleStat // see titleStats
	Forms    []titleStat
	ISSN     []titleStat
}

type titleStat struct {
	A, B string
	N    int
}

func sortedStats(m map[[2]string]int) []titleStat {
	keys := slices.SortedFunc(maps.Keys(m), func(a, b [2]string) int {
		return cmp.Or(strings.Compare(a[0], b[0]), strings.Compare(a[1], b[1]))
	})
	out := make([]titleStat, len(keys))
	for i, k := range keys {
		out[i] = titleStat{k[0], k[1], m[k]}
	}
	return out
}

func (st *stateRow) titles() titleStats {
	t := newTitleStats()
	for i, list := range [...][]titleStat{st.Same, st.Forms, st.ISSN} {
		for _, s := range list {
			[...]map[[2]string]int{t.same, t.forms, t.issn}[i][[2]string{s.A, s.B}] = s.N
		}
	}
	return t
}

func (s *Store) writeState(w *writer, m *model) {
	st := stateRow{Version: deriveVersion, Facts: m.digest, Counts: m.counts, Docs: uint32(len(m.docs)), Mentions: uint32(len(m.mentions)),
		Contexts: uint32(len(m.contexts)), Sums: m.sums, Doubts: m.doubts.Rows,
		Same: sortedStats(m.titles.same), Forms: sortedStats(m.titles.forms), ISSN: sortedStats(m.titles.issn)}
	for _, at := range m.decided {
		st.Decided = append(st.Decided, uint32(m.cluster[at]))
	}
	slices.Sort(st.Decided)
	st.Decided = slices.Compact(st.Decided)
	v, err := s.codec.state.Append(nil, &st)
	w.put([]byte("all"), v, err)
}

// state reads it; nil where there is none.
func (s *Store) state(tx *bolt.Tx) (*stateRow, error) {
	b := tx.Bucket(bucketState)
	if b == nil {
		return nil, nil
	}
	st := new(stateRow)
	if err := readRow(tx, bucketState, []byte("all"), s.codec.state, st); err != nil {
		return nil, err
	}
	return st, nil
}

// overlay reads how an extension lies over the base; nil where there is none.
func (s *Store) overlay(tx *bolt.Tx) (*overlay, error) {
	if tx.Bucket(bucketOverlay) == nil {
		return nil, nil
	}
	var r overlayRow
	if err := readRow(tx, bucketOverlay, []byte("all"), s.codec.overlay, &r); err != nil {
		return nil, err
	}
	return r.open()
}

// stub is what an extension needs to know of a work that it leaves alone.
type stub struct {
	ID      string
	Key     string
	Held    bool
	Partial bool
	Authors []uint32 // numbers of then
	Journal uint32
	CSL     stubCSL
}

type stubCSL struct {
	Author              []corpus.Name
	ContainerTitle      string
	ContainerTitleShort string
}

func (st *stub) work() *Work {
	return &Work{ID: st.ID, Key: st.Key, Held: st.Held, Partial: st.Partial, Journal: None,
		CSL: corpus.Work{Author: st.CSL.Author, ContainerTitle: st.CSL.ContainerTitle, ContainerTitleShort: st.CSL.ContainerTitleShort}}
}

// contextStub is the same of a context.
type contextStub struct {
	Citing uint32
	Doc    uint32
	Groups []group
	Span   corpus.Span
}
