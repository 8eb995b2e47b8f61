package graph

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"citegraph/corpus"

	bolt "go.etcd.io/bbolt"
)

// stateRow is what an extension starts from, beside what is kept of each work.
type stateRow struct {
	Version  uint32 // deriveVersion
	Facts    []byte // meta/digest
	Counts   Counts
	Docs     uint32
	Contexts uint32   // keys of contexts in use
	Mentions uint32   // of the base
	Grown    uint32   // that extensions added to it
	Decided  []uint32 // slots of works of which a decision speaks

	Same       []titleStat // see titleStats
	Forms      []titleStat
	ISSN       []titleStat
	Containers []string
	Titles     []titleKey
}

// titleKey remembers what venues.keyOf made of a title.
type titleKey struct{ Title, Key string }

func (st *stateRow) keepTitles(v *venues) {
	st.Titles = st.Titles[:0]
	for _, t := range slices.Sorted(maps.Keys(v.key)) {
		st.Titles = append(st.Titles, titleKey{t, v.key[t]})
	}
}

func (st *stateRow) venues() *venues {
	v := newVenues()
	for _, t := range st.Titles {
		v.key[t.Title] = t.Key
	}
	return v
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
	t.containers = st.Containers
	for i, list := range [...][]titleStat{st.Same, st.Forms, st.ISSN} {
		for _, s := range list {
			[...]map[[2]string]int{t.same, t.forms, t.issn}[i][[2]string{s.A, s.B}] = s.N
		}
	}
	return t
}

func (s *Store) writeState(w *writer, m *model) {
	st := &m.state
	st.Version, st.Counts, st.Docs = deriveVersion, m.counts, uint32(len(m.docs))
	st.Contexts = m.firstContext + uint32(len(m.contexts))
	st.Same, st.Forms, st.ISSN, st.Containers = sortedStats(m.titles.same), sortedStats(m.titles.forms), sortedStats(m.titles.issn), m.titles.containers
	for _, at := range m.decided {
		st.Decided = append(st.Decided, uint32(m.cluster[at]))
	}
	slices.Sort(st.Decided)
	st.Decided = slices.Compact(st.Decided)
	v, err := s.codec.state.Append(nil, st)
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

// contextStub is what an extension needs to know of a context.
type contextStub struct {
	Citing uint32
	Doc    uint32
	Groups []group
	Span   corpus.Span
}
