package list

import (
	"strings"
	"testing"
)

// TestBackToOne reads a list that no heading names and whose first entries look
// like none: the numbers tell where it begins.
func TestBackToOne(t *testing.T) {
	entries := []string{
		"The rules that we went by are those of the register of trials kept by the department, as it stood when\nwe began, and of the people who kept it",
		"A longer account of this is to be had from the authors on request",
		"Moher D, Liberati A, Tetzlaff J, Altman DG. Preferred reporting items for systematic reviews and\nmeta-analyses. BMJ. 2009;339:b2535.",
		"Higgins JPT, Thompson SG. Quantifying heterogeneity in a meta-analysis. Stat Med. 2002;21(11):1539-1558.",
		"Page MJ, McKenzie JE, Bossuyt PM, et al. The PRISMA 2020 statement. BMJ. 2021;372:n71.",
		"DerSimonian R, Laird N. Meta-analysis in clinical trials. Control Clin Trials. 1986;7(3):177-188.",
		"Sterne JAC, Savovic J, Page MJ, et al. RoB 2: a revised tool for assessing risk of bias in\nrandomised trials. BMJ. 2019;366:l4898.",
		"Egger M, Davey Smith G, Schneider M, Minder C. Bias in meta-analysis detected by a simple, graphical\ntest. BMJ. 1997;315:629-634.",
	}
	var b strings.Builder
	b.WriteString(strings.Repeat(prose, 5))
	for i, e := range entries {
		b.WriteString("[" + string(rune('1'+i)) + "] " + e + "\n")
	}
	v := newView(readText(t, b.String()))
	rs := regions(v)
	if len(rs) != 1 || !strings.HasPrefix(v.text(rs[0].from), "[1] The rules") {
		t.Errorf("lists %v, want one from [1] on", rs)
	}
}
