package pdf

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"citegraph/corpus"
)

func readOne(t *testing.T, raw []byte) *corpus.Text {
	t.Helper()
	var got *corpus.Text
	for tx, err := range Read(context.Background(), corpus.Input{Name: "test.pdf", Raw: raw}) {
		if err != nil {
			t.Fatal(err)
		}
		got = tx
	}
	if got == nil {
		t.Fatal("no text")
	}
	return got
}

// flow is the text without running heads, a block a line.
func flow(t *corpus.Text) string {
	var out []string
	for _, b := range t.Blocks {
		if b.Kind != corpus.Boiler {
			out = append(out, strings.Join(strings.Fields(t.Slice(b.Span)), " "))
		}
	}
	return strings.Join(out, "\n")
}

func TestSuperscript(t *testing.T) {
	tx := readOne(t, pdfFile(drawPage(
		drawn{72, 700, 10, "", "Support after discharge was tried"},
		drawn{216, 704, 6, "", "12,13"},
		drawn{240, 700, 10, "", "and found useful by many people"},
	)))
	var got string
	for _, m := range tx.Marks {
		if m.Kind == corpus.Super {
			got = tx.Slice(m.Span)
		}
	}
	if got != "12,13" {
		t.Errorf("superscript: %q in\n%s", got, flow(tx))
	}
	if strings.Count(flow(tx), "\n") != 0 {
		t.Errorf("the superscript is no line of its own:\n%s", flow(tx))
	}
}

func TestHyphens(t *testing.T) {
	text := func(lines ...string) string {
		var ds []drawn
		for i, l := range lines {
			ds = append(ds, drawn{72, 700 - 12*float64(i), 10, "", l})
		}
		return flow(readOne(t, pdfFile(drawPage(ds...))))
	}
	for _, tt := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"broken word", []string{"the effective-", "ness of peer support"}, "effectiveness of"},
		{"compound used elsewhere", []string{"on self-management and on self-", "management of care"}, "on self-management of care"},
		{"before a capital", []string{"a trial by Lloyd-", "Evans and colleagues"}, "Lloyd-Evans"},
		{"before a digit", []string{"during COVID-", "19 and after it"}, "COVID-19"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := text(tt.lines...); !strings.Contains(got, tt.want) {
				t.Errorf("%q does not hold %q", got, tt.want)
			}
		})
	}
}

func TestRunningHeads(t *testing.T) {
	var pages []string
	for p := range 4 {
		ds := []drawn{{72, 760, 8, "", fmt.Sprintf("Journal of Sample Studies %d", 100+p)}, {300, 30, 8, "", fmt.Sprint(17 + p)}}
		for i := range 6 {
			ds = append(ds, drawn{72, 700 - 12*float64(i), 10, "", fmt.Sprintf("page %d has words of its own, line %c", p, 'a'+i)})
		}
		pages = append(pages, drawPage(ds...))
	}
	if text := flow(readOne(t, pdfFile(pages...))); strings.Contains(text, "Sample Studies") || strings.Contains(text, "\n18") {
		t.Errorf("running heads are text:\n%s", text)
	}
}

// A head over one column on one page, parted by the gutter on another.
func TestRunningHeadsOverColumns(t *testing.T) {
	var pages []string
	for p := range 5 {
		ds := []drawn{{72, 760, 8, "", "Sampler et al."}, {400, 760, 8, "", "Journal of Sample Studies 2019, 12"}}
		for i := range 14 {
			y := 700 - 12*float64(i)
			if p < 4 {
				ds = append(ds, drawn{72, y, 10, "", fmt.Sprintf("page %d has words of its own, and line %c of it is as wide as the head above it all", p, 'a'+i)})
				continue
			}
			ds = append(ds, drawn{72, y, 10, "", fmt.Sprintf("left line number %d runs to its end", i)}, drawn{320, y, 10, "", fmt.Sprintf("right line number %d runs to its end", i)})
		}
		pages = append(pages, drawPage(ds...))
	}
	if text := flow(readOne(t, pdfFile(pages...))); strings.Contains(text, "Sampl") {
		t.Errorf("running heads are text:\n%s", text)
	}
}

func TestDoubledAndAccents(t *testing.T) {
	tx := readOne(t, pdfFile(drawPage(
		drawn{72, 700, 10, "", "bold by drawing twice"}, drawn{72.2, 700, 10, "", "bold by drawing twice"},
		drawn{72, 680, 10, "", "caf\xb4e and na\xa8ive, as some programs draw"},
	)))
	text := flow(tx)
	if strings.Count(text, "twice") != 1 || strings.Contains(text, "bboo") {
		t.Errorf("doubled: %q", text)
	}
	if !strings.Contains(text, "café and naïve") {
		t.Errorf("accents: %q", text)
	}
}

func TestLineNumbers(t *testing.T) {
	page := func(p int, numbers bool) string {
		var ds []drawn
		for i := range 12 {
			y := 700 - 20*float64(i)
			if numbers {
				ds = append(ds, drawn{60 - 5*float64(len(fmt.Sprint(12*p+i+1))), y, 6, "", fmt.Sprint(12*p + i + 1)})
			}
			ds = append(ds, drawn{72, y, 10, "", fmt.Sprintf("The %c line of page %c holds words enough to be a line of text", 'a'+i, 'p'+p)})
		}
		return drawPage(ds...)
	}
	counted := flow(readOne(t, pdfFile(page(0, true), page(1, true), page(2, true))))
	if strings.ContainsAny(counted, "0123456789") {
		t.Errorf("line numbers are text:\n%s", counted)
	}
	// One page of numbers among pages without is a numbered list.
	list := flow(readOne(t, pdfFile(page(0, false), page(1, false), page(2, true))))
	if !strings.Contains(list, "30 The") && !strings.Contains(list, "30\nThe") {
		t.Errorf("the numbers of a list are lost:\n%s", list)
	}
}

func TestFontsOfTeX(t *testing.T) {
	named := func(codes ...uint32) map[uint32]string {
		out := map[uint32]string{}
		for _, c := range codes {
			out[c] = fmt.Sprintf("a%d", c)
		}
		return out
	}
	for _, tt := range []struct {
		name  string
		diffs map[uint32]string
		code  uint32
		want  string
	}{
		{"OT1 by its ligature", named(12, 97, 123), 12, "fi"},
		{"OT1 by its dash", named(49, 50, 123), 123, "–"},
		{"T1 by its dash", named(21, 97), 21, "–"},
		{"T1 by its ligature", named(28, 97), 28, "fi"},
		{"T1 by an accented letter", named(97, 233), 39, "’"},
		{"names of their own", map[uint32]string{28: "fi"}, 28, ""},
	} {
		if got := texCodes(tt.diffs)[tt.code]; got != tt.want {
			t.Errorf("%s: code %d says %q, want %q", tt.name, tt.code, got, tt.want)
		}
	}
}

func TestBaseEncoding(t *testing.T) {
	raw := pdfFile(drawPage(drawn{72, 700, 10, "", "pages 12\x9634 of the \x93Handbook\x94 say \x80"}))
	// As long as what it takes the place of: the file has a table of offsets.
	old := "/Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding"
	font := fmt.Sprintf("%-*s", len(old), "/Subtype/Type1/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[128/fi]>>")
	raw = []byte(strings.ReplaceAll(string(raw), old, font))
	if got, want := flow(readOne(t, raw)), "pages 12–34 of the “Handbook” say fi"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestHanging(t *testing.T) {
	tx := readOne(t, pdfFile(drawPage(
		drawn{72, 700, 10, "", "First A. A title that is so long that it needs another line to"},
		drawn{90, 688, 10, "", "be printed in full. J Samples. 2001;1:1-9."},
		drawn{72, 676, 10, "", "Second B. Another one that is long enough to need two lines of"},
		drawn{90, 664, 10, "", "its own. J Samples. 2002;2:2-9."},
	)))
	if !strings.Contains(tx.Body, "\n    be printed") && !strings.Contains(tx.Body, "\n   be printed") {
		t.Errorf("indents are lost:\n%s", tx.Body)
	}
}

func TestErrors(t *testing.T) {
	for name, raw := range map[string][]byte{
		"no pdf":    []byte("%PDF-1.4\nnothing"),
		"empty":     nil,
		"truncated": pdfFile(drawPage(drawn{72, 700, 10, "", "some text that is long enough"}))[:300],
	} {
		t.Run(name, func(t *testing.T) {
			for tx, err := range Read(context.Background(), corpus.Input{Raw: raw}) {
				if err == nil {
					t.Errorf("no error, and text %q", tx.Body)
				}
			}
		})
	}
	for _, err := range Read(context.Background(), corpus.Input{Raw: pdfFile("0 0 m 10 10 l S")}) {
		if !errors.Is(err, ErrNoText) {
			t.Errorf("a page without text: %v", err)
		}
	}
}

func TestJunkAround(t *testing.T) {
	raw := pdfFile(drawPage(drawn{72, 700, 10, "", "text that is long enough to be text"}))
	raw = append(raw, "\n<!-- a server's goodbye -->\n"...)
	if got := flow(readOne(t, raw)); !strings.Contains(got, "long enough") {
		t.Errorf("got %q", got)
	}
}

func TestInlineImage(t *testing.T) {
	content := drawPage(drawn{72, 700, 10, "", "before the image there is text"}) +
		"BI /W 2 /H 2 /BPC 8 /CS /G ID \x00(\xff[ EI\n" + drawPage(drawn{72, 680, 10, "", "and behind it there is more"})
	if got := flow(readOne(t, pdfFile(content))); !strings.Contains(got, "before the image") || !strings.Contains(got, "behind it") {
		t.Errorf("got %q", got)
	}
}

func TestCMap(t *testing.T) {
	m := parseCMap([]byte("1 begincodespacerange <0000> <FFFF> endcodespacerange\n2 beginbfchar <0003> <0020> <0005> <00660069> endbfchar\n" +
		"2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0061> <0062>] endbfrange"))
	for c, want := range map[uint32]string{3: " ", 5: "fi", 0x10: "A", 0x12: "C", 0x20: "a", 0x21: "b"} {
		if got, ok := m.text(c); !ok || got != want {
			t.Errorf("%#x is %q, want %q", c, got, want)
		}
	}
	if _, ok := m.text(0x30); ok {
		t.Errorf("0x30 should be unknown")
	}
}

func TestLexer(t *testing.T) {
	lex := &lexer{b: []byte("/Na#6De 12 -3.5 .5 (a\\(b\\)\\101(c)) <48 6 9> [1] << /K (v) >> Tj % note\nET")}
	var got []string
	for t := lex.next(); t.kind != tokEOF; t = lex.next() {
		switch t.kind {
		case tokNumber:
			got = append(got, fmt.Sprint(t.num))
		case tokString:
			got = append(got, "("+string(t.str)+")")
		case tokName, tokOperator:
			got = append(got, t.text)
		}
	}
	if s, want := strings.Join(got, " "), "Name 12 -3.5 0.5 (a(b)A(c)) (Hi) 1 K (v) Tj ET"; !strings.HasPrefix(s, "Name 12 -3.5 0.5 (a(b)A(c)) (Hi") || !strings.HasSuffix(s, "1 K (v) Tj ET") {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(pdfFile(drawPage(drawn{72, 700, 10, "", "a page of text to begin with"})))
	f.Add([]byte("%PDF-1.7\n"))
	for _, name := range []string{"aes256-r5.pdf", "aes256-r6.pdf"} {
		raw, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for tx, err := range Read(context.Background(), corpus.Input{Raw: raw}) {
			if err == nil && tx == nil {
				t.Fatal("neither text nor error")
			}
		}
	})
}

func FuzzContent(f *testing.F) {
	f.Add([]byte("BT /F1 10 Tf (text) Tj ET q 1 0 0 1 0 0 cm Q BI ID EI"))
	f.Add([]byte(drawPage(columnLines(12)...)))
	f.Fuzz(func(t *testing.T, content []byte) {
		for tx, err := range Read(context.Background(), corpus.Input{Raw: pdfFile(string(content))}) {
			if err != nil {
				continue
			}
			for _, b := range tx.Blocks {
				if b.Span.Start < 0 || b.Span.End > len(tx.Body) {
					t.Fatalf("block %v lies outside of %d bytes", b.Span, len(tx.Body))
				}
			}
			for _, m := range tx.Marks {
				if m.Span.Start > m.Span.End || m.Span.End > len(tx.Body) {
					t.Fatalf("mark %v lies outside of %d bytes", m.Span, len(tx.Body))
				}
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var ds []drawn
	for i := range 50 {
		ds = append(ds, drawn{72, 740 - 12*float64(i), 10, "", "a line of a page of which there are many in this file"})
	}
	var pages []string
	for range 20 {
		pages = append(pages, drawPage(ds...))
	}
	raw := pdfFile(pages...)
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		for _, err := range Read(context.Background(), corpus.Input{Raw: raw}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(20*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}
