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
	if b := c.Extra["calibration"]; len(b) > 0 {
		if err := json.Unmarshal(b, &m.cal); err != nil {
			return nil, fmt.Errorf("reference model: calibration: %w", err)
		}
	}
	m.pool.New = func() any { return &scratch{x: NewExtractor(lex)} }
	return m, nil
}

var errShape = errors.New("made for other labels or features")

// Info says what the model was made from.
func (m *Model) Info() Info { return m.info }

// Pack writes a trained chain, its lexicon and its calibration as a model file.
func Pack(c *crf.Model, lex *Lexicon, cal Calibration, info Info) ([]byte, error) {
	i, err := json.Marshal(info)
	if err != nil {
		return nil, fmt.Errorf("pack model: %w", err)
	}
	k, err := json.Marshal(cal)
	if err != nil {
		return nil, fmt.Errorf("pack model: %w", err)
	}
	c.Extra = map[string][]byte{"lexicon": lex.encode(), "info": i, "calibration": k}
	return c.Encode(), nil
}
