package index

import (
	"encoding/binary"

	"github.com/blevesearch/bleve/v2/document"
	bleve "github.com/blevesearch/bleve_index_api"
)

// kind is the first letter of a document's id: what it is a document of.
type kind uint32

const (
	kindWork kind = iota
	kindContext
	kindAuthor
	kindJournal
)

// kindShift packs a kind and a number into one uint32.
const kindShift = 30

func packed(k kind, n uint32) uint32 { return uint32(k)<<kindShift | n }

// docID is the id of a document in Bleve: its packed number, big-endian.
func docID(k kind, n uint32) string {
	return string(binary.BigEndian.AppendUint32(nil, packed(k, n)))
}

// record is a document for Bleve, made by hand: no mapping is walked and
// nothing is stored.
type record struct {
	id     string
	fields []bleve.Field
}

func newRecord(k kind, n uint32) *record { return &record{id: docID(k, n)} }

// text adds a field of words with positions.
func (r *record) text(name, s string) {
	if s != "" {
		r.fields = append(r.fields, &field{name: name, value: s})
	}
}

// term adds whole values, without frequencies.
func (r *record) term(name string, values ...string) {
	seen := map[string]bool{}
	var kept []string
	for _, v := range values {
		if v != "" && len(v) <= 1024 && !seen[v] {
			seen[v] = true
			kept = append(kept, v)
		}
	}
	if len(kept) > 0 {
		r.fields = append(r.fields, &field{name: name, terms: kept})
	}
}

func (r *record) ID() string                { return r.id }
func (r *record) Size() int                 { return 64 + len(r.fields)*64 }
func (r *record) HasComposite() bool        { return false }
func (r *record) NumPlainTextBytes() uint64 { return 0 }
func (r *record) StoredFieldsBytes() uint64 { return 0 }
func (r *record) Indexed() bool             { return false }

func (r *record) VisitComposite(bleve.CompositeFieldVisitor) {}

func (r *record) VisitFields(visit bleve.FieldVisitor) {
	for _, f := range r.fields {
		visit(f)
	}
}

func (r *record) AddIDField() {
	r.fields = append(r.fields, document.NewTextFieldCustom("_id", nil, []byte(r.id), bleve.IndexField|bleve.StoreField, nil))
}

// field is one field of a record: text, or whole terms.
type field struct {
	name   string
	value  string
	terms  []string
	length int
	freqs  bleve.TokenFrequencies
	stats  map[string]fieldStat // where to count, nil for nowhere
}

func (f *field) Name() string             { return f.name }
func (f *field) Value() []byte            { return nil }
func (f *field) ArrayPositions() []uint64 { return nil }
func (f *field) EncodedFieldType() byte   { return 't' }
func (f *field) AnalyzedLength() int      { return f.length }
func (f *field) NumPlainTextBytes() uint64 {
	return uint64(len(f.value))
}
func (f *field) AnalyzedTokenFrequencies() bleve.TokenFrequencies { return f.freqs }

func (f *field) Options() bleve.FieldIndexingOptions {
	if f.terms != nil {
		return bleve.IndexField | bleve.SkipFreqNorm
	}
	return bleve.IndexField | bleve.IncludeTermVectors
}

// Analyze counts the words of the field. Offsets are left out: highlighting
// works on the text of the graph, and each would cost a byte or two a word.
func (f *field) Analyze() {
	if f.terms != nil {
		f.freqs = make(bleve.TokenFrequencies, len(f.terms))
		for _, t := range f.terms {
			f.freqs[t] = &bleve.TokenFreq{Term: []byte(t)}
		}
		f.length = len(f.terms)
		return
	}
	n := len(f.value)/8 + 1
	f.freqs = make(bleve.TokenFrequencies, n)
	locs := make([]bleve.TokenLocation, 0, n)
	words(f.value, func(w []byte, pos, _, _ int) {
		if len(locs) == cap(locs) { // older ones stay where they are: others point to them
			locs = make([]bleve.TokenLocation, 0, n)
		}
		locs = append(locs, bleve.TokenLocation{Position: pos + 1})
		tf, ok := f.freqs[string(w)]
		if !ok {
			term := string(w)
			tf = &bleve.TokenFreq{Term: []byte(term)}
			f.freqs[term] = tf
		}
		tf.Locations = append(tf.Locations, &locs[len(locs)-1])
		tf.SetFrequency(tf.Frequency() + 1)
		f.length++
	})
	if f.stats != nil {
		st := f.stats[f.name]
		f.stats[f.name] = fieldStat{st.Docs + 1, st.Tokens + uint64(f.length)}
	}
}
