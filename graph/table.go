package graph

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// entry leads from a hash to a work.
type entry struct {
	hash uint64
	n    uint32
}

// tableBlock is how many entries stand in one value of a table.
const tableBlock = 512

// table writes entries in blocks; those of one hash stay in one block. A
// block's key is its first hash.
func (w *writer) table(es []entry) {
	slices.SortFunc(es, func(a, b entry) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.n, b.n)) })
	es = slices.Compact(es)
	for i := 0; i < len(es); {
		j := min(i+tableBlock, len(es))
		for j < len(es) && es[j].hash == es[j-1].hash {
			j++
		}
		v := make([]byte, 0, (j-i)*12)
		for _, e := range es[i:j] {
			v = binary.BigEndian.AppendUint64(v, e.hash)
			v = binary.BigEndian.AppendUint32(v, e.n)
		}
		w.put(binary.BigEndian.AppendUint64(nil, es[i].hash), v, nil)
		i = j
	}
}

// under finds what stands under a hash in a table.
func under(tx *bolt.Tx, bucket []byte, h uint64) (out []uint32, err error) {
	b := tx.Bucket(bucket)
	if b == nil {
		return nil, nil
	}
	c := b.Cursor()
	want := binary.BigEndian.AppendUint64(nil, h)
	k, sealed := c.Seek(want)
	if !bytes.Equal(k, want) {
		if k == nil {
			k, sealed = c.Last()
		} else {
			k, sealed = c.Prev()
		}
	}
	if k == nil {
		return nil, nil
	}
	v, err := open(bucket, k, sealed)
	if err != nil {
		return nil, err
	}
	if len(v)%12 != 0 {
		return nil, fmt.Errorf("%w: table %s", ErrDamaged, bucket)
	}
	lo, hi := 0, len(v)/12
	for lo < hi {
		if mid := (lo + hi) / 2; binary.BigEndian.Uint64(v[12*mid:]) < h {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	for ; 12*lo < len(v) && binary.BigEndian.Uint64(v[12*lo:]) == h; lo++ {
		out = append(out, binary.BigEndian.Uint32(v[12*lo+8:]))
	}
	return out, nil
}

// entriesOf reads a whole table.
func entriesOf(tx *bolt.Tx, bucket []byte) (es []entry, err error) {
	b := tx.Bucket(bucket)
	if b == nil {
		return nil, nil
	}
	err = b.ForEach(func(k, sealed []byte) error {
		v, err := open(bucket, k, sealed)
		if err == nil && len(v)%12 != 0 {
			err = fmt.Errorf("%w: table %s", ErrDamaged, bucket)
		}
		for ; err == nil && len(v) > 0; v = v[12:] {
			es = append(es, entry{binary.BigEndian.Uint64(v), binary.BigEndian.Uint32(v[8:])})
		}
		return err
	})
	return es, err
}
