package bib

import (
	"errors"
	"strings"
	"testing"

	"citegraph/corpus"
)

// TestHostile repeats what opens something, and never closes it, until a reader
// that looked ahead from each place would be at it for hours. Each must end,
// keep its spans within the text and its notes within bounds.
func TestHostile(t *testing.T) {
	tests := []struct {
		format          corpus.Format
		pre, unit, post string
	}{
		{corpus.FormatBibTeX, "", "@a{", ""},
		{corpus.FormatBibTeX, "@a{k, t=", "{", ""},
		{corpus.FormatBibTeX, "", "\n@a{k, t=", ""},
		{corpus.FormatBibTeX, "@a{k, t=\"", "\n@a{k,", ""},
		{corpus.FormatBibTeX, "@a{k, t={", "@", ""},
		{corpus.FormatBibTeX, "@a{k, ", "x = ", "}"},
		{corpus.FormatBibTeX, "@a{k, author={", " and ", "}}"},
		{corpus.FormatBibTeX, "@a{k, author={", "a, ", "}}"},
		{corpus.FormatBibTeX, "@a{k, ", "f={v},", "}"},
		{corpus.FormatBibTeX, "", "@a{k, crossref={k2}}\n@b{k2,crossref={k}}\n", ""},
		{corpus.FormatBibTeX, "", "@comment{", ""},
		{corpus.FormatBibTeX, "", "@comment{\n", ""},
		{corpus.FormatBibTeX, "@a{k, title={", "\\'{", "}}"},
		{corpus.FormatBibTeX, "", "@a(k, t={x)\n", ""},
		{corpus.FormatBibTeX, "@a{k, t=a ", "# a ", "}"},
		{corpus.FormatCSL, "", "{", ""},
		{corpus.FormatCSL, "[{\"a\":", "[", ""},
		{corpus.FormatCSL, "", "{\"a\":", ""},
		{corpus.FormatCSL, "[", "{x},", ""},
		{corpus.FormatCSL, "[", "\"", ""},
		{corpus.FormatCSL, "", "\"\\", ""},
		{corpus.FormatCSL, "", "{\"id\":\"", ""},
		{corpus.FormatCSL, "", "{\"id\":\"\n", ""},
		{corpus.FormatCSL, "", "{\"items\":[", ""},
		{corpus.FormatCSL, "", "x ", ""},
		{corpus.FormatCSL, "", "\uFEFF", ""},
		{corpus.FormatCSL, "", "]", ""},
		{corpus.FormatCSL, "", "{\"a\":{\"message\":", ""},
		{corpus.FormatCSL, "", "{\"message\":", ""},
		{corpus.FormatCSL, "{\"title\":\"", "\\u", "\"}"},
		{corpus.FormatCSL, "{\"title\":\"", "&amp;amp;amp;", "\"}"},
		{corpus.FormatCSL, "{\"title\":\"", "<i ", "\"}"},
		{corpus.FormatRIS, "", "TY  - ", ""},
		{corpus.FormatRIS, "", "TY  - X\n", ""},
		{corpus.FormatRIS, "", "AU  - X\n", ""},
		{corpus.FormatRIS, "", "junk\n", ""},
		{corpus.FormatRIS, "TY  - JOUR\nAB  - x\n", "more words\n", ""},
		{corpus.FormatRIS, "TY  - JOUR\nAU  - ", "a;b,c,", ""},
		{corpus.FormatNBIB, "", "PMID- 1\n", ""},
		{corpus.FormatNBIB, "PMID- 1\nAB  - x\n", "      x\n", ""},
		{corpus.FormatNBIB, "", "\nAU  - X", ""},
		{corpus.FormatEndNote, "", "<record>", ""},
		{corpus.FormatEndNote, "", "<", ""},
		{corpus.FormatEndNote, "", "<record ", ""},
		{corpus.FormatEndNote, "<record>", "<a>", "</record>"},
		{corpus.FormatEndNote, "", "</record>", ""},
		{corpus.FormatEndNote, "", "<record></record>", ""},
		{corpus.FormatEndNote, "<record>", "&x;", "</record>"},
		{corpus.FormatPubMed, "", "<PubmedArticle>", ""},
		{corpus.FormatPubMed, "<PubmedArticle>", "<ReferenceList>", "</PubmedArticle>"},
		{corpus.FormatWoS, "PT J\n", "CR a, b\n", ""},
		{corpus.FormatWoS, "", "PT J\n", ""},
		{corpus.FormatWoS, "PT\tAU\tTI\tSO\n", "a\t", ""},
		{corpus.FormatWoS, "PT J\nCR ", ", ", ""},
		{corpus.FormatWoS, "PT J\nCR ", "   V1, P1\n", ""},
		{corpus.FormatScopus, "title,authors\n", "\"", ""},
		{corpus.FormatScopus, "title,authors\n", "\"a\n", ""},
		{corpus.FormatScopus, "title,authors,references\na,b,", "; a", ""},
		{corpus.FormatScopus, "title,authors,references\na,b,", "Smith J. ", ""},
		{corpus.FormatScopus, "title,authors,references\na,b,", "(2001) ", ""},
		{corpus.FormatScopus, "title,authors,references\na,b,\"", "; A B., x (2001)", "\""},
		{corpus.FormatScopus, "title,authors\na,\"", "a, ", "\""},
		{corpus.FormatOCMeta, "id,title,author\na,b,", "[", ""},
		{corpus.FormatOCMeta, "id,title,author\na,b,", "; [", ""},
		{corpus.FormatOpenAlex, "{\"abstract_inverted_index\":{\"a\":", "[", "}}"},
		{corpus.FormatOpenAlex, "{\"abstract_inverted_index\":{", "\"a\":[1],", "\"b\":[2]}}"},
	}
	for _, tt := range tests {
		text := tt.pre + strings.Repeat(tt.unit, 15_000) + tt.post
		refs, notes, err := readAll(t, corpus.Input{Format: tt.format, Text: text})
		for _, r := range refs {
			if r.Span.Start < 0 || r.Span.End > len(text) || r.Span.Len() < 0 || len(r.References) > maxCited {
				t.Errorf("%s %q: span %v, %d cited", tt.format, tt.unit, r.Span, len(r.References))
			}
		}
		if limit := (len(refs)/chunk + 1) * (maxNotes + 1); len(notes) > limit {
			t.Errorf("%s %q: %d notes, limit %d", tt.format, tt.unit, len(notes), limit)
		}
		if err != nil && !errors.Is(err, corpus.ErrFormat) && !strings.Contains(err.Error(), "line ") {
			t.Errorf("%s %q: error without a place: %v", tt.format, tt.unit, err)
		}
	}
}
