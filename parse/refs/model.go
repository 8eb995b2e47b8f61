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
	cal   Calibration
	pool  sync.Pool // of *scratch
}

// Info says what a model was made from.
type Info struct {
	Data string `json:"data"` // sum of the training files
	Seed uint64 `json:"seed"`
}

// scratch is the memory one goroutine labels with.
type scratch struct {
	x      *Extractor
	w      crf.Lattice
	parts  []part
	belief float64 // probability of the path
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
	if b := c.Extra["calibration"]; len(b) > 0 {
		if err := json.Unmarshal(b, &m.cal); err != nil {
			return nil, fmt.Errorf("reference model: calibration: %w", err)
		}
	}
	m.pool.New = func() any { return &scratch{x: &Extractor{lex: lex, sieve: c.Sieve()}} }
	return m, nil
}

var errShape = errors.New("made for other labels or features")

// Info says what the model was made from.
func (m *Model) Info() Info { return m.info }

// Parts are what a model file holds.
type Parts struct {
	Chain       *crf.Model
	Lexicon     *Lexicon
	Calibration Calibration
	Info        Info
}

// Pack writes a model file.
func Pack(p Parts) ([]byte, error) {
	p.Chain.Extra = map[string][]byte{"lexicon": p.Lexicon.encode()}
	for name, v := range map[string]any{"info": p.Info, "calibration": p.Calibration} {
		b, err := json.Marshal(v)
		if err != nil {
			return nil, fmt.Errorf("pack model: %s: %w", name, err)
		}
		p.Chain.Extra[name] = b
	}
	return p.Chain.Encode(), nil
}

// Unpack reads the parts of a model file, to pack them again with others.
func Unpack(b []byte) (Parts, error) {
	m, err := Load(b)
	if err != nil {
		return Parts{}, err
	}
	return Parts{m.chain, m.lex, m.cal, m.info}, nil
}
