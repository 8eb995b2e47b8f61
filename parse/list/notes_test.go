package list

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNotes reads a text whose only references are its endnotes.
func TestNotes(t *testing.T) {
	notes := []string{
		`For the beginnings see Peter Burke, The French Historical Revolution (Cambridge: Polity, 1990), 12–14; cf. Natalie Zemon Davis, The Return of Martin Guerre (Cambridge, MA: Harvard University Press, 1983).`,
		`Ibid., 45.`,
		`Burke, French Historical Revolution, 77; Carlo Ginzburg, "Microhistory: Two or Three Things That I Know about It," Critical Inquiry 20, no. 1 (1993): 10–35.`,
		`Ginzburg, "Microhistory," 22.`,
		`Davis (n 1) 3.`,
		`The archive was closed for two of these years.`,
		`Vgl. Ginzburg, a. a. O., S. 30.`,
	}
	var b strings.Builder
	b.WriteString(prose + prose + "Notes\n\n")
	for i, n := range notes {
		b.WriteString(itoa(i+1) + ". " + n + "\n\n")
	}
	es, ns := Find(readText(t, b.String()))
	var raws []string
	for _, e := range es {
		raws = append(raws, e.Raw)
	}
	want := []string{
		"Peter Burke, The French Historical Revolution (Cambridge: Polity, 1990), 12–14",
		"Natalie Zemon Davis, The Return of Martin Guerre (Cambridge, MA: Harvard University Press, 1983).",
		`Carlo Ginzburg, "Microhistory: Two or Three Things That I Know about It," Critical Inquiry 20, no. 1 (1993): 10–35.`,
	}
	if d := cmp.Diff(want, raws); d != "" {
		t.Error(d)
	}
	type cited struct {
		N       int
		Locator string
	}
	var got [][]cited
	for _, n := range ns {
		var cs []cited
		for _, c := range n.Cites {
			cs = append(cs, cited{c.N, c.Locator})
		}
		got = append(got, cs)
	}
	if d := cmp.Diff([][]cited{{{1, "12–14"}, {2, ""}}, {{2, "45"}}, {{1, "77"}, {3, ""}}, {{3, "22"}}, {{2, "3"}}, nil, {{3, "30"}}}, got); d != "" {
		t.Error(d)
	}
}

// TestNotesBesideList reads short notes of a text that has a bibliography.
func TestNotesBesideList(t *testing.T) {
	text := prose + prose + "Notes\n\n" +
		"1. Burke 1990, 12.\n2. Davis 1983; Ginzburg 1993, 10–12.\n3. See Ginzburg 1993.\n4. Davis 1983, 5.\n5. Burke 1990.\n\n" +
		"Bibliography\n\nBurke, Peter. 1990. The French Historical Revolution. Cambridge: Polity.\n\n" +
		"Davis, Natalie Zemon. 1983. The Return of Martin Guerre. Cambridge, MA: Harvard University Press.\n\n" +
		"Ginzburg, Carlo. 1993. \"Microhistory: Two or Three Things That I Know about It.\" Critical Inquiry 20: 10–35.\n\n" +
		"Levi, Giovanni. 1988. Inheriting Power: The Story of an Exorcist. Chicago: University of Chicago Press.\n"
	es, ns := Find(readText(t, text))
	if len(es) != 4 || len(ns) != 5 {
		t.Fatalf("%d notes, %+v", len(ns), es)
	}
	var got []int
	for _, n := range ns {
		for _, c := range n.Cites {
			got = append(got, c.N)
		}
	}
	if d := cmp.Diff([]int{1, 2, 3, 3, 2, 1}, got); d != "" {
		t.Error(d)
	}
}

func TestPieces(t *testing.T) {
	tests := []struct {
		s    string
		want []string
	}{
		{"Smith, Title (Oxford: OUP, 1998), 45; Jones, “Other; and more,” 12.", []string{"Smith, Title (Oxford: OUP, 1998), 45", "Jones, “Other; and more,” 12."}},
		{"Weber, Titel (Berlin; New York: de Gruyter, 1998), 4.", []string{"Weber, Titel (Berlin; New York: de Gruyter, 1998), 4."}},
		{"Weber, Titel, Berlin; New York: de Gruyter, 1998.", []string{"Weber, Titel, Berlin; New York: de Gruyter, 1998."}},
		{"Baker, Brett; Mushin, Ilana; Harvey, Mark: Title, Oxford 2010.", []string{"Baker, Brett; Mushin, Ilana; Harvey, Mark: Title, Oxford 2010."}},
		{"So Smith 1998, 4. See also Doe 2001.", []string{"So Smith 1998, 4.", "Doe 2001."}},
		{"(Smith, 1998; Doe, 2001)", []string{"Smith, 1998", "Doe, 2001"}},
		{"", nil},
	}
	for _, tt := range tests {
		var got []string
		for _, p := range pieces(tt.s) {
			got = append(got, tt.s[p.from:p.to])
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s: %s", tt.s, d)
		}
	}
}

// TestNotesThatGoOn reads a list whose numbers move to lines of their own: its
// beginning alone would be notes, which cite what the rest holds.
func TestNotesThatGoOn(t *testing.T) {
	works := []string{
		"Higgins JPT, Thompson SG. Quantifying heterogeneity in a meta-analysis. Stat Med. 2002; 21(11): 1539-58.",
		"Egger M, Smith GD. Bias in meta-analysis detected by a graphical test. BMJ. 1997; 315(7109): 629-34.",
		"Sterne JAC, Egger M. Funnel plots for detecting bias in meta-analysis. J Clin Epidemiol. 2001; 54(10): 1046-55.",
		"DerSimonian R, Laird N. Meta-analysis in clinical trials. Control Clin Trials. 1986; 7(3): 177-88.",
		"Moher D, Liberati A. Preferred reporting items for systematic reviews. BMJ. 2009; 339: b2535.",
	}
	text := prose + prose + "References\n\n"
	for i := range 2 * len(works) {
		between := " "
		if i >= len(works) {
			between = "\n"
		}
		text += "[" + itoa(i+1) + "]" + between + works[i%len(works)] + "\n\n"
	}
	es, ns := Find(readText(t, text))
	if len(es) != 2*len(works) || ns != nil {
		t.Errorf("%d entries and %d notes, want %d entries", len(es), len(ns), 2*len(works))
	}
}
