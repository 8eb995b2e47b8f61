package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"citegraph/graph"
)

// BuildOptions say how an index is built. nil is the zero value.
type BuildOptions struct {
	Progress func(done, total int) // of records; may be nil
	Memory   int64                 // bytes of words held before a Bleve index is written and another begun; 0 is 256 MiB
}

// defaultMemory holds the words of some 300,000 works with abstracts.
const defaultMemory = 256 << 20

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
	m := &manifest{Version: Version, Graph: generationHex(g.Generation()), Counts: b.counts, Shards: len(b.text.docs),
		Languages: b.languages(), Fields: b.text.stats}
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

	text    *textWriter
	done    int
	cols    columnWriter
	foreign map[string]map[string]bool // words by language, without English

	journalNames []string
	ctxOf        [][]uint32 // sentences by cited work
	sentences    sentenceWriter
}

func (b *builder) run() error {
	limit := b.opt.Memory
	if limit <= 0 {
		limit = defaultMemory
	}
	b.text = newTextWriter(b.dir, limit)
	err := b.feed()
	if cerr := b.text.close(); err == nil {
		err = cerr
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

// add hands a record on.
func (b *builder) add(r *record) error {
	b.done++
	if b.opt.Progress != nil && b.done%256 == 0 {
		b.opt.Progress(b.done, b.counts.Works+b.counts.Authors+b.counts.Journals+b.counts.Contexts)
	}
	return b.text.add(b.ctx, r)
}

// finish opens what was written, and writes what depends on it.
func (b *builder) finish() error {
	total := uint64(0)
	for i, docs := range b.text.docs {
		n, err := countDocs(filepath.Join(b.dir, shardName(i)))
		if err != nil {
			return err
		}
		total += n
		b.cols.u32(shardName(i)+".docs", docs)
	}
	if total != uint64(max(b.done, 1)) {
		return fmt.Errorf("%w: %d of %d documents were written", ErrDamaged, total, b.done)
	}
	if err := writeStems(filepath.Join(b.dir, fileStems), b.text.vocabulary, b.foreign); err != nil {
		return err
	}
	return b.cols.write(filepath.Join(b.dir, fileColumns))
}

// countDocs opens an index that was written and counts what Bleve sees in it.
func countDocs(path string) (uint64, error) {
	s, err := openShard(path)
	if err != nil {
		return 0, err
	}
	defer s.close()
	return s.reader.DocCount()
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
