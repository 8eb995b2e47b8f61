package graph

import (
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
		out, err = ownKeys(tx, prefix, n)
		return err
	})
	if err != nil || !strings.HasPrefix(prefix, "w") {
		return out, err
	}
	id := func(i int) string {
		var k node
		if werr := g.view(func(tx *bolt.Tx) (e error) { k, e = g.node(tx, uint32(i)); return e }); werr != nil {
			err = werr
		}
		return k.id
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
