package match

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"citegraph/corpus"
)

// item reads "authors | title | journal | year;volume(issue):page | id | edition";
// trailing parts may be missing. An author is "Family Given" or "=Organisation".
func item(s string) Item {
	p := strings.Split(s+"|||||", "|")
	for i := range p {
		p[i] = strings.TrimSpace(p[i])
	}
	w := &corpus.Work{Title: p[1], ContainerTitle: p[2], Edition: p[5]}
	for a := range strings.SplitSeq(p[0], ",") {
		a = strings.TrimSpace(a)
		if org, ok := strings.CutPrefix(a, "="); ok {
			w.Author = append(w.Author, corpus.Name{Literal: org})
		} else if f, g, _ := strings.Cut(a, " "); f != "" {
			w.Author = append(w.Author, corpus.Name{Family: f, Given: g})
		}
	}
	year, place, _ := strings.Cut(p[3], ";")
	if y, err := strconv.Atoi(year); err == nil {
		w.Issued = &corpus.Date{Parts: [][]int{{y}}}
	}
	vol, page, _ := strings.Cut(place, ":")
	vol, issue, _ := strings.Cut(strings.TrimSuffix(vol, ")"), "(")
	w.Volume, w.Issue, w.Page = vol, issue, page
	switch {
	case strings.HasPrefix(p[4], "10."):
		w.DOI = p[4]
	case p[4] != "":
		w.PMID = p[4]
	}
	return Item{Work: w}
}

func TestCompare(t *testing.T) {
	tests := []struct {
		name   string
		a, b   string
		kind   Kind
		reason string
	}{
		{"style", "Repper Julie, Carter Tim | A review of the literature on peer support in mental health services | Journal of Mental Health | 2011;20(4):392-411",
			"Repper J, Carter T | A review of the literature on peer support in mental health services. | J Ment Health | 2011;20:392-411", Same, "title+author+year+locator+journal"},
		{"doi alone", "| | | | 10.1186/1471-244X-14-39", "Lloyd-Evans B | A systematic review and meta-analysis of randomised controlled trials of peer support | BMC Psychiatry | 2014;14:39 | 10.1186/1471-244x-14-39", Same, "doi"},
		{"heading of the page", "| Original article: | | | 10.1186/1471-244X-14-39", "Lloyd-Evans B | A systematic review and meta-analysis of randomised controlled trials of peer support | BMC Psychiatry | 2014;14:39 | 10.1186/1471-244x-14-39", Same, "doi"},
		{"journal for title", "| BMC Psychiatry | | | 10.1186/1471-244X-14-39", "Lloyd-Evans B | A systematic review and meta-analysis of randomised controlled trials of peer support | BMC Psychiatry | 2014;14:39 | 10.1186/1471-244x-14-39", Same, "doi"},
		{"an organisation divided otherwise", "=Panel to Review Measurement of Food Insecurity and Hunger National Research Council | Food insecurity and hunger in the United States: an assessment of the measure | | 2006",
			"=Panel to Review Measurement of Food Insecurity and Hunger, =National Research Council | Food insecurity and hunger in the United States: an assessment of the measure | | 2006", Same, "title+author+year"},
		{"two dois", "Sledge W | Effectiveness of peer support in reducing readmissions of persons with multiple psychiatric hospitalizations | Psychiatric Services | 2011 | 10.1176/ps.62.5.pss6205_0541",
			"Sledge W | Effectiveness of peer support in reducing readmissions | Psychiatric Services | 2011 | 10.1176/appi.ps.62.5.541", Different, "doi"},
		{"subtitle cut, et al.", "White S | The effectiveness of one-to-one peer support in mental health services | BMC Psychiatry | 2020;20:534",
			"White Sarah, Foster Rhiannon, Marks Jacqueline | The effectiveness of one-to-one peer support in mental health services: a systematic review and meta-analysis | BMC Psychiatry | 2020;20(1):534", Same, "title+author+year+locator+journal"},
		{"typing slip", "Davidson L, Bellamy C | Peer support among persons with severe mental ilnesses: a review of evidence | World Psychiatry | 2012;11:123-8",
			"Davidson L, Bellamy C | Peer support among persons with severe mental illnesses: a review of evidence | World Psychiatry | 2012;11:123-128", Same, "title+author+year+locator+journal"},
		{"online and print year", "Mead S, Hilton D | Peer support: a theoretical perspective | Psychiatric Rehabilitation Journal | 2001;25:134-141",
			"Mead S, Hilton D | Peer support: a theoretical perspective | Psychiatr Rehabil J | 2000;25:134-141", Same, "title+author+locator+journal"},
		{"two papers of one team in one year", "Gillard S, Edwards C | Introducing peer worker roles into UK mental health service teams: a qualitative analysis | BMC Health Services Research | 2013;13:188",
			"Gillard S, Edwards C | Patient and public involvement in the coproduction of knowledge: a reflection | Qualitative Health Research | 2012;22:1126", Different, ""},
		{"part", "Buchheit M, Laursen P | Interval training, solutions to the programming puzzle: part 1 | Sports Medicine | 2013;43:313",
			"Buchheit M, Laursen P | Interval training, solutions to the programming puzzle: part 2 | Sports Medicine | 2013;43:927", Different, "part"},
		{"Roman parts", "=Japan Esophageal Society | Japanese classification of esophageal cancer, 11th edition: part I | Esophagus | 2017;14:1-36",
			"=Japan Esophageal Society | Japanese classification of esophageal cancer, 11th edition: part II and III | Esophagus | 2017;14:37-65", Different, "part"},
		{"neighbours in one volume", "Paltridge N, Milham P, Ortiz-Monasterio J | Energy-dispersive X-ray fluorescence spectrometry as a tool for zinc, iron and selenium analysis in whole grain wheat | Plant and Soil | 2012;361:261-269",
			"Paltridge N, Palmer L, Milham P | Energy-dispersive X-ray fluorescence analysis of zinc and iron concentration in rice and pearl millet grain | Plant and Soil | 2012;361:251-260", Different, ""},
		{"a digit lost from both pages", "Narayana K, Narasinga Rao M | Functional properties of raw and heat processed winged bean flour | Journal of Food Science | 1982;47:534-538",
			"Narayana K, Narasinga Rao M | Functional properties of raw and heat processed winged bean flour | J Food Sci | 1982;47:1534-1538", Same, "title+author+year+locator+journal"},
		{"a volume with its issue, twice", "Wheeler D | | Nucleic Acids Research | 2003;31(1):28", "Wheeler D | | Nucleic Acids Research | 2003;311(1):28", Same, "author+year+locator+journal"},
		{"nobody's name", "=Anonymous | Weekly epidemiological bulletin special supplement report | | 2010;2(3):1", "=Anonymous | Weekly epidemiological bulletin report | | 2011;2(45):1-6", Different, ""},
		{"numbers of a bulletin", "=Ministério da Saúde | Doença pelo novo coronavírus COVID-19 | Boletim Epidemiológico Especial | 2022;100", "=Ministério da Saúde | Doença pelo novo coronavírus COVID-19 | Boletim Epidemiológico Especial | 2022;99", Likely, ""},
		{"erratum", "Simpson A, Flood C | Peer support in mental health: a randomised trial | The Lancet | 2014;383:10",
			"Simpson A, Flood C | Erratum: Peer support in mental health: a randomised trial | The Lancet | 2014;383:890", Different, "erratum"},
		{"protocol", "Johnson S, Lamb D | Peer-supported self-management for people discharged from a crisis team | The Lancet | 2018;392:409",
			"Johnson S, Lamb D | Peer-supported self-management for people discharged from a crisis team: study protocol | The Lancet | 2017;390:11", Different, ""},
		{"protocol of the same year", "Johnson S, Lamb D | Peer-supported self-management for people discharged from a crisis team | The Lancet | 2018",
			"Johnson S, Lamb D | Peer-supported self-management for people discharged from a crisis team: study protocol | Trials | 2018", Different, "protocol"},
		{"preprint", "Martin A, Borrill P | Genome-wide transcription during early wheat meiosis is independent of synapsis | Frontiers in Plant Science | 2018;9:1791",
			"Martin A, Borrill P | Genome-wide transcription during early wheat meiosis is independent of synapsis | bioRxiv | 2018", Different, "preprint"},
		{"edition", "Yalom I | The theory and practice of group psychotherapy | | 1995 | | 4th ed", "Yalom I | The theory and practice of group psychotherapy | | 1995 | | 5", Different, "edition"},
		{"edition printed otherwise", "Yalom I | The theory and practice of group psychotherapy | | 2005 | | 5th ed.", "Yalom I | The theory and practice of group psychotherapy | | 2005 | | fifth edition", Same, "title+author+year"},
		{"yearly report", "Makhoul J, Schwartz R | Robust continuous speech recognition | Workshop on Speech and Natural Language | 1990",
			"Makhoul J, Schwartz R | Robust continuous speech recognition | Workshop on Speech and Natural Language | 1991", Likely, "title+author+journal"},
		{"negation", "Mounier R | Hypobaric hypoxia induces different responses from normobaric hypoxia | J Appl Physiol | 2012;112:1784",
			"Mounier R | Hypobaric hypoxia does not induce different responses from normobaric hypoxia | J Appl Physiol | 2012;112:1788", Different, ""},
		{"qualifier before", "Siegel R, Miller K | Cancer statistics, 2017 | CA Cancer J Clin | 2017;67:7", "Siegel R, Miller K | Colorectal cancer statistics, 2017 | CA Cancer J Clin | 2017;67:177", Likely, "title+author+year+journal"},
		{"organisation", "=World Health Organization | Dengue and severe dengue | | 2014", "=WHO | Dengue and severe dengue | | 2014", Same, "title+author+year"},
		{"organisation taken for a person", "Canada Health | Novel food information on glabrous canary seed | | 2016", "=Health Canada | Novel food information on glabrous canary seed | | 2016", Same, "title+author+year"},
		{"editorials", "Thornicroft G | Editorial | Epidemiology and Psychiatric Sciences | 2014;23:1", "Thornicroft G | Editorial | Epidemiology and Psychiatric Sciences | 2014;23:205", Different, ""},
		{"names only", "Simpson A, Flood C, Rowe J", "Simpson Alan, Flood Chris, Rowe Julie, Quigley Jody | Results of a pilot randomised controlled trial | BMC Psychiatry | 2014;14:30", Likely, "names"},
		{"locator without a name", "| | | 2011;20:392-411", "Repper J | A review of the literature on peer support | Journal of Mental Health | 2011;20:392-411", Likely, "year+locator"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, b := item(tt.a), item(tt.b)
			got := Compare(&a, &b)
			if got.Kind != tt.kind || tt.reason != "" && got.Reason != tt.reason {
				t.Errorf("got %v %q, log-odds %.1f; want %v %q", got.Kind, got.Reason, got.odds, tt.kind, tt.reason)
			}
			if back := Compare(&b, &a); back != got {
				t.Errorf("the other way round: %+v, want %+v", back, got)
			}
		})
	}
}

// A kind that says dataset alone contradicts an article, not a page of the net.
func TestDatasetByKind(t *testing.T) {
	data := item("Iacus S, King G, Porro G | Matching for causal inference without balance checking | | 2009")
	data.Work.Type = "dataset"
	page := item("Iacus SM, King G, Porro G | Matching for causal inference without balance checking | | 2009")
	article := item("Iacus SM, King G, Porro G | Matching for causal inference without balance checking | Political Analysis | 2009")
	if v := Compare(&data, &page); v.Kind != Same {
		t.Errorf("a page and a dataset by its kind: %v", v)
	}
	if v := Compare(&data, &article); v.Kind == Same {
		t.Errorf("an article and a dataset: %v", v)
	}
}

func TestSeries(t *testing.T) {
	a, b := item("=Ministério da Saúde | Doença pelo novo coronavírus COVID-19 | | 2022"), item("=Ministério da Saúde | Doença pelo novo coronavírus COVID-19 | | 2022")
	a.Work.CollectionTitle, b.Work.CollectionTitle = "Boletim Epidemiológico Especial, 103", "Boletim Epidemiológico Especial; 99"
	if v := Compare(&a, &b); v.Kind == Same {
		t.Errorf("two numbers of a series are %v, log-odds %.1f", v.Kind, v.odds)
	}
	b.Work.CollectionTitle = "Boletim epidemiológico especial 103"
	if v := Compare(&a, &b); v.Kind != Same {
		t.Errorf("one number of a series is %v, log-odds %.1f", v.Kind, v.odds)
	}
}

func resolve(t testing.TB, items []Item, opt *Options) *Result {
	t.Helper()
	r, err := Resolve(context.Background(), items, opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestResolve(t *testing.T) {
	t.Run("a weak mention does not chain two works", func(t *testing.T) {
		r := resolve(t, []Item{
			item("Smith A | Outcomes of supported employment in early psychosis | Schizophrenia Bulletin | 2006;166:1092-1097"),
			item("| | | 2006;166:1092-1097"),
			item("Jones B | Antidepressants and the risk of falls among older adults | Archives of Internal Medicine | 2006;166:1092-1097"),
		}, nil)
		if r.Of[0] == r.Of[2] {
			t.Error("two works became one through a locator")
		}
		if r.N != 3 || len(r.Doubts) == 0 {
			t.Errorf("a locator that fits two works went to one: %v, doubts %v", r.Of, r.Doubts)
		}
	})
	t.Run("a locator goes to the one work it fits", func(t *testing.T) {
		locator := item("| | | 1997;48:1042-1047")
		locator.Pages = []string{"104", "1042"}
		locator.Work.Page = "104-27"
		r := resolve(t, []Item{item("Lehman A | Patterns of usual care for schizophrenia | Psychiatric Services | 1997;48(8):1042-1047"), locator}, nil)
		if r.N != 1 || r.Reason[1] != "year+locator" {
			t.Errorf("%v %q", r.Of, r.Reason)
		}
	})
	t.Run("works that look alike and have other identifiers are no doubt", func(t *testing.T) {
		one, two := "Li Z, Rutger J | The 3,000 rice genomes project | GigaScience | 2014;3:7", "=The 3k RGP | The 3,000 rice genomes project | GigaScience | 2014;3:1-6"
		if r := resolve(t, []Item{item(one), item(two)}, nil); r.N != 2 || len(r.Doubts) != 1 {
			t.Errorf("without identifiers: %v, doubts %v", r.Of, r.Doubts)
		}
		r := resolve(t, []Item{item(one), item(one + "|24872877"), item(two), item(two + "|24460651")}, nil)
		if r.N != 2 || len(r.Doubts) != 0 {
			t.Errorf("with them: %v, doubts %v", r.Of, r.Doubts)
		}
	})
	t.Run("mentions that say nothing stay apart", func(t *testing.T) {
		if r := resolve(t, []Item{item("| Introduction"), item("| Introduction"), item("Smith J | | | 2004"), item("Smith J | | | 2004")}, nil); r.N != 4 {
			t.Errorf("%d works of 4", r.N)
		}
	})
	t.Run("keys", func(t *testing.T) {
		k := Item{Work: &corpus.Work{}, Key: "sum:1"}
		if r := resolve(t, []Item{k, k, {Work: &corpus.Work{}, Key: "sum:2"}}, nil); r.N != 2 || r.Of[0] != r.Of[1] {
			t.Errorf("%v", r.Of)
		}
	})
	t.Run("decisions", func(t *testing.T) {
		same := item("White S | The effectiveness of one-to-one peer support | BMC Psychiatry | 2020;20:534")
		other := item("Foster R | Another matter of some weight | The Lancet | 2011;3:5")
		r := resolve(t, []Item{same, same, other}, &Options{Must: [][2]int32{{0, 2}}, Cannot: [][2]int32{{0, 1}}})
		if r.N != 2 || r.Of[0] != r.Of[2] || r.Of[0] == r.Of[1] {
			t.Errorf("%v", r.Of)
		}
	})
}

// field makes many mentions that look alike.
func field(n int, r *rand.Rand) []Item {
	words := strings.Fields("peer support mental health services recovery review trial community hospital outcomes training roles workers experience evidence")
	var items []Item
	for range n {
		var title []string
		for range 3 + r.IntN(4) {
			title = append(title, words[r.IntN(len(words))])
		}
		it := item(fmt.Sprintf("Gillard S, White S | %s | Journal %d | %d;%d:%d", strings.Join(title, " "), r.IntN(3), 2000+r.IntN(5), r.IntN(4), r.IntN(40)))
		if r.IntN(4) == 0 {
			it.Work.Title = ""
		}
		items = append(items, it)
	}
	return items
}

func TestOrderDoesNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	items := field(400, r)
	want := resolve(t, items, nil)
	for range 20 {
		perm := r.Perm(len(items))
		mixed := make([]Item, len(items))
		for i, p := range perm {
			mixed[i] = items[p]
		}
		got := resolve(t, mixed, nil)
		if got.N != want.N {
			t.Fatalf("%d clusters, want %d", got.N, want.N)
		}
		to := map[int32]int32{}
		for i, p := range perm {
			if k, ok := to[got.Of[i]]; ok && k != want.Of[p] {
				t.Fatal("another partition")
			}
			to[got.Of[i]] = want.Of[p]
			if got.Reason[i] != want.Reason[p] || got.P[i] != want.P[p] {
				t.Fatalf("reason %q %v, want %q %v", got.Reason[i], got.P[i], want.Reason[p], want.P[p])
			}
		}
	}
}

// Near-equal titles by the thousand are compared with neighbours only.
func TestNoQuadraticBlocks(t *testing.T) {
	var items []Item
	for i := range 12000 {
		items = append(items, item(fmt.Sprintf("Smith J | On the matter of the case in question, number %d | Annals | 2001", i)))
	}
	r, err := newResolver(items, &Options{})
	if err != nil {
		t.Fatal(err)
	}
	r.block()
	if n := len(r.pairs); n > 12000*window*6 {
		t.Errorf("%d pairs of 12000 mentions", n)
	}
	if got := resolve(t, items, nil); got.N != 12000 {
		t.Errorf("%d works", got.N)
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("Repper J | A review | J Ment Health | 2011;20(4):392-411", "=WHO | Erratum: part 2 | bioRxiv | 1;2:3 | 10.1/x | 3rd")
	f.Fuzz(func(t *testing.T, x, y string) {
		a, b := item(x), item(y)
		v := Compare(&a, &b)
		if w := Compare(&b, &a); v != w {
			t.Errorf("%+v one way, %+v the other", v, w)
		}
	})
}
