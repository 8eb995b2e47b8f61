package record

import (
	"errors"
	"fmt"
	"hash/crc32"
	"reflect"
	"strings"
)

// ErrCorrupt says that a value or a schema is not of this encoding.
var ErrCorrupt = errors.New("corrupt record")

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// maxDepth bounds the nesting of types (a Reference holds References).
const maxDepth = 64

// kind is the type of a field, as the schema names it.
type kind struct {
	op   byte  // b i u f s j [ * < or { for a struct
	elem *kind // of [ * <
	name string
	def  *structDef // of {
}

type structDef struct {
	name   string
	fields []fieldDef
}

type fieldDef struct {
	name string
	kind *kind
}

// schemaOf describes root and every struct below it.
func schemaOf(root reflect.Type) (string, error) {
	var parts []string
	seen := map[reflect.Type]bool{}
	var describe func(t reflect.Type) (string, error)
	describe = func(t reflect.Type) (string, error) {
		switch t.Kind() {
		case reflect.Bool:
			return "b", nil
		case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
			return "i", nil
		case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
			return "u", nil
		case reflect.Float64:
			return "f", nil
		case reflect.String:
			return "s", nil
		case reflect.Interface:
			return "j", nil
		case reflect.Slice:
			e, err := describe(t.Elem())
			return "[" + e + "]", err
		case reflect.Pointer:
			e, err := describe(t.Elem())
			return "*" + e, err
		case reflect.Map:
			if t.Key().Kind() != reflect.String {
				return "", fmt.Errorf("record: map key of %v", t)
			}
			e, err := describe(t.Elem())
			return "<" + e + ">", err
		case reflect.Struct:
			if seen[t] {
				return t.String(), nil
			}
			seen[t] = true
			var fs []string
			for i := range t.NumField() {
				f := t.Field(i)
				if !f.IsExported() {
					continue
				}
				d, err := describe(f.Type)
				if err != nil {
					return "", err
				}
				fs = append(fs, f.Name+" "+d)
			}
			parts = append(parts, t.String()+"{"+strings.Join(fs, ";")+"}")
			return t.String(), nil
		}
		return "", fmt.Errorf("record: type %v", t)
	}
	if _, err := describe(root); err != nil {
		return "", err
	}
	return strings.Join(parts, ";"), nil
}

// parseSchema reads a schema's text; its last struct is the root.
func parseSchema(s string) (*structDef, error) {
	defs := map[string]*structDef{}
	var order []*structDef
	bad := fmt.Errorf("%w: schema", ErrCorrupt)
	for s != "" {
		open, end := strings.IndexByte(s, '{'), strings.IndexByte(s, '}')
		if open <= 0 || end < open {
			return nil, bad
		}
		d := &structDef{name: s[:open]}
		for _, f := range strings.Split(s[open+1:end], ";") {
			if f == "" {
				continue
			}
			name, typ, ok := strings.Cut(f, " ")
			k, rest := parseKind(typ, 0)
			if !ok || k == nil || rest != "" {
				return nil, bad
			}
			d.fields = append(d.fields, fieldDef{name, k})
		}
		defs[d.name] = d
		order = append(order, d)
		s = strings.TrimPrefix(s[end+1:], ";")
	}
	if len(order) == 0 {
		return nil, bad
	}
	for _, d := range order {
		for _, f := range d.fields {
			k := f.kind
			for k.elem != nil {
				k = k.elem
			}
			if k.op == '{' {
				if k.def = defs[k.name]; k.def == nil {
					return nil, bad
				}
			}
		}
	}
	return order[len(order)-1], nil
}

func parseKind(s string, depth int) (*kind, string) {
	if s == "" || depth > 8 {
		return nil, s
	}
	switch c := s[0]; c {
	case '[', '<', '*':
		e, rest := parseKind(s[1:], depth+1)
		if e == nil {
			return nil, s
		}
		if c != '*' {
			end := map[byte]string{'[': "]", '<': ">"}[c]
			var ok bool
			if rest, ok = strings.CutPrefix(rest, end); !ok {
				return nil, s
			}
		}
		return &kind{op: c, elem: e}, rest
	}
	end := strings.IndexAny(s, "]>")
	if end < 0 {
		end = len(s)
	}
	name := s[:end]
	if len(name) == 1 && strings.Contains("biufsj", name) {
		return &kind{op: name[0]}, s[end:]
	}
	if name == "" {
		return nil, s
	}
	return &kind{op: '{', name: name}, s[end:]
}
