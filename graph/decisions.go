package graph

import (
	"encoding/binary"
	"fmt"
	"slices"

	"citegraph/graph/match"

	bolt "go.etcd.io/bbolt"
)

// Decision is what a person said about identity; it outlives every rebuild.
type Decision struct {
	Seq    uint64 `json:"seq"`
	Kind   string `json:"kind"`        // "merge" or "split"
	A      string `json:"a"`           // a work, by any of its names
	B      string `json:"b,omitempty"` // merge: the other work. split: the member that leaves (an identifier or import id of it, or "path#n"); empty: every member for itself
	Note   string `json:"note,omitempty"`
	Undone bool   `json:"undone,omitempty"`

	KeysA []string `json:"keys_a,omitempty"` // what A and B stand for, filled by Decide
	KeysB []string `json:"keys_b,omitempty"`
}

// The kinds of decision.
const (
	Merge = "merge"
	Split = "split"
)

// Decide records d: A and B are looked up in the graph as it is, and stored as
// the keys of what they name, so that the decision holds after every rebuild.
// Call Derive afterwards.
func (s *Store) Decide(d Decision) (Decision, error) {
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.meaning(&d); err != nil {
		return d, fmt.Errorf("%s %s: %w", d.Kind, d.A, err)
	}
	err := s.update(func(tx *bolt.Tx) error {
		b := tx.Bucket(bucketDecision)
		k, _ := b.Cursor().Last()
		if k != nil {
			d.Seq = binary.BigEndian.Uint64(k)
		}
		d.Seq++
		return s.putDecision(tx, &d)
	})
	if err != nil {
		return d, fmt.Errorf("%s %s: %w", d.Kind, d.A, err)
	}
	return d, nil
}

func (s *Store) putDecision(tx *bolt.Tx, d *Decision) error {
	if err := s.storeSchemas(tx); err != nil {
		return err
	}
	digest, err := readDigest(tx)
	if err != nil {
		return err
	}
	v, err := s.codec.decision.Append(nil, d)
	if err != nil {
		return err
	}
	b, k := tx.Bucket(bucketDecision), binary.BigEndian.AppendUint64(nil, d.Seq)
	if old := b.Get(k); old != nil {
		digest.sub(bucketDecision, k, old)
	}
	if err := putFact(b, bucketDecision, k, v, &digest); err != nil {
		return err
	}
	return writeDigest(tx, digest)
}

// meaning fills the keys of what d names.
func (s *Store) meaning(d *Decision) error {
	g, err := s.Snapshot()
	if err != nil {
		return err
	}
	a, err := g.Lookup(d.A)
	if err != nil {
		return err
	}
	if d.KeysA, err = g.mentionKeys(a); err != nil {
		return err
	}
	switch d.Kind {
	case Merge:
		b, err := g.Lookup(d.B)
		if err != nil {
			return err
		}
		if b == a {
			return fmt.Errorf("%q and %q are one work already", d.A, d.B)
		}
		d.KeysB, err = g.mentionKeys(b)
		return err
	case Split:
		if d.B == "" {
			return nil
		}
		d.KeysB, err = g.memberKeys(a, d.B)
		return err
	}
	return fmt.Errorf("decision of kind %q", d.Kind)
}

// Decisions lists all decisions in order, undone ones too.
func (s *Store) Decisions() (ds []Decision, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		return tx.Bucket(bucketDecision).ForEach(func(k, v []byte) error {
			v, err := open(bucketDecision, k, v)
			if err != nil {
				return err
			}
			var d Decision
			err = decode(s.codec.decision, bucketDecision, k, v, &d)
			ds = append(ds, d)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("decisions: %w", err)
	}
	return ds, nil
}

// Undo takes decision seq back. Call Derive afterwards.
func (s *Store) Undo(seq uint64) error {
	s.write.Lock()
	defer s.write.Unlock()
	ds, err := s.Decisions()
	if err != nil {
		return err
	}
	i := slices.IndexFunc(ds, func(d Decision) bool { return d.Seq == seq && !d.Undone })
	if i < 0 {
		return fmt.Errorf("undo decision %d: %w", seq, ErrNotFound)
	}
	ds[i].Undone = true
	if err := s.update(func(tx *bolt.Tx) error { return s.putDecision(tx, &ds[i]) }); err != nil {
		return fmt.Errorf("undo decision %d: %w", seq, err)
	}
	return nil
}

// mentionName names a mention in decisions: by document content, so that a
// renamed file keeps its decisions.
func (m *model) mentionName(at int32) string {
	men := &m.mentions[at]
	src := &m.docs[men.doc].row
	return decisionName(src.SHA256, src.Part, men.from, uint32(max(men.ref, 0)), uint32(men.sub))
}

func decisionName(sha256 string, part int, from origin, ref, sub uint32) string {
	return fmt.Sprintf("%s#%d#%d.%d.%d", sha256, part, from, ref, sub)
}

// active are the decisions that were not taken back.
func active(ds []Decision) []Decision {
	return slices.DeleteFunc(slices.Clone(ds), func(d Decision) bool { return d.Undone })
}

// touched are the mentions, of n with names, that active decisions speak of.
func touched(ds []Decision, n int, name func(int32) string) (out []int32) {
	ds = active(ds)
	if len(ds) == 0 {
		return nil
	}
	named := map[string]bool{}
	for _, d := range ds {
		for _, k := range slices.Concat(d.KeysA, d.KeysB) {
			named[k] = true
		}
	}
	for i := range int32(n) {
		if named[name(i)] {
			out = append(out, i)
		}
	}
	return out
}

// decided turns decisions into pairs of mentions, of n with names, that must, or
// must not, be one work.
func decided(ds []Decision, n int, name func(int32) string) *match.Options {
	opt := &match.Options{}
	if ds = active(ds); len(ds) == 0 {
		return opt
	}
	at := map[string][]int32{}
	for i := range int32(n) {
		k := name(i)
		at[k] = append(at[k], i)
	}
	find := func(names []string) (out []int32) {
		for _, n := range names {
			out = append(out, at[n]...)
		}
		return out
	}
	for _, d := range ds {
		as, bs := find(d.KeysA), find(d.KeysB)
		switch d.Kind {
		case Merge:
			all := slices.Concat(as, bs)
			for i := 1; i < len(all); i++ {
				opt.Must = append(opt.Must, [2]int32{all[0], all[i]})
			}
		case Split:
			if len(d.KeysB) == 0 {
				for i := range as {
					for j := i + 1; j < len(as) && j <= i+maxApart; j++ {
						opt.Cannot = append(opt.Cannot, [2]int32{as[i], as[j]})
					}
				}
				break
			}
			for _, a := range as {
				if !slices.Contains(bs, a) {
					for _, b := range bs {
						opt.Cannot = append(opt.Cannot, [2]int32{a, b})
					}
				}
			}
		}
	}
	return opt
}

// maxApart bounds the pairs that one split of a large work makes.
const maxApart = 64
