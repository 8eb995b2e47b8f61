package parse

import (
	"context"
	"iter"

	"citegraph/corpus"
	"citegraph/parse/bib"
	"citegraph/parse/html"
	"citegraph/parse/jats"
	"citegraph/parse/markup"
	"citegraph/parse/pdf"
	"citegraph/parse/plain"
)

// reader makes texts of an input. It yields an error at most once, as the last.
type reader func(context.Context, corpus.Input) iter.Seq2[*corpus.Text, error]

// readers is the one table Format → reader. To add a format: one line here,
// one in corpus.Sniff.
func readers() map[corpus.Format]reader {
	table := map[corpus.Format]reader{
		corpus.FormatPlain:    plain.Read,
		corpus.FormatDOCX:     markup.Read,
		corpus.FormatLaTeX:    markup.Read,
		corpus.FormatMarkdown: markup.Read,
		corpus.FormatPDF:      pdf.Read,
		corpus.FormatHTML:     html.Read,
		corpus.FormatJATS:     jats.Read,
		corpus.FormatTEI:      jats.Read,
	}
	for _, f := range bib.Formats() { // libraries have a table of their own
		if f.Read != nil {
			table[f.Format] = f.Read
		}
	}
	return table
}
