package index

import (
	"context"
	"fmt"
	"path/filepath"

	"citegraph/index/segment"
)

// fieldStat are the words of a field and the documents that have it.
type fieldStat struct {
	Docs   uint64 `json:"docs"`
	Tokens uint64 `json:"tokens"`
}

// textWriter writes the records as Bleve indexes of one segment each, another
// one whenever the last has grown to a size. It works beside who hands it the
// records; nothing is visible until it is closed.
type textWriter struct {
	dir   string
	limit int64
	queue chan *record
	done  chan struct{}
	err   error

	seg        *segment.Writer
	docs       [][]uint32      // packed numbers of the documents of each index
	vocabulary map[string]bool // words of the fields that have stems
	stats      map[string]fieldStat
}

func newTextWriter(dir string, limit int64) *textWriter {
	t := &textWriter{dir: dir, limit: limit, queue: make(chan *record, 64), done: make(chan struct{}),
		seg: segment.New(segmentFields), vocabulary: map[string]bool{}, stats: map[string]fieldStat{}}
	go t.run()
	return t
}

func (t *textWriter) run() {
	defer close(t.done)
	for r := range t.queue {
		if t.err != nil {
			continue // the writer must never block
		}
		r.write(t.seg)
		if t.seg.Size() >= t.limit {
			t.err = t.flush()
		}
	}
}

// add hands a record over; ctx ends the wait.
func (t *textWriter) add(ctx context.Context, r *record) error {
	select {
	case t.queue <- r:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// close writes what is left. There is always one index, be it of a document
// that no kind has.
func (t *textWriter) close() error {
	close(t.queue)
	<-t.done
	if t.err != nil {
		return t.err
	}
	if len(t.docs) == 0 && len(t.seg.IDs()) == 0 {
		t.seg.Add(1<<32 - 1)
	}
	if len(t.seg.IDs()) == 0 {
		return nil
	}
	return t.flush()
}

// flush writes the segment and begins another.
func (t *textWriter) flush() error {
	seg := t.seg
	t.seg = segment.New(segmentFields)
	for i, f := range textFields {
		docs, tokens := seg.Lengths(i)
		if docs > 0 {
			t.stats[f] = fieldStat{t.stats[f].Docs + docs, t.stats[f].Tokens + tokens}
		}
		if i < len(stemFields) {
			seg.Words(i, func(w string) { t.vocabulary[w] = true })
		}
	}
	path := filepath.Join(t.dir, shardName(len(t.docs)))
	t.docs = append(t.docs, seg.IDs())
	return protect(func() error { return seg.WriteFolder(path) })
}

func shardName(i int) string { return fmt.Sprintf("text%d", i) }
