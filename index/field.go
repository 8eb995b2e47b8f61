package index

import (
	"slices"

	"citegraph/index/segment"
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

// textFields are the fields of words, the first of which have stems;
// termFields those of whole terms.
var (
	textFields = []string{fTitle, fAbstract, fKeyword, fContext, fSentence, fAuthor, fFirst, fLast, fJournal, fPerson, fVenue}
	stemFields = textFields[:5]
	termFields = []string{fExact, fVolume, fIssue, fPage, fBest, fIn, fFrom}
)

// fieldNumber is the number of a field among those of a segment.
var fieldNumber, segmentFields = func() (map[string]int, []segment.Field) {
	number, fields := map[string]int{}, []segment.Field{}
	for i, name := range slices.Concat(textFields, termFields) {
		number[name] = i
		fields = append(fields, segment.Field{Name: name, Terms: i >= len(textFields)})
	}
	return number, fields
}()

// record is a document for Bleve; its id is its packed number. Nothing of it is
// stored.
type record struct {
	id    uint32
	texts []fieldText
	terms []fieldTerm
}

// fieldText is a text and the number of its field, fieldTerm a whole term.
type (
	fieldText struct {
		field int
		text  string
	}
	fieldTerm struct {
		field int
		term  string
	}
)

func newRecord(k kind, n uint32) *record { return &record{id: packed(k, n)} }

// text adds a field of words with positions.
func (r *record) text(name, s string) {
	if s != "" {
		r.texts = append(r.texts, fieldText{fieldNumber[name], s})
	}
}

// maxTerm is how long a whole term may be.
const maxTerm = 1024

// term adds whole values, without frequencies.
func (r *record) term(name string, values ...string) {
	for _, v := range values {
		if v != "" && len(v) <= maxTerm {
			r.terms = append(r.terms, fieldTerm{fieldNumber[name], v})
		}
	}
}

// write adds the record to a segment. Offsets are left out: highlighting works
// on the text of the graph, and each would cost a byte or two a word.
func (r *record) write(w *segment.Writer) {
	w.Add(r.id)
	for _, t := range r.texts {
		words(t.text, func(word []byte, pos, _, _ int) { w.Word(t.field, word, pos+1) })
	}
	for _, t := range r.terms {
		w.Term(t.field, t.term)
	}
}
