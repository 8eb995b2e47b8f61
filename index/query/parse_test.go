package query

import (
	"errors"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"word", `hope`, `hope`},
		{"implied and", `peer support`, `peer AND support`},
		{"or is loosest", `a OR b c`, `a OR b AND c`},
		{"parentheses", `(a OR b) c`, `(a OR b) AND c`},
		{"needless parentheses", `((a)) (b c)`, `a AND b AND c`},
		{"minus", `hope -title:protocol`, `hope AND NOT title:protocol`},
		{"not", `NOT (a OR b)`, `NOT (a OR b)`},
		{"double not", `NOT -a`, `a`},
		{"minus binds tighter than and", `-a b`, `NOT a AND b`},
		{"hyphen within", `peer-led`, `peer-led`},
		{"phrase", `"peer support"`, `"peer support"`},
		{"proximity", `"peer support"~5`, `"peer support"~5`},
		{"prefix", `hospital*`, `hospital*`},
		{"wildcard", `h?spit*l`, `h?spit*l`},
		{"fuzzy", `recovry~`, `recovry~1`},
		{"fuzzy 2", `recovry~2`, `recovry~2`},
		{"regex", `/hospitali[sz]ation/`, `/hospitali[sz]ation/`},
		{"regex with slash", `/a\/b/`, `/a\/b/`},
		{"boost", `hope^2 "peer support"^1.5`, `hope^2 AND "peer support"^1.5`},
		{"first author", `^"Gillard S"`, `firstauthor:"Gillard S"`},
		{"first author word", `^gillard`, `firstauthor:gillard`},
		{"escapes", `a\*b \AND \"x`, `a\*b AND \AND AND \"x`},
		{"question", `does it work?`, `does AND it AND work`},
		{"comma", `hope, recovery`, `hope AND recovery`},

		{"field", `title:hope`, `title:hope`},
		{"field alias", `au:gillard`, `author:gillard`},
		{"initials", `author:Smith J hope`, `author:"Smith J" AND hope`},
		{"initials with points", `(firstauthor:Smith, J.-P.) hope`, `firstauthor:"Smith J.-P." AND hope`},
		{"no initials", `author:Smith "US" OR author:Smith AND author:smith hope`, `author:Smith AND "US" OR author:Smith AND author:smith AND hope`},
		{"field case", `Title:hope`, `title:hope`},
		{"field list", `author:(gillard OR white)`, `author:gillard OR author:white`},
		{"field list in and", `x author:(gillard OR white)`, `x AND (author:gillard OR author:white)`},
		{"list of numbers", `year:(2010 OR 2012)`, `year:2010 OR year:2012`},
		{"year", `year:2014`, `year:2014`},
		{"range", `year:2010..2020`, `year:2010..2020`},
		{"range with hyphen", `year:2010-2020`, `year:2010..2020`},
		{"open range", `year:2010..`, `year:>=2010`},
		{"open range below", `year:..2010`, `year:<=2010`},
		{"comparison", `cited:>=5 refs:<3 degree:>1`, `cited:>=5 AND refs:<3 AND degree:>1`},
		{"conf", `conf:<0.5`, `conf:<0.5`},
		{"page", `page:145`, `page:145`},
		{"page best", `page:=145-155`, `page:=145-155`},
		{"volume text", `volume:S2`, `volume:S2`},
		{"volume range", `volume:3..7`, `volume:3..7`},
		{"doi with parentheses", `doi:10.1016/S0140-6736(05)66590-4`, `doi:"10.1016/S0140-6736(05)66590-4"`},
		{"doi", `doi:10.1186/s12888-020-02923-3`, `doi:10.1186/s12888-020-02923-3`},
		{"id", `id:w7k2`, `id:w7k2`},
		{"flags", `is:stub is:Held`, `is:stub AND is:held`},
		{"flag list", `is:(stub OR held)`, `is:stub OR is:held`},
		{"held", `held:yes held:no`, `is:held AND NOT is:held`},
		{"has", `has:doi missing:abstract`, `has:doi AND NOT has:abstract`},
		{"not missing", `-missing:doi`, `has:doi`},
		{"provenance", `from:white2020 in:"my file.txt"`, `from:white2020 AND in:"my file.txt"`},
		{"type", `type:author hope`, `type:author AND hope`},
		{"type alone", `type:journals`, `type:journal`},
		{"type and or", `type:author a OR b`, `type:author AND (a OR b)`},
		{"uri is text", `https://example.org/x`, `https\:\/\/example.org\/x`},
		{"pasted doi", `10.1136/bmj.n71`, `doi:10.1136/bmj.n71`},
		{"pasted doi in a relation", `cites(10.1016/S0140-6736(05)66590-4)`, `cites(doi:"10.1016/s0140-6736(05)66590-4")`},
		{"pasted address", `https://doi.org/10.1136/bmj.n71`, `doi:10.1136/bmj.n71`},
		{"pasted address of PubMed", `https://pubmed.ncbi.nlm.nih.gov/33782057/ hope`, `pmid:33782057 AND hope`},
		{"pasted address of PMC", `https://pmc.ncbi.nlm.nih.gov/articles/PMC8005924/`, `pmcid:PMC8005924`},
		{"doi as a word", `10.1136\/bmj.n71`, `10.1136\/bmj.n71`},
		{"et al.", `Smith et al., 2015`, `Smith AND 2015`},
		{"et al. in French", `et alors`, `et AND alors`},
		{"label", `PMID: 33782057`, `pmid:33782057`},
		{"label of a name", `author: gillard`, `author:gillard`},
		{"title with a colon", `Peer support: a review`, `Peer AND support AND a AND review`},
		{"title with a field in it", `hope in context: a review`, `hope AND in AND context AND a AND review`},
		{"compared without colon", `year>2010 cited>=5 year=2012`, `year:>2010 AND cited:>=5 AND year:2012`},
		{"compared with spaces", `PUBYEAR > 2010 cited:>= 5`, `year:>2010 AND cited:>=5`},
		{"Scopus", `TITLE-ABS-KEY(peer OR "mutual aid") AND AUTH(gillard)`, `(tiab:peer OR tiab:"mutual aid") AND author:gillard`},
		{"Web of Science", `TS=(peer AND hope) AND PY=(2010-2020) NOT TI=protocol`, `tiab:peer AND tiab:hope AND year:2010..2020 AND NOT title:protocol`},
		{"Ovid, as words", `\adj3 \#4 title:adj3`, `\adj3 AND \#4 AND title:\adj3`},

		{"tag on all", `peer support[tiab] AND hospital*`, `tiab:peer AND tiab:support AND hospital*`},
		{"tag on a name", `Gillard S[au]`, `author:"Gillard S"`},
		{"tag on a date", `2016[dp] 2010:2015[dp]`, `year:2016 AND year:2010..2015`},
		{"tag after or", `a OR b c[ti]`, `a OR title:b AND title:c`},
		{"tag stops at fields", `x year:2010 y[ti]`, `x AND year:2010 AND title:y`},
		{"tag review", `hope review[pt]`, `is:review`},
		{"tag behind not", `hope NOT animals[mh]`, `hope AND NOT (keyword:animals OR tiab:animals)`},
		{"tag behind not, on all", `hope NOT peer support[ti] x`, `hope AND NOT (title:peer AND title:support) AND x`},
		{"tag behind not, of one", `NOT a b c[ti]`, `NOT (title:a AND title:b AND title:c)`},
		{"not without a tag", `NOT a b (c)`, `NOT a AND b AND c`},
		{"nested behind not", strings.Repeat("NOT a cites(", 30) + "b" + strings.Repeat(")", 30), strings.Repeat("NOT a AND cites(", 30) + "b" + strings.Repeat(")", 30)},
		{"animal filter", `x NOT (animals[mh] NOT humans[mh])`, `x AND NOT ((keyword:animals OR tiab:animals) AND NOT (keyword:humans OR tiab:humans))`},
		{"heading", `"Depressive Disorder, Major/therapy"[Mesh:NoExp]`, `keyword:"Depressive Disorder, Major" OR tiab:Depressive AND tiab:Disorder AND tiab:Major`},
		{"heading with a star", `adolescen*[MeSH Terms]`, `keyword:adolescen* OR tiab:adolescen*`},
		{"type of publication", `randomized controlled trial[Publication Type]`, `keyword:"randomized controlled trial" OR tiab:randomized AND tiab:controlled AND tiab:trial`},
		{"long names of tags", `hope[Title/Abstract] care[Text Word] Gillard S[Author - First]`, `tiab:hope AND care AND firstauthor:"Gillard S"`},
		{"proximity", `"peer support"[tiab:~3]`, `tiab:"peer support"~3`},
		{"dates", `x AND ("2010/01/01"[Date - Publication] : "2020/12/31"[Date - Publication])`, `x AND year:2010..2020`},
		{"dates without end", `2015:3000[dp]`, `year:2015..3000`},
		{"not recorded", `x AND english[lang] AND (french[la])`, `x`},
		{"not recorded, or", `english[lang] OR x`, `x`},
		{"tag pmid", `12345[pmid]`, `pmid:12345`},

		{"cites", `cites(author:"Lloyd-Evans B" year:2014)`, `cites(author:"Lloyd-Evans B" AND year:2014)`},
		{"cites min", `cites(a,min=3)`, `cites(a, min=3)`},
		{"citations is cites", `citations(a)`, `cites(a)`},
		{"refersto", `refersto:id:w1 citedby:author:x`, `cites(id:w1) AND citedby(author:x)`},
		{"all", `citedby(all(from:white2020 OR from:fuhr2014))`, `citedby(all(from:white2020 OR from:fuhr2014))`},
		{"union", `citedby(union(a OR b))`, `citedby(a OR b)`},
		{"not relation", `cites(id:w7k2) -cites(id:w9q1)`, `cites(id:w7k2) AND NOT cites(id:w9q1)`},
		{"nested", `topn(20, related("peer worker"), sort=cited)`, `topn(20, related("peer worker"), sort=cited)`},
		{"within", `within(2,id:w1,via=cites)`, `within(2, id:w1, via=cites)`},
		{"cocited", `cocited(doi:10.1/x, near=sentence, min=2)`, `cocited(doi:10.1/x, min=2, near=sentence)`},
		{"context", `type:context "no effect" cites(title:"recovery assessment scale")`, `type:context AND "no effect" AND cites(title:"recovery assessment scale")`},
		{"context relation", `context(effect cites(id:w1))`, `context(effect AND cites(id:w1))`},
		{"context field", `context:effect`, `context:effect`},
		{"by", `by(author:gillard)`, `by(author:gillard)`},
		{"coauthors", `coauthors(author:"Gillard S", min=2)`, `coauthors(author:"Gillard S", min=2)`},
		{"similar", `similar("peer support", n=5)`, `similar("peer support", n=5)`},
		{"related with options", `related(a, n=5, method=cocite)`, `related(a, method=cocite, n=5)`},
		{"coupled with all", `coupled(all(a OR b), min=3)`, `coupled(all(a OR b), min=3)`},
		{"references is citedby", `references(a)`, `citedby(a)`},
		{"equals", `year:=2014 cited:=3`, `year:2014 AND cited:3`},
		{"first author in a field", `author:^gillard`, `firstauthor:gillard`},
		{"lower-case or is a word", `a or b`, `a AND or AND b`},
		{"in relation", `in(issn:1234-5678)`, `in(issn:1234-5678)`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q, _, err := Parse(tt.in)
			if err != nil {
				t.Fatalf("Parse(%q): %v", tt.in, err)
			}
			if got := q.String(); got != tt.want {
				t.Fatalf("Parse(%q) = %s, want %s", tt.in, got, tt.want)
			}
			again, _, err := Parse(q.String())
			if err != nil || again.String() != tt.want {
				t.Errorf("the canonical form %s is read as %v, %v", tt.want, again, err)
			}
		})
	}
}

// TestEveryName writes every field, value, relation and tag once: each is read
// under its own name, and its canonical form again.
func TestEveryName(t *testing.T) {
	var all []string
	for _, f := range Fields() {
		switch values := FieldValues(f); {
		case values != nil:
			for _, v := range values {
				all = append(all, f+":"+v)
			}
		case fields[f] == numeric:
			all = append(all, f+":1", f+":>=1", f+":1..2", f+":..2", f+":1..", f+":(1 OR 2)")
		case fields[f] == loose:
			all = append(all, f+":1", f+":1..2", f+":S1")
		case fields[f] == exact:
			all = append(all, f+":x1", f+`:"x 1"`, f+":(x1 OR x2)")
		default:
			all = append(all, f+":x", f+`:"x y"`, f+":x*", f+":x~1", f+":(x OR y)", f+`:"x y"~3`, f+":/x+/", f+":x^2")
		}
	}
	for _, r := range Relations() {
		arg := ""
		if relations[r].arg {
			arg = "2, "
		}
		all = append(all, r+"("+arg+"x)")
		if relations[r].many {
			all = append(all, r+"(all(x OR y))", r+"(union(x OR y))")
		}
		for _, o := range relations[r].opts {
			for _, v := range append([]string{"2"}, choices[o]...) {
				if choices[o] == nil || v != "2" {
					all = append(all, r+"("+arg+"x, "+o+"="+v+")")
				}
			}
		}
	}
	for a := range aliases {
		all = append(all, a+":1")
	}
	for a := range relationAliases {
		if all = append(all, a+"(x)"); aliases[a] == "" { // citations: and references: are numbers
			all = append(all, a+":x")
		}
	}
	for tag := range tags {
		value := "2014"
		if tags[tag] == "is" {
			value = "review"
		}
		all = append(all, value+"["+tag+"]")
	}
	if len(all) < 200 {
		t.Fatalf("only %d", len(all))
	}
	for _, s := range all {
		q, _, err := Parse(s)
		if err != nil {
			t.Errorf("Parse(%q): %v", s, err)
			continue
		}
		again, _, err := Parse(q.String())
		if err != nil || again.String() != q.String() {
			t.Errorf("Parse(%q) = %s, which is read as %v, %v", s, q, again, err)
		}
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct {
		name, in string
		pos      int
		msg      string // part of it
		hint     string // part of it
	}{
		{"empty", ``, 0, "empty", "type some words"},
		{"unknown field", `titel:hope`, 0, `no field "titel"`, "did you mean title:"},
		{"unknown field far", `xyzzy:hope`, 0, `no field "xyzzy"`, "quotes"},
		{"nothing behind field", `hope title:`, 11, "nothing stands behind title:", ""},
		{"unknown relation", `cite(a)`, 0, `no relation "cite"`, "cites"},
		{"unknown flag", `is:stubb`, 3, `does not know "stubb"`, "is:stub"},
		{"unknown tag", `hope[tiabb]`, 4, "no tag", "[tiab]"},
		{"unknown option", `cites(a, mn=2)`, 9, `no option "mn"`, "min"},
		{"option value", `cites(a, min=x)`, 13, "takes a number", "min=2"},
		{"near", `cocited(a, near=page)`, 16, "does not know", "sentence"},
		{"comma in relation", `cites(a, b)`, 9, "option", "quotes"},
		{"open parenthesis", `(a b`, 0, "never closed", ""},
		{"closing parenthesis", `a b)`, 3, "closes nothing", ""},
		{"open quote", `a "b`, 2, "never closed", ""},
		{"or at the end", `a OR`, 2, "nothing stands behind OR", ""},
		{"or at the front", `OR a`, 0, "nothing stands before OR", ""},
		{"and at the front", `AND a`, 0, "AND joins nothing", ""},
		{"not of nothing", `a NOT`, 2, "nothing stands behind NOT", ""},
		{"empty parentheses", `a ()`, 2, "empty", ""},
		{"bad number", `year:abc`, 5, "no number", "year:2010"},
		{"backwards", `year:2020..2010`, 5, "backwards", "2010..2020"},
		{"fuzz", `recovry~5`, 7, "1 or 2", ""},
		{"star alone", `*`, 0, "matches everything", ""},
		{"nine wildcards", `a* b* c* d* e* f* g* h* i*`, 24, "more than 8", ""},
		{"long fuzzy", strings.Repeat("a", 65) + "~2", 0, "at most 64", ""},
		{"long", strings.Repeat("a", 4001), 4000, "the limit is 4000", ""},
		{"deep", strings.Repeat("(", 41) + "a", 40, "nested", ""},
		{"bad regex", `/a(/`, 0, "missing", "RE2"},
		{"type inside", `a (type:author b)`, 3, "parentheses", "front"},
		{"two types", `type:author type:work a`, 12, "two types", ""},
		{"field in list", `author:(title:x)`, 8, "inside the list", ""},
		{"all outside", `all(a)`, 0, "directly inside", ""},
		{"within without number", `within(id:w1)`, 7, "begins with a number", ""},
		{"not recorded", `lastmod:2024`, 0, "not recorded", ""},
		{"bars", `a || b`, 2, "|| is no operator", "write OR"},
		{"exclamation", `a !b`, 2, "! is no operator", "-b"},
		{"Ovid's heading", `exp Depression/ AND x`, 4, "as Ovid writes it", "Depression[mh]"},
		{"Ovid's fields", `(hope or care).ti,ab. AND x`, 14, ".ti,ab. is a field as Ovid writes it", "tiab:("},
		{"Ovid's field of a word", `hope.tw.`, 0, ".tw. is a field as Ovid", "tiab:(hope"},
		{"Ovid's operator", `peer adj3 worker`, 5, "operator of Ovid", `"peer worker"~3`},
		{"line of a history", `#1 AND #2`, 0, "search history", "--save"},
		{"dates without an end", `2010[dp] : x`, 9, "no end", "2010:2016[dp]"},
		{"stars", strings.Repeat("hope* ", 65), 384, "more than 64 words with a *", ""},
		{"first title", `title:^x`, 6, "first author", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q, _, err := Parse(tt.in)
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("Parse(%q) = %v, %v, want an *Error", tt.in, q, err)
			}
			if e.Pos != tt.pos || !strings.Contains(e.Msg, tt.msg) || !strings.Contains(e.Hint, tt.hint) {
				t.Errorf("Parse(%q): %d %q %q, want %d %q %q", tt.in, e.Pos, e.Msg, e.Hint, tt.pos, tt.msg, tt.hint)
			}
		})
	}
}

func TestWarnings(t *testing.T) {
	tests := []struct {
		in   string
		want int
	}{
		{`peer or worker`, 1}, {`peer OR worker`, 0}, {`or worker`, 0}, {`hope – recovery`, 1}, {`hope and`, 0}, {`peer \or worker`, 0},
		{`a[mh] OR b[mh] OR c[mh]`, 1}, {`x AND english[lang]`, 1}, {`rct[pt]`, 1}, {`review[pt]`, 0}, {`author: gillard`, 1},
		{`peer support: hope`, 0}, {`titel: hope`, 1}, {`in context: hope`, 1}, {`TS=hope`, 1}, {`author:Smith, J`, 1}, {`author:smith J.`, 1}, {`author:smith hope`, 0}, {`author:smith OR x`, 0}, {`author:"Smith J" HIV`, 0},
	}
	for _, tt := range tests {
		_, w, err := Parse(tt.in)
		if err != nil || len(w) != tt.want {
			t.Errorf("Parse(%q) warns %v, %v, want %d", tt.in, w, err, tt.want)
		}
	}
}

func TestCaret(t *testing.T) {
	_, _, err := Parse(`héllo titel:x`)
	e := err.(*Error)
	want := "héllo titel:x\n      ^ there is no field \"titel\"\ndid you mean title:? Text with a colon stands in quotes"
	if got := e.Caret(); got != want {
		t.Errorf("Caret:\n%s\nwant\n%s", got, want)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`a OR b -c`, `cites(all(x), min=2)`, `"a b"~3^2 /x\/y/ h?p* \"`, `year:1..2[dp]`, `x y[au] 2010:2012[dp]`,
		`author:(a OR "b c") doi:10.1/(x)`, `within(2, a, via=both)`, `\- \AND type:all`, `refersto:a citedby:b`, `a\`, `NOT a b[mh] OR "2010"[dp] : "2012"[dp]`, `10.1/x https://doi.org/10.1234/(a)`, `TS=(a) year>2 \adj3 t: u`, `^"x y"~2`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, _, err := Parse(s)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("Parse(%q): %v is no *Error", s, err)
			}
			e.Caret()
			return
		}
		canon := q.String()
		if len(canon) > MaxBytes {
			return
		}
		again, _, err := Parse(canon)
		if err != nil {
			t.Fatalf("Parse(%q) = %s, which is not read: %v", s, canon, err)
		}
		if got := again.String(); got != canon {
			t.Fatalf("Parse(%q) = %s, which is read as %s", s, canon, got)
		}
	})
}
