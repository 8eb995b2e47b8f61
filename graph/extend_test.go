package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"citegraph/corpus"

	gocmp "github.com/google/go-cmp/cmp"
	bolt "go.etcd.io/bbolt"
)

// shelf makes works that are hard to tell apart and to tell together: twins of
// one team in one year, a DOI printed for two papers, abbreviated journals,
// people with one name, titles that many bear.
func shelf(r *rand.Rand, n int) []corpus.Work {
	journals := []string{"Journal of Mental Health", "J Ment Health", "World Psychiatry", "Psychiatric Services", "Psychiatr Serv", "Annals of Things", "Ann Things"}
	families := []string{"Smith", "Smithers", "Jones", "Li", "Repper", "Gillard", "de Vries"}
	givens := []string{"Anna", "A", "A B", "Bert", "B", "Carla", "C"}
	words := []string{"peers", "support", "recovery", "evidence", "wards", "nurses", "training", "hope"}
	ws := cited()
	for i := range n {
		title := "On " + words[r.IntN(8)] + " and " + words[r.IntN(8)] + " in " + words[r.IntN(8)]
		if r.IntN(6) == 0 {
			title = "Editorial"
		}
		if r.IntN(5) == 0 {
			title += fmt.Sprintf(": part %d", 1+r.IntN(3))
		}
		w := work(title, 2000+r.IntN(6), journals[r.IntN(len(journals))], fmt.Sprint(1+r.IntN(3)), fmt.Sprint(10*r.IntN(12)+1))
		for range 1 + r.IntN(3) {
			a := corpus.Name{Family: families[r.IntN(len(families))], Given: givens[r.IntN(len(givens))]}
			if r.IntN(6) == 0 {
				a.ORCID = fmt.Sprintf("0000-0000-0000-000%d", r.IntN(5)) // of several names, too
			}
			w.Author = append(w.Author, a)
		}
		if r.IntN(4) == 0 {
			w.DOI = fmt.Sprintf("10.5555/%d", r.IntN(1+n/3))
		}
		w.ID = fmt.Sprintf("r%d", i)
		ws = append(ws, w)
	}
	return ws
}

// collection is files of several kinds about the works of a shelf.
func collection(r *rand.Rand) (files [][]*corpus.Document) {
	ws := shelf(r, 10+r.IntN(60))
	for i := range 4 + r.IntN(12) {
		d := document(i)
		d.Refs = nil
		for k := range 1 + r.IntN(12) {
			d.Refs = append(d.Refs, corpus.Reference{N: k + 1, Raw: fmt.Sprint("ref ", i, " ", k), CSL: printed(ws[r.IntN(len(ws))], r), Confidence: .5 + r.Float64()/2,
				Span: corpus.Span{Start: 500 + 40*k, End: 530 + 40*k}})
		}
		for c := range d.Calls {
			for t := range d.Calls[c].Targets {
				d.Calls[c].Targets[t] = 1 + r.IntN(len(d.Refs))
			}
		}
		if r.IntN(4) == 0 { // a document that others cite
			d.Work = ws[r.IntN(len(ws))]
		}
		files = append(files, []*corpus.Document{d})
	}
	for i := range r.IntN(4) {
		sum := sha256.Sum256(fmt.Append(nil, "library", i))
		src := corpus.DocSource{Path: fmt.Sprintf("lib%d.ndjson", i), Format: corpus.FormatCSL, SHA256: hex.EncodeToString(sum[:]), Bytes: 9}
		d := &corpus.Document{Kind: corpus.Library, Source: src}
		for k := range 1 + r.IntN(20) {
			w := ws[r.IntN(len(ws))]
			w.Custom = &corpus.Custom{Cites: []string{fmt.Sprintf("r%d", r.IntN(20)), "r3"}}
			ref := corpus.Reference{N: k + 1, ID: w.ID, CSL: w, Confidence: 1}
			if r.IntN(3) == 0 {
				ref.References = []corpus.Reference{{N: 1, Raw: "nested", CSL: printed(ws[r.IntN(len(ws))], r), Confidence: .7}}
			}
			d.Refs = append(d.Refs, ref)
		}
		files = append(files, []*corpus.Document{d})
	}
	s := scraped()
	for i := range 3 {
		w := ws[r.IntN(len(ws))]
		s.Frags = append(s.Frags, corpus.Fragment{Class: corpus.FragLocator, Span: corpus.Span{Start: 100 + 20*i, End: 115 + 20*i}, Text: "locator", Confidence: .8,
			Value: corpus.FragData{Year: w.Year(), Volume: w.Volume, Page: []corpus.Hypothesis{{Value: w.Page, P: 1}}}})
	}
	return append(files, []*corpus.Document{s}, records())
}

func clone(ds []*corpus.Document) (out []*corpus.Document) {
	for _, d := range ds {
		c := *d
		c.Refs = slices.Clone(d.Refs)
		for i := range c.Refs {
			if u := c.Refs[i].CSL.Custom; u != nil {
				v := *u
				c.Refs[i].CSL.Custom = &v
			}
		}
		out = append(out, &c)
	}
	return out
}

// An extended graph is the one that is derived whole, whatever is added to
// what, in whatever order.
func TestExtensionIsTheWholeGraph(t *testing.T) {
	seeds, _ := strconv.ParseUint(os.Getenv("CITEGRAPH_SEEDS"), 10, 64)
	extended := 0
	for seed := range max(seeds, 8) {
		r := rand.New(rand.NewPCG(seed, 3))
		files := collection(r)
		r.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
		s := newStore(t)
		s.tenth = -1 // however much is added
		add := func(s *Store, fs [][]*corpus.Document) {
			for _, f := range fs {
				mustAdd(t, s, clone(f)...)
			}
		}
		n := 1 + r.IntN(len(files)-1)
		add(s, files[:n])
		mustDerive(t, s)
		for n < len(files) {
			if r.IntN(6) == 0 {
				decideSomething(t, s, r)
			}
			k := min(len(files), n+1+r.IntN(3))
			add(s, files[n:k])
			n = k
			mustDerive(t, s)
			if g := mustSnapshot(t, s); g.over != nil {
				extended++
			}
			if ps, err := s.Check(context.Background()); err != nil || len(ps) > 0 {
				t.Fatal(seed, ps, err)
			}
			same(t, s, fmt.Sprint("seed ", seed, " after ", n, " files"))
		}
	}
	t.Logf("extended %d times", extended)
	if extended < 8 {
		t.Errorf("extended only %d times", extended)
	}
}

// Compaction makes a graph of one layer, which says the same; and so does
// adding a tenth and more.
func TestCompactExtension(t *testing.T) {
	s := newStore(t)
	s.tenth = -1
	mustAdd(t, s, mixed()[:8]...)
	mustDerive(t, s)
	mustAdd(t, s, mixed()[8:]...)
	mustDerive(t, s)
	want := dump(t, s)
	if mustSnapshot(t, s).over == nil {
		t.Fatal("not extended")
	}
	if err := s.Compact(context.Background()); err != nil {
		t.Fatal(err)
	}
	if mustSnapshot(t, s).over != nil {
		t.Error("two layers after compaction")
	}
	if d := gocmp.Diff(want, dump(t, s)); d != "" {
		t.Error(d)
	}
	s.tenth = 0
	mustAdd(t, s, document(40), document(41), document(42))
	mustDerive(t, s)
	if mustSnapshot(t, s).over != nil {
		t.Error("more than a tenth of the graph, but not derived whole")
	}
}

// decideSomething merges two works or splits one.
func decideSomething(t *testing.T, s *Store, r *rand.Rand) {
	t.Helper()
	g := mustSnapshot(t, s)
	works := g.Counts().Works
	a, err := g.Work(uint32(r.IntN(works)))
	if err != nil {
		t.Fatal(err)
	}
	d := Decision{Kind: Split, A: a.ID}
	if r.IntN(2) == 0 {
		b, err := g.Work(uint32(r.IntN(works)))
		if err != nil {
			t.Fatal(err)
		}
		if b.N == a.N {
			return
		}
		d = Decision{Kind: Merge, A: a.ID, B: b.ID}
	}
	var two *Ambiguous
	if _, err := s.Decide(d); err != nil && !errors.As(err, &two) {
		t.Fatal(err)
	}
	mustDerive(t, s)
}

// same derives the facts of s whole, and compares.
func same(t *testing.T, s *Store, when string) {
	t.Helper()
	got, names := dump(t, s), lookups(t, s)
	g := mustSnapshot(t, s)
	out, in, err := g.readCSR()
	if err != nil {
		t.Fatal(err)
	}
	s = copyOf(t, s)
	if _, err := s.deriveWhole(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	if d := gocmp.Diff(strings.Split(dump(t, s), "\n"), strings.Split(got, "\n")); d != "" {
		t.Fatalf("%s: %s", when, d)
	}
	if d := gocmp.Diff(lookups(t, s), names); d != "" {
		t.Fatalf("%s: names: %s", when, d)
	}
	outWhole, inWhole, err := mustSnapshot(t, s).readCSR()
	if err != nil {
		t.Fatal(err)
	}
	if d := gocmp.Diff([]*Adjacency{outWhole, inWhole}, []*Adjacency{out, in}); d != "" {
		t.Fatalf("%s: adjacency: %s", when, d)
	}
}

func copyOf(t *testing.T, s *Store) *Store {
	t.Helper()
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, FileName))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.db.View(func(tx *bolt.Tx) error { _, err := tx.WriteTo(f); return err }); err != nil {
		t.Fatal(err)
	}
	f.Close()
	c, err := Open(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// lookups says what all names of works lead to.
func lookups(t *testing.T, s *Store) map[string]string {
	t.Helper()
	g := mustSnapshot(t, s)
	out := map[string]string{}
	for w, err := range g.Works() {
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range append([]string{w.ID, w.Key, w.Key[:len(w.Key)-1]}, w.Aliases...) {
			n, err := g.Lookup(name)
			out[name] = fmt.Sprint(n, " ", err)
		}
	}
	return out
}
