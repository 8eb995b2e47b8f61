package html

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"citegraph/corpus"
	"citegraph/parse/golden"
)

var readAll = golden.Reader(Read).All

func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.html")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			raw, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			texts, err := readAll(corpus.Input{Name: f, Raw: raw, Text: string(raw)})
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, x := range texts {
				got.WriteString("== text\n" + golden.Shown(t, x, string(raw), nil))
			}
			golden.Compare(t, f+".golden", got.String())
		})
	}
}

func read1(t *testing.T, src string) *corpus.Text {
	t.Helper()
	got, err := readAll(corpus.Input{Name: "a.html", Raw: []byte(src), Text: src})
	if err != nil || len(got) != 1 {
		t.Fatalf("%d texts, %v", len(got), err)
	}
	return got[0]
}

func TestHostile(t *testing.T) {
	const refs = `<h2>References</h2><ol><li id="r1">Smith J. One. 2001.</li><li id="r2">Jones K. Two. 2002.</li></ol>`
	body := func(s string) string {
		return `<html><head><title>T</title></head><body><h1>H</h1><p>See <a href="#r1">[1]</a>.</p>` + s + refs + `</body></html>`
	}
	tests := []struct {
		name, src string
		refs      int
	}{
		{"deep", body(strings.Repeat("<div>", 2000) + "x" + strings.Repeat("</div>", 2000)), 2},
		{"very deep", body(strings.Repeat("<b>", 150000)), 2},
		{"entities", body(strings.Repeat("&amp;", 100000) + "&#x110000;&#0;&#xD800;&unknown;"), 2},
		{"misnested", body(strings.Repeat("<table><a><p>", 300) + strings.Repeat("</a></table>", 300)), 2},
		{"big attribute", body("<p title='" + strings.Repeat("x", 1000000) + "'>"), 2},
		{"no end tags", strings.NewReplacer("</li>", "", "</ol>", "", "</p>", "", "</body></html>", "").Replace(body("")), 2},
		{"open comment", body("<!-- "), 0},
		{"empty", "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := read1(t, tt.src)
			n := 0
			for _, b := range got.Blocks {
				if b.Kind == corpus.RefEntry {
					n++
				}
			}
			if n != tt.refs {
				t.Errorf("%d references, want %d", n, tt.refs)
			}
		})
	}
}

func TestFloodsAreLinear(t *testing.T) {
	rep := strings.Repeat
	for _, s := range []string{
		rep("<div class=references>", 10000), rep("<div class=references></div>", 10000), rep("<p>", 40000), rep("<p>x", 40000),
		rep("<li>", 20000), rep("<td>", 20000), rep("<td>x", 20000), rep("<a href='#a'>[", 10000), rep("[<a href=x>", 10000), rep("<dt>", 20000),
		rep("<h2>References</h2>", 4000), rep("&", 60000), rep("&amp", 40000), rep("<br>", 40000), rep("<script>", 10000), rep("</b>", 40000),
		rep("<b></i>", 20000), rep("<span class=label>", 10000), rep("<ol><li>", 4000), rep("<table>", 10000), rep("<nav>", 10000), rep("<!-->", 20000),
	} {
		read1(t, "<h1>T</h1><p>Text <a href='#a'>1</a><h2>References</h2><ol class=references><li id=a>Smith J. 2001.</li></ol>"+s)
		read1(t, "<h2>References</h2>"+s)
		read1(t, "<h2>References</h2><p>Smith J. A. 2001.<p>Doe J. B. 2002.<div class=ref>"+s)
	}
}

func TestEntities(t *testing.T) {
	got := read1(t, "<p>caf&eacute; caf&eacutex &ndash;&nbsp;&#8211; &copy2 a&b &; &#150;x</p>")
	if want := "café caféx – – ©2 a&b &; –x"; got.Body != want {
		t.Errorf("%q, want %q", got.Body, want)
	}
}

func TestLinkLabels(t *testing.T) {
	for _, s := range []string{"Article", "Google Scholar", "[CrossRef]", "↑", "^", "PMC free article", ""} {
		if !isLinkLabel(s) {
			t.Errorf("%q is no link label", s)
		}
	}
	for _, s := range []string{"The article", "Smith J.", "https://doi.org/10.1/x", "PubMed as a source"} {
		if isLinkLabel(s) {
			t.Errorf("%q is a link label", s)
		}
	}
}

// FuzzRead holds that any input ends, that spans lie within the texts, and that
// they lead into the source.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"testdata/publisher.html", "testdata/wiki.html", "testdata/definitions.html"} {
		if b, err := os.ReadFile(name); err == nil {
			f.Add(string(b))
		}
	}
	f.Add("<ol class=references><li id=a>1. A &#38; B [<a href=x>CrossRef</a>]<li><dl><dt>[1]<dd>x<table><tr><td>y</ol><a href='#a'>1")
	f.Fuzz(func(t *testing.T, src string) {
		text, offs, _ := corpus.Decode([]byte(src), "")
		texts, _ := readAll(corpus.Input{Name: "f.html", Raw: []byte(src), Text: text, Offsets: offs})
		for _, x := range texts {
			golden.Spans(t, x, len(src))
		}
	})
}

func BenchmarkRead(b *testing.B) {
	src, err := os.ReadFile("testdata/publisher.html")
	if err != nil {
		b.Fatal(err)
	}
	in := corpus.Input{Name: "a.html", Raw: src, Text: string(src)}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := readAll(in); err != nil {
			b.Fatal(err)
		}
	}
}
