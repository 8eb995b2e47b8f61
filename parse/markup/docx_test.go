package markup

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"path/filepath"
	"strings"
	"testing"

	"citegraph/corpus"
	"citegraph/parse/golden"
)

const wordHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>`

const wordTail = `</w:body></w:document>`

// packed is a package with these parts, in pairs of name and content.
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	zw := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := zw.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func run(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }

// coded is a field with that code and result; the code is cut in two, as Word
// does.
func coded(code, result string) string {
	code = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(code)
	h := len(code) / 2
	return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">` + code[:h] + `</w:instrText></w:r><w:r><w:instrText>` + code[h:] +
		`</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + result + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
}

func wp(style, inner string) string {
	if style != "" {
		style = `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	return `<w:p>` + style + inner + `</w:p>`
}

const (
	cslOne = `{"citationID":"x","properties":{"formattedCitation":"(Higgins and Thompson, 2002)"},"citationItems":[{"id":7,"uris":["http://zotero.org/users/1/items/AAAA"],"itemData":{"id":7,"type":"article-journal","title":"Quantifying heterogeneity in a meta-analysis","author":[{"family":"Higgins","given":"J. P. T."}],"issued":{"date-parts":[["2002"]]}}},{"id":8,"uris":["http://zotero.org/users/1/items/BBBB"],"itemData":{"id":8,"type":"book","title":"Introduction to meta-analysis"}}]} `
	enCite = `<EndNote><Cite><Author>Egger</Author><Year>1997</Year><RecNum>12</RecNum><record><rec-number>12</rec-number><ref-type name="Journal Article">17</ref-type><contributors><authors><author>Egger, M.</author></authors></contributors><titles><title>Bias in meta-analysis</title><secondary-title>BMJ</secondary-title></titles><dates><year>1997</year></dates></record></Cite></EndNote>`
)

func TestDOCX(t *testing.T) {
	mendeley := base64.StdEncoding.EncodeToString([]byte(`{"citationItems":[{"id":"m1","itemData":{"id":"m1","title":"The PRISMA 2020 statement"}}]}`))
	body := wp("Title", run("How reviews report heterogeneity")) +
		wp("Heading1", run("Introduction")) +
		wp("", run("The statistic of choice is I")+`<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>`+run(" ")+
			coded("ADDIN ZOTERO_ITEM CSL_CITATION "+cslOne, run("(Higgins and Thompson, 2002; Borenstein, 2009)"))+
			run(", as ")+`<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:ins>`+run("others say")+`</w:ins><w:r><w:footnoteReference w:id="2"/></w:r>.`) +
		wp("", coded("ADDIN EN.CITE "+enCite, run("[12]"))+run(" and ")+`<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_`+mendeley+`"/></w:sdtPr><w:sdtContent>`+run("(Page et al., 2021)")+`</w:sdtContent></w:sdt>`+
			run(" and ")+`<w:fldSimple w:instr=" CITATION Coh88 \l 1033 \m Der86 "><w:r><w:t>(Cohen, 1988)</w:t></w:r></w:fldSimple>`) +
		`<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>` + run("an item") + `</w:p>` +
		`<w:tbl><w:tr><w:tc>` + wp("", run("Study")) + `</w:tc><w:tc>` + wp("", run("37")) + `</w:tc></w:tr></w:tbl>` +
		`<mc:AlternateContent><mc:Choice>` + wp("", run("Once.")) + `</mc:Choice><mc:Fallback>` + wp("", run("Once.")) + `</mc:Fallback></mc:AlternateContent>` +
		wp("Heading1", run("References")) +
		`<w:p>` + `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` +
		run("1.") + `<w:r><w:tab/></w:r>` + run("Higgins JPT, Thompson SG. Quantifying heterogeneity in a meta-analysis. Stat Med 2002;21:1539–58.") + `</w:p>` +
		wp("", run("2. Borenstein M. Introduction to meta-analysis. Chichester: Wiley; 2009.")+`<w:r><w:fldChar w:fldCharType="end"/></w:r>`) +
		wp("", run("After the list."))
	raw := packed(t,
		"word/document.xml", wordHead+body+wordTail,
		"word/footnotes.xml", `<w:footnotes xmlns:w="x"><w:footnote w:id="2">`+wp("", run("A note."))+`</w:footnote></w:footnotes>`,
		"docProps/core.xml", `<cp:coreProperties xmlns:cp="a" xmlns:dc="b" xmlns:dcterms="c"><dc:title>Template</dc:title><dc:creator>Ana Ferré;Jan van der Berg</dc:creator><dcterms:created>2022-05-03T10:00:00Z</dcterms:created></cp:coreProperties>`,
		"customXml/item1.xml", `<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source><b:Tag>Coh88</b:Tag><b:SourceType>Book</b:SourceType><b:Author><b:Author><b:NameList><b:Person><b:Last>Cohen</b:Last><b:First>Jacob</b:First></b:Person></b:NameList></b:Author></b:Author><b:Title>Statistical power analysis</b:Title><b:Year>1988</b:Year></b:Source></b:Sources>`)
	got, err := readAll(corpus.Input{Name: "a.docx", Format: corpus.FormatDOCX, Raw: raw})
	if err != nil || len(got) != 1 {
		t.Fatalf("%d texts, %v", len(got), err)
	}
	x := got[0]
	for _, b := range x.Blocks {
		if o := x.Offsets.Span(b.Span); o.Len() <= 0 || o.End > len(raw) {
			t.Errorf("%q leads to %v", x.Slice(b.Span), o)
		}
	}
	x.Offsets = corpus.Offsets{}
	for _, l := range x.Libraries {
		if !strings.Contains(l.Text, "heterogeneity") && !strings.Contains(l.Text, "<rec-number>12") {
			t.Errorf("library %s holds %s", l.Name, l.Text)
		}
	}
	golden.Compare(t, filepath.Join("testdata", "word.docx.golden"), golden.Shown(t, x, x.Body, nil)) // its offsets lead to packed parts
}

func TestDOCXFaults(t *testing.T) {
	whole := packed(t, "word/document.xml", wordHead+wp("", run("Kept."))+wordTail)
	cut := packed(t, "word/document.xml", wordHead+wp("", run("Kept."))+`<w:p><w:r>`)
	tests := []struct {
		name string
		raw  []byte
		want string
		kept bool
	}{
		{"no package", []byte("PK\x03\x04 and no more"), "open the package", false},
		{"no document", packed(t, "a.txt", "x"), "no word/document.xml", false},
		{"cut off", cut, "line 1", true},
		{"too deep", packed(t, "word/document.xml", wordHead+wp("", run("Kept."))+strings.Repeat("<w:sdt>", 2000)), "1000 deep", true},
		{"damaged", bytes.Replace(whole, []byte("word/document.xml"), []byte("word/documenu.xml"), 1), "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := readAll(corpus.Input{Name: "a.docx", Format: corpus.FormatDOCX, Raw: tt.raw})
			if tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("error %v, want %q in it", err, tt.want)
			}
			if kept := len(got) == 1 && strings.Contains(got[0].Body, "Kept."); tt.want != "" && kept != tt.kept {
				t.Errorf("kept %v, want %v", kept, tt.kept)
			}
		})
	}
}

func FuzzDOCX(f *testing.F) {
	f.Add(wp("", coded("ADDIN ZOTERO_ITEM CSL_CITATION "+cslOne, run("(x)"))))
	f.Add(wp("", coded("ADDIN EN.CITE "+enCite, run("[12]"))))
	f.Add(`<w:p><w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="begin"/></w:r><w:tbl><w:txbxContent><w:p>`)
	f.Fuzz(func(t *testing.T, body string) {
		texts, _ := readAll(corpus.Input{Name: "a.docx", Format: corpus.FormatDOCX, Raw: packed(t, "word/document.xml", wordHead+body+wordTail)})
		for _, x := range texts {
			for _, b := range x.Blocks {
				if b.Span.Start < 0 || b.Span.End > len(x.Body) || b.Span.Start > b.Span.End {
					t.Fatalf("block %v of %d bytes", b.Span, len(x.Body))
				}
			}
		}
	})
}
