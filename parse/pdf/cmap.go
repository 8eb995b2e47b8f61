package pdf

import (
	"bytes"
	"unicode/utf16"
)

// cmap maps character codes to text, as a ToUnicode stream has it
// (Adobe Technical Note 5411).
type cmap struct {
	chars  map[uint32]string
	ranges []cmapRange
}

type cmapRange struct {
	lo, hi uint32
	text   []uint16 // of lo; the last unit counts up
	list   []string
}

// maxCMapEntries bounds what a hostile CMap can make us hold.
const maxCMapEntries = 200_000

func parseCMap(b []byte) *cmap {
	m := &cmap{chars: map[uint32]string{}}
	lex := &lexer{b: b}
	var args [][]byte
	inList := false
	var list []string
	for n := 0; n < 4*maxCMapEntries; n++ {
		t := lex.next()
		switch t.kind {
		case tokEOF:
			return m
		case tokString:
			if inList {
				list = append(list, utf16Text(t.str))
			} else {
				args = append(args, bytes.Clone(t.str))
			}
		case tokOpen:
			inList, list = true, nil
		case tokClose:
			if inList && len(args) >= 2 {
				k := len(args)
				m.ranges = append(m.ranges, cmapRange{lo: code(args[k-2]), hi: code(args[k-1]), list: list})
				args = args[:k-2]
			}
			inList = false
		case tokOperator:
			m.operator(t.text, args)
			args = args[:0]
		}
	}
	return m
}

func (m *cmap) operator(op string, args [][]byte) {
	switch op {
	case "endbfchar":
		for i := 0; i+1 < len(args) && len(m.chars) < maxCMapEntries; i += 2 {
			m.chars[code(args[i])] = utf16Text(args[i+1])
		}
	case "endbfrange":
		for i := 0; i+2 < len(args) && len(m.ranges) < maxCMapEntries; i += 3 {
			m.ranges = append(m.ranges, cmapRange{lo: code(args[i]), hi: code(args[i+1]), text: units(args[i+2])})
		}
	}
}

// text is what a code stands for; false where the map does not say.
func (m *cmap) text(c uint32) (string, bool) {
	if s, ok := m.chars[c]; ok {
		return s, true
	}
	for _, r := range m.ranges {
		if c < r.lo || c > r.hi {
			continue
		}
		if r.list != nil {
			if i := int(c - r.lo); i < len(r.list) {
				return r.list[i], true
			}
			return "", false
		}
		if len(r.text) == 0 {
			return "", false
		}
		u := append([]uint16{}, r.text...)
		u[len(u)-1] += uint16(c - r.lo)
		return string(utf16.Decode(u)), true
	}
	return "", false
}

func code(b []byte) uint32 {
	var v uint32
	for _, c := range b[:min(len(b), 4)] {
		v = v<<8 | uint32(c)
	}
	return v
}

func units(b []byte) []uint16 {
	var u []uint16
	if len(b) == 1 {
		return []uint16{uint16(b[0])}
	}
	for i := 0; i+1 < len(b) && len(u) < 16; i += 2 {
		u = append(u, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return u
}

func utf16Text(b []byte) string { return string(utf16.Decode(units(b))) }
