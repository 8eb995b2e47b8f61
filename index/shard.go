package index

import (
	"errors"
	"fmt"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleve "github.com/blevesearch/bleve_index_api"
)

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

// eachWord calls f for the words of a field, in their order.
func (s *shard) eachWord(field string, f func(string)) error {
	d, err := s.reader.FieldDict(field)
	return eachEntry(field, d, err, func(e *bleve.DictEntry) error { f(e.Term); return nil })
}

// eachEntry reads a dictionary, opened with err, to its end or to an error of f,
// and closes it.
func eachEntry(field string, d bleve.FieldDict, err error, f func(*bleve.DictEntry) error) error {
	if err != nil {
		return fmt.Errorf("words of %s: %w", field, err)
	}
	for {
		e, err := d.Next()
		if err != nil {
			err = fmt.Errorf("words of %s: %w", field, err)
		} else if e != nil {
			err = f(e)
		}
		if err != nil || e == nil {
			return errors.Join(err, d.Close())
		}
	}
}
