package pdf

import (
	"io"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// font is what a page needs to know of a font: what its codes say and how wide
// they are, in thousandths of the font size.
type font struct {
	wide   bool // codes of two bytes
	bold   bool
	italic bool
	glyphs map[uint32]glyphInfo
	v      pdf.Value
	cmap   *cmap
	simple pdf.TextEncoding
	base   *charmap.Charmap  // what Differences differ from
	diffs  map[uint32]string // names of glyphs in Differences
	widths map[uint32]float64
	deflt  float64
	base14 bool
	tex    map[uint32]string // what codes say in a bitmap font of TeX's
	type3  float64           // scale of a Type 3 font's widths, else 0
}

type glyphInfo struct {
	text  string
	width float64 // of font size 1
}

// newFont reads a font dictionary. It never fails: a font that cannot be
// understood yields U+FFFD.
func newFont(v pdf.Value) *font {
	f := &font{v: v, glyphs: map[uint32]glyphInfo{}, widths: map[uint32]float64{}, deflt: 500}
	name := strings.ToLower(v.Key("BaseFont").Name())
	f.bold = strings.Contains(name, "bold") || strings.Contains(name, "black") || strings.Contains(name, "semibold") || strings.Contains(name, "-bd")
	f.italic = strings.Contains(name, "italic") || strings.Contains(name, "oblique")
	if tu := v.Key("ToUnicode"); tu.Kind() == pdf.Stream {
		f.cmap = parseCMap(streamBytes(tu, 4<<20))
	}
	if v.Key("Subtype").Name() == "Type0" {
		f.wide = true
		f.readCIDWidths(v.Key("DescendantFonts").Index(0))
		return f
	}
	lib := pdf.Font{V: v}
	f.simple = lib.Encoder()
	f.readDifferences(v.Key("Encoding").Key("Differences"))
	f.readWidths()
	switch f.v.Key("Encoding").Key("BaseEncoding").Name() { // the library heeds Differences alone
	case "WinAnsiEncoding":
		f.base = charmap.Windows1252
	case "MacRomanEncoding":
		f.base = charmap.Macintosh
	}
	return f
}

func (f *font) readWidths() {
	w := f.v.Key("Widths")
	first := uint32(f.v.Key("FirstChar").Int64())
	for i := 0; i < min(w.Len(), 256); i++ {
		f.widths[first+uint32(i)] = w.Index(i).Float64()
	}
	if mw := f.v.Key("FontDescriptor").Key("MissingWidth"); !mw.IsNull() {
		f.deflt = mw.Float64()
	}
	f.base14 = w.Len() == 0
	if f.v.Key("Subtype").Name() == "Type3" {
		f.type3 = f.v.Key("FontMatrix").Index(0).Float64() * 1000
		if f.type3 == 0 {
			f.type3 = 1
		}
		f.tex = texCodes(f.diffs)
	}
}

// readCIDWidths reads the W array of a CID font (ISO 32000-1, 9.7.4.3).
func (f *font) readCIDWidths(d pdf.Value) {
	f.deflt = 1000
	if dw := d.Key("DW"); !dw.IsNull() {
		f.deflt = dw.Float64()
	}
	w := d.Key("W")
	for i := 0; i+1 < w.Len() && len(f.widths) < 1<<16; {
		first := uint32(w.Index(i).Int64())
		if next := w.Index(i + 1); next.Kind() == pdf.Array {
			for k := 0; k < min(next.Len(), 1<<16); k++ {
				f.widths[first+uint32(k)] = next.Index(k).Float64()
			}
			i += 2
			continue
		}
		last, width := uint32(w.Index(i+1).Int64()), w.Index(i+2).Float64()
		for c := first; c <= last && c < first+1<<16; c++ {
			f.widths[c] = width
		}
		i += 3
	}
}

func (f *font) readDifferences(d pdf.Value) {
	f.diffs = map[uint32]string{}
	at := uint32(0)
	for i := 0; i < min(d.Len(), 1024); i++ {
		switch x := d.Index(i); x.Kind() {
		case pdf.Integer:
			at = uint32(x.Int64())
		case pdf.Name:
			f.diffs[at] = x.Name()
			at++
		}
	}
}

// glyph is what a code says and how wide it is.
func (f *font) glyph(c uint32) glyphInfo {
	if g, ok := f.glyphs[c]; ok {
		return g
	}
	g := glyphInfo{text: clean(f.text(c)), width: f.width(c) / 1000}
	f.glyphs[c] = g
	return g
}

func (f *font) width(c uint32) float64 {
	if w, ok := f.widths[c]; ok {
		if f.type3 != 0 {
			return w * f.type3
		}
		return w
	}
	if f.base14 && c < 256 {
		return standardWidth(byte(c))
	}
	return f.deflt
}

func (f *font) text(c uint32) string {
	if f.cmap != nil {
		if s, ok := f.cmap.text(c); ok && s != "" && s != "\x00" {
			return s
		}
	}
	if f.wide {
		return "\uFFFD"
	}
	if f.tex != nil {
		if s, ok := f.tex[c]; ok {
			return s
		}
		return string(rune(c))
	}
	s := f.simple.Decode(string([]byte{byte(c)}))
	if name := f.diffs[c]; name != "" && (s == string(rune(c)) || s == "") && name != s {
		if t := glyphName(name); t != "" {
			return t
		}
	} else if f.base != nil && name == "" {
		return string(f.base.DecodeByte(byte(c)))
	}
	return s
}

// glyphName reads names by their form where no list of names has them
// (Adobe Glyph List Specification, section 2).
func glyphName(name string) string {
	name, _, _ = strings.Cut(name, ".")
	if strings.Contains(name, "_") {
		var b strings.Builder
		for _, part := range strings.Split(name, "_") {
			b.WriteString(glyphName(part))
		}
		return b.String()
	}
	if len(name) == 1 {
		return name
	}
	if s, ok := ligatures[name]; ok {
		return s
	}
	for prefix, n := range map[string]int{"uni": 7, "u": 5} {
		if hex, ok := strings.CutPrefix(name, prefix); ok && len(name) >= n {
			if v, err := strconv.ParseUint(hex[:min(4, len(hex))], 16, 32); err == nil {
				return string(rune(v))
			}
		}
	}
	return ""
}

var ligatures = map[string]string{
	"ff": "ff", "fi": "fi", "fl": "fl", "ffi": "ffi", "ffl": "ffl", "st": "st", "ct": "ct", "Th": "Th", "IJ": "IJ", "ij": "ij",
	"dotlessi": "ı", "dotlessj": "ȷ", "nbspace": " ", "sfthyphen": "-", "minus": "−", "hyphen": "-", "endash": "–", "emdash": "—",
}

// clean expands ligatures and drops what is no text.
func clean(s string) string {
	for _, r := range s {
		if r >= 0xFB00 && r <= 0xFB06 {
			return norm.NFKC.String(s)
		}
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == 0x00A0 || r == 0x2002 || r == 0x2003 || r == 0x2009 || r == 0x202F:
			return ' '
		case r == 0x00AD:
			return '-'
		case r == 0x2010 || r == 0x2011:
			return '-'
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == 0xFFFE || r == 0xFFFF || r >= 0xD800 && r < 0xE000:
			return -1
		}
		return r
	}, s)
}

// standardWidth approximates the fonts that every reader has, which carry no
// widths: close enough to tell where words end.
func standardWidth(c byte) float64 {
	switch {
	case c == ' ' || strings.IndexByte("ijl.,:;'|!ftI()[]/", c) >= 0:
		return 278
	case c == 'm' || c == 'w' || c == 'M' || c == 'W':
		return 800
	case c >= 'A' && c <= 'Z':
		return 680
	}
	return 530
}

// streamBytes reads a stream up to a limit; what cannot be decoded is cut off.
func streamBytes(v pdf.Value, limit int64) (b []byte) {
	defer func() {
		if recover() != nil {
			b = nil // a filter the library does not know, or damage: no text here
		}
	}()
	r := v.Reader()
	defer r.Close()
	b, _ = io.ReadAll(io.LimitReader(r, limit))
	return b
}
