package corpus

import (
	"encoding/binary"
	"strings"
	"testing"
)

func TestSniff(t *testing.T) {
	noise := make([]byte, 4096)
	x := uint32(1)
	for i := range noise {
		x = x*1664525 + 1013904223
		noise[i] = byte(x >> 24)
	}
	tests := []struct {
		name, file, in string
		want           Format
	}{
		{"plain", "a.txt", "A review of peer support\n\nReferences\n[1] Lloyd-Evans B (2014).\n", FormatPlain},
		{"plain without extension", "notes", "Plain words.\n", FormatPlain},
		{"one bracket", "a.txt", "[", FormatPlain},
		{"markdown by name", "a.md", "# Title\n\nText.\n", FormatMarkdown},
		{"markdown by habit", "a.txt", "# Title\n\nSee [this](http://a.b/c) and [@key2001].\n\n## Part\n\n### Sub\n\ntext\n", FormatMarkdown},
		{"ris", "a.txt", "TY  - JOUR\nTI  - x\nER  - \n", FormatRIS},
		{"ris behind numbers", "a.ris", "1.\nTY  - JOUR\n", FormatRIS},
		{"ris odd spacing", "a.ris", "TY -  JOUR\nAU -  Smith\n", FormatRIS},
		{"refer", "scholar.enw", "%0 Journal Article\n%T x\n", FormatRIS},
		{"ris without TY", "a.ris", "AU  - Smith, J.\nTI  - x\nPY  - 2001\nER  - \n", FormatRIS},
		{"ris utf-16", "a.ris", string(utf16Bytes("TY  - JOUR\r\nER  - \r\n", binary.LittleEndian, true)), FormatRIS},
		{"ris cr only", "a.ris", "TY  - JOUR\rTI  - x\rER  - \r", FormatRIS},
		{"nbib", "a.txt", "\nPMID- 16852568\nTI  - x\n", FormatNBIB},
		{"wos tagged", "savedrecs.txt", "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Smith, J\n", FormatWoS},
		{"wos table", "savedrecs.txt", "PT\tAU\tBA\tTI\tSO\tCR\nJ\tSmith, J\t\tx\ty\tz\n", FormatWoS},
		{"scopus", "scopus.csv", `"Authors","Title","Year","Source title","References"` + "\n", FormatScopus},
		{"ieee", "export.csv", `"Document Title",Authors,"Publication Title","Publication Year"` + "\n", FormatScopus},
		{"lens", "lens.csv", "Lens ID,Title,Date Published,Author/s\n", FormatScopus},
		{"embase", "records.csv", `"TITLE","AUTHOR NAMES","SOURCE"` + "\n", FormatScopus},
		{"dimensions", "d.csv", "\"About the data: exported today, by us\"\nRank,Title,Authors\n", FormatScopus},
		{"cochrane", "citation-export.txt", "Record #1 of 2\nID: CN-1\nAU: Smith J\n", FormatRIS},
		{"ovid fields", "citation.txt", "<1>\nUnique Identifier\n123\nTitle\nx\n", FormatRIS},
		{"ovid tagged", "citation.txt", "<1>\nVN  - Ovid Technologies\nUI  - 1\n", FormatRIS},
		{"proquest", "proquest.txt", "Document 1 of 2\n\nBias in meta-analysis\n\nAuthor: Egger, Matthias\nTitle: Bias in meta-analysis\nProQuest document ID: 1\n", FormatRIS},
		{"number of a data set in a text", "a.txt", "TITLE\nPeer support in hospitals: what is known\nAccession Number: GSE1\nMore people were readmitted.\n", FormatPlain},
		{"links of one page in a text", "a.txt", "1. Smith J. A trial. BMJ. 2001;1:2. Cited by 5 Related articles\n2. Doe A. A trial. BMJ. 2002;1:3.\n", FormatPlain},
		{"angle in a text", "a.txt", "<1>\nis the first of the marks.\n", FormatPlain},
		{"oc meta", "0.csv", `"id","title","author","issue","volume","venue","page","pub_date","type","publisher","editor"` + "\n", FormatOCMeta},
		{"bibtex", "a.txt", "% comment\n@string{j = {J}}\n@article{a, title={x}}\n", FormatBibTeX},
		{"bibtex in a text", "a.txt", strings.Repeat("Long prose about nothing much. ", 400) + "\n@article{a, title={x}}\n" + strings.Repeat("More. ", 4000), FormatPlain},
		{"latex", "a.txt", "% x\n\\documentclass[a4]{article}\n\\begin{document}\n@article{no, x}", FormatLaTeX},
		{"csl array", "a.json", `[{"id":"a","type":"book"}]`, FormatCSL},
		{"csl lines", "a.ndjson", "{\"id\":\"a\"}\n{\"id\":\"b\"}\n", FormatCSL},
		{"openalex", "works.jsonl", `{"id":"https://openalex.org/W2741809807","title":"x"}`, FormatOpenAlex},
		{"json scalar", "a.json", `"just"`, FormatUnknown},
		{"jats", "a.xml", `<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS" "x.dtd"><article><front/></article>`, FormatJATS},
		{"jats bare", "a.xml", "<article><broken", FormatJATS},
		{"html5 article", "a.html", "<article><h1>x</h1></article>", FormatHTML},
		{"tei", "a.xml", `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>`, FormatTEI},
		{"html", "a.txt", "\n<!DOCTYPE html>\n<html><body>x", FormatHTML},
		{"html fragment", "a.txt", `<div class="x"><p>Text</p></div>`, FormatHTML},
		{"endnote", "a.xml", `<?xml version="1.0" encoding="UTF-8"?><xml><records><record>`, FormatEndNote},
		{"pubmed", "a.xml", `<?xml version="1.0" ?><!DOCTYPE PubmedArticleSet PUBLIC "x" "y"><PubmedArticleSet>`, FormatPubMed},
		{"xml unknown", "a.xml", "<?xml version='1.0'?><broken>", FormatUnknown},
		{"text named xml", "a.xml", "not markup at all", FormatUnknown},
		{"text named pdf", "a.pdf", "not a pdf", FormatUnknown},
		{"less-than in text", "a.txt", "< 5 % of studies", FormatPlain},
		{"pdf", "a.txt", "%PDF-1.7\n\x00\xff", FormatPDF},
		{"docx", "a.docx", "PK\x03\x04\x14\x00\x06\x00[Content_Types].xml .. word/document.xml", FormatDOCX},
		{"zip", "a.txt", "PK\x03\x04\x14\x00\x06\x00a.txt", FormatUnknown},
		{"noise", "a.txt", string(noise), FormatUnknown},
		{"nuls", "a.txt", strings.Repeat("\x00", 5000), FormatUnknown},
		{"empty", "a.txt", "", FormatUnknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Sniff([]byte(tt.in), tt.file); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
