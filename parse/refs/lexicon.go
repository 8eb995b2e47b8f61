package refs

import (
	"encoding/binary"
	"errors"
	"sort"
)

// Lexicon is what the model knows of words and phrases beyond the weights: in
// which fields a word stands how often, and which runs of words are journals,
// publishers or places. It is built from reference metadata that the chain is
// not trained on, so that the chain learns how far to trust it.
type Lexicon struct {
	words   map[uint32]uint16
	phrases map[uint32]uint8
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
	l := &Lexicon{words: map[uint32]uint16{}, phrases: map[uint32]uint8{}}
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
		l.words[h] = v
	}
	for h, c := range b.phrases {
		for k, n := range c {
			if n >= minPhrase {
				l.phrases[h] |= phJournal << (2 * k)
			}
		}
	}
	for h, p := range b.parts {
		l.phrases[h] |= p
	}
	for h, p := range l.phrases {
		if p == 0 {
			delete(l.phrases, h)
		}
	}
	return l
}

// encode writes the lexicon: [v] words, each [v] key gap, [v] value; [v]
// phrases, each [v] key gap, 1 byte.
func (l *Lexicon) encode() []byte {
	var b []byte
	keys := make([]uint32, 0, len(l.words))
	for k := range l.words {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	b = binary.AppendUvarint(b, uint64(len(keys)))
	last := uint32(0)
	for _, k := range keys {
		b = binary.AppendUvarint(b, uint64(k-last))
		b = binary.LittleEndian.AppendUint16(b, l.words[k])
		last = k
	}
	keys = keys[:0]
	for k := range l.phrases {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	b = binary.AppendUvarint(b, uint64(len(keys)))
	last = 0
	for _, k := range keys {
		b = binary.AppendUvarint(b, uint64(k-last))
		b = append(b, l.phrases[k])
		last = k
	}
	return b
}

var errLexicon = errors.New("lexicon truncated")

func decodeLexicon(b []byte) (*Lexicon, error) {
	l := &Lexicon{}
	next := func() (uint64, bool) {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			return 0, false
		}
		b = b[n:]
		return v, true
	}
	n, ok := next()
	if !ok || n > uint64(len(b)) {
		return nil, errLexicon
	}
	l.words = make(map[uint32]uint16, n)
	key := uint32(0)
	for range n {
		gap, ok := next()
		if !ok || len(b) < 2 {
			return nil, errLexicon
		}
		key += uint32(gap)
		l.words[key] = binary.LittleEndian.Uint16(b)
		b = b[2:]
	}
	n, ok = next()
	if !ok || n > uint64(len(b)) {
		return nil, errLexicon
	}
	l.phrases = make(map[uint32]uint8, n)
	key = 0
	for range n {
		gap, ok := next()
		if !ok || len(b) < 1 {
			return nil, errLexicon
		}
		key += uint32(gap)
		l.phrases[key] = b[0]
		b = b[1:]
	}
	return l, nil
}
