package graph

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"citegraph/corpus"

	gocmp "github.com/google/go-cmp/cmp"
	bolt "go.etcd.io/bbolt"
)

func name(s string) corpus.Name {
	f, g, _ := strings.Cut(s, " ")
	return corpus.Name{Family: f, Given: g}
}

func work(title string, year int, journal, volume, page string, authors ...string) corpus.Work {
	w := corpus.Work{Type: "article-journal", Title: title, ContainerTitle: journal, Volume: volume, Page: page}
	if year != 0 {
		w.Issued = &corpus.Date{Parts: [][]int{{year}}}
	}
	for _, a := range authors {
		w.Author = append(w.Author, name(a))
	}
	return w
}

// The works that the documents of these tests cite.
func cited() []corpus.Work {
	ws := []corpus.Work{
		work("The effectiveness of one-to-one peer support in mental health services: a systematic review and meta-analysis", 2020, "BMC Psychiatry", "20", "534", "White Sarah", "Foster Rhiannon", "Marks Jacqueline"),
		work("A systematic review and meta-analysis of randomised controlled trials of peer support for people with severe mental illness", 2014, "BMC Psychiatry", "14", "39", "Lloyd-Evans Brynmor", "Mayo-Wilson Evan"),
		work("Peer support among persons with severe mental illnesses: a review of evidence and experience", 2012, "World Psychiatry", "11", "123-128", "Davidson Larry", "Bellamy Chyrell", "Guy Kimberly"),
		work("A review of the literature on peer support in mental health services", 2011, "Journal of Mental Health", "20", "392-411", "Repper Julie", "Carter Tim"),
		work("Recovery: the lived experience of rehabilitation", 1988, "Psychosocial Rehabilitation Journal", "11", "11-19", "Deegan P"),
	}
	ws[0].DOI, ws[0].PMID = "10.1186/s12888-020-02923-3", "33176729"
	ws[1].DOI = "10.1186/1471-244X-14-39"
	return ws
}

// printed is w as a careless hand prints it.
func printed(w corpus.Work, r *rand.Rand) corpus.Work {
	w.Author = append([]corpus.Name(nil), w.Author...)
	for i := range w.Author {
		if w.Author[i].Given != "" {
			w.Author[i].Given = w.Author[i].Given[:1]
		}
	}
	if r.IntN(2) == 0 {
		w.DOI, w.PMID = "", ""
	}
	if t, _, ok := strings.Cut(w.Title, ":"); ok && r.IntN(2) == 0 {
		w.Title = t
	}
	if r.IntN(3) == 0 {
		w.Title += "."
	}
	if r.IntN(4) == 0 {
		w.Author = w.Author[:1]
	}
	return w
}

func document(i int) *corpus.Document {
	r := rand.New(rand.NewPCG(uint64(i), 7))
	sum := sha256.Sum256(fmt.Append(nil, "text", i))
	d := &corpus.Document{Schema: corpus.DocumentSchema,
		Source: corpus.DocSource{Path: fmt.Sprintf("reviews/%02d.txt", i), Format: corpus.FormatPlain, SHA256: hex.EncodeToString(sum[:]), Bytes: 1000}}
	if i%3 != 0 {
		d.Work = work(fmt.Sprintf("Review number %d of what helps whom", i), 2015+i%5, "Psychiatric Services", fmt.Sprint(60+i), fmt.Sprint(100*i+1), "Reviewer R"+string(rune('A'+i%26)))
		d.Review = &corpus.ReviewType{Type: "review"}
	}
	for n, w := range cited() {
		if r.IntN(3) == 0 {
			continue
		}
		k := len(d.Refs) + 1
		d.Refs = append(d.Refs, corpus.Reference{N: k, Raw: fmt.Sprintf("%d. %s", k, w.Title), CSL: printed(w, r), Confidence: .9,
			Span: corpus.Span{Start: 500 + 40*n, End: 530 + 40*n}})
	}
	for c := range 1 + r.IntN(3) {
		call := corpus.Callout{Kind: corpus.Numeric, Span: corpus.Span{Start: 50*c + 40, End: 50*c + 45}, Sentence: corpus.Span{Start: 50 * c, End: 50*c + 46},
			Context: fmt.Sprintf("Sentence %d of text %d.", c, i), Confidence: .95, Paragraph: c}
		for range 1 + r.IntN(2) {
			if len(d.Refs) > 0 {
				call.Targets = append(call.Targets, 1+r.IntN(len(d.Refs)))
			}
		}
		d.Calls = append(d.Calls, call)
	}
	return d
}

// scraped is a text that lost its order.
func scraped() *corpus.Document {
	sum := sha256.Sum256([]byte("scraped"))
	return &corpus.Document{Kind: corpus.Scraped, Source: corpus.DocSource{Path: "scraped.txt", SHA256: hex.EncodeToString(sum[:]), Bytes: 500},
		Frags: []corpus.Fragment{
			{Class: corpus.FragLocator, Span: corpus.Span{Start: 10, End: 30}, Text: "2011;20(4):392411.", Confidence: .9, Value: corpus.FragData{Year: 2011, Volume: "20", Issue: "4",
				Page: []corpus.Hypothesis{{Value: "392-411", P: .8}, {Value: "39-2411", P: .2}}}},
			{Class: corpus.FragAuthors, Span: corpus.Span{Start: 40, End: 50}, Text: "Deegan P.", Confidence: .9, Value: corpus.FragData{Authors: []corpus.FragName{{Family: "Deegan", Initials: "P"}}}},
			{Class: corpus.FragTitle, Span: corpus.Span{Start: 51, End: 99}, Text: "Recovery: the lived experience of rehabilitation.", Confidence: .9, Value: corpus.FragData{Title: "Recovery: the lived experience of rehabilitation"}},
		},
		Joins: []corpus.Join{{Fragments: []int{1, 2}, Span: corpus.Span{Start: 40, End: 99}, Confidence: .8, Reason: "single-initial list followed by its title"}},
		Calls: []corpus.Callout{
			{Kind: corpus.Numeric, Text: "[23, 30]", Numbers: []int{23, 30}, Span: corpus.Span{Start: 200, End: 208}, Sentence: corpus.Span{Start: 150, End: 209}, Context: "Peers helped [23, 30]."},
			{Kind: corpus.Numeric, Text: "[23]", Numbers: []int{23}, Span: corpus.Span{Start: 300, End: 304}, Sentence: corpus.Span{Start: 250, End: 305}, Context: "And others [23]."},
		}}
}

// records is a library of two parts whose records cite one another across them.
func records() []*corpus.Document {
	ws := cited()
	src := corpus.DocSource{Path: "lib.ndjson", Format: corpus.FormatCSL, SHA256: strings.Repeat("ab", 32), Bytes: 9}
	var ds []*corpus.Document
	for part := range 2 {
		src.Part = part
		ds = append(ds, &corpus.Document{Kind: corpus.Library, Source: src})
	}
	for i, w := range ws[:4] {
		w.ID = fmt.Sprintf("m%d", i)
		if i > 0 {
			w.Custom = &corpus.Custom{Cites: []string{"m0", "m3", "nobody"}}
		}
		d := ds[i/2]
		d.Refs = append(d.Refs, corpus.Reference{N: len(d.Refs) + 1, ID: w.ID, CSL: w, Confidence: 1})
	}
	return ds
}

func documents(ds ...*corpus.Document) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		for _, d := range ds {
			if !yield(d, nil) {
				return
			}
		}
	}
}

func newStore(t testing.TB) *Store {
	t.Helper()
	s, err := Create(filepath.Join(t.TempDir(), ".citegraph"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func mustAdd(t testing.TB, s *Store, ds ...*corpus.Document) AddResult {
	t.Helper()
	res, err := s.Add(context.Background(), documents(ds...))
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func mustDerive(t testing.TB, s *Store) DeriveResult {
	t.Helper()
	res, err := s.Derive(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func mustSnapshot(t testing.TB, s *Store) *Graph {
	t.Helper()
	g, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// dump is everything that a graph says, as text.
func dump(t testing.TB, s *Store) string {
	t.Helper()
	text, err := dumpGraph(s)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func dumpGraph(s *Store) (string, error) {
	g, err := s.Snapshot()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	var failed error
	line := func(what string, v any, err error) bool {
		j, e := json.Marshal(v)
		if failed = cmp.Or(failed, err, e); failed != nil {
			return false
		}
		fmt.Fprintf(&b, "%s %s\n", what, j)
		return true
	}
	line("generation", g.Generation(), nil)
	line("counts", g.Counts(), nil)
	for w, err := range g.Works() {
		if !line("work", w, err) {
			break
		}
		full, err := g.Mentions(w.N)
		if err == nil {
			line("mentions", full, err)
		}
		cs, err2 := g.ContextsOf(w.N)
		if !line("contexts", cs, cmp.Or(err, err2)) {
			break
		}
	}
	for c, err := range g.Citations(context.Background()) {
		if err != nil {
			return "", err
		}
		line(fmt.Sprint("citation ", c.Citing, " ", c.Cited), c, nil)
	}
	for a, err := range g.Authors() {
		line("author", a, err)
	}
	for j, err := range g.Journals() {
		line("journal", j, err)
	}
	for c, err := range g.Contexts() {
		line("context", c, err)
	}
	cs, err := g.Candidates()
	line("candidates", cs, err)
	return b.String(), failed
}

func mixed() []*corpus.Document {
	var ds []*corpus.Document
	for i := range 12 {
		ds = append(ds, document(i))
	}
	return append(append(ds, scraped()), records()...)
}

// shuffle keeps the documents of one path together.
func shuffle(ds []*corpus.Document, r *rand.Rand) []*corpus.Document {
	var files [][]*corpus.Document
	for _, d := range ds {
		if n := len(files); n > 0 && files[n-1][0].Source.Path == d.Source.Path {
			files[n-1] = append(files[n-1], d)
		} else {
			files = append(files, []*corpus.Document{d})
		}
	}
	r.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
	var out []*corpus.Document
	for _, f := range files {
		out = append(out, f...)
	}
	return out
}

func TestAnyOrderGivesTheSameGraph(t *testing.T) {
	s := newStore(t)
	mustAdd(t, s, mixed()...)
	mustDerive(t, s)
	want := dump(t, s)
	if ps, err := s.Check(context.Background()); err != nil || len(ps) > 0 {
		t.Fatal(ps, err)
	}
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		s := newStore(t)
		ds := shuffle(mixed(), r)
		if seed%2 == 1 { // in several runs, derived between them
			for len(ds) > 3 {
				n := 1 + r.IntN(3)
				for n < len(ds) && ds[n].Source.Path == ds[n-1].Source.Path {
					n++
				}
				mustAdd(t, s, ds[:n]...)
				mustDerive(t, s)
				ds = ds[n:]
			}
		}
		mustAdd(t, s, ds...)
		mustDerive(t, s)
		if d := gocmp.Diff(want, dump(t, s)); d != "" {
			t.Fatalf("order %d: %s", seed, d)
		}
	}
}

func TestRemoveAndAddAgain(t *testing.T) {
	s := newStore(t)
	ds := mixed()
	mustAdd(t, s, ds...)
	mustDerive(t, s)
	want := dump(t, s)
	for _, d := range []*corpus.Document{ds[1], ds[12]} {
		if err := s.Remove(d.Source.Path); err != nil {
			t.Fatal(err)
		}
		mustDerive(t, s)
		if dump(t, s) == want {
			t.Error("removing a document changed nothing")
		}
		if ps, err := s.Check(context.Background()); err != nil || len(ps) > 0 {
			t.Error(ps, err)
		}
		mustAdd(t, s, d)
		if res := mustDerive(t, s); res.UpToDate || res.Known == 0 {
			t.Errorf("derive after adding again: %+v", res)
		}
		if d := gocmp.Diff(want, dump(t, s)); d != "" {
			t.Error(d)
		}
	}
	if err := s.Remove("nowhere"); !errors.Is(err, ErrNotFound) {
		t.Errorf("remove of an unknown path: %v", err)
	}
}

func TestAddKnowsAndReplaces(t *testing.T) {
	s := newStore(t)
	d := document(1)
	if got := mustAdd(t, s, d, document(2)); got.Added != 2 || got.Documents != 2 || got.References == 0 {
		t.Errorf("first: %+v", got)
	}
	if got := mustAdd(t, s, document(2), d); got.Known != 2 || got.Added != 0 || got.Documents != 0 {
		t.Errorf("again: %+v", got)
	}
	if !s.Known(d.Source.Path, d.Source.SHA256) || s.Known(d.Source.Path, "other") || s.Known("other", d.Source.SHA256) {
		t.Error("Known is wrong")
	}
	changed := document(1)
	changed.Source.SHA256 = "changed"
	changed.Refs = changed.Refs[:1]
	if got := mustAdd(t, s, changed); got.Replaced != 1 || got.Added != 0 {
		t.Errorf("changed: %+v", got)
	}
	got, err := s.Document(d.Source.Path, 0)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(changed, got); diff != "" {
		t.Error(diff)
	}
	n := 0
	for _, err := range s.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != 2 {
		t.Errorf("%d documents", n)
	}
	if fs, err := s.Files(); err != nil || len(fs) != 2 || fs[0].SHA256 != "changed" {
		t.Errorf("files: %+v %v", fs, err)
	}
	if ps, err := s.Check(context.Background()); err != nil || len(ps) > 0 {
		t.Error(ps, err)
	}
}

// A stream that ends early keeps whole files; the one cut short is added again.
func TestAddCutShort(t *testing.T) {
	s := newStore(t)
	boom := errors.New("boom")
	_, err := s.Add(context.Background(), func(yield func(*corpus.Document, error) bool) {
		if yield(document(1), nil) && yield(records()[0], nil) {
			yield(nil, boom)
		}
	})
	if !errors.Is(err, boom) {
		t.Fatal(err)
	}
	r := records()[0]
	if s.Known(r.Source.Path, r.Source.SHA256) || !s.Known(document(1).Source.Path, document(1).Source.SHA256) {
		t.Error("what is whole is not what is known")
	}
	mustAdd(t, s, append(mixed()[:0:0], mixed()...)...)
	mustDerive(t, s)
	whole := newStore(t)
	mustAdd(t, whole, mixed()...)
	mustDerive(t, whole)
	if d := gocmp.Diff(dump(t, whole), dump(t, s)); d != "" {
		t.Error(d)
	}
}

func TestGraph(t *testing.T) {
	s := newStore(t)
	mustAdd(t, s, mixed()...)
	res := mustDerive(t, s)
	if res.New != res.Counts.Works || res.UpToDate {
		t.Errorf("first derive: %+v", res)
	}
	if res := mustDerive(t, s); !res.UpToDate {
		t.Errorf("second derive: %+v", res)
	}
	g := mustSnapshot(t, s)
	// 13 documents, 5 works they cite, 2 placeholders
	if c := g.Counts(); c.Works != 20 || c.Unresolved != 2 || c.Held != 17 || c.Documents != 15 {
		t.Errorf("counts: %+v", c)
	}
	white, err := g.Lookup("https://doi.org/10.1186/S12888-020-02923-3")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"m0", "pmid:33176729", "33176729", "white2020effectiveness"} {
		if n, err := g.Lookup(name); err != nil || n != white {
			t.Errorf("Lookup(%q) = %d, %v; want %d", name, n, err, white)
		}
	}
	w, err := g.Work(white)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := g.Lookup(w.ID); err != nil || n != white {
		t.Errorf("Lookup(%q) = %d, %v", w.ID, n, err)
	}
	if got := w.CSL.Author[0].Given; got != "Sarah" {
		t.Errorf("first author's given name is %q", got)
	}
	var nf *NotFound
	if _, err := g.Lookup("white2020efect"); !errors.As(err, &nf) || len(nf.Similar) == 0 || nf.Similar[0] != "white2020effectiveness" {
		t.Errorf("no suggestion: %v", err)
	}
	citers, err := g.CitedBy(white)
	if err != nil || len(citers) != w.CitedBy || w.CitedBy < 5 {
		t.Errorf("cited by %v, %v", citers, err)
	}
	c, err := g.Citation(citers[0], white)
	if err != nil || len(c.Evidence) == 0 {
		t.Fatalf("citation %+v, %v", c, err)
	}
	if _, err := g.Citation(white, white); !errors.Is(err, ErrNotFound) {
		t.Errorf("citation of itself: %v", err)
	}
	out, in, err := g.CSR()
	if err != nil || len(out.Targets) != g.Counts().Citations || len(in.Targets) != len(out.Targets) {
		t.Errorf("CSR: %v", err)
	}
	if _, err := g.Work(999); !errors.Is(err, ErrNotFound) {
		t.Errorf("work 999: %v", err)
	}
	n, err := g.LookupJournal("world psychiatry")
	if err != nil {
		t.Fatal(err)
	}
	if j, err := g.Journal(n); err != nil || j.Title != "World Psychiatry" || len(j.Works) != 1 {
		t.Errorf("journal %+v, %v", j, err)
	}
}

func TestScraped(t *testing.T) {
	s := newStore(t)
	mustAdd(t, s, mixed()...)
	mustDerive(t, s)
	g := mustSnapshot(t, s)
	repper, err := g.Lookup("repper2011review")
	if err != nil {
		t.Fatal(err)
	}
	w, err := g.Work(repper)
	if err != nil {
		t.Fatal(err)
	}
	if w.Mentions, err = g.Mentions(repper); err != nil {
		t.Fatal(err)
	}
	var found *Mention
	for i := range w.Mentions {
		if w.Mentions[i].Path == "scraped.txt" {
			found = &w.Mentions[i]
		}
	}
	if found == nil || found.Raw != "2011;20(4):392411." {
		t.Fatalf("the locator alone was not resolved: %+v", w.Mentions)
	}
	if len(w.Hypotheses) > 0 {
		t.Errorf("settled pages are left open: %v", w.Hypotheses)
	}
	var self *Work
	for w, err := range g.Works() {
		if err != nil {
			t.Fatal(err)
		}
		if w.CSL.Title == "scraped.txt" {
			self = w
		}
	}
	if self == nil || !self.Held || !self.Partial {
		t.Fatalf("the scraped document itself: %+v", self)
	}
	cites, err := g.Cites(self.N)
	if err != nil || len(cites) != 4 { // repper, deegan, numbers 23 and 30
		t.Errorf("it cites %v, %v", cites, err)
	}
	for _, n := range cites {
		w, _ := g.Work(n)
		c, err := g.Citation(self.N, n)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(w.CSL.Title, "reference 23 ") && (len(c.Evidence) != 2 || c.Evidence[0].Text != "Peers helped [23, 30].") {
			t.Errorf("evidence of a placeholder: %+v", c.Evidence)
		}
		if c.Evidence[0].Path != "scraped.txt" {
			t.Errorf("evidence %+v", c.Evidence)
		}
	}
}

func TestDecisions(t *testing.T) {
	ctx := context.Background()
	s := newStore(t)
	mustAdd(t, s, mixed()...)
	mustDerive(t, s)
	before := dump(t, s)
	a, b := "m2", "m3"
	d, err := s.Decide(Decision{Kind: Merge, A: a, B: b, Note: "a test"})
	if err != nil {
		t.Fatal(err)
	}
	if stale, err := s.Stale(); err != nil || !stale {
		t.Error("a decision does not make the graph stale")
	}
	ids := map[string]string{}
	g := mustSnapshot(t, s)
	for _, x := range []string{a, b} {
		n, err := g.Lookup(x)
		if err != nil {
			t.Fatal(err)
		}
		w, _ := g.Work(n)
		ids[x] = w.ID
	}
	mustDerive(t, s)
	if _, err := g.Cites(0); !errors.Is(err, ErrStale) {
		t.Errorf("an old snapshot answers: %v", err)
	}
	g = mustSnapshot(t, s)
	na, err := g.Lookup(ids[a])
	if err != nil {
		t.Fatal(err)
	}
	nb, err := g.Lookup(ids[b])
	if err != nil || na != nb {
		t.Errorf("after the merge the old ids lead to %d and %d, %v", na, nb, err)
	}
	if err := s.Undo(d.Seq); err != nil {
		t.Fatal(err)
	}
	mustDerive(t, s)
	strip := func(s string) string { _, s, _ = strings.Cut(s, "\n"); return s }
	if diff := gocmp.Diff(strip(before), strip(dump(t, s))); diff != "" {
		t.Errorf("undo: %s", diff)
	}
	if err := s.Undo(d.Seq); !errors.Is(err, ErrNotFound) {
		t.Errorf("undo twice: %v", err)
	}
	if _, err := s.Decide(Decision{Kind: Split, A: "m0", B: "m0"}); err != nil {
		t.Fatal(err)
	}
	mustDerive(t, s)
	g = mustSnapshot(t, s)
	n, err := g.Lookup("m0")
	if err != nil {
		t.Fatal(err)
	}
	if w, _ := g.Work(n); len(w.Mentions) != 1 {
		t.Errorf("after the split m0 has %d mentions", len(w.Mentions))
	}
	if ps, err := s.Check(ctx); err != nil || len(ps) > 0 {
		t.Error(ps, err)
	}
}

func TestOpenErrors(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(dir, nil); !errors.Is(err, ErrNoLibrary) {
		t.Errorf("empty folder: %v", err)
	}
	if es, _ := os.ReadDir(dir); len(es) > 0 {
		t.Error("Open created something")
	}
	path := filepath.Join(dir, FileName)
	if err := os.WriteFile(path, []byte(strings.Repeat("not a store\n", 1000)), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, nil); !errors.Is(err, ErrVersion) {
		t.Errorf("foreign file: %v", err)
	}
	os.Remove(path)
	s, err := Create(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(dir, &Options{Timeout: 10 * time.Millisecond})
	var l *Locked
	if !errors.Is(err, ErrLocked) || !errors.As(err, &l) {
		t.Errorf("held store: %v", err)
	}
	if l != nil && l.PID != 0 && l.PID != os.Getpid() {
		t.Errorf("holder %d, we are %d", l.PID, os.Getpid())
	}
	s.Close()
	ro, err := Open(dir, &Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer ro.Close()
	if _, err := ro.Add(context.Background(), documents(document(1))); !errors.Is(err, ErrReadOnly) {
		t.Errorf("add to a read-only store: %v", err)
	}
	if es, _ := os.ReadDir(dir); len(es) != 1 {
		t.Errorf("left behind: %v", es)
	}
}

func TestCompactAndPointer(t *testing.T) {
	s := newStore(t)
	mustAdd(t, s, mixed()...)
	mustDerive(t, s)
	want := dump(t, s)
	p := IndexPointer{Generation: mustSnapshot(t, s).Generation(), Folder: "index/x", Files: map[string]string{"a": "b"}}
	if err := s.SetIndexPointer(p); err != nil {
		t.Fatal(err)
	}
	if err := s.Compact(context.Background()); err != nil {
		t.Fatal(err)
	}
	if d := gocmp.Diff(want, dump(t, s)); d != "" {
		t.Error(d)
	}
	got, err := s.IndexPointer()
	if err != nil {
		t.Fatal(err)
	}
	if d := gocmp.Diff(p, got); d != "" {
		t.Error(d)
	}
	mustAdd(t, s, document(77))
	mustDerive(t, s)
}

// bucketStats is how many bytes of pages a bucket takes.
func bucketStats(t testing.TB, s *Store, name []byte) (n int) {
	t.Helper()
	err := s.view(func(tx *bolt.Tx) error {
		if b := tx.Bucket(name); b != nil {
			st := b.Stats()
			n = st.BranchAlloc + st.LeafAlloc
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
