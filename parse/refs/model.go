package refs

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"citegraph/parse/crf"
)

//go:embed model.bin
var embedded []byte

// Model labels references. It is safe for concurrent use.
type Model struct {
	chain *crf.Model
	lex   *Lexicon
	info  Info
	pool  sync.Pool // of *scratch
}

// Info says what a model was made from.
type Info struct {
	Data string `json:"data"` // sum of the training files
	Seed uint64 `json:"seed"`
}

// scratch is the memory one goroutine labels with.
type scratch struct {
	x     *Extractor
	w     crf.Lattice
	parts []part
}

// Default returns the model that this program was built with. It is decoded
// once, on first use.
var Default = sync.OnceValues(func() (*Model, error) { return Load(embedded) })

// Load reads a model file.
func Load(b []byte) (*Model, error) {
	c, err := crf.Decode(b)
	if err != nil {
		return nil, fmt.Errorf("reference model: %w", err)
	}
	lex, err := decodeLexicon(c.Extra["lexicon"])
	if err != nil {
		return nil, fmt.Errorf("reference model: %w", err)
	}
	if len(c.Labels) != len(labelNames) || c.Classes[0] != gapClasses || c.Classes[1] != clCount*clCount {
		return nil, fmt.Errorf("reference model: %w", errShape)
	}
	m := &Model{chain: c, lex: lex}
	if err := json.Unmarshal(c.Extra["info"], &m.info); err != nil {
		return nil, fmt.Errorf("reference model: info: %w", err)
	}
	m.pool.New = func() any { return &scratch{x: NewExtractor(lex)} }
	return m, nil
}

var errShape = errors.New("made for other labels or features")

// Info says what the model was made from.
func (m *Model) Info() Info { return m.info }

// Pack writes a trained chain and its lexicon as a model file.
func Pack(c *crf.Model, lex *Lexicon, sum string, seed uint64) []byte {
	info, err := json.Marshal(Info{Data: sum, Seed: seed})
	if err != nil {
		info = []byte("{}") // cannot be: strings and numbers only
	}
	c.Extra = map[string][]byte{"lexicon": lex.encode(), "info": info}
	return c.Encode()
}

// TokenLabels returns the label of every token of raw.
func (m *Model) TokenLabels(raw string) []int {
	s := m.pool.Get().(*scratch)
	defer m.pool.Put(s)
	s.x.Extract(raw, Style{})
	m.chain.Decode(&s.x.Seq, &s.w)
	return append([]int(nil), s.w.Path...)
}
