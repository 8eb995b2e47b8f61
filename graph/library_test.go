package graph

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"citegraph/corpus"

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
	s.room = smallRoom
	return s
}

// smallRoom has the little that tests derive kept aside and written step by step.
const smallRoom = 64 << 10

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
		line("numbers", []any{w.N, w.Authors, w.Journal}, nil)
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
		line("works", a.Works, nil)
	}
	for j, err := range g.Journals() {
		line("journal", j, err)
		line("works", j.Works, nil)
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
