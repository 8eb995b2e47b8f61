package record

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"math"
	"reflect"
	"slices"
	"sync"
)

// minCompressed is the length from which a body is compressed: below it the
// tables of DEFLATE cost more than they save.
const minCompressed = 512

const flagDeflate = 1

// Codec encodes and decodes values of one type. It is safe for concurrent use.
type Codec[T any] struct {
	schema   string
	id       uint32
	compress bool
	root     *plan

	mu    sync.RWMutex
	known map[uint32]*plan // by schema id
	load  func(id uint32) (string, error)
}

// New makes the codec of T. compress says whether longer values are deflated;
// load finds the text of a schema that T no longer has (nil: such values are
// corrupt).
func New[T any](compress bool, load func(id uint32) (string, error)) (*Codec[T], error) {
	t := reflect.TypeFor[T]()
	s, err := schemaOf(t)
	if err != nil {
		return nil, err
	}
	def, err := parseSchema(s)
	if err != nil {
		return nil, err
	}
	c := &Codec[T]{schema: s, id: crc32.Checksum([]byte(s), castagnoli), compress: compress, load: load}
	c.root = bind(def, t, map[bindKey]*plan{})
	c.known = map[uint32]*plan{c.id: c.root}
	return c, nil
}

// Schema is the text under which values written by c are read, and its id.
func (c *Codec[T]) Schema() (uint32, string) { return c.id, c.schema }

var deflaters = sync.Pool{New: func() any {
	w, _ := flate.NewWriter(nil, flate.BestSpeed) // the level is valid: no error
	return w
}}

// Append appends the encoding of v to b.
func (c *Codec[T]) Append(b []byte, v *T) ([]byte, error) {
	b = binary.LittleEndian.AppendUint32(b, c.id)
	at := len(b)
	b = append(b, 0)
	b, err := c.root.encode(b, reflect.ValueOf(v).Elem())
	if err != nil || !c.compress || len(b)-at < minCompressed {
		return b, err
	}
	var out bytes.Buffer
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	w.Reset(&out)
	if _, err := w.Write(b[at+1:]); err != nil {
		return nil, fmt.Errorf("record: deflate: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("record: deflate: %w", err)
	}
	if out.Len() >= len(b)-at-1 {
		return b, nil
	}
	plain := uint64(len(b) - at - 1)
	b[at] = flagDeflate
	b = binary.AppendUvarint(b[:at+1], plain)
	return append(b, out.Bytes()...), nil
}

func (p *plan) encode(b []byte, v reflect.Value) ([]byte, error) {
	at := len(b)
	for range (len(p.fields) + 7) / 8 {
		b = append(b, 0)
	}
	for i := range p.fields {
		f := &p.fields[i]
		fv := v.Field(f.index)
		if empty(fv) {
			continue
		}
		b[at+i/8] |= 1 << (i % 8)
		var err error
		if b, err = encodeValue(b, fv, f.plan); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func empty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String, reflect.Slice, reflect.Map:
		return v.Len() == 0
	case reflect.Struct:
		return false // its own bitmap says what it has
	}
	return v.IsZero()
}

// encodeValue writes a present value. p is the plan of the innermost struct.
func encodeValue(b []byte, v reflect.Value, p *plan) ([]byte, error) {
	var err error
	switch v.Kind() {
	case reflect.Bool: // a field that is present is true; an element of a slice never occurs
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		b = binary.AppendVarint(b, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		b = binary.AppendUvarint(b, v.Uint())
	case reflect.Float64:
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v.Float()))
	case reflect.String:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		b = append(b, v.String()...)
	case reflect.Slice:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		for i := 0; i < v.Len() && err == nil; i++ {
			b, err = encodeValue(b, v.Index(i), p)
		}
	case reflect.Pointer:
		return encodeValue(b, v.Elem(), p)
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(x, y reflect.Value) int { return bytes.Compare([]byte(x.String()), []byte(y.String())) })
		b = binary.AppendUvarint(b, uint64(len(keys)))
		for _, k := range keys {
			b = binary.AppendUvarint(b, uint64(k.Len()))
			b = append(b, k.String()...)
			if b, err = encodeValue(b, v.MapIndex(k), p); err != nil {
				break
			}
		}
	case reflect.Struct:
		return p.encode(b, v)
	case reflect.Interface:
		j, err := json.Marshal(v.Interface())
		if err != nil {
			return nil, fmt.Errorf("record: %w", err)
		}
		b = binary.AppendUvarint(b, uint64(len(j)))
		b = append(b, j...)
	}
	return b, err
}
