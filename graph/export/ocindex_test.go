package export

import (
	"strings"
	"testing"

	"citegraph/corpus"

	"github.com/google/go-cmp/cmp"
)

func TestOCIndex(t *testing.T) {
	src := hostile()
	src.works[0].CSL.Issued.Parts = [][]int{{1998, 8, 15}}
	src.works[1].CSL = corpus.Work{DOI: "10.1/a,b", PMID: "9699234", Issued: &corpus.Date{Parts: [][]int{{1999, 9}}}}
	src.works[3].CSL.PMID = "1"
	src.works[3].CSL.Issued = nil
	v := mustView(t, src, nil)
	var notes []string
	v.Style.Note = func(s string) { notes = append(notes, s) }
	got := string(mustWrite(t, "ocindex", v))
	doi := "doi:10.1002/(SICI)1097-0258(19980815)17:15/16<1661::AID-SIM968>3.0.CO;2-2"
	want := "citing,cited,creation,timespan\n" +
		doi + `,"doi:10.1/a,b pmid:9699234",1998-08-15,-P1Y1M` + "\n" +
		doi + ",pmid:1,1998-08-15,\n" +
		`pmid:1,"doi:10.1/a,b pmid:9699234",,` + "\n"
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if len(notes) != 1 || !strings.HasPrefix(notes[0], "3 of 6 citations were left out") {
		t.Errorf("notes %q", notes)
	}
}

func TestTimespan(t *testing.T) {
	for _, tt := range []struct {
		later, earlier []int
		want           string
	}{
		{nil, []int{1990}, ""},
		{[]int{2000}, []int{1990, 5, 1}, "P10Y"},
		{[]int{1990}, []int{1990}, "P0Y"},
		{[]int{1990}, []int{1991}, "-P1Y"},
		{[]int{2001, 2}, []int{1999, 11, 3}, "P1Y3M"},
		{[]int{2001, 3, 1}, []int{2001, 1, 31}, "P0Y1M1D"},
		{[]int{2001, 2, 28}, []int{2001, 1, 31}, "P0Y1M0D"},
		{[]int{2001, 3, 9}, []int{2000, 3, 10}, "P0Y11M27D"},
		{[]int{2000, 3, 10}, []int{2001, 3, 9}, "-P0Y11M27D"},
	} {
		if got := timespan(tt.later, tt.earlier); got != tt.want {
			t.Errorf("timespan(%v, %v) = %q, want %q", tt.later, tt.earlier, got, tt.want)
		}
	}
	for _, tt := range []struct {
		parts [][]int
		want  string
	}{{nil, ""}, {[][]int{{2001, 13}}, "2001"}, {[][]int{{-5}}, ""}, {[][]int{{2001, 2, 3, 4}}, "2001-02-03"}, {[][]int{{}}, ""}} {
		if got := isoDate(dateParts(tt.parts)); got != tt.want {
			t.Errorf("date of %v is %q, not %q", tt.parts, got, tt.want)
		}
	}
}
