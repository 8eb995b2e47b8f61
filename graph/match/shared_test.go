package match

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	"citegraph/corpus"
)

func sharedFile(t testing.TB, parts ...string) string {
	root := os.Getenv("CITEGRAPH_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	p := filepath.Join(append([]string{root}, parts...)...)
	if _, err := os.Stat(p); err != nil {
		t.Skip("shared data absent: ", p)
	}
	return p
}

type goldMention struct {
	Title     string        `json:"title"`
	Authors   []corpus.Name `json:"authors"`
	Journal   string        `json:"journal"`
	Year      string        `json:"year"`
	Volume    string        `json:"volume"`
	Issue     string        `json:"issue"`
	Pages     string        `json:"pages"`
	FirstPage string        `json:"first_page"`
	Publisher string        `json:"publisher"`
	Raw       string        `json:"raw"`
	Gold      string        `json:"gold_cluster"`
}

// readMentions reads them as `citegraph index` would get them from the scorer's
// adapter: only what it writes into the CSL items.
func readMentions(t testing.TB, path string) (items []Item, gold []string, all []goldMention) {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var m goldMention
		if err := json.Unmarshal(sc.Bytes(), &m); err != nil {
			t.Fatal(err)
		}
		w := &corpus.Work{Type: "article-journal", Title: m.Title, Author: m.Authors, ContainerTitle: m.Journal,
			Volume: m.Volume, Issue: m.Issue, Page: m.Pages, Publisher: m.Publisher}
		if w.Page == "" {
			w.Page = m.FirstPage
		}
		if len(m.Year) >= 4 {
			if y, err := strconv.Atoi(m.Year[:4]); err == nil {
				w.Issued = &corpus.Date{Parts: [][]int{{y}}}
			}
		}
		items, gold, all = append(items, Item{Work: w}), append(gold, m.Gold), append(all, m)
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return items, gold, all
}

type figures struct{ pairP, pairR, pairF, cubeP, cubeR, cubeF float64 }

func score(gold []string, got []int32) figures {
	g, p := map[string][]int{}, map[int32][]int{}
	both := map[string]int{}
	cell := func(i int) string { return fmt.Sprint(gold[i], "|", got[i]) }
	for i := range gold {
		g[gold[i]] = append(g[gold[i]], i)
		p[got[i]] = append(p[got[i]], i)
		both[cell(i)]++
	}
	choose := func(n int) float64 { return float64(n) * float64(n-1) / 2 }
	var pg, pp, pb float64
	for _, s := range g {
		pg += choose(len(s))
	}
	for _, s := range p {
		pp += choose(len(s))
	}
	for _, n := range both {
		pb += choose(n)
	}
	var f figures
	f.pairP, f.pairR = pb/max(1, pp), pb/max(1, pg)
	for i := range gold {
		k := float64(both[cell(i)])
		f.cubeP += k / float64(len(p[got[i]])) / float64(len(gold))
		f.cubeR += k / float64(len(g[gold[i]])) / float64(len(gold))
	}
	f1 := func(a, b float64) float64 { return 2 * a * b / (a + b) }
	f.pairF, f.cubeF = f1(f.pairP, f.pairR), f1(f.cubeP, f.cubeR)
	return f
}

// Thousands of references to the same works as many hands printed them,
// identifiers hidden, with works that look alike among them.
func TestSharedMentions(t *testing.T) {
	items, gold, all := readMentions(t, sharedFile(t, "resolve", "mentions_dev.ndjson"))
	res, err := Resolve(context.Background(), items, nil)
	if err != nil {
		t.Fatal(err)
	}
	f := score(gold, res.Of)
	t.Logf("pairwise P %.4f R %.4f F1 %.4f | B-cubed P %.4f R %.4f F1 %.4f | found %d", f.pairP, f.pairR, f.pairF, f.cubeP, f.cubeR, f.cubeF, res.N)
	if dir := os.Getenv("CITEGRAPH_MATCH_ERRORS"); dir != "" {
		writeErrors(t, dir, items, all, gold, res)
	}
	if f.pairF < .987 || f.pairP < .994 || f.cubeF < .994 {
		t.Error("below the figures that must hold: pairwise F1 .987 with precision .994, B-cubed F1 .994")
	}
}

// writeErrors lists wrong joins and missed ones, for reading.
func writeErrors(t *testing.T, dir string, items []Item, all []goldMention, gold []string, res *Result) {
	var fo folder
	show := func(b *strings.Builder, i int) {
		fmt.Fprintf(b, "  [%d] %s\n", i, strings.Join(strings.Fields(fmt.Sprintf("%v | %s | %s | %s;%s(%s):%s", all[i].Authors, all[i].Title, all[i].Journal, all[i].Year, all[i].Volume, all[i].Issue, items[i].Work.Page)), " "))
	}
	dump := func(name string, of func(i int) string, other func(i int) string) {
		groups := map[string][]int{}
		for i := range gold {
			groups[of(i)] = append(groups[of(i)], i)
		}
		var keys []string
		for k := range groups {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		var b strings.Builder
		for _, k := range keys {
			parts := map[string][]int{}
			var order []string
			for _, i := range groups[k] {
				o := other(i)
				if len(parts[o]) == 0 {
					order = append(order, o)
				}
				parts[o] = append(parts[o], i)
			}
			if len(parts) < 2 {
				continue
			}
			fmt.Fprintf(&b, "== %s\n", k)
			for _, o := range order {
				fmt.Fprintf(&b, " -- %s\n", o)
				for n, i := range parts[o] {
					if n < 3 {
						show(&b, i)
					}
				}
			}
			x, y := parts[order[0]][0], parts[order[1]][0]
			fx, fy := fo.features(&items[x]), fo.features(&items[y])
			v := compare(&fx, &fy)
			fmt.Fprintf(&b, "  => %v %q %.2f\n", v.Kind, v.Reason, v.odds)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	g := func(i int) string { return gold[i] }
	p := func(i int) string { return strconv.Itoa(int(res.Of[i])) }
	dump("missed.txt", g, p)
	dump("wrong.txt", p, g)
}

func BenchmarkResolve(b *testing.B) {
	items, _, _ := readMentions(b, sharedFile(b, "resolve", "mentions_dev.ndjson"))
	for b.Loop() {
		if _, err := Resolve(context.Background(), items, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(items))*float64(b.N)/b.Elapsed().Seconds(), "mentions/s")
}
