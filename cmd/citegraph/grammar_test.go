package main

import (
	"strings"
	"testing"
)

// TestGrammar asks every construct of the query language of the library of the
// samples. What a query finds is compared with another that must find the same,
// or is some ("+") or nothing ("0").
func TestGrammar(t *testing.T) {
	dir := t.TempDir()
	if _, err := writeSamples(dir + "/samples"); err != nil {
		t.Fatal(err)
	}
	lib := dir + "/lib"
	must(t, "index", dir+"/samples", "--library", lib)
	const white = "id:white2020effectiveness"
	tests := []struct{ name, query, want string }{
		{"implied and", `peer support`, `peer AND support`},
		{"and of the same", `peer AND peer`, `peer`},
		{"or", `peer OR hope`, `NOT (NOT peer NOT hope)`},
		{"or is loosest", `hope OR peer recovery`, `hope OR (peer AND recovery)`},
		{"minus", `peer -support`, `peer NOT support`},
		{"not of not", `NOT NOT peer`, `peer`},
		{"parentheses", `(peer OR hope) recovery`, `peer recovery OR hope recovery`},
		{"a word and its forms", `reviews`, `review`},
		{"a phrase in order", `"peer support"`, `"Peer Support"`},
		{"a phrase out of order", `"review systematic of a"`, `0`},
		{"proximity", `"support peer"~1`, `"peer support"~1`},
		{"prefix", `hospital*`, `+`},
		{"wildcard", `h?pe`, `+`},
		{"fuzzy", `recovry~`, `recovry~1`},
		{"fuzzy finds the word", `recovry~1 recovery`, `recovery`},
		{"fuzzy, two edits", `rcovry~2`, `+`},
		{"regular expression", `/hope|recover(y|ing)/`, `+`},
		{"boost changes no set", `hope^2 recovery`, `hope recovery`},
		{"first author", `^"Gillard S"`, `firstauthor:"Gillard S"`},
		{"first author is an author", `firstauthor:gillard author:gillard`, `firstauthor:gillard`},
		{"last author is an author", `lastauthor:gillard author:gillard`, `lastauthor:gillard`},
		{"field", `title:hope`, `hope[ti]`},
		{"field list", `title:(hope OR recovery)`, `title:hope OR title:recovery`},
		{"title or abstract", `peer support[tiab]`, `tiab:peer tiab:support`},
		{"name, tagged", `Gillard S[au]`, `author:"Gillard S"`},
		{"abstract", `abstract:peer has:abstract`, `abstract:peer`},
		{"keyword", `keyword:peer has:keyword`, `keyword:peer`},
		{"journal, any of its names", `journal:"BMC Psychiatry"`, `in(journal:"BMC Psychiatry")`},
		{"journal by ISSN", `issn:1471-244X`, `in(issn:1471-244X)`},
		{"year", `year:2014`, `year:=2014`},
		{"year, tagged", `2014[dp]`, `year:2014`},
		{"range", `year:2010..2014`, `year:>=2010 year:<=2014`},
		{"range, tagged", `2010:2014[dp]`, `year:2010..2014`},
		{"open ranges", `year:2010.. OR year:..2009`, `has:year`},
		{"comparisons", `year:>2013 year:<2015`, `year:2014`},
		{"a bare year", `lloyd-evans 2014`, `+`},
		{"volume", `volume:14`, `volume:14..14`},
		{"issue", `issue:1`, `issue:1..1`},
		{"page, any reading", `page:39 page:=39`, `page:=39`},
		{"cited", `cited:>=1`, `has:cited`},
		{"refs", `refs:>=1`, `has:refs`},
		{"degree", `degree:0`, `cited:0 refs:0`},
		{"confidence", `conf:>=0 conf:<=1`, `conf:0..1`},
		{"doi", `doi:10.1186/1471-244X-14-39`, `id:10.1186/1471-244X-14-39`},
		{"key", `key:white2020effectiveness`, white},
		{"a name as a word", `white2020effectiveness`, white},
		{"pmid, none", `pmid:1`, `0`},
		{"pmcid, none", `pmcid:PMC1`, `0`},
		{"arxiv, none", `arxiv:2001.00001`, `0`},
		{"isbn, none", `isbn:9780306406157`, `0`},
		{"stub", `is:stub`, `NOT is:held`},
		{"held", `held:yes`, `is:held`},
		{"not held", `held:no`, `is:stub`},
		{"review", `is:review`, `review:yes`},
		{"review, tagged", `review[pt]`, `is:review`},
		{"partial", `is:partial`, `partial:yes`},
		{"ambiguous", `is:ambiguous`, `ambiguous:yes`},
		{"retracted", `is:retracted`, `0`},
		{"self", `is:self is:held`, `is:self`},
		{"missing", `missing:doi`, `NOT has:doi`},
		{"has in a list", `has:(doi OR pmid)`, `has:doi OR has:pmid`},
		{"from", `from:who.txt`, `from:who`},
		{"in", `in:who.txt`, `from:who.txt OR citedby(from:who.txt)`},

		{"cites", `cites(` + white + `)`, `citations(` + white + `)`},
		{"cites by name alone", `cites(white2020effectiveness)`, `cites(` + white + `)`},
		{"cites by DOI alone", `cites(10.1186/1471-244X-14-39)`, `cites(doi:10.1186/1471-244X-14-39)`},
		{"refersto", `refersto:` + white, `cites(` + white + `)`},
		{"cites, at least", `cites(is:held, min=5) cites(is:held)`, `cites(is:held, min=5)`},
		{"cites all", `cites(all(` + white + ` OR doi:10.1186/1471-244X-14-39))`, `cites(` + white + `) cites(doi:10.1186/1471-244X-14-39)`},
		{"citedby", `citedby(from:who.txt)`, `references(from:who.txt)`},
		{"citedby as a field", `citedby:from:who.txt`, `citedby(from:who.txt)`},
		{"citedby all", `citedby(all(from:who.txt OR from:trials.txt))`, `citedby(from:who.txt OR from:trials.txt, min=2)`},
		{"union", `citedby(union(from:who.txt OR from:trials.txt))`, `citedby(from:who.txt) OR citedby(from:trials.txt)`},
		{"cites one and not the other", `cites(` + white + `) -cites(doi:10.1186/1471-244X-14-39)`, `cites(` + white + `) NOT cites(doi:10.1186/1471-244X-14-39)`},
		{"cocited", `cocited(` + white + `) citedby(cites(` + white + `))`, `cocited(` + white + `)`},
		{"cocited nearer", `cocited(` + white + `, near=bracket) cocited(` + white + `, near=sentence)`, `cocited(` + white + `, near=bracket)`},
		{"cocited in a sentence", `cocited(` + white + `, near=sentence) cocited(` + white + `, near=paragraph)`, `cocited(` + white + `, near=sentence)`},
		{"cocited in a section", `cocited(` + white + `, near=section) cocited(` + white + `, near=document)`, `cocited(` + white + `, near=section)`},
		{"cocited often", `cocited(` + white + `, min=3)`, `+`},
		{"coupled", `coupled(from:who.txt)`, `cites(citedby(from:who.txt)) -from:who.txt`},
		{"coupled closely", `coupled(from:who.txt, min=5) coupled(from:who.txt, min=2)`, `coupled(from:who.txt, min=5)`},
		{"within one step", `within(1, ` + white + `)`, white + ` OR cites(` + white + `) OR citedby(` + white + `)`},
		{"within, one way", `within(1, ` + white + `, via=citedby)`, white + ` OR cites(` + white + `)`},
		{"within two", `within(2, ` + white + `) within(1, ` + white + `)`, `within(1, ` + white + `)`},
		{"by", `by(author:"Gillard S")`, `author:"Gillard S"`},
		{"coauthors write with", `by(coauthors(author:"Gillard S")) author:"Gillard S"`, `+`},
		{"authors", `type:author coauthors(author:"Gillard S", min=2)`, `+`},
		{"journals", `type:journal psychiatry`, `+`},
		{"sentences", `type:context recovery`, `+`},
		{"sentences that cite", `type:context cites(` + white + `) recovery`, `type:context recovery cites(` + white + `)`},
		{"same sentence", `context(recovery cites(` + white + `))`, `context(cites(` + white + `) recovery)`},
		{"words of sentences", `context:recovery`, `+`},
		{"all types", `type:all gillard`, `+`},
		{"related, so many", `related("peer support", n=5)`, `topn(5, related("peer support", n=5))`},
		{"related, by one method", `related(` + white + `, method=cocite, n=5)`, `+`},
		{"similar", `similar("peer support after discharge", n=5)`, `+`},
		{"topn", `topn(5, is:held, sort=cited) is:held`, `topn(5, is:held, sort=cited)`},
		{"in a query", `cocited(doi:10.1186/1471-244X-14-39, near=sentence) AND topn(20, related("peer worker empowerment"))`, `+`},
		{"a gap list", `is:stub citedby(held:yes, min=1) missing:doi`, `is:stub citedby(is:held) -has:doi`},
	}
	count := func(q string) string {
		code, out, errs := call(t, "", "search", "--library", lib, "--count", "--", q)
		if code != exitOK && code != exitEmpty {
			t.Fatalf("%s: exit %d\n%s", q, code, errs)
		}
		return strings.TrimSpace(out)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, want := count(tt.query), tt.want
			switch want {
			case "0":
			case "+":
				if got == "0" {
					t.Errorf("%s finds nothing", tt.query)
				}
				return
			default:
				want = count(want)
			}
			if got != want {
				t.Errorf("%s finds %s; %s finds %s", tt.query, got, tt.want, want)
			}
		})
	}
}
