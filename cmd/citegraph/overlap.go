package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/graph"
)

func (p *program) overlapCommand() *cli.Command {
	return &cli.Command{
		Name: "overlap", Usage: "how far reviews rest on the same studies (corrected covered area)", ArgsUsage: "REVIEW REVIEW…", Category: catAsk,
		Description: "REVIEW is an id, DOI, PMID, key, title, or the path of the file; - reads them from\n" +
			"standard input. citegraph search held:yes --sort refs lists what there is.\n\n" +
			"CCA = (N−r)/(r·c−r), after Pieper et al., J Clin Epidemiol 2014;67:368: N works\n" +
			"cited counting repeats, r distinct ones, c reviews. Bands: up to 5 % slight, to\n" +
			"10 % moderate, to 15 % high, above very high. Every cited work counts as a study,\n" +
			"since a reference list does not say which were included; works published after a\n" +
			"review could not have been cited by it, and partial references may be the same\n" +
			"work unseen: the range over both assumptions is printed.\n\n" +
			"   citegraph overlap reviews/who.txt reviews/how.xml\n" +
			"   citegraph search 'is:held refs:>=10' --ids | citegraph overlap - --missing",
		Flags: append(dataFlags("a work of the citation matrix a line"),
			&cli.BoolFlag{Name: "missing", Usage: "list what one review cites and another lacks"}),
		Action: p.overlap,
	}
}

// overlapReport is citegraph.overlap/1.
type overlapReport struct {
	Schema      string        `json:"schema"`
	Reviews     []reviewRow   `json:"reviews"`
	N           int           `json:"N"`
	R           int           `json:"r"`
	C           int           `json:"c"`
	CCA         float64       `json:"cca"`
	Range       [2]float64    `json:"cca_range"`
	Assumptions []assumption  `json:"assumptions"`
	Band        string        `json:"band"`
	Pairs       []overlapPair `json:"pairs"`
	Matrix      []matrixRow   `json:"matrix"`
}

type reviewRow struct {
	ID      string `json:"id"`
	Text    string `json:"text"`
	Cites   int    `json:"cites"`
	Partial int    `json:"partial"`
	n       uint32
	year    int
	cited   []uint32
}

type overlapPair struct {
	A      string  `json:"a"`
	B      string  `json:"b"`
	Shared int     `json:"shared"`
	CCA    float64 `json:"cca"`
}

type matrixRow struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	Cited []bool `json:"cited"` // by review, in the order of Reviews
	year  int
	part  bool
}

func (p *program) overlap(c *cli.Context) error {
	names, err := p.operands(c)
	if err != nil {
		return err
	}
	if len(names) < 2 {
		return usagef("as in: citegraph overlap reviews/one.pdf reviews/two.pdf\nlist what there is with: citegraph search held:yes --sort refs", "overlap needs at least two reviews")
	}
	store, dir, err := p.openToRead(c)
	if err != nil {
		return err
	}
	defer store.Close()
	g, err := store.Snapshot()
	if err != nil {
		return err
	}
	nm, done := p.namer(dir, g)
	defer done()
	ns, err := nm.works(c.Context, names)
	if err != nil {
		return err
	}
	for i, n := range ns {
		if first := slices.Index(ns, n); first < i {
			return usagef("name each review once", "%q and %q are the same review", names[first], names[i])
		}
	}
	rep, err := overlapOf(g, ns)
	if err != nil {
		return err
	}
	switch done, err := records(p, c, rep, rep.Matrix); {
	case err != nil:
		return err
	case done:
	case c.Bool("missing"):
		p.missingText(rep)
	default:
		p.overlapText(rep)
	}
	if rep.N == 0 {
		p.prog.note("None of these works has a reference list in the library.")
		return errEmpty
	}
	return nil
}

func overlapOf(g *graph.Graph, ns []uint32) (*overlapReport, error) {
	rep := &overlapReport{Schema: "citegraph.overlap/1", C: len(ns), Pairs: []overlapPair{}, Matrix: []matrixRow{}}
	rowOf := map[uint32]int{}
	for i, n := range ns {
		w, err := g.Work(n)
		if err != nil {
			return nil, err
		}
		cited, err := g.Cites(n)
		if err != nil {
			return nil, err
		}
		rev := reviewRow{ID: w.ID, Text: citationLine(&w.CSL), Cites: len(cited), n: n, year: w.CSL.Year(), cited: cited}
		for _, m := range cited {
			at, seen := rowOf[m]
			if !seen {
				k, err := g.Work(m)
				if err != nil {
					return nil, err
				}
				at = len(rep.Matrix)
				rowOf[m] = at
				rep.Matrix = append(rep.Matrix, matrixRow{k.ID, citationLine(&k.CSL), make([]bool, len(ns)), k.CSL.Year(), k.Partial})
			}
			rep.Matrix[at].Cited[i] = true
			if rep.Matrix[at].part {
				rev.Partial++
			}
		}
		rep.N += len(cited)
		rep.Reviews = append(rep.Reviews, rev)
	}
	rep.R = len(rep.Matrix)
	rep.CCA = cca(rep.N, rep.R, rep.C)
	rep.Assumptions = assumptionsOf(rep)
	rep.Range = [2]float64{rep.CCA, rep.CCA}
	for _, a := range rep.Assumptions {
		rep.Range = [2]float64{min(rep.Range[0], a.CCA), max(rep.Range[1], a.CCA)}
	}
	rep.Band = band(rep.CCA)
	for i, a := range rep.Reviews {
		for _, b := range rep.Reviews[i+1:] {
			shared := countShared(a.cited, b.cited)
			n := len(a.cited) + len(b.cited)
			rep.Pairs = append(rep.Pairs, overlapPair{a.ID, b.ID, shared, cca(n, n-shared, 2)})
		}
	}
	slices.SortFunc(rep.Matrix, func(x, y matrixRow) int {
		return compareBy(countTrue(y.Cited)-countTrue(x.Cited), x.ID, y.ID)
	})
	return rep, nil
}

func compareBy(first int, a, b string) int {
	if first != 0 {
		return first
	}
	if a < b {
		return -1
	}
	return 1
}

// cca is the corrected covered area, 0 where it is undefined (one review, or
// nothing cited).
func cca(n, r, c int) float64 {
	if r == 0 || c < 2 {
		return 0
	}
	return float64(n-r) / float64(r*c-r)
}

// assumption is one way to count, and the CCA under it.
type assumption struct {
	Partial bool    `json:"partial"`   // works of partial references count too
	AllYear bool    `json:"all_years"` // the cells of works that appeared after a review count too
	N       int     `json:"N"`
	R       int     `json:"r"`
	Area    int     `json:"area"` // r·c, or less where cells are left out
	CCA     float64 `json:"cca"`
}

func (a assumption) text() string {
	works, cells := "all works", "all cells"
	if !a.Partial {
		works = "without partial references"
	}
	if !a.AllYear {
		cells = "without the cells of works that appeared after the review"
	}
	return works + ", " + cells
}

// assumptionsOf counts in all ways: with partial works and without, with the
// cells of works that appeared after a review and without.
func assumptionsOf(rep *overlapReport) []assumption {
	var out []assumption
	for _, partial := range []bool{true, false} {
		for _, all := range []bool{true, false} {
			a := assumption{Partial: partial, AllYear: all}
			for _, row := range rep.Matrix {
				if row.part && !partial {
					continue
				}
				a.R++
				for i, cited := range row.Cited {
					if cited {
						a.N++
					}
					if all || cited || row.year == 0 || rep.Reviews[i].year == 0 || row.year <= rep.Reviews[i].year {
						a.Area++
					}
				}
			}
			if a.Area > a.R {
				a.CCA = float64(a.N-a.R) / float64(a.Area-a.R)
				out = append(out, a)
			}
		}
	}
	return out
}

func band(cca float64) string {
	switch {
	case cca <= 0.05:
		return "slight"
	case cca <= 0.10:
		return "moderate"
	case cca <= 0.15:
		return "high"
	}
	return "very high"
}

// countShared counts what two sorted lists have in common.
func countShared(a, b []uint32) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

func countTrue(bs []bool) int {
	n := 0
	for _, b := range bs {
		if b {
			n++
		}
	}
	return n
}

func (p *program) overlapText(rep *overlapReport) {
	pr := p.print
	for i, r := range rep.Reviews {
		partial := ""
		if r.Partial > 0 {
			partial = fmt.Sprintf(", %d of them partial", r.Partial)
		}
		pr.printf("%2d  %s\n    %s\n", i+1, strings.TrimLeft(pr.wrap(oneLine(r.Text), "    "), " "), pr.paint(dim, fmt.Sprintf("%s · cites %s%s", r.ID, count(r.Cites, "work"), partial)))
	}
	over := fmt.Sprintf("%.1f–%.1f %% over the assumptions", 100*rep.Range[0], 100*rep.Range[1])
	differ := rep.Range[0] != rep.Range[1]
	if !differ {
		over = "the same under every assumption"
	}
	pr.printf("\n%s %.1f %% (%s); %s\n", pr.paint(bold, "Corrected covered area"), 100*rep.CCA, rep.Band, over)
	pr.printf("%s\n", pr.paint(dim, fmt.Sprintf("N = %d citations, r = %d works, c = %d reviews", rep.N, rep.R, rep.C)))
	if differ {
		for _, a := range rep.Assumptions {
			pr.printf("%s\n", pr.paint(dim, pr.wrap(fmt.Sprintf("%.1f %%: N = %d, r = %d, area %d: %s", 100*a.CCA, a.N, a.R, a.Area, a.text()), "    ")))
		}
	}
	pr.printf("\n")
	for _, q := range rep.Pairs {
		pr.printf("  %s × %s  %s shared, CCA %.1f %%\n", q.A, q.B, count(q.Shared, "work"), 100*q.CCA)
	}
	shared := 0
	for _, row := range rep.Matrix {
		if countTrue(row.Cited) < 2 {
			break
		}
		if shared == 0 {
			pr.printf("\n%s\n", pr.paint(bold, "Cited by more than one"))
		}
		if shared++; shared > 30 {
			pr.printf("  %s\n", pr.paint(dim, "… all of it with --json"))
			break
		}
		marks := ""
		for _, cited := range row.Cited {
			if cited {
				marks += "●"
			} else {
				marks += "·"
			}
		}
		pr.printf("  %s  %s\n", marks, strings.TrimLeft(pr.wrap(oneLine(row.Text)+" "+row.ID, strings.Repeat(" ", len(row.Cited)+4)), " "))
	}
}

// missingText lists, for each review, what the others cite and it does not.
func (p *program) missingText(rep *overlapReport) {
	pr := p.print
	for i, r := range rep.Reviews {
		n := 0
		for _, row := range rep.Matrix {
			if !row.Cited[i] {
				n++
			}
		}
		pr.printf("%s\n%s\n", pr.paint(bold, fmt.Sprintf("Not cited by %s: %d of %s", r.ID, n, count(rep.R, "work"))), pr.paint(dim, pr.wrap(oneLine(r.Text), "  ")))
		for _, row := range rep.Matrix {
			if row.Cited[i] {
				continue
			}
			late := ""
			if row.year != 0 && r.year != 0 && row.year > r.year {
				late = pr.paint(dim, " (appeared later)")
			}
			pr.printf("%s%s\n", pr.wrap(oneLine(row.Text)+" "+row.ID, "  "), late)
		}
		pr.printf("\n")
	}
}
