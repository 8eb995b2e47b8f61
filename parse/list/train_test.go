package list

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"citegraph/corpus"
	"citegraph/parse/plain"
)

var train = flag.Bool("train", false, "learn weights.go anew")

func sharedDir(t *testing.T) string {
	dir := os.Getenv("CITEGRAPH_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skip("shared data absent: ", err)
	}
	return dir
}

func decodeLines(t *testing.T, path string, f func(*json.Decoder)) {
	file, err := os.Open(path)
	if err != nil {
		t.Skip("shared data absent: ", err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	for dec := json.NewDecoder(z); dec.More(); {
		f(dec)
	}
}

// example is one line with what it is.
type example struct {
	idx []int32
	val []float32
	yes bool
	w   float32
}

// logistic learns weights by AdaGrad, deterministically.
type logistic struct {
	w, g []float32
}

func (m *logistic) fit(es []example, epochs int, rate, l2 float32) {
	rng := rand.New(rand.NewPCG(7, 11))
	order := rng.Perm(len(es))
	for range epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, o := range order {
			e := &es[o]
			s := float32(0)
			for k, i := range e.idx {
				s += m.w[i] * e.val[k]
			}
			y := float32(0)
			if e.yes {
				y = 1
			}
			d := (float32(sigmoid(float64(s))) - y) * e.w
			for k, i := range e.idx {
				gr := d*e.val[k] + l2*m.w[i]
				m.g[i] += gr * gr
				m.w[i] -= rate * gr / float32(math.Sqrt(float64(m.g[i])+1e-6))
			}
		}
	}
}

func record(n int, f func(*weigher)) example {
	var e example
	g := &weigher{put: func(i int, v float32) {
		e.idx = append(e.idx, int32(i))
		e.val = append(e.val, v)
	}}
	f(g)
	e.w = 1
	return e
}

func readText(t *testing.T, body string) *corpus.Text {
	for x, err := range plain.Read(context.Background(), corpus.Input{Text: body}) {
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	return nil
}

// TestTrain learns weights.go from printed and rendered lists.
func TestTrain(t *testing.T) {
	if !*train {
		t.Skip("-train not given")
	}
	dir := sharedDir(t)
	start := trainStarts(t, append(printedBlocks(t, dir), renderedBlocks(t, dir)...))
	zone := trainZones(t, dir, renderedBlocks(t, dir), printedBlocks(t, dir))
	var b strings.Builder
	b.WriteString("package list\n\n// Learned by `go test -run TestTrain -train`; do not edit.\n\n")
	writeWeights(&b, "startWeights", "weights of the features of startSpace, both passes", start)
	writeWeights(&b, "zoneWeights", "weights of the features of zoneSpace, both passes", zone)
	if err := os.WriteFile("weights.go", []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func writeWeights(b *strings.Builder, name, doc string, w []float32) {
	fmt.Fprintf(b, "// %s are the %s.\nvar %s = []float32{", name, doc, name)
	for i, x := range w {
		if i%20 == 0 {
			b.WriteString("\n\t")
		} else {
			b.WriteByte(' ')
		}
		fmt.Fprintf(b, "%.3g,", math.Round(float64(x)*1000)/1000)
	}
	b.WriteString("\n}\n\n")
}

func trainStarts(t *testing.T, blocks []block) []float32 {
	n := startSpace.n
	parts := make([]*part, len(blocks))
	var es []example
	yes := func(b block, p *part, k int) bool { return b.starts[p.v.lines[p.lines[k]].Start] }
	for i, b := range blocks {
		v := newView(readText(t, b.text))
		lines := make([]int, len(v.lines))
		for k := range lines {
			lines[k] = k
		}
		parts[i] = newPart(v, lines)
		for k := range lines {
			e := record(n, func(g *weigher) { parts[i].first(g, k) })
			e.yes, e.w = yes(b, parts[i], k), b.weight
			es = append(es, e)
		}
	}
	m := &logistic{w: make([]float32, 2*n), g: make([]float32, 2*n)}
	m.fit(es, 8, .1, 1e-6)
	t.Logf("first lines: %d lines, pass 1 accuracy %.4f", len(es), accuracy(m.w, es))
	es = es[:0]
	for i, b := range blocks {
		p := parts[i]
		g := &weigher{w: m.w}
		for k := range p.lines {
			p.first(g, k)
			p.p[k] = sigmoid(g.take())
		}
		h := p.learnHabits()
		for k := range p.lines {
			e := record(n, func(g *weigher) { p.first2(g, k); p.second(g, k, h) })
			e.yes, e.w = yes(b, p, k), b.weight
			es = append(es, e)
		}
	}
	m.fit(es, 8, .1, 1e-6)
	t.Logf("first lines: pass 2 accuracy %.4f", accuracy(m.w, es))
	return m.w
}

func accuracy(w []float32, es []example) float64 {
	right := 0
	for _, e := range es {
		s := float32(0)
		for k, i := range e.idx {
			s += w[i] * e.val[k]
		}
		if (s > 0) == e.yes {
			right++
		}
	}
	return float64(right) / float64(len(es))
}

func trainZones(t *testing.T, dir string, rendered, printed []block) []float32 {
	type doc struct {
		z   *zones
		yes []bool
	}
	var docs []doc
	rng := rand.New(rand.NewPCG(5, 9))
	addDoc := func(lines []string, isRef func(i int) bool) {
		v := newView(readText(t, strings.Join(lines, "\n")))
		ref := map[int]bool{}
		at := 0
		for i, l := range lines {
			if isRef(i) {
				ref[at+len(l)-len(strings.TrimLeft(l, " \t\u00a0"))] = true
			}
			at += len(l) + 1
		}
		y := make([]bool, len(v.lines))
		for i, l := range v.lines {
			y[i] = ref[l.Start]
		}
		docs = append(docs, doc{newZones(v), y})
	}
	for i, b := range append(rendered, printed...) {
		if i%3 != 0 {
			continue
		}
		lines := strings.Split(b.text, "\n")
		if i%2 == 0 {
			lines = append([]string{"References"}, lines...)
		}
		addDoc(lines, func(k int) bool { return lines[k] != "References" && strings.TrimSpace(lines[k]) != "" })
	}
	decodeLines(t, filepath.Join(dir, "refs", "segmentation", "docs_train.jsonl.gz"), func(d *json.Decoder) {
		var x struct {
			Source        string
			Lines, Labels []string
		}
		if err := d.Decode(&x); err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(x.Source, "excite") { // states no licence
			return
		}
		addDoc(x.Lines, func(k int) bool { return x.Labels[k] == "ref" })
		if rng.IntN(2) == 0 {
			lines, ref := joined(x.Lines, x.Labels, rendered[rng.IntN(len(rendered))].refs(), rng)
			addDoc(lines, func(k int) bool { return ref[k] })
		}
	})
	n := zoneSpace.n
	m := &logistic{w: make([]float32, 2*n), g: make([]float32, 2*n)}
	for pass := range 2 {
		var es []example
		for _, d := range docs {
			var sum []float64
			if pass == 1 {
				g := &weigher{w: m.w}
				for i := range d.z.looks {
					d.z.base(g, i, 0)
					d.z.score[i] = g.take()
				}
				sum = d.z.prefix()
			}
			for i := range d.z.looks {
				e := record(n, func(g *weigher) {
					if pass == 0 {
						d.z.base(g, i, 0)
						return
					}
					d.z.base(g, i, n)
					d.z.second(g, i, sum)
				})
				e.yes = d.yes[i]
				es = append(es, e)
			}
		}
		m.fit(es, 4, .08, 1e-6)
		t.Logf("zones: %d lines, pass %d accuracy %.4f", len(es), pass+1, accuracy(m.w, es))
	}
	return m.w
}
