package measure

import (
	"context"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// graph of letters: "a>b a>c".
func letters(t testing.TB, s string) (out, in *CSR, name func(uint32) string, num func(string) uint32) {
	t.Helper()
	names := map[string]uint32{}
	var list []string
	id := func(x string) uint32 {
		if _, ok := names[x]; !ok {
			names[x] = uint32(len(list))
			list = append(list, x)
		}
		return names[x]
	}
	var edges [][2]uint32
	for _, e := range strings.Fields(s) {
		a, b, _ := strings.Cut(e, ">")
		edges = append(edges, [2]uint32{id(a), id(b)})
	}
	out = fromPairs(len(list), edges)
	return out, out.Transpose(), func(n uint32) string { return list[n] }, id
}

func fromPairs(n int, edges [][2]uint32) *CSR {
	return New(n, func(yield func(uint32, uint32) bool) {
		for _, e := range edges {
			if !yield(e[0], e[1]) {
				return
			}
		}
	})
}

func random(n, m int, seed uint64) *CSR {
	r := rand.New(rand.NewPCG(seed, 7))
	edges := make([][2]uint32, m)
	for i := range edges {
		edges[i] = [2]uint32{r.Uint32N(uint32(n)), r.Uint32N(uint32(n))}
	}
	return fromPairs(n, edges)
}

// oracle is the shape of the shared measures-oracle.json.
type oracle struct {
	Edges         [][2]string        `json:"edges"`
	Coupling      map[string]float64 `json:"coupling"`
	CouplingS     map[string]float64 `json:"coupling_salton"`
	Cocite        map[string]float64 `json:"cocite"`
	CociteS       map[string]float64 `json:"cocite_salton"`
	VOS           map[string]float64 `json:"cocite_assoc_VOS(2m*c/(si*sj))"`
	Bibliometrix  map[string]float64 `json:"cocite_assoc_bibliometrix(c/(ci*cj))"`
	AdamicAdar    map[string]float64 `json:"coupling_adamic_adar(sum 1/ln(1+indeg))"`
	PPR           map[string]float64 `json:"ppr_undirected_a0.85_seed_R1"`
	PageRank      map[string]float64 `json:"pagerank_directed"`
	SPC           map[string]float64 `json:"spc"`
	CociteM       float64            `json:"cocite_total_links_m"`
	CociteStrengh map[string]float64 `json:"cocite_strength_s"`
}

func shared(t *testing.T, name string) []byte {
	t.Helper()
	dir := os.Getenv("CITEGRAPH_SHARED")
	if dir == "" {
		dir = "../../../shared"
	}
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Skipf("shared data absent: %v", err)
	}
	return b
}

func TestOracle(t *testing.T) {
	var o oracle
	if err := json.Unmarshal(shared(t, "eval/measures-oracle.json"), &o); err != nil {
		t.Fatal(err)
	}
	var s []string
	for _, e := range o.Edges {
		s = append(s, e[0]+">"+e[1])
	}
	out, in, name, num := letters(t, strings.Join(s, " "))
	ctx := context.Background()

	ranks, err := PageRank(ctx, out, in, nil)
	if err != nil {
		t.Fatal(err)
	}
	ppr, err := Personalised(ctx, Unit(out.Undirected(in)), []Seed{{num("R1"), 1}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range uint32(out.Len()) {
		near(t, "pagerank "+name(i), ranks[i], o.PageRank[name(i)])
		near(t, "ppr "+name(i), ppr[i], o.PPR[name(i)])
	}
	coupling, salton, aa := map[string]float64{}, map[string]float64{}, map[string]float64{}
	pairs(out, in, NewCoupling(out, in), func(a, b uint32, p Pair) {
		k := pairName(name(a), name(b))
		coupling[k], aa[k] = float64(p.Shared), p.Weight
		salton[k] = Salton(float64(p.Shared), float64(out.Degree(a)), float64(out.Degree(b)))
	})
	same(t, "coupling", coupling, o.Coupling)
	same(t, "coupling salton", salton, o.CouplingS)
	same(t, "adamic adar", aa, o.AdamicAdar)

	cocite, csalton := map[string]float64{}, map[string]float64{}
	strength := make([]float64, out.Len())
	m := 0.0
	pairs(out, in, NewCoCitation(out, in), func(a, b uint32, p Pair) {
		k := pairName(name(a), name(b))
		cocite[k] = float64(p.Shared)
		csalton[k] = Salton(float64(p.Shared), float64(in.Degree(a)), float64(in.Degree(b)))
		strength[a] += float64(p.Shared)
		strength[b] += float64(p.Shared)
		m += float64(p.Shared)
	})
	same(t, "cocite", cocite, o.Cocite)
	same(t, "cocite salton", csalton, o.CociteS)
	near(t, "m", m, o.CociteM)
	vos, bib := map[string]float64{}, map[string]float64{}
	for k, c := range cocite {
		x, y, _ := strings.Cut(k, "|")
		a, b := num(x), num(y)
		vos[k] = AssociationVOS(c, strength[a], strength[b], m)
		bib[k] = AssociationBibliometrix(c, float64(in.Degree(a)), float64(in.Degree(b)))
	}
	same(t, "vos", vos, o.VOS)
	same(t, "bibliometrix", bib, o.Bibliometrix)

	spc := map[string]float64{}
	for _, e := range SPC(out).Traversals() {
		spc[name(e.Citing)+"->"+name(e.Cited)] = e.SPC
	}
	same(t, "spc", spc, o.SPC)
}

func pairs(out, in *CSR, s *Shared, f func(a, b uint32, p Pair)) {
	for a := range uint32(out.Len()) {
		for _, p := range s.Row(a) {
			if p.Node > a {
				f(a, p.Node, p)
			}
		}
	}
}

func pairName(a, b string) string { return min(a, b) + "|" + max(a, b) }

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 2e-6 {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}

func same(t *testing.T, what string, got, want map[string]float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d pairs, want %d: %v", what, len(got), len(want), got)
	}
	for k, w := range want {
		near(t, what+" "+k, got[k], w)
	}
}

func TestCSR(t *testing.T) {
	g := fromPairs(4, [][2]uint32{{2, 1}, {0, 3}, {0, 1}, {0, 3}, {3, 3}, {9, 1}, {1, 9}})
	if err := g.Check(); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(&CSR{Offsets: []uint64{0, 2, 2, 3, 4}, Targets: []uint32{1, 3, 1, 3}}, g); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(g, g.Transpose().Transpose()); d != "" {
		t.Error("transpose twice: ", d)
	}
	if d := cmp.Diff([]uint32{1, 3}, g.Undirected(nil).Of(0)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(&CSR{Offsets: []uint64{0, 1, 2}, Targets: []uint32{1, 1}}, g.Induced([]uint32{0, 3})); d != "" {
		t.Error(d)
	}
	for _, bad := range []*CSR{{Targets: []uint32{1}}, {Offsets: []uint64{0, 1}, Targets: []uint32{1}}, {Offsets: []uint64{0, 2, 2}, Targets: []uint32{1, 0}}, {Offsets: []uint64{0, 3, 2}, Targets: []uint32{1, 0}}} {
		if bad.Check() == nil {
			t.Errorf("%v passes", bad)
		}
	}
}

func TestProximity(t *testing.T) {
	// Document 0 cites 1 and 2 in one bracket, 3 in the same sentence, 4 in the
	// same section; document 5 cites 1 and 2 without callouts.
	g := fromPairs(6, [][2]uint32{{0, 1}, {0, 2}, {0, 3}, {0, 4}, {5, 1}, {5, 2}})
	at := func(w, sec, par, sen, grp uint32) Mention { return Mention{w, sec, par, sen, grp} }
	p := NewProximity(g.Transpose(), map[uint32][]Mention{
		0: {at(1, 0, 0, 0, 0), at(2, 0, 0, 0, 0), at(3, 0, 0, 0, 1), at(4, 0, 5, 9, 7), at(1, 3, 8, 12, 11)},
		5: {at(1, None, None, None, None), at(2, None, None, None, None)},
	})
	want := []Near{{2, 1 + 1./16, 2, 1}, {3, .5, 1, 1}, {4, .125, 1, 0}}
	for range 2 { // rows leave nothing behind
		if d := cmp.Diff(want, p.Row(1)); d != "" {
			t.Error(d)
		}
	}
	for a := range uint32(6) {
		for _, x := range p.Row(a) {
			i := slices.IndexFunc(p.Row(x.Node), func(y Near) bool { return y.Node == a })
			if i < 0 || p.Row(x.Node)[i].CPI != x.CPI {
				t.Errorf("CPI(%d,%d) is not symmetric", a, x.Node)
			}
		}
	}
}

func TestSharedIsSymmetricAndBounded(t *testing.T) {
	out := random(200, 2000, 1)
	in := out.Transpose()
	s := NewCoCitation(out, in)
	rows := make([][]Pair, out.Len())
	for i := range rows {
		rows[i] = s.Row(uint32(i))
	}
	for a, row := range rows {
		for _, p := range row {
			i := slices.IndexFunc(rows[p.Node], func(q Pair) bool { return q.Node == uint32(a) })
			if i < 0 || rows[p.Node][i].Shared != p.Shared {
				t.Fatalf("cocitation(%d,%d) is not symmetric", a, p.Node)
			}
			c, x, y := float64(p.Shared), float64(in.Degree(uint32(a))), float64(in.Degree(p.Node))
			if sl, j := Salton(c, x, y), Jaccard(c, x, y); sl <= 0 || sl > 1 || j <= 0 || j > sl+1e-12 {
				t.Fatalf("salton %v, jaccard %v out of bounds", sl, j)
			}
		}
	}
	s.Cap(1)
	if r := s.Row(0); len(r) != 0 || s.Skipped() == 0 {
		t.Errorf("cap 1 leaves %d pairs", len(r))
	}
}

func TestRanksSumToOne(t *testing.T) {
	ctx := context.Background()
	for seed := range uint64(5) {
		out := random(100, 150, seed)
		in := out.Transpose()
		r, err := PageRank(ctx, out, in, nil)
		if err != nil {
			t.Fatal(err)
		}
		p, err := Personalised(ctx, Unit(out.Undirected(in)), []Seed{{3, 1}, {4, 2}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for what, v := range map[string][]float64{"pagerank": r, "personalised": p} {
			sum := 0.0
			for _, x := range v {
				if x < 0 {
					t.Fatalf("%s below 0", what)
				}
				sum += x
			}
			if math.Abs(sum-1) > 1e-9 {
				t.Errorf("seed %d: %s sums to %v", seed, what, sum)
			}
		}
	}
	done, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := PageRank(done, random(9, 9, 1), random(9, 9, 1).Transpose(), nil); err == nil {
		t.Error("an ended context is not seen")
	}
}
