package index

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"citegraph/corpus/sample"
	"citegraph/graph"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// request is what someone types, and the works that it is after.
type request struct{ q, want string }

// asked are requests as people type them, and the works of the samples that
// whoever types them is after. No request was chosen or worded after seeing
// its result.
var asked = []request{
	{"lloyd-evans 2014", "lloydevans2014"},
	{"white 2020 one-to-one peer support", "white2020"},
	{"PRISMA", "moher2009 page2021"},
	{"prisma 2020", "page2021"},
	{"risk of bias tool", "higgins2011"},
	{"heterogeneity inconsistency meta-analysis", "higgins2003"},
	{"random effects DerSimonian", "dersimonian1986"},
	{"GRADE quality of evidence", "guyatt2008"},
	{"client satisfaction questionnaire", "attkisson1982"},
	{"recovery assessment scale", "corrigan2004 salzer2014"},
	{"hope scale development", "herth1992 snyder1991"},
	{"measuring hope", "herth1992 snyder1991"},
	{"empowerment scale", "rogers1997"},
	{"working alliance inventory", "horvath1989"},
	{"social functioning scale schizophrenia", "birchwood1990"},
	{"self-efficacy theory", "bandura1977"},
	{"social comparison", "festinger1954"},
	{"helper therapy", "riessman1965"},
	{"stigma", "burke2019 goffman1963"},
	{"group psychotherapy", "yalom2005"},
	{"personal recovery framework CHIME", "leamy2011"},
	{"vision of recovery 1990s", "anthony1993"},
	{"abuses of recovery", "slade2014"},
	{"online support young people", "ali2015"},
	{"virtual communities", "eysenbach2004"},
	{"digital peer support", "fortuna2020"},
	{"social media mental health", "naslund2016"},
	{"bipolar disorder online psychoeducation", "proudfoot2012"},
	{"postnatal depression", "dennis2009"},
	{"depression peer support meta-analysis", "fuhr2014 pfeiffer2011"},
	{"group peer support interventions", "lyons2021"},
	{"hearing voices groups", "dillon2013"},
	{"wellness recovery action plan", "cook2012"},
	{"crisis team discharge self-management", "johnson2018"},
	{"ENRICH", "gillard2022"},
	{"UPSIDES", "puschner2019"},
	{"hospital discharge peer support", "gillard2022 johnson2018 lawn2008 simpson2014"},
	{"readmissions", "sledge2011"},
	{"assertive community treatment consumer providers", "wrightberryman2011"},
	{"case management consumer team", "chinman2015 rivera2007 sells2006 solomon1995"},
	{"veterans", "chinman2015"},
	{"homelessness arrests", "clarke2000"},
	{"Cochrane consumer-providers", "pitt2013"},
	{"economic value for money", "trachtenberg2013"},
	{"umbrella review", "cooper2024"},
	{"barriers to implementation", "ibrahim2020 mirbahaeddin2022 vandewalle2016"},
	{"qualitative metasynthesis", "walker2013"},
	{"mechanisms of peer support", "moran2012 watson2019"},
	{"change model peer workers", "gillard2015"},
	{"peer specialist Massachusetts", "cabral2014"},
	{"international charter", "stratford2019"},
	{"concept analysis", "dennis2003"},
	{"psychiatric disabilites~", "corrigan2006 davidson2004 salzer2016"},
	{`author:davidson "severe mental illness"`, "davidson1999"},
	{"journal:bmj bias", "higgins2011"},
	{"doi:10.1186/s12888-020-02923-3", "white2020"},
	{"year:2011 peer readmiss*", "sledge2011"},
	{"cites(doi:10.1186/1471-244X-14-39) review", "sample2026how sample2026trials sample2026who"},
	{"supported socialisation", "davidson2004"},
	{"Solomon critical ingredients", "solomon2004"},
}

// samples is the graph of the works that the samples say they are of.
func samples() *fake {
	num := map[string]uint32{}
	var works []*graph.Work
	for i, w := range sample.Works() {
		c := csl(w.Year, w.Title, w.Journal, w.Author)
		c.DOI, c.Volume, c.Issue, c.Page = w.DOI, w.Volume, w.Issue, w.Page
		if w.Year == 0 {
			c.Issued = nil
		}
		num[w.Key] = uint32(i)
		works = append(works, &graph.Work{ID: w.Key, Key: w.Key, CSL: c, Held: strings.HasPrefix(w.Key, "sample")})
	}
	var cites [][2]uint32
	for _, f := range sample.Files() {
		for i, w := range sample.Works() {
			if w.Title != f.Title {
				continue
			}
			for _, key := range f.Works {
				cites = append(cites, [2]uint32{uint32(i), num[key]})
			}
		}
	}
	return newFake(works, cites, nil)
}

// TestRankingGolden writes down how high the works stand that people are after: a
// change of the ranking shows in testdata/ranking.txt.
func TestRankingGolden(t *testing.T) {
	rankingGolden(t, openFake(t, samples(), nil), asked, "ranking.txt")
}

func rankingGolden(t *testing.T, ix *Index, asked []request, name string) {
	t.Helper()
	var b strings.Builder
	mrr, recall := 0.0, 0.0
	for _, a := range asked {
		want := strings.Fields(a.want)
		got := strings.Fields(ids(find(t, ix, a.q, SearchOptions{N: 10, Lenient: true})))
		first, found := 0, 0
		for i, id := range got {
			if slices.Contains(want, id) {
				if first == 0 {
					first = i + 1
					mrr += 1 / float64(first)
				}
				if i < 5 {
					found++
				}
			}
		}
		recall += float64(found) / float64(len(want))
		fmt.Fprintf(&b, "%-52s first %d, %d of %d in five\n", a.q, first, found, len(want))
	}
	n := float64(len(asked))
	stats := fmt.Sprintf("%d queries, MRR %.3f, recall@5 %.3f\n\n%s", len(asked), mrr/n, recall/n, b.String())
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(stats), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	golden, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(golden), stats); d != "" {
		t.Errorf("the ranking changed (-update writes it down):\n%s", d)
	}
}
