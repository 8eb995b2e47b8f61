package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"citegraph/graph"
)

// BuildOptions say how an index is built. nil is the zero value.
type BuildOptions struct {
	Progress func(done, total int) // of records; may be nil
	Shards   int                   // Bleve indexes written side by side; 0 is one, or two for large libraries on several cores
	Batch    int                   // documents a batch; 0 is 2,000: about 0.3 GB; more is faster
}

// smallLibrary is the number of works up to which one shard is quicker to open
// than two are to build.
const smallLibrary = 20_000

// Build writes a new generation of the index of g into the folder index of the
// library dir and makes it the current one. Until it returns, readers see the old one; a build that is
// killed leaves it in place.
func Build(ctx context.Context, dir string, g Graph, opt *BuildOptions) error {
	if opt == nil {
		opt = &BuildOptions{}
	}
	dir = filepath.Join(dir, folder)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("build index: %w", err)
	}
	gen := generationHex(g.Generation())
	tmp, err := os.MkdirTemp(dir, "g"+gen[:16]+"-*")
	if err != nil {
		return fmt.Errorf("build index: %w", err)
	}
	if err := buildInto(ctx, dir, tmp, g, opt); err != nil {
		err = fmt.Errorf("build index %s: %w", dir, err)
		if path, _, cerr := current(dir); cerr == nil && path == tmp { // the pointer may lead to it already
			return err
		}
		return errors.Join(err, os.RemoveAll(tmp))
	}
	return nil
}

// buildInto fills the folder tmp, which has its last name from the start: what
// is not published is not there for a reader, and a rename would have to be
// synced.
func buildInto(ctx context.Context, dir, tmp string, g Graph, opt *BuildOptions) error {
	b := &builder{ctx: ctx, dir: tmp, g: g, opt: opt, counts: g.Counts(), foreign: map[string]map[string]bool{}}
	if err := b.run(); err != nil {
		return err
	}
	m := &manifest{Version: Version, Graph: generationHex(g.Generation()), Counts: b.counts, Shards: len(b.shards),
		Languages: b.languages(), Fields: b.fieldStats()}
	sum, err := m.seal(tmp)
	if err != nil {
		return err
	}
	return publish(dir, filepath.Base(tmp), sum)
}

// builder is one build.
type builder struct {
	ctx    context.Context
	dir    string
	g      Graph
	opt    *BuildOptions
	counts graph.Counts

	shards  []*shardWriter
	next    int
	done    int
	cols    columnWriter
	foreign map[string]map[string]bool // words by language, without English

	journalNames []string
	ctxOf        [][]uint32 // sentences by cited work
	sentences    sentenceWriter
}

func (b *builder) run() error {
	n := b.opt.Shards
	if n <= 0 {
		n = 1
		if b.counts.Works > smallLibrary {
			n = min(2, runtime.GOMAXPROCS(0))
		}
	}
	batch := b.opt.Batch
	if batch <= 0 {
		batch = 2000
	}
	for i := range n {
		s, err := newShardWriter(filepath.Join(b.dir, fmt.Sprintf("text%d", i)), batch)
		if err != nil {
			return err
		}
		b.shards = append(b.shards, s)
	}
	err := b.feed()
	for _, s := range b.shards {
		if cerr := s.close(); err == nil {
			err = cerr
		}
	}
	if err != nil {
		return err
	}
	return b.finish()
}

func (b *builder) feed() error {
	for _, step := range []func() error{b.contexts, b.authors, b.journals, b.works} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// add hands a record to the shards in turn: which document is where does not
// depend on their speed.
func (b *builder) add(r *record) error {
	s := b.shards[b.next%len(b.shards)]
	b.next++
	b.done++
	if b.opt.Progress != nil && b.done%256 == 0 {
		b.opt.Progress(b.done, b.counts.Works+b.counts.Authors+b.counts.Journals+b.counts.Contexts)
	}
	return s.add(b.ctx, r)
}

// finish reads what the shards became, and writes what depends on it.
func (b *builder) finish() error {
	var open []*shard
	defer func() {
		for _, s := range open {
			s.close()
		}
	}()
	total := 0
	for i, w := range b.shards {
		s, err := openShard(w.path)
		if err != nil {
			return err
		}
		open = append(open, s)
		docs, err := s.numbers()
		if err != nil {
			return err
		}
		if w.count > 0 {
			total += len(docs)
		}
		b.cols.u32(fmt.Sprintf("text%d.docs", i), docs)
	}
	if total != b.done {
		return fmt.Errorf("%w: %d of %d documents were written", ErrDamaged, total, b.done)
	}
	if err := protect(func() error { return writeStems(filepath.Join(b.dir, fileStems), open, b.foreign) }); err != nil {
		return err
	}
	return b.cols.write(filepath.Join(b.dir, fileColumns))
}

func (b *builder) fieldStats() map[string]fieldStat {
	out := map[string]fieldStat{}
	for _, s := range b.shards {
		for f, st := range s.stats {
			out[f] = fieldStat{out[f].Docs + st.Docs, out[f].Tokens + st.Tokens}
		}
	}
	return out
}

func (b *builder) languages() []string {
	out := []string{"en"}
	for _, l := range languageOrder {
		if b.foreign[l] != nil {
			out = append(out, l)
		}
	}
	return out
}
