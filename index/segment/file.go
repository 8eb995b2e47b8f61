package segment

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	bleve "github.com/blevesearch/bleve_index_api"
	"github.com/blevesearch/vellum"
	zap "github.com/blevesearch/zapx/v17"
)

// WriteFolder writes the documents, at least one, as a Bleve index into the new
// folder dir; what is next to it is on the same disk. The builder makes a folder
// with an index of one document without fields, and its segment is exchanged for
// ours: what stands around a segment stays Bleve's own affair.
func (w *Writer) WriteFolder(dir string) error {
	if len(w.ids) == 0 {
		return errors.New("a segment needs documents")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	b, err := scorch.NewBuilder(map[string]any{"path": dir, "buildPathPrefix": filepath.Dir(dir),
		"forceSegmentType": zap.Type, "forceSegmentVersion": int(zap.Version)})
	if err != nil {
		return err
	}
	if err := b.Index(document.NewDocument(string(idBytes(w.ids[0])))); err != nil {
		return err
	}
	if err := b.Close(); err != nil {
		return err
	}
	found, err := filepath.Glob(filepath.Join(dir, "*.zap"))
	if err != nil || len(found) != 1 {
		return fmt.Errorf("the builder made %d segments, not one: %w", len(found), err)
	}
	return w.writeFile(found[0])
}

func (w *Writer) writeFile(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	out := &writer{w: bufio.NewWriterSize(f, 1<<20)}
	w.write(out)
	err = errors.Join(out.err, out.w.Flush())
	return errors.Join(err, f.Close())
}

// writer counts and sums what is written. Its error sticks.
type writer struct {
	w   *bufio.Writer
	n   uint64
	crc uint32
	err error
	buf []byte
}

func (o *writer) bytes(b []byte) {
	if o.err == nil {
		_, o.err = o.w.Write(b)
	}
	o.n += uint64(len(b))
	o.crc = crc32.Update(o.crc, crc32.IEEETable, b)
}

func (o *writer) uvarints(vs ...uint64) {
	o.buf = o.buf[:0]
	for _, v := range vs {
		o.buf = binary.AppendUvarint(o.buf, v)
	}
	o.bytes(o.buf)
}

func (o *writer) u64(v uint64) { o.bytes(binary.BigEndian.AppendUint64(nil, v)) }
func (o *writer) u32(v uint32) { o.bytes(binary.BigEndian.AppendUint32(nil, v)) }

// write writes the segment: stored ids, fields, where the fields are, footer.
func (w *Writer) write(o *writer) {
	stored := w.writeStored(o)
	fields := slices.DeleteFunc(slices.Clone(w.fields), func(f *postings) bool { return len(f.lists) == 0 })
	slices.SortFunc(fields, func(a, b *postings) int { return strings.Compare(a.Name, b.Name) })
	at := []uint64{w.writeIDs(o)}
	names := []string{"_id"}
	options := []bleve.FieldIndexingOptions{bleve.IndexField | bleve.StoreField}
	for i, f := range fields {
		at = append(at, f.write(o, uint64(i+1), uint64(len(w.ids))))
		names = append(names, f.Name)
		opt := bleve.IndexField | bleve.IncludeTermVectors
		if f.Terms {
			opt = bleve.IndexField | bleve.SkipFreqNorm
		}
		options = append(options, opt)
	}
	sections := writeSections(o, names, options, at)
	o.u32(0) // the id of a hook that changes what is written: there is none
	o.u64(uint64(len(w.ids)))
	o.u64(stored)
	o.u64(sections)
	o.u32(zap.DefaultChunkMode)
	o.u32(zap.Version)
	o.u32(o.crc)
}

func idBytes(id uint32) []byte { return binary.BigEndian.AppendUint32(nil, id) }

// writeStored writes what is stored of every document, its id, and where each
// begins; the place of that table is returned.
func (w *Writer) writeStored(o *writer) uint64 {
	const nothing = 0 // an empty text as snappy has it
	at := make([]byte, 0, 8*len(w.ids))
	for _, id := range w.ids {
		at = binary.BigEndian.AppendUint64(at, o.n)
		o.bytes([]byte{1, 5, 4, byte(id >> 24), byte(id >> 16), byte(id >> 8), byte(id), nothing})
	}
	place := o.n
	o.bytes(at)
	o.uvarints(0) // no document within another
	return place
}

// writeIDs writes the field _id: every term has one document, which stands in
// the dictionary itself.
func (w *Writer) writeIDs(o *writer) uint64 {
	order := make([]uint32, len(w.ids))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return int(int64(w.ids[a]) - int64(w.ids[b])) })
	d := newDictionary(o)
	for _, n := range order {
		d.insert(idBytes(w.ids[n]), zap.FSTValEncode1Hit(uint64(n), zap.NormBits1Hit))
	}
	return d.write()
}

// writeSections writes names, options and places of the fields, and where each
// of these begins; the place of that table is returned.
func writeSections(o *writer, names []string, options []bleve.FieldIndexingOptions, at []uint64) uint64 {
	begins := make([]uint64, len(names))
	for i, name := range names {
		begins[i] = o.n
		o.uvarints(uint64(len(name)))
		o.bytes([]byte(name))
		o.uvarints(uint64(options[i]), 1)
		o.bytes(binary.BigEndian.AppendUint16(nil, zap.SectionInvertedTextIndex))
		o.u64(at[i])
	}
	place := o.n
	o.uvarints(uint64(len(names)))
	for _, b := range begins {
		o.u64(b)
	}
	return place
}

// dictionary is that of a field.
type dictionary struct {
	o   *writer
	buf writerBuffer
	b   *vellum.Builder
}

type writerBuffer struct{ b []byte }

func (w *writerBuffer) Write(p []byte) (int, error) {
	w.b = append(w.b, p...)
	return len(p), nil
}

func newDictionary(o *writer) *dictionary {
	d := &dictionary{o: o}
	var err error
	d.b, err = vellum.New(&d.buf, nil)
	d.fail(err)
	return d
}

func (d *dictionary) fail(err error) {
	if d.o.err == nil {
		d.o.err = err
	}
}

func (d *dictionary) insert(term []byte, value uint64) {
	if d.o.err == nil {
		d.fail(d.b.Insert(term, value))
	}
}

// write writes it, and the record of the field, whose place is returned.
func (d *dictionary) write() uint64 {
	if d.o.err == nil {
		d.fail(d.b.Close())
	}
	at := d.o.n
	d.o.uvarints(uint64(len(d.buf.b)))
	d.o.bytes(d.buf.b)
	place := d.o.n
	const noDocValues = 1<<64 - 1
	d.o.uvarints(noDocValues, noDocValues, at)
	return place
}
