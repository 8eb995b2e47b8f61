package scan

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"citegraph/corpus"

	"github.com/google/go-cmp/cmp"
)

// What the doc comments say.
var (
	doiExpr  = regexp.MustCompile(`\b10\.\d{4,9}/[^\s"<>]{2,200}`)
	yearExpr = regexp.MustCompile(`\b(?:1[6-9]|20)\d\d(?:[ ,][A-Za-z\d\s.,/-]{0,25})?\s?;`)
)

func dois(s string) (out []corpus.Span) {
	for at := 0; ; {
		d, ok := DOI(s, at)
		if !ok {
			return out
		}
		out = append(out, d)
		at = d.End
	}
}

func doisByExpr(s string) (out []corpus.Span) {
	for _, m := range doiExpr.FindAllStringIndex(s, -1) {
		out = append(out, corpus.Span{Start: m[0], End: m[1]})
	}
	return out
}

// years are all of them, those within the reach of another too.
func years(s string) (out []int) {
	for at := 0; ; {
		i := Year(s, at)
		if i < 0 {
			return out
		}
		out = append(out, i)
		at = i + 1
	}
}

func yearsByExpr(s string) (out []int) {
	for i := range s {
		from := max(0, i-1) // the expression needs to see the byte before
		for _, m := range yearExpr.FindAllStringIndex(s[from:min(len(s), i+40)], -1) {
			if from+m[0] == i {
				out = append(out, i)
			}
		}
	}
	return slices.Compact(out)
}

var texts = []string{
	"",
	"see doi:10.1186/1472-6963-13-188. And https://doi.org/10.1097/YCO.0000000000000074, 10.1/x, 110.1000/ab, 10.12345678901/ab, 10.1000/a",
	"10.1000/" + strings.Repeat("x", 300) + " 10.1000/é\xff\"",
	"BMC Health Serv Res. 2013;13:188. J Clin 2016 Jan 9;71(4):395-404. 2016, Jan-Feb ; 3; 12009;1 1599;3 2099;4 2009\n;5",
	"2001 2002 2003; 1998 _2004; 2005_; ;;;; 2006 , May;",
	"2010 with many words of which no month is made up;1",
}

func TestAgainstExpressions(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing of it runs side by side in one process")
	}
	check := func(s string) {
		t.Helper()
		if d := cmp.Diff(doisByExpr(s), dois(s)); d != "" {
			t.Fatalf("%q: DOIs (-want +got):\n%s", s, d)
		}
		if d := cmp.Diff(yearsByExpr(s), years(s)); d != "" {
			t.Fatalf("%q: years (-want +got):\n%s", s, d)
		}
	}
	for _, s := range texts {
		check(s)
	}
	r := rand.New(rand.NewPCG(4, 7))
	pieces := []string{"10.", "1000", "/", "ab", " ", ";", "2009", "1999", "20", "1", "Jan", ",", "-", ".", "\n", "é", "\"", "doi:", "_", "(", "71", "\xc3"}
	for range 20_000 {
		var b strings.Builder
		for range r.IntN(24) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		check(b.String())
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range texts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d := cmp.Diff(doisByExpr(s), dois(s)); d != "" {
			t.Fatalf("DOIs (-want +got):\n%s", d)
		}
		for _, i := range years(s) {
			if !yearExpr.MatchString(s[max(0, i-1):]) {
				t.Fatalf("no year at %d", i)
			}
		}
	})
}
