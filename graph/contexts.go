package graph

import (
	"fmt"
	"iter"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// Contexts yields all citing sentences, by citing work, then document and
// place.
func (g *Graph) Contexts() iter.Seq2[*Context, error] {
	paths := map[uint32]string{}
	convert := func(_ uint32, c *contextRow) (*Context, error) {
		path, ok := paths[c.Doc]
		if !ok {
			d := new(docRow)
			if err := g.view(func(tx *bolt.Tx) error { return readRow(tx, bucketDoc, be32(c.Doc), g.s.codec.docRow, d) }); err != nil {
				return nil, err
			}
			path = d.Path
			paths[c.Doc] = path
		}
		return c.context(path), nil
	}
	if g.over != nil {
		return inOrder(g.over.Contexts, func(n, key uint32) (*Context, error) {
			c := new(contextRow)
			if err := g.view(func(tx *bolt.Tx) error { return g.readContext(tx, key, c) }); err != nil {
				return nil, err
			}
			return convert(n, c)
		})
	}
	return all(g, bucketContext, g.s.codec.context, convert)
}

// inOrder reads what is stored under keys, one after another.
func inOrder[R any](keys []uint32, read func(n, key uint32) (R, error)) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		for n, k := range keys {
			r, err := read(uint32(n), k)
			if err != nil {
				err = fmt.Errorf("read number %d: %w", n, err)
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// readContext reads a context and says by number what it cites.
func (g *Graph) readContext(tx *bolt.Tx, key uint32, c *contextRow) error {
	if err := readRow(tx, bucketContext, be32(key), g.s.codec.context, c); err != nil || g.over == nil {
		return err
	}
	c.renumber(g.over.number)
	return nil
}

// renumber translates slots to numbers. What cites itself no more than says so.
func (c *contextRow) renumber(number []uint32) {
	c.Citing = number[c.Citing]
	groups := c.Groups[:0]
	for _, g := range c.Groups {
		for i, w := range g.Cited {
			g.Cited[i] = number[w]
		}
		slices.Sort(g.Cited)
		g.Cited = slices.DeleteFunc(slices.Compact(g.Cited), func(w uint32) bool { return w == c.Citing })
		if len(g.Cited) > 0 {
			groups = append(groups, g)
		}
	}
	c.Groups = groups
}

func (c *contextRow) context(path string) *Context {
	out := &Context{ID: c.ID, Citing: c.Citing, Cited: citedIn(c.Groups), Path: path, Span: c.Span, Text: c.Text, Section: c.Section, Paragraph: c.Paragraph}
	for _, g := range c.Groups {
		out.Groups = append(out.Groups, g.Cited)
	}
	return out
}

// ContextsOf are the sentences that cite n.
func (g *Graph) ContextsOf(n uint32) (out []*Context, err error) {
	err = g.view(func(tx *bolt.Tx) error {
		b := tx.Bucket(bucketCiting)
		if b == nil {
			return nil
		}
		v, err := get(b, bucketCiting, be32(n))
		if err != nil || v == nil {
			return err
		}
		ns, err := readDeltas(nil, v)
		if err != nil {
			return err
		}
		r := g.reader(tx)
		for _, i := range ns {
			if g.over != nil {
				i = g.over.Contexts[i]
			}
			c := new(contextRow)
			if err := g.readContext(tx, i, c); err != nil {
				return err
			}
			d, err := r.doc(c.Doc)
			if err != nil {
				return err
			}
			out = append(out, c.context(d.Path))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("contexts of work %d: %w", n, err)
	}
	return out, nil
}
