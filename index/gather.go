package index

import (
	"cmp"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"citegraph/graph"
)

// maxSentences is how many of the sentences that cite a work are read as text
// about it.
const maxSentences = 64

// sentenceWriter writes the sentences file and remembers where each begins.
type sentenceWriter struct {
	f   *os.File
	buf []byte
	at  []uint64
	pos uint64
}

func (w *sentenceWriter) add(c *graph.Context) error {
	b, err := json.Marshal(c)
	if err != nil {
		return err
	}
	w.at = append(w.at, w.pos)
	w.pos += uint64(len(b)) + 1
	w.buf = append(append(w.buf, b...), '\n')
	if len(w.buf) < 1<<20 {
		return nil
	}
	return w.flush()
}

func (w *sentenceWriter) flush() error {
	_, err := w.f.Write(w.buf)
	w.buf = w.buf[:0]
	return err
}

// read is the text of sentence n.
func (w *sentenceWriter) read(n uint32) (string, error) {
	end := w.pos
	if int(n)+1 < len(w.at) {
		end = w.at[n+1]
	}
	b := make([]byte, end-w.at[n])
	if _, err := w.f.ReadAt(b, int64(w.at[n])); err != nil {
		return "", err
	}
	var c struct{ Text string }
	err := json.Unmarshal(b, &c)
	return c.Text, err
}

func (b *builder) contexts() error {
	f, err := os.Create(filepath.Join(b.dir, fileSentences))
	if err != nil {
		return err
	}
	b.sentences.f = f
	b.ctxOf = make([][]uint32, b.counts.Works)
	var citing, par, sec, doc, group []uint32
	var cited listBuilder
	sections, docs := map[string]uint32{}, map[string]uint32{}
	n := uint32(0)
	for c, err := range b.g.Contexts() {
		if err != nil {
			return err
		}
		if err := b.sentences.add(c); err != nil {
			return err
		}
		citing = append(citing, c.Citing)
		par = append(par, uint32(c.Paragraph))
		sec = append(sec, dense(sections, c.Path+"\x00"+c.Section))
		doc = append(doc, dense(docs, c.Path))
		cited.add(c.Cited)
		for _, w := range c.Cited {
			group = append(group, groupOf(c, w))
			b.ctxOf[w] = append(b.ctxOf[w], n)
		}
		if err := b.add(contextRecord(n, c)); err != nil {
			return err
		}
		n++
	}
	if err := b.sentences.flush(); err != nil {
		return err
	}
	b.counts.Contexts = int(n)
	b.cols.u32("c.citing", citing)
	b.cols.u32("c.par", par)
	b.cols.u32("c.sec", sec)
	b.cols.u32("c.doc", doc)
	b.cols.u32("c.group", group)
	b.cols.lists("c.cited", &cited)
	b.cols.u64("c.at.q", append(b.sentences.at, b.sentences.pos))
	return nil
}

func dense(m map[string]uint32, key string) uint32 {
	n, ok := m[key]
	if !ok {
		n = uint32(len(m))
		m[key] = n
	}
	return n
}

// groupOf is the callout of a sentence that cites w.
func groupOf(c *graph.Context, w uint32) uint32 {
	for i, g := range c.Groups {
		if slices.Contains(g, w) {
			return uint32(i)
		}
	}
	return uint32(len(c.Groups))
}

func (b *builder) authors() error {
	var cited []uint32
	var works listBuilder
	var names []string
	for a, err := range b.g.Authors() {
		if err != nil {
			return err
		}
		cited = append(cited, uint32(a.CitedBy))
		works.add(a.Works)
		names = append(names, sortKey(nameText(a.Name)))
		if err := b.add(authorRecord(a)); err != nil {
			return err
		}
	}
	b.counts.Authors = len(names)
	b.cols.u32("a.cited", cited)
	b.cols.u32("a.rank", ranks(names))
	b.cols.lists("a.works", &works)
	return nil
}

func (b *builder) journals() error {
	var cited []uint32
	var works listBuilder
	var names []string
	for j, err := range b.g.Journals() {
		if err != nil {
			return err
		}
		cited = append(cited, uint32(j.CitedBy))
		works.add(j.Works)
		names = append(names, sortKey(j.Title))
		b.journalNames = append(b.journalNames, journalText(j))
		if err := b.add(journalRecord(j)); err != nil {
			return err
		}
	}
	b.counts.Journals = len(names)
	b.cols.u32("j.cited", cited)
	b.cols.u32("j.rank", ranks(names))
	b.cols.lists("j.works", &works)
	return nil
}

func (b *builder) works() error {
	defer b.sentences.f.Close()
	var year, cited, refs, flags, conf, journal []uint32
	var authors, ctx listBuilder
	var titles, names []string
	var ids []byte
	idEnd := []uint32{0}
	for w, err := range b.g.Works() {
		if err != nil {
			return err
		}
		r, err := b.work(w)
		if err != nil {
			return err
		}
		if err := b.add(r); err != nil {
			return err
		}
		ids = append(ids, w.ID...)
		idEnd = append(idEnd, uint32(len(ids)))
		year = append(year, uint32(max(w.CSL.Year(), 0)))
		cited = append(cited, uint32(w.CitedBy))
		refs = append(refs, uint32(w.References))
		conf = append(conf, math.Float32bits(float32(w.Confidence)))
		journal = append(journal, w.Journal)
		authors.add(w.Authors)
		ctx.add(b.ctxOf[w.N])
		f := flagsOf(w)
		if len(b.ctxOf[w.N]) > 0 {
			f |= hasContext
		}
		flags = append(flags, f)
		titles = append(titles, sortKey(w.CSL.Title))
		name := ""
		if len(w.CSL.Author) > 0 {
			name = sortKey(nameText(w.CSL.Author[0]))
		}
		names = append(names, name)
	}
	b.counts.Works = len(year)
	if err := b.selfCitations(flags, &authors); err != nil {
		return err
	}
	b.cols.bytes("w.id.b", ids)
	b.cols.u32("w.id.off", idEnd)
	b.cols.u32("w.year", year)
	b.cols.u32("w.cited", cited)
	b.cols.u32("w.refs", refs)
	b.cols.u32("w.flags", flags)
	b.cols.u32("w.conf", conf)
	b.cols.u32("w.journal", journal)
	b.cols.u32("w.title", ranks(titles))
	b.cols.u32("w.author", ranks(names))
	b.cols.lists("w.authors", &authors)
	b.cols.lists("w.ctx", &ctx)
	return nil
}

// work makes the record of a work and notes the words of other languages.
func (b *builder) work(w *graph.Work) (*record, error) {
	journal := ""
	if w.Journal != graph.None && int(w.Journal) < len(b.journalNames) {
		journal = b.journalNames[w.Journal]
	}
	var about strings.Builder
	for _, n := range b.ctxOf[w.N][:min(len(b.ctxOf[w.N]), maxSentences)] {
		s, err := b.sentences.read(n)
		if err != nil {
			return nil, err
		}
		about.WriteString(s)
		about.WriteByte(gap)
	}
	text := w.CSL.Title + "\x1e" + w.CSL.Abstract + "\x1e" + w.CSL.Keyword
	if lang := language(w.CSL.Language, text); lang != "en" {
		set := b.foreign[lang]
		if set == nil {
			set = map[string]bool{}
			b.foreign[lang] = set
		}
		words(text, func(w []byte, _, _, _ int) { set[string(w)] = true })
	}
	return workRecord(w, journal, about.String()), nil
}

// selfCitations flags the works that cite a work of one of their authors.
func (b *builder) selfCitations(flags []uint32, authors *listBuilder) error {
	out, _, err := b.g.CSR()
	if err != nil {
		return err
	}
	l := func(n uint32) []uint32 {
		end := len(authors.val)
		if int(n)+1 < len(authors.off) {
			end = int(authors.off[n+1])
		}
		return authors.val[authors.off[n]:end]
	}
	for n := range uint32(len(flags)) {
		mine := l(n)
		if len(mine) == 0 || int(n)+1 >= len(out.Offsets) {
			continue
		}
		for _, m := range out.Of(n) {
			if slices.ContainsFunc(l(m), func(a uint32) bool { return slices.Contains(mine, a) }) {
				flags[n] |= flagSelf
				break
			}
		}
	}
	return nil
}

// sortKey is the beginning of a folded text, by which it is put in order.
func sortKey(s string) string {
	var b strings.Builder
	if len(s) > 400 {
		s = s[:400]
	}
	words(s, func(w []byte, _, _, _ int) {
		if b.Len() < 48 {
			b.Write(w)
			b.WriteByte(' ')
		}
	})
	return b.String()
}

// ranks are the places of the keys in their order; empty ones come last, equal
// ones by number.
func ranks(keys []string) []uint32 {
	order := make([]uint32, len(keys))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int {
		x, y := keys[a], keys[b]
		if (x == "") != (y == "") {
			return cmp.Compare(len(y), len(x))
		}
		return cmp.Or(strings.Compare(x, y), cmp.Compare(a, b))
	})
	out := make([]uint32, len(keys))
	for r, i := range order {
		out[i] = uint32(r)
	}
	return out
}
