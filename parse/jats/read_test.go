package jats

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"citegraph/corpus"
	"citegraph/parse/golden"
)

var readAll = golden.Reader(Read).All

func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.xml")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	label := func(word, _ string) bool { return word == "PMID" } // set before what a tag holds
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
				got.WriteString("== text\n" + golden.Shown(t, x, string(raw), label))
			}
			golden.Compare(t, f+".golden", got.String())
		})
	}
}

func TestErrorsNameThePlace(t *testing.T) {
	const head = "<article><body><p>Kept text.</p>\n"
	deep := head + strings.Repeat("<sec>", 1500)
	tests := []struct {
		name, src, want string
		kept            bool
	}{
		{"cut off", head, "line 2", true},
		{"mismatched", head + "<p><b><i>x</b></i></p></body></article>", "line 2", true},
		{"too deep", deep, "1000 deep", true},
		{"unknown entity", head + "<p>&l9;</p></body></article>", "line 2", true},
		{"no XML", "References\n1. Smith J.", "no XML element", false},
		{"empty", "", "no XML element", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := readAll(corpus.Input{Name: "a.xml", Raw: []byte(tt.src), Text: tt.src})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q in it", err, tt.want)
			}
			if kept := len(got) == 1 && strings.Contains(got[0].Body, "Kept text."); kept != tt.kept {
				t.Errorf("kept %v, want %v", kept, tt.kept)
			}
		})
	}
}

func TestReferencesBehindAnErrorAreKept(t *testing.T) {
	const src = "<article><body><p>Text <b><i>x</b></i> [<xref ref-type='bibr' rid='r2'>2</xref>].</p></body><back><ref-list>" +
		"<ref id='r1'><mixed-citation>Higgins JPT. Stat Med. 2002.</mixed-citation></ref>" +
		"<ref id='r2'><mixed-citation>Broken &nosuch; 1999.</mixed-citation></ref>" +
		"<ref id='r3'><mixed-citation>Egger M. BMJ. 1997.</mixed-citation></ref></ref-list></back></article>"
	got, err := readAll(corpus.Input{Name: "a.xml", Raw: []byte(src), Text: src})
	if err == nil || len(got) != 1 {
		t.Fatalf("%d texts, %v", len(got), err)
	}
	var refs []string
	for _, b := range got[0].Blocks {
		if b.Kind == corpus.RefEntry {
			refs = append(refs, b.ID+" "+got[0].Slice(b.Span))
			if o := got[0].Offsets.Span(b.Span); !strings.Contains(src[o.Start:o.End], "M") {
				t.Errorf("%s leads to %q", b.ID, src[o.Start:o.End])
			}
		}
	}
	if d := cmp.Diff([]string{"r1 Higgins JPT. Stat Med. 2002.", "r3 Egger M. BMJ. 1997."}, refs); d != "" {
		t.Error(d)
	}
}

func TestFloodsAreLinear(t *testing.T) {
	rep := strings.Repeat
	for _, s := range []string{
		"<p>" + rep("<fn><p>x ", 400) + rep("</p></fn>", 400) + "</p>", "<p>" + rep("<xref rid='a' ref-type='bibr'/>", 100000) + "</p>",
		"<p>" + rep("&amp;", 200000) + "</p>", "<p>" + rep("<sup>1</sup>", 100000) + "</p>", rep("<ref id='a'/>", 100000), rep("<ref><mixed-citation>", 300),
		rep("<sub-article></sub-article>", 20000), rep("<fig><label>1</label></fig>", 50000), rep("<title>x</title>", 50000),
		"<ref>" + rep("<mixed-citation>a</mixed-citation>", 20000) + "</ref>" + rep("<ref", 50000), rep("<list><list-item>", 400), rep("&x;<ref><p>", 20000),
	} {
		src := "<article><body>" + s
		got, _ := readAll(corpus.Input{Name: "a.xml", Raw: []byte(src), Text: src})
		if len(got) > 20000 {
			t.Errorf("%.20q: %d texts", s, len(got))
		}
	}
}

func TestEntities(t *testing.T) {
	tests := []struct{ src, want string }{
		{"caf&eacute;&nbsp;x &ndash; &alpha;&agr; &amp;lt; &#233;&#xE9;", "café x – αα &lt; éé"},
		{"&#0;", ""}, // no character of XML: the decoder refuses it
		{"a<![CDATA[<b> & c]]>d", "a<b> & cd"},
		{"soft&#173;hyphen &thinsp;thin", "softhyphen thin"},
	}
	for _, tt := range tests {
		src := "<article><body><p>" + tt.src + "</p></body></article>"
		got, err := readAll(corpus.Input{Name: "a.xml", Raw: []byte(src), Text: src})
		body := ""
		if len(got) > 0 {
			body = got[0].Body
		}
		if body != tt.want || (tt.want == "") != (err != nil) {
			t.Errorf("%q: %q, %v; want %q", tt.src, body, err, tt.want)
		}
	}
}

func TestPages(t *testing.T) {
	tests := []struct{ first, last, rng, eloc, want string }{
		{"1539", "58", "", "", "1539-1558"},
		{"S40", "42", "", "", "S40-S42"},
		{"e52", "8", "", "", "e52-e58"},
		{"518–25", "", "", "", "518-525"},
		{"99", "101", "", "", "99-101"},
		{"98", "3", "", "", "98-3"},
		{"12", "12", "", "", "12"},
		{"", "", "3–7", "", "3-7"},
		{"", "", "3–7, 9", "", "3-7, 9"},
		{"", "", "", "e1000097", "e1000097"},
	}
	for _, tt := range tests {
		if got := pages(tt.first, tt.last, tt.rng, tt.eloc); got != tt.want {
			t.Errorf("pages(%q, %q, %q, %q) = %q, want %q", tt.first, tt.last, tt.rng, tt.eloc, got, tt.want)
		}
	}
}

// FuzzRead holds that any input ends, that spans lie within the texts, and that
// they lead into the source.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"testdata/article.xml", "testdata/grobid.tei.xml"} {
		if b, err := os.ReadFile(name); err == nil {
			f.Add(string(b))
		}
	}
	f.Add("<ref-list><ref id='a'><mixed-citation>1. A &#38; B<xref rid='a'/></mixed-citation></ref><ref/></ref-list>")
	f.Fuzz(func(t *testing.T, src string) {
		text, offs, _ := corpus.Decode([]byte(src), "")
		texts, _ := readAll(corpus.Input{Name: "f.xml", Raw: []byte(src), Text: text, Offsets: offs})
		for _, x := range texts {
			golden.Spans(t, x, len(src))
		}
	})
}

func BenchmarkRead(b *testing.B) {
	src, err := os.ReadFile("testdata/article.xml")
	if err != nil {
		b.Fatal(err)
	}
	in := corpus.Input{Name: "a.xml", Raw: src, Text: string(src)}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := readAll(in); err != nil {
			b.Fatal(err)
		}
	}
}

func TestTakeMedium(t *testing.T) {
	for title, want := range map[string][2]string{
		"Cidades e Estados [Internet]":     {"Cidades e Estados", "Internet"},
		"Sci Med. [online]":                {"Sci Med", "online"},
		"[Internet]":                       {"[Internet]", ""},
		"Effects of exercise [in Spanish]": {"Effects of exercise [in Spanish]", ""},
		"Use of the Internet":              {"Use of the Internet", ""},
	} {
		medium := ""
		if takeMedium(&title, &medium); title != want[0] || medium != want[1] {
			t.Errorf("%q, %q, want %q", title, medium, want)
		}
	}
}
