package refs

import (
	"cmp"
	"encoding/binary"
	"errors"
	"math"
	"slices"

	"citegraph/parse/crf"
)

// Lexicon is what the model knows of words and phrases beyond the weights: in
// which fields a word stands how often, and which runs of words are journals,
// publishers or places. It is built from reference metadata that the chain is
// not trained on, so that the chain learns how far to trust it.
type Lexicon struct {
	words   crf.Index // value: two bits a field
	phrases crf.Index // value: what the phrase can be
}

// word is what is known of a word, 0 for none.
func (l *Lexicon) word(h uint32) uint16 {
	v, _ := l.words.Get(h)
	return uint16(v)
}

// phrase is what a run of words can be.
func (l *Lexicon) phrase(h uint32) uint8 {
	v, _ := l.phrases.Get(h)
	return uint8(v)
}

// Fields whose share of a word the lexicon keeps, two bits each.
const (
	lexFamily = iota
	lexGiven
	lexTitle
	lexContainer
	lexPublisher
	lexPlace
	lexFields
)

// What a run of words can be, and whether it can be continued to one.
const (
	phJournal uint8 = 1 << iota
	phJournalPart
	phPublisher
	phPublisherPart
	phPlace
	phPlacePart
)

// maxPhrase is the longest run of words looked up.
const maxPhrase = 12

// LexiconBuilder counts words and phrases.
type LexiconBuilder struct {
	words   map[uint32]*[lexFields]uint32
	phrases map[uint32]*[3]uint32
	parts   map[uint32]uint8
}

// NewLexiconBuilder returns an empty builder.
func NewLexiconBuilder() *LexiconBuilder {
	return &LexiconBuilder{words: map[uint32]*[lexFields]uint32{}, phrases: map[uint32]*[3]uint32{}, parts: map[uint32]uint8{}}
}

func (b *LexiconBuilder) add(field int, text string) {
	for _, t := range Tokenize(text, nil) {
		if t.kind != word && t.kind != cjk {
			continue
		}
		h := wordHash(text[t.Start:t.End])
		c := b.words[h]
		if c == nil {
			c = new([lexFields]uint32)
			b.words[h] = c
		}
		c[field]++
	}
}

// Names of the fields that Add takes.
const (
	FamilyWords    = "family"
	GivenWords     = "given"
	TitleWords     = "title"
	ContainerWords = "container-title"
	JournalWords   = "journal"
	PublisherWords = "publisher"
	PlaceWords     = "publisher-place"
)

// Add counts the words of text under a field, and the whole of it as a phrase
// where the field is a journal, a publisher or a place.
func (b *LexiconBuilder) Add(field, text string) {
	switch field {
	case FamilyWords:
		b.add(lexFamily, text)
	case GivenWords:
		b.add(lexGiven, text)
	case TitleWords:
		b.add(lexTitle, text)
	case ContainerWords:
		b.add(lexContainer, text)
	case JournalWords:
		b.add(lexContainer, text)
		b.phrase(0, text)
	case PublisherWords:
		b.add(lexPublisher, text)
		b.phrase(1, text)
	case PlaceWords:
		b.add(lexPlace, text)
		b.phrase(2, text)
	}
}

// Phrase counts text as a phrase of field only.
func (b *LexiconBuilder) Phrase(field, text string) {
	switch field {
	case JournalWords:
		b.phrase(0, text)
	case PublisherWords:
		b.phrase(1, text)
	case PlaceWords:
		b.phrase(2, text)
	}
}

// phraseStart and phraseNext hash a run of words one word at a time.
const phraseStart = uint32(0x9747b28c)

func phraseNext(h, word uint32) uint32 {
	h = (h ^ word) * 0x85ebca6b
	return h ^ h>>13
}

func (b *LexiconBuilder) phrase(k int, text string) {
	toks := Tokenize(text, nil)
	if len(toks) == 0 || len(toks) > maxPhrase || len(text) < 2 {
		return
	}
	h := phraseStart
	for i, t := range toks {
		h = phraseNext(h, wordHash(text[t.Start:t.End]))
		if i < len(toks)-1 {
			b.parts[h] |= phJournalPart << (2 * k)
		}
	}
	c := b.phrases[h]
	if c == nil {
		c = new([3]uint32)
		b.phrases[h] = c
	}
	c[k]++
}

// Build keeps words seen at least minWord times and phrases seen at least
// minPhrase times.
func (b *LexiconBuilder) Build(minWord, minPhrase uint32) *Lexicon {
	words, phrases := map[uint32]uint16{}, map[uint32]uint8{}
	for h, c := range b.words {
		sum := uint32(0)
		for _, n := range c {
			sum += n
		}
		if sum < minWord {
			continue
		}
		v := uint16(0)
		for f, n := range c {
			share := float64(n) / float64(sum)
			q := uint16(0)
			switch {
			case share >= 0.6:
				q = 3
			case share >= 0.2:
				q = 2
			case share >= 0.02:
				q = 1
			}
			v |= q << (2 * f)
		}
		words[h] = v
	}
	for h, c := range b.phrases {
		for k, n := range c {
			if n >= minPhrase {
				phrases[h] |= phJournal << (2 * k)
			}
		}
	}
	for h, p := range b.parts {
		phrases[h] |= p
	}
	return &Lexicon{words: crf.NewIndex(ascending(words)), phrases: crf.NewIndex(ascending(phrases))}
}

func ascending[V uint8 | uint16](m map[uint32]V) []crf.Entry {
	out := make([]crf.Entry, 0, len(m))
	for k, v := range m {
		out = append(out, crf.Entry{Key: k, Value: uint32(v)})
	}
	slices.SortFunc(out, func(a, b crf.Entry) int { return cmp.Compare(a.Key, b.Key) })
	return out
}

// encode writes the lexicon: [v] words, each [v] key minus the key before;
// [v] distinct values, commonest first, 2 bytes each; the value of each word
// as [v] place among them. Then [v] phrases, each [v] key minus the key
// before, and 1 byte each.
func (l *Lexicon) encode() []byte {
	words := l.words.Entries()
	b := appendKeys(nil, words)
	count := map[uint32]int{}
	for _, e := range words {
		count[e.Value]++
	}
	values := make([]uint32, 0, len(count))
	for v := range count {
		values = append(values, v)
	}
	slices.SortFunc(values, func(x, y uint32) int {
		return cmp.Or(cmp.Compare(count[y], count[x]), cmp.Compare(x, y))
	})
	place := map[uint32]int{}
	b = binary.AppendUvarint(b, uint64(len(values)))
	for i, v := range values {
		place[v] = i
		b = binary.LittleEndian.AppendUint16(b, uint16(v))
	}
	for _, e := range words {
		b = binary.AppendUvarint(b, uint64(place[e.Value]))
	}
	b = appendKeys(b, l.phrases.Entries())
	for _, e := range l.phrases.Entries() {
		b = append(b, byte(e.Value))
	}
	return b
}

func appendKeys(b []byte, list []crf.Entry) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	last := uint32(0)
	for _, e := range list {
		b = binary.AppendUvarint(b, uint64(e.Key-last))
		last = e.Key
	}
	return b
}

var errLexicon = errors.New("lexicon damaged")

// lexiconReader reads what encode writes.
type lexiconReader struct {
	b   []byte
	bad bool
}

func (r *lexiconReader) uint() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *lexiconReader) keys() []crf.Entry {
	n := r.uint()
	if n > uint64(len(r.b)) {
		r.bad = true
		return nil
	}
	keys, key := make([]crf.Entry, n), uint64(0)
	for i := range keys {
		step := r.uint()
		key += step
		if i > 0 && step == 0 || key > math.MaxUint32 {
			r.bad = true
			return nil
		}
		keys[i].Key = uint32(key)
	}
	return keys
}

func decodeLexicon(b []byte) (*Lexicon, error) {
	r := &lexiconReader{b: b}
	words := r.keys()
	values := make([]uint16, min(r.uint(), 1<<16))
	if r.bad || len(r.b) < 2*len(values) {
		return nil, errLexicon
	}
	for i := range values {
		values[i] = binary.LittleEndian.Uint16(r.b[2*i:])
	}
	r.b = r.b[2*len(values):]
	for i := range words {
		v := r.uint()
		if v >= uint64(len(values)) {
			return nil, errLexicon
		}
		words[i].Value = uint32(values[v])
	}
	phrases := r.keys()
	if r.bad || len(r.b) != len(phrases) {
		return nil, errLexicon
	}
	for i, c := range r.b {
		phrases[i].Value = uint32(c)
	}
	return &Lexicon{words: crf.NewIndex(words), phrases: crf.NewIndex(phrases)}, nil
}
