package graph

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"
)

// keyed is a readable key with what stands under it.
type keyed struct {
	head uint64 // the first eight bytes, by which most are told apart
	key  string
	n    uint64
}

func keyedBy(key string, n uint64) keyed {
	var b [8]byte
	copy(b[:], key)
	return keyed{binary.BigEndian.Uint64(b[:]), key, n}
}

func byKey(a, b keyed) int {
	if a.head != b.head {
		return cmp.Compare(a.head, b.head)
	}
	return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.n, b.n))
}

// keysBlock is how many readable keys stand in one value.
const keysBlock = 64

// writeKeys writes the readable keys in order, in blocks under their first: for
// each uvarint bytes shared with the one before, the rest, uvarint works, for
// each uvarint difference of 2·number, + 1 where the work's own key has a letter
// more.
func (s *Store) writeKeys(w *writer, m *model) {
	all := make([]keyed, 0, len(m.nodes)+len(m.nodes)/4)
	for n := range m.nodes {
		k := &m.nodes[n]
		all = append(all, keyedBy(k.key, uint64(n)<<1))
		if k.bare != k.key {
			all = append(all, keyedBy(k.bare, uint64(n)<<1|1))
		}
	}
	slices.SortFunc(all, byKey)
	var v []byte
	first, last, in := "", "", 0
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].key == all[i].key {
			j++
		}
		key := all[i].key
		if in == 0 {
			first, last = key, ""
		}
		shared := 0
		for shared < min(len(last), len(key)) && last[shared] == key[shared] {
			shared++
		}
		v = appendString(binary.AppendUvarint(v, uint64(shared)), key[shared:])
		v = binary.AppendUvarint(v, uint64(j-i))
		for x := uint64(0); i < j; i++ {
			v = binary.AppendUvarint(v, all[i].n-x)
			x = all[i].n
		}
		last = key
		if in++; in == keysBlock || i == len(all) {
			w.put([]byte(first), slices.Clone(v), nil)
			v, in = v[:0], 0
		}
	}
}

// readable is a readable key as it is stored.
type readable struct {
	key   string
	works []uint32
	own   bool // of one of them it is the key, not only the beginning of it
}

// keysFrom hands out the readable keys from a string on, in order.
func keysFrom(tx *bolt.Tx, from string, yield func(*readable) bool) error {
	b := tx.Bucket(bucketKey)
	if b == nil {
		return nil
	}
	c := b.Cursor()
	k, sealed := c.Seek([]byte(from))
	if string(k) != from {
		if k == nil {
			k, sealed = c.Last()
		} else if p, v := c.Prev(); p != nil {
			k, sealed = p, v
		} else {
			k, sealed = c.First()
		}
	}
	for ; k != nil; k, sealed = c.Next() {
		v, err := open(bucketKey, k, sealed)
		if err != nil {
			return err
		}
		last := ""
		for t := (text{s: string(v)}); t.s != ""; {
			shared := t.number()
			rest := t.string()
			if shared > uint64(len(last)) {
				return fmt.Errorf("%w: readable keys", ErrDamaged)
			}
			r := readable{key: last[:shared] + rest}
			x := uint64(0)
			for n := t.count(); n > 0; n-- {
				x += t.number()
				r.works = append(r.works, uint32(x>>1))
				r.own = r.own || x&1 == 0
			}
			if t.bad || last == "" && r.key != string(k) {
				return fmt.Errorf("%w: readable keys", ErrDamaged)
			}
			if last = r.key; r.key >= from && !yield(&r) {
				return nil
			}
		}
	}
	return nil
}

// ownKeys lists up to n readable keys of works that begin with prefix.
func ownKeys(tx *bolt.Tx, prefix string, n int) (out []string, err error) {
	if n <= 0 {
		return nil, nil
	}
	err = keysFrom(tx, prefix, func(r *readable) bool {
		if !strings.HasPrefix(r.key, prefix) {
			return false
		}
		if r.own {
			out = append(out, r.key)
		}
		return len(out) < n
	})
	return out, err
}
