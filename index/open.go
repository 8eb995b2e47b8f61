package index

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"citegraph/graph"
)

// Index is one generation, open for reading. It may be used by several
// goroutines at once.
type Index struct {
	g      Graph
	m      *manifest
	shards []*shard
	stems  stemTable

	colFile, sentFile, stemFile *mapped

	works    workColumns
	authors  nodeColumns
	journals nodeColumns
	contexts contextColumns
}

type workColumns struct {
	ids                                                    []byte // one behind the other
	idFrom                                                 column
	year, cited, refs, flags, conf, journal, title, author column
	authors, out, in, ctx                                  lists
}

type nodeColumns struct {
	cited, rank column
	works       lists
}

type contextColumns struct {
	citing, par, sec, doc, group column
	cited                        lists
	at                           []byte // uint64
}

// Open opens the index of the library in dir read-only; g must stay open for as
// long as the index is. The error is ErrMissing, ErrStale
// (of another generation of g, or of another version), ErrDamaged or
// ErrLocked where one of them applies.
func Open(dir string, g Graph) (*Index, error) {
	dir = filepath.Join(dir, folder)
	ix, err := open(dir, g)
	if errors.Is(err, fs.ErrNotExist) { // replaced between the pointer and its files
		ix, err = open(dir, g)
	}
	if err != nil {
		return nil, fmt.Errorf("open index %s: %w", dir, err)
	}
	return ix, nil
}

func open(dir string, g Graph) (*Index, error) {
	path, m, err := current(dir)
	if err != nil {
		return nil, err
	}
	if m.Version != Version || m.Graph != generationHex(g.Generation()) {
		return nil, ErrStale
	}
	if err := m.verify(context.Background(), path, false); err != nil {
		return nil, err
	}
	ix := &Index{g: g, m: m}
	if err := ix.load(path); err != nil {
		return nil, errors.Join(err, ix.Close())
	}
	return ix, nil
}

func (ix *Index) load(path string) (err error) {
	for _, f := range []struct {
		name string
		to   **mapped
	}{{fileColumns, &ix.colFile}, {fileSentences, &ix.sentFile}, {fileStems, &ix.stemFile}} {
		if *f.to, err = mapFile(filepath.Join(path, f.name)); err != nil {
			return err
		}
	}
	ix.stems = stemTable{ix.stemFile.m, ix.m.Languages}
	c, err := sections(ix.colFile.m)
	if err != nil {
		return err
	}
	l := func(name string) lists { return lists{off: c[name+".off"], val: c[name+".val"]} }
	ix.works = workColumns{ids: c["w.id.b"], idFrom: c["w.id.off"], year: c["w.year"], cited: c["w.cited"], refs: c["w.refs"], flags: c["w.flags"], conf: c["w.conf"],
		journal: c["w.journal"], title: c["w.title"], author: c["w.author"],
		authors: l("w.authors"), ctx: l("w.ctx")}
	if err := ix.adjacency(); err != nil {
		return err
	}
	ix.authors = nodeColumns{c["a.cited"], c["a.rank"], l("a.works")}
	ix.journals = nodeColumns{c["j.cited"], c["j.rank"], l("j.works")}
	ix.contexts = contextColumns{citing: c["c.citing"], par: c["c.par"], sec: c["c.sec"], doc: c["c.doc"], group: c["c.group"],
		cited: l("c.cited"), at: c["c.at.q"]}
	for i := range ix.m.Shards {
		name := shardName(i)
		s, err := openShard(filepath.Join(path, name))
		if err != nil {
			return err
		}
		s.docs = c[name+".docs"]
		ix.shards = append(ix.shards, s)
	}
	return nil
}

// adjacency takes the graph's own, which stands in a file beside its store: the
// index has none.
func (ix *Index) adjacency() error {
	out, in, err := ix.g.CSR()
	if err != nil {
		return err
	}
	if n := ix.size(kindWork); len(out.Offsets) != n+1 || len(in.Offsets) != n+1 {
		return fmt.Errorf("%w: %d works, citations of %d", ErrDamaged, n, len(out.Offsets)-1)
	}
	ix.works.out, ix.works.in = listsOf(out), listsOf(in)
	return nil
}

// Close releases the files.
func (ix *Index) Close() error {
	for _, s := range ix.shards {
		s.close()
	}
	ix.shards = nil
	return errors.Join(ix.colFile.close(), ix.sentFile.close(), ix.stemFile.close())
}

// size is the number of nodes of a kind.
func (ix *Index) size(k kind) int {
	switch k {
	case kindAuthor:
		return ix.authors.cited.len()
	case kindJournal:
		return ix.journals.cited.len()
	case kindContext:
		return ix.contexts.citing.len()
	}
	return ix.works.year.len()
}

// Sentence reads citing sentence n. Its Citing, Cited and Groups are set.
func (ix *Index) Sentence(n uint32) (*graph.Context, error) {
	if int(n) >= ix.size(kindContext) {
		return nil, fmt.Errorf("sentence %d: %w", n, ErrDamaged)
	}
	lo, hi := binary.LittleEndian.Uint64(ix.contexts.at[8*n:]), binary.LittleEndian.Uint64(ix.contexts.at[8*n+8:])
	if lo > hi || hi > uint64(len(ix.sentFile.m)) {
		return nil, fmt.Errorf("sentence %d: %w", n, ErrDamaged)
	}
	c := &graph.Context{}
	if err := json.Unmarshal(ix.sentFile.m[lo:hi], c); err != nil {
		return nil, fmt.Errorf("sentence %d: %w: %v", n, ErrDamaged, err)
	}
	c.Citing = ix.contexts.citing.at(n)
	cited := ix.contexts.cited.of(n)
	for i := range uint32(cited.len()) {
		c.Cited = append(c.Cited, cited.at(i))
	}
	return c, nil
}
