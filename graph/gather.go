package graph

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"citegraph/corpus"
)

// source is one document as derivation sees it.
type source struct {
	file   [16]byte
	ord    uint32
	rank   uint32 // among all documents by path and ordinal, from 1
	row    corpus.DocSource
	review string
	self   int32 // mention of the document itself, -1 for a library
	first  int32 // its mentions are [first, end)
	end    int32

	calls  []call
	called int // callouts that point at something
	refs   int // entries in its list
}

// call is a callout as derivation needs it.
type call struct {
	at       int32 // ordinal in the document
	par      int32
	span     corpus.Span
	sentence corpus.Span
	targets  []int32 // mentions
	text     slip    // of the sentence: text, then section, each behind its length
}

// link is a citation before works are known: mention to mention.
type link struct{ from, to int32 }

// model is everything that derivation has in hand.
type model struct {
	codec *codecs
	pile  pile

	docs     []source
	mentions []mention
	links    []link // of library records
	counts   Counts

	decided []int32 // mentions that a decision names

	cluster  []int32 // slot of the work of each mention: its number, but for extensions
	nodes    []node  // of all works
	forms    nameForms
	authors  []*Author
	renamed  []bool // authors of before that get another id
	journals []*Journal
	titles   titleStats

	// Of an extension, these hold its own works only, by slot.
	own     []own
	members [][]int32

	doubts   doubtRows
	proofs   proofs
	out, in  *Adjacency // of the proofs, once asked for
	contexts []sentence

	// Of an extension:
	first  uint32   // slot of its first work
	at     []uint32 // numbers of its works
	before *before

	firstDoc, firstContext, firstForm uint32

	over       overlayRow
	placed     [][]placed          // citations by its works
	citing     map[uint32][]uint32 // ordinals of contexts by number of the work cited
	named, met []entry             // what earlier extensions put in buckets more and meet
	state      stateRow            // what was grown from
}

// gather reads the facts of files into mentions, by path and ordinal.
func (s *Store) gather(ctx context.Context, m *model, rows []fileRow, progress func(Progress)) error {
	type part struct {
		file int
		ord  uint32
	}
	var parts []part
	for i, r := range rows {
		for ord := range r.Docs {
			parts = append(parts, part{i, ord})
		}
	}
	lib := library{number: map[string]uint32{}}
	decoded := ordered(len(parts), func(i int) *reading {
		file, ord := fileKey(rows[parts[i].file].Path), parts[i].ord
		d, err := s.readDocument(file, ord)
		if err != nil {
			return &reading{err: err}
		}
		return s.reading(d, file, ord)
	})
	for i, r := range decoded {
		p, row := parts[i], &rows[parts[i].file]
		if r.err == nil {
			r.err = ctx.Err()
		}
		if r.err != nil {
			return fmt.Errorf("read facts of %s, document %d: %w", row.Path, p.ord, r.err)
		}
		if i%64 == 0 {
			progress(Progress{"read", i, len(parts)})
		}
		m.take(r, &lib)
		if p.ord == row.Docs-1 { // ids hold within a file
			m.links = lib.resolve(m.links)
			lib = library{number: map[string]uint32{}}
		}
	}
	return nil
}

// library collects the ids of the records of one file, and which of them cite
// which, by number: an id is met forty times for each time it is defined.
type library struct {
	number map[string]uint32
	record []int32 // by number: the first mention that bears the id, -1 for none yet
	cites  []cite
}

type cite struct {
	from int32
	id   uint32
}

func (l *library) numberOf(id string) uint32 {
	n, ok := l.number[id]
	if !ok {
		n = uint32(len(l.record))
		l.number[strings.Clone(id)] = n
		l.record = append(l.record, -1)
	}
	return n
}

// resolve turns ids into links. An id that several records bear leads to the
// first; one that none bears leads nowhere.
func (l *library) resolve(links []link) []link {
	links = slices.Grow(links, len(l.cites))
	for _, c := range l.cites {
		if to := l.record[c.id]; to >= 0 && to != c.from {
			links = append(links, link{c.from, to})
		}
	}
	return links
}
