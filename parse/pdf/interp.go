package pdf

import (
	"math"

	"github.com/ledongthuc/pdf"
)

// matrix is [a b c d e f] as PDF has it: x' = ax+cy+e, y' = bx+dy+f.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// mul applies m first, then n.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// glyph is a piece of text on the page. Coordinates are points, y upwards, on
// the page as it is read (rotation undone).
type glyph struct {
	text   string
	x, y   float64 // origin on the baseline
	w      float64 // advance
	size   float64
	dir    int // 0 left to right, 1 upwards, 2 upside down, 3 downwards
	bold   bool
	italic bool
	uri    string // of the link that lies over it
}

// textState is the part of the graphics state that places text. How text is
// painted is not: the layer that OCR adds is invisible, and text all the same.
type textState struct {
	ctm                    matrix
	font                   *font
	size, char, word, lead float64
	scale, rise            float64
}

// interp runs content streams and collects glyphs.
type interp struct {
	fonts   map[string]*font // by their dictionaries, shared by the pages of a file
	named   map[string]*font // by their names in the resources in force
	glyphs  []glyph
	st      textState
	stack   []textState
	tm, tlm matrix
	budget  *int64 // bytes of content that may still be read
	depth   int
}

// Limits against hostile content.
const (
	maxStack     = 64
	maxForms     = 12 // form XObjects within form XObjects
	maxOperands  = 2048
	maxGlyphs    = 400_000 // of one page
	maxStreamLen = 64 << 20
)

// run interprets content with the resources that it names.
func (in *interp) run(content []byte, res pdf.Value) {
	lex := &lexer{b: content}
	var nums []float64
	var strs []stringOperand
	var name string
	for len(in.glyphs) < maxGlyphs {
		t := lex.next()
		switch t.kind {
		case tokEOF:
			return
		case tokNumber:
			if len(nums) < maxOperands {
				nums = append(nums, t.num)
				strs = append(strs, stringOperand{num: t.num})
			}
		case tokString:
			if len(strs) < maxOperands {
				strs = append(strs, stringOperand{s: append([]byte{}, t.str...), isString: true})
			}
		case tokName:
			name = t.text
		case tokOperator:
			if t.text == "ID" {
				lex.skipImage()
			}
			in.operator(t.text, nums, strs, name, res)
			nums, strs, name = nums[:0], strs[:0], ""
		}
	}
}

type stringOperand struct {
	s        []byte
	num      float64
	isString bool
}

func arg(nums []float64, i int) float64 {
	if i < len(nums) {
		return nums[i]
	}
	return 0
}

func (in *interp) operator(op string, nums []float64, strs []stringOperand, name string, res pdf.Value) {
	st := &in.st
	switch op {
	case "q":
		if len(in.stack) < maxStack {
			in.stack = append(in.stack, *st)
		}
	case "Q":
		if n := len(in.stack); n > 0 {
			*st, in.stack = in.stack[n-1], in.stack[:n-1]
		}
	case "cm":
		if len(nums) == 6 {
			st.ctm = matrix(nums[:6]).mul(st.ctm)
		}
	case "BT":
		in.tm, in.tlm = identity, identity
	case "Tf":
		st.size = arg(nums, 0)
		st.font = in.fontOf(name, res)
	case "Tc":
		st.char = arg(nums, 0)
	case "Tw":
		st.word = arg(nums, 0)
	case "Tz":
		st.scale = arg(nums, 0) / 100
	case "TL":
		st.lead = arg(nums, 0)
	case "Ts":
		st.rise = arg(nums, 0)
	case "Td":
		in.move(arg(nums, 0), arg(nums, 1))
	case "TD":
		st.lead = -arg(nums, 1)
		in.move(arg(nums, 0), arg(nums, 1))
	case "Tm":
		if len(nums) == 6 {
			in.tm = matrix(nums[:6])
			in.tlm = in.tm
		}
	case "T*":
		in.move(0, -st.lead)
	case "Do":
		in.form(res.Key("XObject").Key(name), res)
	default:
		in.show(op, nums, strs)
	}
}

// show runs the operators that draw text.
func (in *interp) show(op string, nums []float64, strs []stringOperand) {
	switch op {
	case "Tj", "TJ":
	case "'":
		in.move(0, -in.st.lead)
	case "\"":
		in.st.word, in.st.char = arg(nums, 0), arg(nums, 1)
		in.move(0, -in.st.lead)
		strs = strs[min(2, len(strs)):]
	default:
		return
	}
	for _, s := range strs {
		if s.isString {
			in.text(s.s)
		} else if op == "TJ" {
			in.advance(-s.num / 1000 * in.st.size * in.st.scale)
		}
	}
}

func (in *interp) move(x, y float64) {
	in.tlm = matrix{1, 0, 0, 1, x, y}.mul(in.tlm)
	in.tm = in.tlm
}

func (in *interp) advance(x float64) { in.tm = matrix{1, 0, 0, 1, x, 0}.mul(in.tm) }

// text draws one string.
func (in *interp) text(s []byte) {
	st := &in.st
	if st.font == nil {
		return
	}
	step := 1
	if st.font.wide {
		step = 2
	}
	for i := 0; i+step <= len(s) && len(in.glyphs) < maxGlyphs; i += step {
		g := st.font.glyph(code(s[i : i+step]))
		space := st.char
		if step == 1 && s[i] == ' ' {
			space += st.word
		}
		in.place(g)
		in.advance((g.width*st.size + space) * st.scale)
	}
}

// place records a glyph where the text matrix stands.
func (in *interp) place(g glyphInfo) {
	if g.text == "" {
		return
	}
	st := &in.st
	m := matrix{1, 0, 0, 1, 0, st.rise}.mul(in.tm).mul(st.ctm)
	across := math.Hypot(m[0], m[1])
	size := math.Abs(st.size) * math.Hypot(m[2], m[3])
	if size == 0 || across == 0 || math.IsNaN(size) || math.IsInf(size, 0) {
		return
	}
	out := glyph{text: g.text, x: m[4], y: m[5], w: g.width * math.Abs(st.size) * across * st.scale, size: size, bold: st.font.bold, italic: st.font.italic}
	sign := 1.0
	if st.size < 0 {
		sign = -1
	}
	switch a, b := sign*m[0], sign*m[1]; {
	case math.Abs(a) >= math.Abs(b) && a >= 0:
		out.dir = 0
	case math.Abs(a) >= math.Abs(b):
		out.dir = 2
	case b > 0:
		out.dir = 1
	default:
		out.dir = 3
	}
	in.glyphs = append(in.glyphs, out)
}

// form runs a form XObject in its own coordinates.
func (in *interp) form(x pdf.Value, outer pdf.Value) {
	if x.Key("Subtype").Name() != "Form" || in.depth >= maxForms || *in.budget <= 0 {
		return
	}
	saved, depth := in.st, len(in.stack)
	tm, tlm := in.tm, in.tlm
	if m := x.Key("Matrix"); m.Len() == 6 {
		var mm matrix
		for i := range mm {
			mm[i] = m.Index(i).Float64()
		}
		in.st.ctm = mm.mul(in.st.ctm)
	}
	res := x.Key("Resources")
	if res.IsNull() {
		res = outer
	}
	content := streamBytes(x, min(maxStreamLen, *in.budget))
	*in.budget -= int64(len(content))
	named := in.named
	in.named = map[string]*font{}
	in.depth++
	in.run(content, res)
	in.depth--
	in.named = named
	in.st, in.tm, in.tlm = saved, tm, tlm
	in.stack = in.stack[:min(depth, len(in.stack))]
}

// fontOf finds the font that the resources call name; each is read once for
// the whole file.
func (in *interp) fontOf(name string, res pdf.Value) *font {
	if f, ok := in.named[name]; ok {
		return f
	}
	v := res.Key("Font").Key(name)
	if v.Kind() != pdf.Dict {
		return nil
	}
	key := v.String()
	f, ok := in.fonts[key]
	if !ok {
		f = newFont(v)
		in.fonts[key] = f
	}
	in.named[name] = f
	return f
}
