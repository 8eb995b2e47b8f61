package graph

import (
	"bufio"
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"citegraph/graph/measure"
)

// ours is what .ci/peers compares with other programs on the same citations.
type ours struct {
	Works        int        `json:"works"`
	Citations    int        `json:"citations"`
	Load         float64    `json:"load_cpu_s"`
	Bytes        float64    `json:"bytes"`      // a citation, both directions
	FlatBytes    float64    `json:"flat_bytes"` // of the file that is mapped
	CitedBy      float64    `json:"citedby_p50_ms"`
	CoCited      float64    `json:"cocited_p50_ms"`
	CoCitedTail  float64    `json:"cocited_p99_ms"`
	Walk         float64    `json:"walk_cpu_ms"`
	Nodes        []uint32   `json:"nodes"` // that were asked about
	Seeds        [][]uint32 `json:"seeds"`
	NearestFirst [][]uint32 `json:"nearest"`       // of the seeds
	CoCitedFirst [][]uint32 `json:"cocited_first"` // counts of the twenty most co-cited of the first nodes
}

// TestPeers writes the citations of a generated graph, or of the library that
// CITEGRAPH_BENCH_LIBRARY names, and what our own layer takes for them, into
// the folder that CITEGRAPH_PEERS names.
func TestPeers(t *testing.T) {
	dir := os.Getenv("CITEGRAPH_PEERS")
	if dir == "" {
		t.Skip("CITEGRAPH_PEERS names no folder; .ci/peers does")
	}
	out, in := peersGraph(t)
	writeEdges(t, filepath.Join(dir, "edges.txt"), out)
	s, spent := adjacencyStore(t, out)
	if err := s.keepFlat(); err != nil {
		t.Fatal(err)
	}
	fi, err := os.Stat(s.flatPath())
	if err != nil {
		t.Fatal(err)
	}
	m := float64(len(out.Targets))
	o := &ours{Works: len(out.Offsets) - 1, Citations: len(out.Targets), Load: spent.Seconds(), FlatBytes: float64(fi.Size()) / m,
		Bytes: float64(bucketStats(t, s, bucketOut)+bucketStats(t, s, bucketIn)) / m}
	r := rand.New(rand.NewPCG(9, 10))
	for len(o.Nodes) < 1000 {
		if n := r.Uint32N(uint32(o.Works)); len(in.Of(n)) > 0 {
			o.Nodes = append(o.Nodes, n)
		}
	}
	o.ask(t, mustSnapshot(t, s), r)
	b, err := json.Marshal(o)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "ours.json"), b, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func peersGraph(t *testing.T) (out, in *Adjacency) {
	lib := os.Getenv("CITEGRAPH_BENCH_LIBRARY")
	if lib == "" {
		return randomAdjacency(benchWorks, benchRefs)
	}
	s, err := Open(lib, &Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if out, in, err = mustSnapshot(t, s).readCSR(); err != nil {
		t.Fatal(err)
	}
	return out, in
}

func writeEdges(t *testing.T, path string, out *Adjacency) {
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	var line []byte
	for n := range uint32(len(out.Offsets) - 1) {
		for _, c := range out.Of(n) {
			line = append(strconv.AppendUint(line[:0], uint64(n), 10), ' ')
			line = append(strconv.AppendUint(line, uint64(c), 10), '\n')
			w.Write(line)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// ask puts the questions to the store and to the mapped adjacency.
func (o *ours) ask(t *testing.T, g *Graph, r *rand.Rand) {
	ms := func(took []time.Duration, share int) float64 {
		slices.Sort(took)
		return took[len(took)*share/100].Seconds() * 1e3
	}
	var took []time.Duration
	for _, n := range o.Nodes {
		start := time.Now()
		if _, err := g.CitedBy(n); err != nil {
			t.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	o.CitedBy = ms(took, 50)
	out, in, err := g.CSR()
	if err != nil {
		t.Fatal(err)
	}
	o.together((*measure.CSR)(out), (*measure.CSR)(in), ms)
	o.walk(t, (*measure.CSR)(out), (*measure.CSR)(in), r)
}

func (o *ours) together(out, in *measure.CSR, ms func([]time.Duration, int) float64) {
	shared := measure.NewCoCitation(out, in)
	var took []time.Duration
	for i, n := range o.Nodes {
		start := time.Now()
		top := shared.Top(n, 20)
		took = append(took, time.Since(start))
		if i < 20 {
			counts := []uint32{}
			for _, p := range top {
				counts = append(counts, uint32(p.Shared))
			}
			o.CoCitedFirst = append(o.CoCitedFirst, counts)
		}
	}
	o.CoCited, o.CoCitedTail = ms(slices.Clone(took), 50), ms(took, 99)
}

func (o *ours) walk(t *testing.T, out, in *measure.CSR, r *rand.Rand) {
	w := measure.NewWalk(out, in)
	start, n := cpu(), 0
	for range 5 {
		var seeds []measure.Seed
		var nodes []uint32
		for len(seeds) < 20 {
			v := r.Uint32N(uint32(o.Works))
			for _, c := range in.Of(v)[:min(5, in.Degree(v))] {
				if len(seeds) < 20 && !slices.Contains(nodes, c) {
					seeds, nodes = append(seeds, measure.Seed{Node: c, Weight: 1}), append(nodes, c)
				}
			}
		}
		near, err := w.Near(context.Background(), seeds, 20, nil)
		if err != nil {
			t.Fatal(err)
		}
		found := []uint32{}
		for _, x := range near {
			found = append(found, x.Node)
		}
		o.Seeds, o.NearestFirst = append(o.Seeds, nodes), append(o.NearestFirst, found)
		n++
	}
	o.Walk = (cpu() - start).Seconds() * 1e3 / float64(n)
}
