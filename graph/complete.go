package graph

import (
	"bytes"
	"sort"
	"strings"

	bolt "go.etcd.io/bbolt"
)

// Completions lists up to n readable keys and ids of works that begin with
// prefix, in the order of the alphabet, keys first. It reads no more of the
// store than it answers, for a shell that waits.
func (g *Graph) Completions(prefix string, n int) (out []string, err error) {
	prefix = strings.ToLower(prefix)
	err = g.view(func(tx *bolt.Tx) error {
		b := tx.Bucket(bucketKey)
		if b == nil {
			return nil
		}
		c := b.Cursor()
		for k, _ := c.Seek([]byte(prefix)); len(out) < n && bytes.HasPrefix(k, []byte(prefix)); k, _ = c.Next() {
			out = append(out, string(k))
		}
		return nil
	})
	if err != nil || !strings.HasPrefix(prefix, "w") {
		return out, err
	}
	id := func(i int) string {
		w, werr := g.Work(uint32(i))
		if werr != nil {
			err = werr
			return ""
		}
		return w.ID
	}
	works := g.Counts().Works
	// works are numbered in the order of their ids
	for i := sort.Search(works, func(i int) bool { return id(i) >= prefix }); i < works && len(out) < n && err == nil; i++ {
		s := id(i)
		if !strings.HasPrefix(s, prefix) {
			break
		}
		out = append(out, s)
	}
	return out, err
}
