package scatter

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"citegraph/corpus"

	"github.com/google/go-cmp/cmp"
)

// brief writes what was found, one fragment a line: class and what matters.
func brief(r Result) []string {
	var out []string
	for _, f := range r.Fragments {
		v := f.Value
		s := f.Class + " "
		switch f.Class {
		case corpus.FragAuthors:
			for _, a := range v.Authors {
				s += a.Family + " " + a.Initials + ","
			}
			if v.EtAl {
				s += " et al"
			}
			s += v.Role
		case corpus.FragLocator:
			page := ""
			if len(v.Page) > 0 {
				page = v.Page[0].Value
			}
			s += fmt.Sprintf("%d|%s|%s|%s", v.Year, v.Volume, v.Issue, page)
		case corpus.FragJournal:
			s += v.Full + "|" + v.Abbreviation
		case corpus.FragTitle:
			s += v.Title
		case corpus.FragPublisher:
			s += fmt.Sprintf("%s|%s|%d", v.Place, v.Publisher, v.Year)
		case corpus.FragIdentifier:
			s += v.Type + " " + v.Value
		case corpus.FragStatistic:
			s += fmt.Sprint(v.Stat)
		case corpus.FragDatabase:
			s += v.Name
		case corpus.FragDate:
			s += v.Value
		}
		out = append(out, s)
	}
	return out
}

func TestFind(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"list and locator", "We were glad of it. Davidson L, Bellamy C, Guy K, Miller R. 2012;11(2):1238. The staff were kind to us.", []string{
			"author_list Davidson L,Bellamy C,Guy K,Miller R,", "locator 2012|11|2|123-128"}},
		{"et al.", "Sells D, Black R, Davidson L, Rowe M, et al. They went home.", []string{"author_list Sells D,Black R,Davidson L,Rowe M, et al"}},
		{"list with commas and its year", "who said so. Repper, J., & Carter, T. (2011). Then it rained.", []string{"author_list Repper J,Carter T,"}},
		{"semicolons", "It was long. Repper, J.; Carter, T.; Watkins, P.J. We slept.", []string{"author_list Repper J,Carter T,Watkins PJ,"}},
		{"editors", "It was. In: Norcross JC, Lambert MJ, editors. We ate.", []string{"author_list Norcross JC,Lambert MJ,editor"}},
		{"particles", "It rained. van der Gaag M, de Haan L, O'Brien T. We ate.", []string{"author_list van der Gaag M,de Haan L,O'Brien T,"}},
		{"no name", "The children took vitamin D every day. Vitamin D. Hepatitis C. Then it rained on us.", nil},
		{"locators", "It was. 2005;366(9489):895903. (2020) 11:e1234. It was cold. 2017, 388, 15451602. 31(4):44350. 2016;6:e010391. We ate.", []string{
			"locator 2005|366|9489|895-903", "locator 2020|11||e1234", "locator 2017|388||1545-1602", "locator 0|31|4|443-450", "locator 2016|6||e010391"}},
		{"numbers that are none", "We saw 12, 345 of them at 10:30 in 2016, 2017 and 1:10 of 5; 20 were at 3:15.", nil},
		{"journals", "It was so. Schizophr Bull. We ate. Acta Psychiatr Scand. J Peer Rehabil Stud. We slept. Background. Results.", []string{
			"journal Schizophrenia Bulletin|Schizophr Bull", "journal Acta Psychiatrica Scandinavica|Acta Psychiatr Scand", "journal |J Peer Rehabil Stud"}},
		{"two journals", "They ate. Psychiatr Rehabil J. Psychol Med. We left.", []string{
			"journal Psychiatric Rehabilitation Journal|Psychiatr Rehabil J", "journal Psychological Medicine|Psychol Med"}},
		{"a journal runs on", "It was so. Community Mental Health Journal 2006;42(3):25570. We left.", []string{
			"journal Community Mental Health Journal|Community Ment Health J", "locator 2006|42|3|255-270"}},
		{"title behind its list", "We left. Solomon P. Peer support/peer provided services: underlying processes, benefits, and critical ingredients. We ate.", []string{
			"author_list Solomon P,", "title Peer support/peer provided services: underlying processes, benefits, and critical ingredients"}},
		{"title", "We were at home then. A randomised controlled trial of cognitive behavioural therapy for psychosis: study protocol and statistical analysis plan. They were kind to all of us.", []string{
			"title A randomised controlled trial of cognitive behavioural therapy for psychosis: study protocol and statistical analysis plan"}},
		{"publisher", "It was so. London: Routledge; 2009. We ate.", []string{"publisher London|Routledge|2009"}},
		{"identifiers", "It is at https://doi.org/10.1136/bmj.n71. The protocol (CRD42016037293), NCT01864577, PMC3001602 and https://www.cochrane.org/news.", []string{
			"identifier doi 10.1136/bmj.n71", "identifier prospero CRD42016037293", "identifier trial NCT01864577", "identifier pmcid PMC3001602", "identifier url https://www.cochrane.org/news"}},
		{"statistics", "It fell (SMD = -0.31, 95% CI -0.52 to -0.10; I2 = 44%), n=212, with follow-up from 3 to 18 months.", []string{
			"statistic map[ci_high:-0.1 ci_level:95 ci_low:-0.52 estimate:-0.31 measure:SMD]", "statistic map[measure:I2 value:44]",
			"statistic map[measure:n value:212]", "statistic map[high:18 low:3 measure:follow_up_months]"}},
		{"databases and date", "We searched MEDLINE, PsycINFO and CINAHL until 4 May 2018 for trials.", []string{
			"database MEDLINE", "database APA PsycINFO", "database CINAHL", "date 2018-05-04"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := &corpus.Text{Body: tt.in}
			r := Find(text, nil)
			check(t, text, r)
			if diff := cmp.Diff(tt.want, brief(r)); diff != "" {
				t.Errorf("%s\n%s", tt.in, diff)
			}
		})
	}
}

func TestSkip(t *testing.T) {
	const s = "It was so [12, 13]. Schizophr Bull. We ate."
	r := Find(&corpus.Text{Body: s}, []corpus.Span{{Start: 20, End: 35}})
	if len(r.Fragments) != 0 {
		t.Errorf("found %v in what was skipped", brief(r))
	}
}

func TestJoins(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"single initial", "We left. Bellamy C, Solomon P. Peer support among persons with severe mental illnesses: a review of evidence and experience. We ate.",
			[]string{"Bellamy C, Solomon P. Peer support among persons with severe mental illnesses: a review of evidence and experience."}},
		{"two initials", "We left. Bellamy C, Miller RT. Peer support among persons with severe mental illnesses: a review of evidence and experience. We ate.", nil},
		{"et al.", "We left. Bellamy C, Solomon P, et al. Peer support among persons with severe mental illnesses: a review of evidence and experience. We ate.", nil},
		{"torn journal", "We left. Schizophr Bull. 2006;32(3):44350. We ate.", nil},
		{"journal", "We left. Schizophrenia Bulletin 2006;32(3):44350. We ate.", []string{"Schizophrenia Bulletin 2006;32(3):44350"}},
		{"year", "We left. Solomon, P. (2004). We ate.", []string{"Solomon, P. (2004)"}},
	}
	for _, tt := range tests {
		text := &corpus.Text{Body: tt.in}
		r := Find(text, nil)
		check(t, text, r)
		var got []string
		for _, j := range r.Joins {
			got = append(got, tt.in[j.Span.Start:j.Span.End])
			if j.Reason == "" || j.Confidence <= 0 {
				t.Errorf("%s: join without reason or confidence: %+v", tt.name, j)
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s:\n%s", tt.name, diff)
		}
	}
}

func TestGlue(t *testing.T) {
	const s = "It rained. best garden snails near me Schizophr Bull. We ate. the garden snails The sun came. View. PubMedGoogle Scholar. garden snails 2022 They slept. " +
		"garden snails It was late. WebThe house was old. We left.\nCheap Shoes Online, Best Pizza In Town, Old Cars For Sale, Articles W"
	text := &corpus.Text{Body: s}
	r := Find(text, nil)
	check(t, text, r)
	var got []string
	for _, d := range r.Discarded {
		got = append(got, s[d.Span.Start:d.Span.End])
	}
	want := []string{"best garden snails near me", "the garden snails", "View.", "PubMedGoogle Scholar.", "garden snails 2022", "garden snails", "Web",
		"Cheap Shoes Online, Best Pizza In Town, Old Cars For Sale, Articles W"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"journal Schizophrenia Bulletin|Schizophr Bull"}, brief(r)); diff != "" {
		t.Error(diff)
	}
}

func TestScattered(t *testing.T) {
	lists := []string{"Bellamy C, Solomon P.", "Davidson L, Guy K.", "Repper J, Carter T.", "Sells D, Rowe M.", "Norcross JC, Lambert MJ.", "Slade M, Amering M."}
	var torn, whole strings.Builder
	for i, l := range lists {
		fmt.Fprintf(&torn, "We walked there slowly with them. %s It was raining on that day. %d;%d(2):1238. ", l, 2001+i, 10+i)
		fmt.Fprintf(&whole, "%d. %s A study of the matter. Psychol Med %d;%d(2):123-8.\n", i+1, l, 2001+i, 10+i)
	}
	if !Scattered(&corpus.Text{Body: torn.String()}) {
		t.Error("torn text is not seen to be scattered")
	}
	if Scattered(&corpus.Text{Body: whole.String()}) {
		t.Error("a reference list is seen to be scattered")
	}
	marked := &corpus.Text{Body: torn.String(), Blocks: []corpus.Block{{Kind: corpus.RefEntry}}}
	if Scattered(marked) || Scattered(&corpus.Text{}) {
		t.Error("text with marked references, or none, is seen to be scattered")
	}
}

func TestTitleOdds(t *testing.T) {
	if n := len(weights()); n < 5000 {
		t.Fatalf("%d weights", n)
	}
	title := titleOdds("Effect of early supported discharge on length of stay: a cluster randomised trial")
	prose := titleOdds("We found that the patients were discharged earlier than those who had not been supported by the team.")
	if title < 2 || prose > -2 {
		t.Errorf("odds: title %.1f, prose %.1f", title, prose)
	}
}

func TestFindIsLinear(t *testing.T) {
	for name, s := range map[string]string{
		"brackets": strings.Repeat("(", 200_000), "squares": strings.Repeat("[", 200_000), "dots": strings.Repeat(". ", 200_000),
		"names": strings.Repeat("Smith J, ", 50_000), "vitamins": strings.Repeat("Vitamin A, ", 50_000), "capitals": strings.Repeat("Aaa ", 50_000),
		"numbers": strings.Repeat("2001;1(", 12_000), "one word": strings.Repeat("a", 1<<20), "upper": strings.Repeat("A", 1<<19), "hyphens": strings.Repeat("-1", 50_000),
		"titles": "Smith J. " + strings.Repeat("effect of ", 50_000), "links": strings.Repeat("PubMed ", 50_000), "keys": strings.Repeat("n=", 25_000), "initials": strings.Repeat("J. ", 100_000),
		"spam": strings.Repeat("best x near me ", 8_000), "colons": strings.Repeat("A: B; 1", 12_000),
	} {
		text := &corpus.Text{Body: s}
		start := time.Now()
		check(t, text, Find(text, nil)) // a quadratic reading would not come back within the test's time
		t.Logf("%s: %d bytes, %v", name, len(s), time.Since(start))
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"Smith J, Doe K. 2001;1(2):34. J Med. Title of it?", "Web", "10.1/a http://", "Müller Ä, É É. ", "\xff.\xfe", "van de", "1;1", "best a near me best a near me best a near me X", "A, B, C, D", "J. J. J.", "(1990)", "\n\t"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := &corpus.Text{Body: strings.ToValidUTF8(s, " ")}
		check(t, text, Find(text, nil))
		Scattered(text)
	})
}
