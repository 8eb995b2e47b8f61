package index

import (
	"bufio"
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"citegraph/corpus"
	"citegraph/graph"
)

// askedReviews are requests to the articles of the shared reviews and all that
// they cite: as a reader would type them who remembers the work, or its
// subject in words of their own. As in asked, none was worded after seeing
// its result.
var askedReviews = []request{
	{"gluten symptoms without coeliac disease placebo", "doi:10.1038/ajg.2010.487"},
	{"Salerno criteria gluten sensitivity", "doi:10.3390/nu7064966"},
	{"low FODMAP diet irritable bowel", "doi:10.1038/nrgastro.2013.259"},
	{"iron zinc pearl millet absorption trial", "doi:10.3945/jn.113.176677"},
	{"inconsistency Higgins 2003", "doi:10.1136/bmj.327.7414.557 pmid:12958120"},
	{"Jadad blinding quality of trials", "doi:10.1016/0197-2456(95)00134-4"},
	{"PRISMA Liberati", "doi:10.1371/journal.pmed.1000100"},
	{"tulsi anxiety trial", "pmid:19253862"},
	{"rice shattering domestication", "pmid:16527928"},
	{"origin of cultivated rice genome variation", "doi:10.1038/nature11532"},
	{"wheat polyploidy domestication", "doi:10.1126/science.1143986"},
	{"wheat streak mosaic virus resistance microRNA", "doi:10.1111/j.1467-7652.2011.00647.x"},
	{"essential oils antimicrobial food review", "doi:10.1016/j.foodcont.2014.12.040"},
	{"óleos essenciais atividade antioxidante", "doi:10.1590/s1806-66902012000200025"},
	{"oyster mushroom cultivation", "doi:10.1007/s00253-009-2343-7"},
	{"network theory of mental disorders", "doi:10.1002/wps.20375"},
	{"Becke exact exchange", "doi:10.1063/1.464913"},
	{"worldwide hypertension prevalence 1990-2019", "doi:10.1016/s0140-6736(21)01330-1"},
	{"global cancer statistics 2018", "pmid:30207593"},
	{"tuberculosis treatment adherence Ethiopia", "doi:10.1371/journal.pmed.0040037"},
	{"C. elegans ventral nerve cord", "doi:10.1098/rstb.1976.0086"},
	{"cultural factors postnatal depression", "doi:10.1080/07399330802089149"},
	{"mini anterior approach hip replacement", "doi:10.1302/0301-620x.96b11.34348"},
	{"single versus double row rotator cuff repair", "doi:10.1016/j.arthro.2010.11.059"},
	{"arsenic groundwater wetland sediments", "doi:10.1038/nature07093"},
	{"chicken gut microbiota variability", "doi:10.1371/journal.pone.0084290"},
	{"silver nanoparticles from tea", "doi:10.1039/c0nr00046a"},
	{"hepatitis C Lithuania", "doi:10.1016/0928-0197(95)00017-8"},
	{"university branding", "doi:10.1007/s10734-008-9155-z"},
	{"chronic care model primary care", "doi:10.1016/j.ijcard.2017.11.057"},
	{"covid-19 cardiovascular disease meta-analysis", "doi:10.1016/j.ajem.2020.10.022"},
	{"race and sex differences CRP", "doi:10.1016/j.jacc.2005.04.051"},
	{"vitamin D Parkinson's disease", "doi:10.3389/fneur.2018.00909"},
	{"tea coffee brain tumours", "doi:10.1186/s12957-019-1591-y"},
	{"mTOR trafficking muscle", "doi:10.1249/jes.0000000000000173"},
	{"neuroscience national security ethics", "doi:10.1371/journal.pbio.1001289"},
}

// article is a line of the gold of the shared reviews, or a reference in it.
type article struct {
	DOI, PMID, Title, Journal, Abstract, Volume, Pages string
	Year                                               json.RawMessage // a number, or digits
	Authors                                            []corpus.Name
	References                                         []article
}

func (a *article) year() int {
	y, _ := strconv.Atoi(strings.Trim(string(a.Year), `"`))
	return y
}

// id is by what the goldens name a work; "" for one that they cannot.
func (a *article) id() string {
	switch {
	case a.DOI != "":
		return "doi:" + strings.ToLower(a.DOI)
	case a.PMID != "":
		return "pmid:" + a.PMID
	}
	if h := titleHash(a.Title); h != "" {
		return "title:" + h
	}
	return ""
}

// reviews is the graph of the shared reviews as their gold has it.
func reviews(t *testing.T) *fake {
	f, err := os.Open(shared(t, "reviews", "gold.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	num := map[string]uint32{}
	var works []*graph.Work
	add := func(a *article, held bool) (uint32, bool) {
		id := a.id()
		if id == "" {
			return 0, false
		}
		n, ok := num[id]
		if !ok {
			n = uint32(len(works))
			num[id] = n
			works = append(works, &graph.Work{ID: id})
		}
		if w := works[n]; !ok || held {
			w.Held = w.Held || held
			w.CSL = corpus.Work{Title: a.Title, Abstract: a.Abstract, ContainerTitle: a.Journal, Volume: a.Volume, Page: a.Pages, DOI: a.DOI, PMID: a.PMID, Author: a.Authors}
			if y := a.year(); y > 0 {
				w.CSL.Issued = &corpus.Date{Parts: [][]int{{y}}}
			}
		}
		return n, true
	}
	var cites [][2]uint32
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<26)
	for s.Scan() {
		var a article
		if err := json.Unmarshal(s.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		from, ok := add(&a, true)
		for i := range a.References {
			if to, found := add(&a.References[i], false); ok && found {
				cites = append(cites, [2]uint32{from, to})
			}
		}
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	return newFake(works, cites, nil)
}

// TestRankingReviews is TestRankingGolden over 172 articles and the 7,000
// works that they cite.
func TestRankingReviews(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing of it runs side by side in one process")
	}
	rankingGolden(t, openFake(t, reviews(t), nil), askedReviews, "ranking-reviews.txt")
}
