package graph

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
)

// Generation is the digest of what a graph was derived from and of how: two
// stores with equal generations export the same bytes. Zero: never derived.
type Generation [16]byte

func (g Generation) String() string { return hex.EncodeToString(g[:]) }

// MarshalText writes hexadecimal digits.
func (g Generation) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// UnmarshalText reads them.
func (g *Generation) UnmarshalText(b []byte) error {
	if len(b) != 2*len(g) {
		return fmt.Errorf("generation: %d digits", len(b))
	}
	_, err := hex.Decode(g[:], b)
	return err
}

// derivedMeta is what meta/derived says of the derived layer.
type derivedMeta struct {
	Generation string
	Layout     uint32 // of the derived layer
	Counts     Counts
	Sums       []bucketSum // of each derived bucket
}

// bucketSum tells whether a bucket still holds all it was given.
type bucketSum struct {
	Bucket string
	Values uint64
	Sum    uint64
}

// Progress tells how far Derive has come.
type Progress struct {
	Stage       string // "read", "match", "works", "citations", "write"
	Done, Total int
}

// DeriveResult says what Derive did.
type DeriveResult struct {
	Generation Generation
	UpToDate   bool // nothing had changed, nothing was done
	Extended   bool // documents were added, and only what they touch was made anew
	Counts     Counts
	New, Known int // works that the graph did not have, and had, before
}

// generationOf digests the facts, the decisions and the way of derivation.
func generationOf(d setDigest) (g Generation) {
	b := binary.BigEndian.AppendUint32([]byte("citegraph derived layer "), deriveVersion)
	sum := sha256.Sum256(append(b, d.bytes()...))
	copy(g[:], sum[:])
	return g
}

// target is the generation that a Derive now would make, and what is there.
func (s *Store) target() (want Generation, have derivedMeta, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		d, err := readDigest(tx)
		if err != nil {
			return err
		}
		want = generationOf(d)
		have, err = s.derivedMeta(tx)
		return err
	})
	return want, have, err
}

// otherLayout tells a graph that another version of this program laid out.
func (m *derivedMeta) otherLayout() bool { return m.Generation != "" && m.Layout != layout }

func (s *Store) derivedMeta(tx *bolt.Tx) (have derivedMeta, err error) {
	v, err := get(tx.Bucket(bucketMeta), bucketMeta, keyDerived)
	if err == nil && v != nil {
		err = decode(s.codec.meta, bucketMeta, keyDerived, v, &have)
	}
	return have, err
}

// Generation is that of the graph as derived last; the index carries it too.
func (s *Store) Generation() (g Generation, err error) {
	_, have, err := s.target()
	if err != nil || have.Generation == "" {
		return g, err
	}
	return g, g.UnmarshalText([]byte(have.Generation))
}

// Stale reports whether facts or decisions changed since the last Derive.
func (s *Store) Stale() (bool, error) {
	want, have, err := s.target()
	return want.String() != have.Generation || have.otherLayout(), err
}

// Derive makes the graph from the facts and the decisions, in one transaction.
// It does nothing when the graph is up to date, and no more than it must where
// documents were added and nothing else changed: then the works that their
// mentions touch are made anew and laid over those that were derived whole. The
// graph is the same either way. progress may be nil.
func (s *Store) Derive(ctx context.Context, progress func(Progress)) (DeriveResult, error) {
	s.write.Lock()
	defer s.write.Unlock()
	want, have, err := s.target()
	if err != nil {
		return DeriveResult{}, fmt.Errorf("derive: %w", err)
	}
	if have.otherLayout() {
		return s.deriveWhole(ctx, progress)
	}
	if have.Generation == want.String() {
		return DeriveResult{Generation: want, UpToDate: true, Counts: have.Counts, Known: have.Counts.Works}, s.keepFlat()
	}
	if progress == nil {
		progress = func(Progress) {}
	}
	m := s.newModel()
	err = s.extend(ctx, m, progress)
	if errors.Is(err, errWhole) {
		m.close()
		return s.deriveWhole(ctx, progress)
	}
	res, err := s.derived(ctx, m, err, want, progress)
	res.Extended = err == nil
	return res, err
}

// DeriveAnew makes the graph from the facts and the decisions whatever there is
// of it: what is damaged in it, and what an older program made of the same
// facts, is replaced. progress may be nil.
func (s *Store) DeriveAnew(ctx context.Context, progress func(Progress)) (DeriveResult, error) {
	s.write.Lock()
	defer s.write.Unlock()
	return s.deriveWhole(ctx, progress)
}

// deriveWhole derives all there is.
func (s *Store) deriveWhole(ctx context.Context, progress func(Progress)) (DeriveResult, error) {
	if progress == nil {
		progress = func(Progress) {}
	}
	want, _, err := s.target()
	if err != nil {
		return DeriveResult{}, fmt.Errorf("derive: %w", err)
	}
	m := s.newModel()
	err = s.build(ctx, m, progress)
	return s.derived(ctx, m, err, want, progress)
}

// derived writes a model, unless making it failed, and closes it.
func (s *Store) derived(ctx context.Context, m *model, err error, want Generation, progress func(Progress)) (DeriveResult, error) {
	defer m.close()
	if err != nil {
		return DeriveResult{}, fmt.Errorf("derive: %w", err)
	}
	res := DeriveResult{Generation: want, Counts: m.counts}
	if res.Known, err = s.countKnown(m); err != nil {
		return DeriveResult{}, fmt.Errorf("derive: %w", err)
	}
	res.New = len(m.nodes) - res.Known
	progress(Progress{"write", 0, 1})
	if err := s.writeModel(ctx, m, want); err != nil {
		return DeriveResult{}, fmt.Errorf("derive: write: %w", err)
	}
	progress(Progress{"write", 1, 1})
	out, in := m.adjacency()
	return res, s.putFlat(want, out, in)
}

// build makes the whole derived layer.
func (s *Store) build(ctx context.Context, m *model, progress func(Progress)) error {
	rows, err := s.fileRows()
	if err != nil {
		return err
	}
	if err := s.gather(ctx, m, rows, progress); err != nil {
		return err
	}
	ds, err := s.Decisions()
	if err != nil {
		return err
	}
	progress(Progress{"match", 0, len(m.mentions)})
	res, err := m.resolve(ctx, ds)
	if err != nil {
		return err
	}
	progress(Progress{"works", 0, res.N})
	v := newVenues()
	if err := m.makeWorks(res, v); err != nil {
		return err
	}
	m.makeJournals(v)
	m.state.keepTitles(v)
	m.makeAuthors()
	if err := ctx.Err(); err != nil {
		return err
	}
	progress(Progress{"citations", 0, len(m.links)})
	m.cite()
	m.degrees()
	m.state.Mentions = uint32(len(m.mentions))
	return nil
}

// newModel is empty; it is to be closed.
func (s *Store) newModel() *model {
	return &model{codec: &s.codec, pile: pile{dir: filepath.Dir(s.path), room: cmp.Or(s.room, pileRoom)}}
}

func (m *model) close() { m.pile.close() }

// countKnown counts the works that the graph had before under any of their
// names.
func (s *Store) countKnown(m *model) (known int, err error) {
	g, err := s.Snapshot()
	if errors.Is(err, ErrLayout) || errors.Is(err, ErrDamaged) {
		return 0, nil // of another version, or to be replaced
	}
	if err != nil || g.Counts().Works == 0 {
		return 0, err
	}
	known = len(m.nodes) - len(m.own) // those that an extension leaves alone
	for i := range m.own {
		for _, h := range m.own[i].names[:m.own[i].ids] {
			ns, err := g.hashed(h)
			if errors.Is(err, ErrDamaged) {
				return 0, nil
			}
			if err != nil {
				return 0, err
			}
			if len(ns) > 0 {
				known++
				break
			}
		}
	}
	return known, nil
}
