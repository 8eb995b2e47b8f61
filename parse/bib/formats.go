package bib

import (
	"context"
	"fmt"
	"io"
	"iter"
	"strings"

	"citegraph/corpus"
)

// Format is a format of the table: a reader, a writer, or both.
type Format struct {
	Name   string        // as given on the command line
	Format corpus.Format // as sniffed; empty where it is only written
	Ext    string        // usual file name extension
	Read   func(context.Context, corpus.Input) iter.Seq2[*corpus.Text, error]
	Write  func(io.Writer, iter.Seq[*corpus.Work]) error
}

// Formats is the table of this package, in a fixed order.
func Formats() []Format {
	return []Format{
		{"csl", corpus.FormatCSL, "json", ReadCSL, WriteCSL},
		{"csl-ndjson", "", "ndjson", nil, WriteCSLLines},
		{"bibtex", corpus.FormatBibTeX, "bib", ReadBibTeX, WriteBibTeX},
		{"ris", corpus.FormatRIS, "ris", ReadRIS, WriteRIS},
		{"nbib", corpus.FormatNBIB, "nbib", ReadNBIB, WriteNBIB},
		{"endnote", corpus.FormatEndNote, "xml", ReadEndNote, WriteEndNote},
		{"wos", corpus.FormatWoS, "txt", ReadWoS, nil},
		{"scopus", corpus.FormatScopus, "csv", ReadScopus, nil},
		{"pubmed", corpus.FormatPubMed, "xml", ReadPubMed, nil},
		{"openalex", corpus.FormatOpenAlex, "jsonl", ReadOpenAlex, nil},
		{"ocmeta", corpus.FormatOCMeta, "csv", ReadOCMeta, WriteOCMeta},
	}
}

// Write writes works in the format called name. The names that can be written
// are in the error where name is none of them.
func Write(w io.Writer, name string, works iter.Seq[*corpus.Work]) error {
	var names []string
	for _, f := range Formats() {
		if f.Write == nil {
			continue
		}
		if f.Name == name {
			return f.Write(w, works)
		}
		names = append(names, f.Name)
	}
	return fmt.Errorf("unknown format %q: one of %s", name, strings.Join(names, ", "))
}
