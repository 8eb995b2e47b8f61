package plain

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"citegraph/corpus"

	"github.com/google/go-cmp/cmp"
)

func read(t testing.TB, s string) *corpus.Text {
	t.Helper()
	for x, err := range Read(context.Background(), corpus.Input{Text: s}) {
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	t.Fatal("no text")
	return nil
}

var kinds = map[corpus.BlockKind]string{
	corpus.Paragraph: "paragraph", corpus.Title: "title", corpus.Front: "front", corpus.Abstract: "abstract", corpus.Heading: "heading",
	corpus.ListItem: "item", corpus.Caption: "caption", corpus.Cell: "cell",
}

const article = `Journal of Peer Work 2019 ;17(2):51-60
https://doi.org/10.1000/jpw.2019.51

Peer support in hospital: a systematic review

Anna B. Schmidt, Carl Roe, Eva Lindqvist

Abstract
Background:

Peer workers are many.

Methods:

We searched three databases.

Keywords: peer support, hospital; review

1. Introduction

Peer work has a history that is longer than most people think, and it is told in many ways.

• first
• second

Table 1. Studies.
a	b	c
`

func TestReadBlocks(t *testing.T) {
	x := read(t, article)
	var got []string
	for _, b := range x.Blocks {
		s, _, _ := strings.Cut(x.Slice(b.Span), "\n")
		got = append(got, fmt.Sprintf("%s: %.24s", kinds[b.Kind], s))
	}
	want := []string{
		"front: Journal of Peer Work 201", "front: https://doi.org/10.1000/", "title: Peer support in hospital", "front: Anna B. Schmidt, Carl Ro",
		"heading: Abstract", "heading: Background:", "abstract: Peer workers are many.", "heading: Methods:", "abstract: We searched three databa",
		"front: Keywords: peer support, ", "heading: 1. Introduction", "paragraph: Peer work has a history ", "item: • first", "item: • second", "caption: Table 1. Studies.",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestReadWork(t *testing.T) {
	w := read(t, article).Work
	want := corpus.Work{
		Title: "Peer support in hospital: a systematic review", ContainerTitle: "Journal of Peer Work", Volume: "17", Issue: "2", Page: "51-60",
		DOI: "10.1000/jpw.2019.51", Issued: &corpus.Date{Parts: [][]int{{2019}}}, Keyword: "peer support, hospital, review",
		Abstract: "Peer workers are many. We searched three databases.",
		Author:   []corpus.Name{{Family: "Schmidt", Given: "Anna B."}, {Family: "Roe", Given: "Carl"}, {Family: "Lindqvist", Given: "Eva"}},
	}
	if d := cmp.Diff(want, w); d != "" {
		t.Error(d)
	}
}

func TestMasthead(t *testing.T) {
	tests := []struct{ line, want string }{
		{"BMJ Open 2018 ;8(5):e021600", "BMJ Open|2018|8|5|e021600"},
		{"World Psychiatry, 2012, 11:123-128", "World Psychiatry|2012|11||123-128"},
		{"2012 ;7(8):e42593", "|2012|7|8|e42593"},
		{"Peer support in 2012", ""},
		{"In 2012 (the year of the flood) we began to count all people", ""},
	}
	for _, tt := range tests {
		var w corpus.Work
		got := ""
		if masthead(tt.line, &w) {
			got = fmt.Sprintf("%s|%d|%s|%s|%s", w.ContainerTitle, w.Year(), w.Volume, w.Issue, w.Page)
		}
		if got != tt.want {
			t.Errorf("masthead(%q) = %q, want %q", tt.line, got, tt.want)
		}
	}
}

func TestLineEnds(t *testing.T) {
	for _, nl := range []string{"\n", "\r\n", "\r"} {
		x := read(t, strings.ReplaceAll("Abstract\n\nOne two three.\n\nFour\nfive.\n", "\n", nl))
		if len(x.Blocks) != 3 || x.Slice(x.Blocks[1].Span) != "One two three." {
			t.Errorf("%q: %+v", nl, x.Blocks)
		}
	}
	x := read(t, "One page.\n\fAnother page.")
	if len(x.Blocks) != 2 || x.Blocks[0].Page != 1 || x.Blocks[1].Page != 2 {
		t.Errorf("form feed: %+v", x.Blocks)
	}
}

// FuzzRead holds that blocks are in order, lie in the text, and that no
// character but white space is outside them.
func FuzzRead(f *testing.F) {
	for _, s := range []string{article, "\f\n\r\n\r", "1. a\n2. b", "Abstract: x", "Abstract", "2019 ;1:2\n10.1000/x\nA b\n\nAbstract\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x := read(t, s)
		last := 0
		for _, b := range x.Blocks {
			if b.Span.Start < last || b.Span.End > len(s) || b.Span.Len() <= 0 {
				t.Fatalf("block %v after %d", b.Span, last)
			}
			if left := strings.TrimFunc(s[last:b.Span.Start], func(r rune) bool { return space(r) || r == '\n' || r == '\r' || r == '\f' }); left != "" {
				t.Fatalf("%q is in no block", left)
			}
			last = b.Span.End
		}
	})
}
