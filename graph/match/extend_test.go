package match

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// memory is a Known in memory, made of what Resolve says.
type memory struct {
	under map[uint64][]uint32
	items map[uint32][]Item
}

func (m *memory) Under(key uint64) ([]uint32, error)   { return m.under[key], nil }
func (m *memory) Mentions(work uint32) ([]Item, error) { return m.items[work], nil }
func remember(t testing.TB, items []Item) (*memory, *Result) {
	t.Helper()
	res, err := Resolve(context.Background(), items, nil)
	if err != nil {
		t.Fatal(err)
	}
	var sk Sketcher
	m := &memory{under: map[uint64][]uint32{}, items: map[uint32][]Item{}}
	for i, c := range res.Of {
		w := uint32(c)
		sketch := string(sk.Append(nil, &items[i]))
		m.items[w] = append(m.items[w], Item{Sketch: sketch, Place: items[i].Place})
		keys, err := sk.Keys(sketch)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range keys {
			if !slices.Contains(m.under[k], w) {
				m.under[k] = append(m.under[k], w)
			}
		}
	}
	return m, res
}

// What is resolved with a part of the mentions and then extended by the others
// is what all together give: clusters, reasons, probabilities and doubts.
func TestExtend(t *testing.T) {
	for seed := range uint64(25) {
		r := rand.New(rand.NewPCG(seed, 9))
		all := field(60+r.IntN(400), r)
		for i := range r.IntN(140) { // a block too large for all pairs
			all = append(all, item(fmt.Sprintf("Smith J | On the matter of the case in question, number %d | Annals | 2001", i%120)))
		}
		for range r.IntN(3) { // lists of names that may be anything of a team's
			all = append(all, item("Smith J, Jones K, Brown L"))
		}
		for i := range r.IntN(6) {
			all = append(all, item(fmt.Sprintf("Smith J, Jones K, Brown L | A thing of number %d among others | Annals | 20%02d", i, i)))
		}
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		var old, fresh []Item
		for i := range all {
			all[i].Place = Place{1, uint32(i)}
			if r.IntN(5) == 0 {
				fresh = append(fresh, all[i])
			} else {
				old = append(old, all[i])
			}
		}
		want, err := Resolve(context.Background(), all, nil)
		if err != nil {
			t.Fatal(err)
		}
		known, before := remember(t, old)
		if got := extended(t, all, old, fresh, known, before); got != story(want, all) {
			t.Fatalf("seed %d:\n%s\nwant\n%s", seed, got, story(want, all))
		}
	}
}

// story tells a result by places.
func story(res *Result, items []Item) string {
	lines := make([]string, len(items))
	first := map[int32]int{}
	for i, c := range res.Of {
		if _, ok := first[c]; !ok {
			first[c] = i
		}
		lines[i] = fmt.Sprintf("%v in %v %s %.4f", items[i].Place, items[first[c]].Place, res.Reason[i], res.P[i])
	}
	var doubts []string
	for _, d := range res.Doubts {
		a, b := items[first[res.Of[d.A]]].Place, items[first[res.Of[d.B]]].Place
		if slices.Compare(a[:], b[:]) > 0 {
			a, b = b, a
		}
		doubts = append(doubts, fmt.Sprintf("doubt %v %v %s %.4f", a, b, d.Reason, d.P))
	}
	slices.Sort(doubts)
	return strings.Join(append(lines, doubts...), "\n")
}

// extended splices what Extend changes into what was before.
func extended(t *testing.T, all, old, fresh []Item, known *memory, before *Result) string {
	t.Helper()
	x, err := Extend(context.Background(), fresh, known, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	type placed struct {
		Item
		near int
	}
	var sub []placed
	for _, it := range fresh {
		sub = append(sub, placed{it, -1})
	}
	for _, w := range x.Works {
		for _, it := range known.items[w] {
			sub = append(sub, placed{it, -1})
		}
	}
	for i, w := range x.Near {
		for _, it := range known.items[w] {
			sub = append(sub, placed{it, i})
		}
	}
	slices.SortFunc(sub, func(a, b placed) int { return slices.Compare(a.Place[:], b.Place[:]) })
	items, near := make([]Item, len(sub)), make([][]int32, len(x.Near))
	for i, p := range sub {
		items[i] = p.Item
		if p.near >= 0 {
			near[p.near] = append(near[p.near], int32(i))
		}
	}
	res, err := x.Resolve(context.Background(), items, near, nil)
	if err != nil {
		t.Fatal(err)
	}
	at := map[Place]int{}
	for i := range all {
		at[all[i].Place] = i
	}
	out := &Result{Of: make([]int32, len(all)), Reason: make([]string, len(all)), P: make([]float32, len(all))}
	resolved := func(w int32) bool { return slices.Contains(x.Works, uint32(w)) }
	for i, it := range old {
		if w := before.Of[i]; !resolved(w) {
			j := at[it.Place]
			out.Of[j], out.Reason[j], out.P[j] = w, before.Reason[i], before.P[i]
		}
	}
	isNear := map[Place]bool{}
	for i, p := range sub {
		if isNear[p.Place] = p.near >= 0; p.near < 0 {
			j := at[p.Place]
			out.Of[j], out.Reason[j], out.P[j] = 1e6+res.Of[i], res.Reason[i], res.P[i]
		}
	}
	for _, d := range before.Doubts {
		if !resolved(before.Of[d.A]) && !resolved(before.Of[d.B]) {
			out.Doubts = append(out.Doubts, Doubt{int32(at[old[d.A].Place]), int32(at[old[d.B].Place]), d.Reason, d.P})
		}
	}
	for _, d := range res.Doubts {
		if a, b := items[d.A].Place, items[d.B].Place; !isNear[a] || !isNear[b] {
			out.Doubts = append(out.Doubts, Doubt{int32(at[a]), int32(at[b]), d.Reason, d.P})
		}
	}
	return story(out, all)
}

func TestSketch(t *testing.T) {
	for _, it := range field(300, rand.New(rand.NewPCG(1, 2))) {
		var fo folder
		f := fo.features(&it)
		s := string(f.sketch(nil))
		g, err := fo.parse(s)
		if err != nil || string(g.sketch(nil)) != s || string(g.signature(nil)) != string(f.signature(nil)) {
			t.Fatalf("%+v read as %+v, %v", f, g, err)
		}
		for n := range len(s) { // never a panic
			_, _ = fo.parse(s[:n])
		}
	}
}
