package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"
	"golang.org/x/text/width"
)

// printer is the one way to stdout. Text of inputs goes through safeText;
// colours exist only on a terminal that wants them.
type printer struct {
	w     *bufio.Writer
	tty   bool
	color bool
	width int
}

func newPrinter(w io.Writer, when string) *printer {
	p := &printer{w: bufio.NewWriterSize(w, 64<<10), width: 100}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 20 && n <= 1000 {
		p.width = n // a shell exports it only when it is asked to
	}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.tty = true
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 20 && os.Getenv("COLUMNS") == "" {
			p.width = n
		}
	}
	p.color = when == "always" || when != "never" && p.tty && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return p
}

// The few colours in use, as SGR parameters.
const (
	bold   = "1"
	dim    = "2"
	green  = "32"
	yellow = "33"
	cyan   = "36"
)

// paint wraps s, already safe, in a colour where colours are wanted.
func (p *printer) paint(sgr, s string) string {
	if !p.color || s == "" {
		return s
	}
	return "\x1b[" + sgr + "m" + s + "\x1b[0m"
}

func (p *printer) printf(format string, args ...any) { fmt.Fprintf(p.w, format, args...) }

// json writes one document, indented, and a newline.
func (p *printer) json(v any) error { return p.encode(v, "  ") }

// line writes one JSON document on one line.
func (p *printer) line(v any) error { return p.encode(v, "") }

func (p *printer) encode(v any, indent string) error {
	e := json.NewEncoder(p.w)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	return e.Encode(v)
}

// wrap breaks s into lines that fit behind an indent.
func (p *printer) wrap(s, indent string) string {
	room := max(p.width-len(indent), 20)
	var b strings.Builder
	col := 0
	for _, word := range pieces(strings.Fields(s), room) {
		n := columns(word)
		switch {
		case col == 0:
			b.WriteString(indent)
		case col+1+n > room:
			b.WriteString("\n" + indent)
			col = 0
		default:
			b.WriteByte(' ')
			col++
		}
		b.WriteString(word)
		col += n
	}
	return b.String()
}

// pieces cuts words of scripts without spaces where they are longer than a line.
func pieces(words []string, room int) []string {
	var out []string
	for _, w := range words {
		if columns(w) <= room || !strings.ContainsFunc(w, func(r rune) bool { return width.LookupRune(r).Kind() == width.EastAsianWide }) {
			out = append(out, w)
			continue
		}
		from, col := 0, 0
		for i, r := range w {
			if n := columns(string(r)); col+n > room {
				out = append(out, w[from:i])
				from, col = i, n
			} else {
				col += n
			}
		}
		out = append(out, w[from:])
	}
	return out
}

// columns is how many columns of a terminal a text takes: two for a wide
// character of East Asia, none for a mark that stands on another.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch k := width.LookupRune(r).Kind(); {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case k == width.EastAsianWide || k == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// safeText makes text of unknown origin fit for a terminal: control
// characters, bidi overrides and isolates, and bytes that are not UTF-8 become
// U+FFFD. Newlines and tabs stay: our own messages use them (a caret under a
// query), so values of inputs go through oneLine first.
func safeText(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r == utf8.RuneError, isBidi(r):
			return utf8.RuneError
		}
		return r
	}, s)
}

// oneLine is safeText on a single line: for titles, names, sentences.
func oneLine(s string) string {
	return strings.Join(strings.Fields(safeText(s)), " ")
}

// isBidi tells the characters that reorder what follows them, and the tag
// characters, which hide text.
func isBidi(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0x200E || r == 0x200F || r == 0x061C || r >= 0xE0000 && r <= 0xE007F
}
