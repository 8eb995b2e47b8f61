package segment

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"
)

// Field is a field of the documents.
type Field struct {
	Name  string
	Terms bool // whole terms, of which only the documents are kept; else words with frequencies and positions
}

// Writer collects documents for one segment.
type Writer struct {
	ids    []uint32
	fields []*postings
	size   int64
}

// New makes a writer of documents with some fields.
func New(fields []Field) *Writer {
	w := &Writer{}
	for _, f := range fields {
		w.fields = append(w.fields, &postings{Field: f, lists: map[string]*list{}})
	}
	return w
}

// Add begins the next document. Its id is four bytes, big-endian; no two
// documents have the same.
func (w *Writer) Add(id uint32) {
	w.ids = append(w.ids, id)
	w.size += 4
}

// IDs are the ids of the documents, by their number in the segment.
func (w *Writer) IDs() []uint32 { return w.ids }

// Size is about how many bytes the writer holds.
func (w *Writer) Size() int64 { return w.size }

// Word adds a word of a field of the last document. pos counts from 1 and grows
// from word to word.
func (w *Writer) Word(field int, word []byte, pos int) {
	f, doc := w.fields[field], uint32(len(w.ids))
	f.count(doc)
	l := f.lists[string(word)]
	if l == nil {
		l = f.add(string(word))
		w.size += int64(len(word)) + listSize
	}
	held := cap(l.buf)
	l.occur(doc, uint32(pos))
	w.size += int64(cap(l.buf) - held)
}

// Term adds a whole term to a field of the last document.
func (w *Writer) Term(field int, term string) {
	f, doc := w.fields[field], uint32(len(w.ids))
	l := f.lists[term]
	if l == nil {
		l = f.add(term)
		w.size += int64(len(term)) + listSize
	}
	held := cap(l.buf)
	l.occur(doc, 0)
	w.size += int64(cap(l.buf) - held)
}

// Words are the different words or terms of a field, in no order.
func (w *Writer) Words(field int, yield func(string)) {
	for s := range w.fields[field].lists {
		yield(s)
	}
}

// Lengths are how many documents have a field, and how many words they have in it.
func (w *Writer) Lengths(field int) (docs, words uint64) {
	for _, n := range w.fields[field].lengths {
		if n > 0 {
			docs++
			words += uint64(n)
		}
	}
	return docs, words
}

// postings are the lists of a field.
type postings struct {
	Field
	lists   map[string]*list
	lengths []uint32 // words by document, as far as one has any
	block   []list   // of which lists are taken
}

func (f *postings) add(word string) *list {
	if len(f.block) == 0 {
		f.block = make([]list, 256)
	}
	l := &f.block[0]
	f.block = f.block[1:]
	f.lists[word] = l
	return l
}

// count counts a word of document doc, from 1.
func (f *postings) count(doc uint32) {
	if len(f.lengths) < int(doc) {
		f.lengths = append(f.lengths, make([]uint32, int(doc)-len(f.lengths))...)
	}
	f.lengths[doc-1]++
}

// sorted are the words in the order of the dictionary.
func (f *postings) sorted() []string {
	return slices.SortedFunc(maps.Keys(f.lists), strings.Compare)
}

// list is where a word stands: varints, the low bit of which tells a step to
// another document, behind which its first position follows, from a step to
// the next position in the same one.
type list struct {
	buf  []byte
	doc  uint32 // the last one, from 1
	pos  uint32 // the last one in it
	docs uint32 // how many
}

// listSize is what a list takes beside its bytes: itself and its place in the map.
const listSize = 72

func (l *list) occur(doc, pos uint32) {
	if doc != l.doc {
		l.buf = binary.AppendUvarint(l.buf, uint64(doc-l.doc)<<1|1)
		l.buf = binary.AppendUvarint(l.buf, uint64(pos))
		l.doc, l.pos = doc, pos
		l.docs++
		return
	}
	if pos != l.pos { // a term given twice counts once
		l.buf = binary.AppendUvarint(l.buf, uint64(pos-l.pos)<<1)
		l.pos = pos
	}
}

// each calls yield for every document, from 0, with the positions in it.
func (l *list) each(yield func(doc uint32, pos []uint32)) {
	var doc uint32
	var pos []uint32
	for b := l.buf; len(b) > 0; {
		v, n := binary.Uvarint(b)
		b = b[n:]
		if v&1 == 0 {
			pos = append(pos, pos[len(pos)-1]+uint32(v>>1))
			continue
		}
		if doc > 0 {
			yield(doc-1, pos)
		}
		doc += uint32(v >> 1)
		v, n = binary.Uvarint(b)
		b = b[n:]
		pos = append(pos[:0], uint32(v))
	}
	yield(doc-1, pos)
}
