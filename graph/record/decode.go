package record

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"reflect"
	"sync"
	"unsafe"
)

// maxInflated bounds one value after decompression.
const maxInflated = 256 << 20

// maxAtOnce bounds what is allocated for elements that were not read yet.
const maxAtOnce = 4096

// plan is a struct of a schema bound to a Go type: what to do with each field.
type plan struct{ fields []step }

type step struct {
	index int   // of the Go field, -1 to skip
	kind  *kind // as written
	plan  *plan // of the innermost struct, bound where the field is
}

type bindKey struct {
	def *structDef
	t   reflect.Type
}

// bind matches the fields of def to those of t by name. t is nil where the
// whole struct is to be skipped.
func bind(def *structDef, t reflect.Type, done map[bindKey]*plan) *plan {
	key := bindKey{def, t}
	if p := done[key]; p != nil {
		return p
	}
	p := &plan{fields: make([]step, len(def.fields))}
	done[key] = p
	for i, f := range def.fields {
		s := step{index: -1, kind: f.kind}
		var inner reflect.Type
		if t != nil {
			if gf, ok := t.FieldByName(f.name); ok && len(gf.Index) == 1 && fits(f.kind, gf.Type) {
				s.index = gf.Index[0]
				inner = innermost(gf.Type)
			}
		}
		k := f.kind
		for k.elem != nil {
			k = k.elem
		}
		if k.op == '{' {
			s.plan = bind(k.def, inner, done)
		}
		p.fields[i] = s
	}
	return p
}

func innermost(t reflect.Type) reflect.Type {
	for {
		switch t.Kind() {
		case reflect.Slice, reflect.Pointer, reflect.Map:
			t = t.Elem()
		case reflect.Struct:
			return t
		default:
			return nil
		}
	}
}

// fits reports whether a value written as k can be set in a field of type t.
func fits(k *kind, t reflect.Type) bool {
	switch k.op {
	case 'b':
		return t.Kind() == reflect.Bool
	case 'i':
		return t.Kind() >= reflect.Int && t.Kind() <= reflect.Int64
	case 'u':
		return t.Kind() >= reflect.Uint && t.Kind() <= reflect.Uint64
	case 'f':
		return t.Kind() == reflect.Float64
	case 's':
		return t.Kind() == reflect.String
	case 'j':
		return t.Kind() == reflect.Interface
	case '[':
		return t.Kind() == reflect.Slice && fits(k.elem, t.Elem())
	case '*':
		return t.Kind() == reflect.Pointer && fits(k.elem, t.Elem())
	case '<':
		return t.Kind() == reflect.Map && t.Key().Kind() == reflect.String && fits(k.elem, t.Elem())
	}
	return t.Kind() == reflect.Struct
}

var inflaters = sync.Pool{New: func() any { return flate.NewReader(bytes.NewReader(nil)) }}

// Decode reads b into v, which must be zero. Nothing in v refers to b.
func (c *Codec[T]) Decode(b []byte, v *T) error {
	if len(b) < 5 {
		return fmt.Errorf("%w: %d bytes", ErrCorrupt, len(b))
	}
	p, err := c.planOf(binary.LittleEndian.Uint32(b))
	if err != nil {
		return err
	}
	flags, body := b[4], b[5:]
	if flags&^flagDeflate != 0 {
		return fmt.Errorf("%w: flags %#x", ErrCorrupt, flags)
	}
	text := ""
	if flags&flagDeflate != 0 {
		if text, err = inflate(body); err != nil {
			return err
		}
	} else {
		text = string(body)
	}
	d := decoder{s: text}
	d.structure(p, reflect.ValueOf(v).Elem())
	if d.bad || d.at != len(d.s) {
		return fmt.Errorf("%w: at byte %d of %d", ErrCorrupt, d.at, len(d.s))
	}
	return nil
}

// inflate decompresses a body, which begins with its plain length.
func inflate(body []byte) (string, error) {
	plain, k := binary.Uvarint(body)
	// DEFLATE makes at most 1032 bytes of one
	if k <= 0 || plain > maxInflated || plain > uint64(len(body))*1040 {
		return "", fmt.Errorf("%w: length", ErrCorrupt)
	}
	r := inflaters.Get().(io.ReadCloser)
	defer inflaters.Put(r)
	if err := r.(flate.Resetter).Reset(bytes.NewReader(body[k:]), nil); err != nil {
		return "", fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	out := make([]byte, plain)
	if _, err := io.ReadFull(r, out); err != nil {
		return "", fmt.Errorf("%w: deflate: %w", ErrCorrupt, err)
	}
	return unsafe.String(unsafe.SliceData(out), len(out)), nil // out is not written to again
}

func (c *Codec[T]) planOf(id uint32) (*plan, error) {
	c.mu.RLock()
	p := c.known[id]
	c.mu.RUnlock()
	if p != nil {
		return p, nil
	}
	if c.load == nil {
		return nil, fmt.Errorf("%w: unknown schema %08x", ErrCorrupt, id)
	}
	s, err := c.load(id)
	if err != nil {
		return nil, fmt.Errorf("record: schema %08x: %w", id, err)
	}
	def, err := parseSchema(s)
	if err != nil {
		return nil, err
	}
	p = bind(def, reflect.TypeFor[T](), map[bindKey]*plan{})
	c.mu.Lock()
	c.known[id] = p
	c.mu.Unlock()
	return p, nil
}

// decoder reads one body. Strings are parts of s, so one allocation holds all.
type decoder struct {
	s     string
	at    int
	depth int
	bad   bool
}

func (d *decoder) uvarint() uint64 {
	var x uint64
	for shift := 0; shift < 64 && d.at < len(d.s); shift += 7 {
		c := d.s[d.at]
		d.at++
		x |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return x
		}
	}
	d.bad = true
	return 0
}

func (d *decoder) varint() int64 {
	u := d.uvarint()
	return int64(u>>1) ^ -int64(u&1)
}

// length reads a count of things that take at least one byte each, or bits of
// one for structs without fields.
func (d *decoder) length() int {
	n := d.uvarint()
	if n > uint64(len(d.s)-d.at) {
		d.bad = true
		return 0
	}
	return int(n)
}

func (d *decoder) str() string {
	n := d.length()
	s := d.s[d.at : d.at+n]
	d.at += n
	return s
}

func (d *decoder) structure(p *plan, v reflect.Value) {
	n := (len(p.fields) + 7) / 8
	if d.depth++; d.depth > maxDepth || len(d.s)-d.at < n {
		d.bad = true
		return
	}
	bitmap := d.s[d.at : d.at+n]
	d.at += n
	for i := range p.fields {
		if bitmap[i/8]&(1<<(i%8)) == 0 {
			continue
		}
		f := &p.fields[i]
		if f.index >= 0 && v.IsValid() {
			d.value(f.kind, f.plan, v.Field(f.index))
		} else {
			d.value(f.kind, f.plan, reflect.Value{})
		}
		if d.bad {
			return
		}
	}
	d.depth--
}

// value reads one value into v, or past it where v is invalid.
func (d *decoder) value(k *kind, p *plan, v reflect.Value) {
	keep := v.IsValid()
	switch k.op {
	case 'b':
		if keep {
			v.SetBool(true)
		}
	case 'i':
		if x := d.varint(); keep && !v.OverflowInt(x) {
			v.SetInt(x)
		}
	case 'u':
		if x := d.uvarint(); keep && !v.OverflowUint(x) {
			v.SetUint(x)
		}
	case 'f':
		if len(d.s)-d.at < 8 {
			d.bad = true
			return
		}
		x := math.Float64frombits(binary.LittleEndian.Uint64([]byte(d.s[d.at : d.at+8])))
		d.at += 8
		if keep {
			v.SetFloat(x)
		}
	case 's':
		if x := d.str(); keep {
			v.SetString(x)
		}
	case 'j':
		var x any
		if err := json.Unmarshal([]byte(d.str()), &x); err != nil {
			d.bad = true
		} else if keep && x != nil {
			v.Set(reflect.ValueOf(x))
		}
	case '*':
		if keep {
			v.Set(reflect.New(v.Type().Elem()))
			v = v.Elem()
		}
		d.value(k.elem, p, v)
	case '{':
		d.structure(p, v)
	default:
		d.many(k, p, v)
	}
}

func (d *decoder) many(k *kind, p *plan, v reflect.Value) {
	keep := v.IsValid()
	n := d.length()
	if k.op == '[' {
		for i := 0; i < n && !d.bad; i++ {
			var e reflect.Value
			if keep {
				if i == v.Cap() {
					v.Grow(min(n-i, max(i, maxAtOnce))) // what was read so far, not what n claims
				}
				v.SetLen(i + 1)
				e = v.Index(i)
			}
			d.value(k.elem, p, e)
		}
		return
	}
	if keep {
		v.Set(reflect.MakeMapWithSize(v.Type(), min(n, maxAtOnce)))
	}
	for i := 0; i < n && !d.bad; i++ {
		key := d.str()
		var e reflect.Value
		if keep {
			e = reflect.New(v.Type().Elem()).Elem()
		}
		d.value(k.elem, p, e)
		if keep && !d.bad {
			v.SetMapIndex(reflect.ValueOf(key).Convert(v.Type().Key()), e)
		}
	}
}
