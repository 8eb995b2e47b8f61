package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSplitLine(t *testing.T) {
	tests := []struct {
		line, words, last string
		quote             byte
	}{
		{"citegraph se", "citegraph", "se", 0},
		{"citegraph search ", "citegraph|search", "", 0},
		{"citegraph search 'peer author:gil", "citegraph|search", "peer author:gil", '\''},
		{`citegraph search "a \"b c`, "citegraph|search", `a "b c`, '"'},
		{`citegraph search a\ b 'c d' e`, "citegraph|search|a b|c d", "e", 0},
		{`citegraph search author:\"Gill`, "citegraph|search", `author:"Gill`, 0},
		{`citegraph search ''`, "citegraph|search", "", 0},
		{`citegraph '' x`, "citegraph|", "x", 0},
		{`citegraph x\`, "citegraph", `x\`, 0},
		{"", "", "", 0},
	}
	for _, tt := range tests {
		l := splitLine(tt.line)
		if got := strings.Join(l.words, "|"); got != tt.words || l.last != tt.last || l.quote != tt.quote {
			t.Errorf("%s: %s, %q, %q, want %s, %q, %q", tt.line, got, l.last, l.quote, tt.words, tt.last, tt.quote)
		}
	}
}

func TestLastClause(t *testing.T) {
	for in, want := range map[string]string{
		"peer author:gil": "author:gil", "cites(auth": "auth", `author:"Gillard S`: `author:"Gillard S`, "a -tit": "tit",
		"cites(a, mi": "mi", "": "", "a ": "", "year:2010-20": "year:2010-20", "(a OR (b ti": "ti", "peer-led": "peer-led",
	} {
		if before, got := lastClause(in); got != want || before+got != in {
			t.Errorf("%q: %q + %q, want %q at the end", in, before, got, want)
		}
	}
}

// TestComplete asks for completions in the library of the samples, as the
// scripts of the shells do.
func TestComplete(t *testing.T) {
	dir := t.TempDir()
	if _, err := writeSamples(dir + "/samples"); err != nil {
		t.Fatal(err)
	}
	lib := dir + "/lib"
	must(t, "index", dir+"/samples", "--library", lib)
	must(t, "search", "--library", lib, "--save", "peers", "title:peer", "--count")
	const breaks = " \t\n\"'@><=;|&(:"
	tests := []struct{ name, shell, line, want string }{
		{"command", "bash", "sea", "search"},
		{"flag", "zsh", "search --expl", "--explain"},
		{"value of a flag", "zsh", "search --sort ci", "cited"},
		{"format", "zsh", "export -f graphm", "graphml"},
		{"format of a list", "zsh", "search --format cs", "csl\ncsl-ndjson\ncsv"},
		{"gaps takes a query", "zsh", "gaps firsta", "firstauthor:"},
		{"value of a flag behind =", "zsh", "search --sort x --type jo", "journal"},
		{"saved, for a flag", "zsh", "search --forget p", "peers"},
		{"file names are the shell's", "zsh", "related --like-review dr", ""},
		{"field", "zsh", "search auth", "author:"},
		{"relation in a query", "zsh", "search 'peer -cocit", "peer -cocited("},
		{"author", "zsh", "search 'peer author:gillard", `peer author:"Gillard S."`},
		{"author in an open phrase", "zsh", `search 'author:"gillard s`, `author:"Gillard S."`},
		{"first word for fish", "fish", "search author:gillard", "author:Gillard"},
		{"all of it for fish", "fish", `search 'author:"gillard`, `author:"Gillard S."`},
		{"escaped for bash, behind the colon", "bash", "search author:gillard", `\"Gillard\ S.\"`},
		{"in quotes for bash", "bash", "search 'author:gillard", `author:"Gillard S."`},
		{"journal", "zsh", `search 'journal:"world p`, `journal:"World Psychiatry"`},
		{"word", "zsh", "search title:effectivene", "title:effectiveness"},
		{"values of a field", "zsh", "search is:st", "is:stub"},
		{"saved", "zsh", "search 'a @p", "a @peers"},
		{"saved for bash", "bash", "search @p", "@peers"},
		{"key", "zsh", "show white2020", "white2020effectiveness"},
		{"key in a query", "zsh", "search cites(id:white2020", "cites(id:white2020effectiveness"},
		{"query of an export", "zsh", "export --query is:retr", "is:retracted"},
		{"shells", "zsh", "completion z", "zsh"},
		{"help", "zsh", "help comple", "completion"},
		{"nothing like it", "zsh", "search zzzz", ""},
		{"no such command", "zsh", "zzzz x", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out := must(t, "complete", tt.shell, "citegraph --library "+lib+" "+tt.line, breaks)
			out = strings.NewReplacer(" G.", "", `\ G.`, "").Replace(out) // the fullest form of a name is the graph's to choose
			if d := cmp.Diff(tt.want, strings.TrimSpace(out)); d != "" {
				t.Errorf("%s\n%s", tt.line, d)
			}
		})
	}
}
