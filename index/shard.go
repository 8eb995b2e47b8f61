package index

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleve "github.com/blevesearch/bleve_index_api"
)

// shardWriter writes one Bleve index with the offline builder: one segment,
// no background work, nothing visible until it is closed.
type shardWriter struct {
	path  string
	b     *scorch.Builder
	queue chan *record
	done  chan struct{}
	err   error
	count int
	stats map[string]fieldStat
}

// fieldStat are the words of a field and the documents that have it.
type fieldStat struct {
	Docs   uint64 `json:"docs"`
	Tokens uint64 `json:"tokens"`
}

func newShardWriter(path string, batch int) (*shardWriter, error) {
	if err := os.MkdirAll(path, 0o755); err != nil {
		return nil, err
	}
	b, err := scorch.NewBuilder(map[string]any{"path": path, "batchSize": batch, "mergeMax": 100, "buildPathPrefix": filepath.Dir(path)})
	if err != nil {
		return nil, err
	}
	s := &shardWriter{path: path, b: b, queue: make(chan *record, 64), done: make(chan struct{}), stats: map[string]fieldStat{}}
	go s.run()
	return s, nil
}

func (s *shardWriter) run() {
	defer close(s.done)
	for r := range s.queue {
		if s.err != nil {
			continue // the writer must never block
		}
		for _, f := range r.fields { // analysed later, but by this goroutine
			f.(*field).stats = s.stats
		}
		if s.err = protect(func() error { return s.b.Index(r) }); s.err == nil {
			s.count++
		}
	}
}

// add hands a record over; ctx ends the wait.
func (s *shardWriter) add(ctx context.Context, r *record) error {
	select {
	case s.queue <- r:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// close ends the shard and writes it.
func (s *shardWriter) close() error {
	close(s.queue)
	<-s.done
	if s.err != nil {
		return s.err
	}
	if s.count == 0 { // the builder cannot close an index without documents
		r := &record{id: "\xff\xff\xff\xff"}
		if err := protect(func() error { return s.b.Index(r) }); err != nil {
			return err
		}
	}
	return protect(s.b.Close)
}

// shard is a Bleve index opened for reading.
type shard struct {
	idx    bleve.Index
	reader bleve.IndexReader
	docs   column // document number → packed number
}

func openShard(path string) (*shard, error) {
	s := &shard{}
	err := protect(func() error {
		idx, err := scorch.NewScorch(scorch.Name, map[string]any{"path": path, "read_only": true, "bolt_timeout": "2s"}, nil)
		if err != nil {
			return err
		}
		if err := idx.Open(); err != nil {
			return err
		}
		s.idx = idx
		s.reader, err = idx.Reader()
		return err
	})
	if err != nil {
		if s.idx != nil {
			_ = s.idx.Close()
		}
		if err.Error() == "timeout" {
			return nil, fmt.Errorf("open %s: %w", path, ErrLocked)
		}
		return nil, fmt.Errorf("open %s: %w: %v", path, ErrDamaged, err)
	}
	return s, nil
}

func (s *shard) close() {
	_ = s.reader.Close()
	_ = s.idx.Close()
}

// numbers reads which document has which number.
func (s *shard) numbers() ([]uint32, error) {
	n, err := s.reader.DocCount()
	if err != nil {
		return nil, err
	}
	out := make([]uint32, n)
	all, err := s.reader.DocIDReaderAll()
	if err != nil {
		return nil, err
	}
	defer all.Close()
	for i := range out {
		id, err := all.Next()
		if err != nil {
			return nil, err
		}
		ext, err := s.reader.ExternalID(id)
		if err != nil {
			return nil, err
		}
		if len(ext) != 4 || id.Value() != uint64(i) {
			return nil, fmt.Errorf("%w: document %d has id %q", ErrDamaged, i, ext)
		}
		out[i] = binary.BigEndian.Uint32([]byte(ext))
	}
	return out, nil
}
