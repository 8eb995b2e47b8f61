package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
)

// Problem is something Check found.
type Problem struct {
	Code string `json:"code"` // "page", "checksum", "digest", "reference", "adjacency"
	Text string `json:"text"`
}

// Check verifies the whole store: bbolt's pages, every checksum, the digest of
// the facts, the sums of what is derived, and that all of it refers to what
// exists, both ways. The error says that Check itself could not go on.
func (s *Store) Check(ctx context.Context) (ps []Problem, err error) {
	add := func(code, format string, args ...any) {
		if len(ps) < 1000 {
			ps = append(ps, Problem{code, fmt.Sprintf(format, args...)})
		}
	}
	steps := []func(*bolt.Tx, func(string, string, ...any)) error{checkSpace, checkFacts, s.checkDerived}
	for _, step := range steps {
		if err := ctx.Err(); err != nil {
			return ps, err
		}
		if err := s.view(func(tx *bolt.Tx) error { return step(tx, add) }); err != nil {
			add("page", "%v", err)
		}
	}
	if err := s.checkGraph(ctx, add); err != nil {
		if ctx.Err() != nil {
			return ps, err
		}
		add("reference", "%v", err)
	}
	// bbolt's own check runs in a goroutine of its own, where a fault on a bad
	// page would end the process: only where everything could be read
	if len(ps) == 0 {
		if err := s.view(func(tx *bolt.Tx) error { return checkPages(tx, add) }); err != nil {
			add("page", "%v", err)
		}
	}
	return ps, nil
}

// checkSpace verifies that the pages lie within the file.
func checkSpace(tx *bolt.Tx, add func(string, string, ...any)) error {
	pages := int(tx.Size()) / tx.DB().Info().PageSize
	for id := 0; id < pages; {
		p, err := tx.Page(id)
		if err != nil {
			return err
		}
		if p == nil {
			return nil
		}
		id++
		if p.Type == "free" {
			continue
		}
		if p.OverflowCount < 0 || p.OverflowCount > pages-id {
			add("page", "page %d is longer than the file", id-1)
			return nil
		}
		id += p.OverflowCount
	}
	return nil
}

func checkPages(tx *bolt.Tx, add func(string, string, ...any)) error {
	for err := range tx.Check() {
		add("page", "%v", err)
	}
	return nil
}

// checkFacts verifies checksums and the digest of facts and decisions.
func checkFacts(tx *bolt.Tx, add func(string, string, ...any)) error {
	var d setDigest
	for _, name := range factBuckets {
		b := tx.Bucket(name)
		if b == nil {
			add("page", "bucket %s is missing", name)
			continue
		}
		err := b.ForEach(func(k, sealed []byte) error {
			if _, err := open(name, k, sealed); err != nil {
				add("checksum", "%v", err)
			}
			if !bytes.Equal(name, bucketMeta) && !bytes.Equal(name, bucketSchema) {
				d.add(name, k, sealed)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	want, err := readDigest(tx)
	if err != nil {
		return err
	}
	if d != want {
		add("digest", "the facts are not those that were stored: index the sources again into a new library")
	}
	return nil
}

// checkDerived verifies checksums and sums of the derived buckets.
func (s *Store) checkDerived(tx *bolt.Tx, add func(string, string, ...any)) error {
	have, err := s.derivedMeta(tx)
	if err != nil {
		return err
	}
	for _, want := range have.Sums {
		name := []byte(want.Bucket)
		b := tx.Bucket(name)
		if b == nil {
			add("digest", "bucket %s is missing", name)
			continue
		}
		var got bucketSum
		err := b.ForEach(func(k, sealed []byte) error {
			if _, err := open(name, k, sealed); err != nil {
				add("checksum", "%v", err)
				return nil
			}
			got.Values++
			got.Sum += valueSum(k, sealed)
			return nil
		})
		if err != nil {
			return err
		}
		if got.Values != want.Values || got.Sum != want.Sum {
			add("digest", "bucket %s holds %d values, %d were written", name, got.Values, want.Values)
		}
	}
	return nil
}

// checkGraph verifies that both directions agree and lead to works.
func (s *Store) checkGraph(ctx context.Context, add func(string, string, ...any)) error {
	g, err := s.Snapshot()
	if err != nil {
		return err
	}
	out, in, err := g.readCSR()
	if err != nil {
		return err
	}
	if err := s.checkFlat(g, out, in); err != nil {
		add("adjacency", "%v: check --repair makes it anew", err)
	}
	next := make([]uint64, len(in.Offsets))
	copy(next, in.Offsets)
	for n := range uint32(g.counts.Works) {
		for _, t := range out.Of(n) {
			if next[t] >= in.Offsets[t+1] || in.Targets[next[t]] != n {
				add("reference", "work %d cites %d, but not the other way", n, t)
				return nil
			}
			next[t]++
		}
	}
	for w, err := range g.Works() {
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if w.References != len(out.Of(w.N)) || w.CitedBy != len(in.Of(w.N)) {
			add("reference", "%s counts %d references and %d citers, has %d and %d", w.ID, w.References, w.CitedBy, len(out.Of(w.N)), len(in.Of(w.N)))
		}
		for _, a := range w.Authors {
			if int(a) >= g.counts.Authors {
				add("reference", "%s has author %d of %d", w.ID, a, g.counts.Authors)
			}
		}
		if w.Journal != None && int(w.Journal) >= g.counts.Journals {
			add("reference", "%s has journal %d of %d", w.ID, w.Journal, g.counts.Journals)
		}
	}
	return nil
}

// Compact derives whole what was extended, and rewrites the file without free
// pages: aside, then renamed over the old one while this process holds the lock
// of both, and nobody reads.
func (s *Store) Compact(ctx context.Context) error {
	s.write.Lock()
	defer s.write.Unlock()
	if s.opt.ReadOnly {
		return fmt.Errorf("compact %s: %w", s.path, ErrReadOnly)
	}
	g, err := s.Snapshot()
	if err == nil && g.over != nil {
		_, err = s.deriveWhole(ctx, nil)
	}
	if err != nil {
		return fmt.Errorf("compact %s: %w", s.path, err)
	}
	if err = s.update(func(tx *bolt.Tx) error { return drop(tx, bucketAside) }); err == nil {
		err = s.exclude()
	}
	if err == nil {
		err = s.rewrite(ctx)
	}
	if err != nil {
		return fmt.Errorf("compact %s: %w", s.path, errors.Join(err, s.admit()))
	}
	return s.open()
}

// rewrite puts a copy without free pages in the place of the file, and closes
// what is then the old one.
func (s *Store) rewrite(ctx context.Context) error {
	tmp := filepath.Join(filepath.Dir(s.path), "."+FileName+".compact")
	defer os.Remove(tmp)
	if err := os.Remove(tmp); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	err := guard(s.path, func() error {
		dst, err := bolt.Open(tmp, 0o644, &bolt.Options{Timeout: lockWait, FreelistType: bolt.FreelistMapType})
		if err != nil {
			return err
		}
		return errors.Join(bolt.Compact(dst, s.db, 16<<20), dst.Sync(), dst.Close())
	})
	if err := errors.Join(err, ctx.Err()); err != nil {
		return err
	}
	if err := os.Rename(tmp, s.path); err != nil {
		return err
	}
	return errors.Join(syncDir(filepath.Dir(s.path)), guard(s.path, s.db.Close))
}
