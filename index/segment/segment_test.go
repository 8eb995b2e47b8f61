package segment

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	bleve "github.com/blevesearch/bleve_index_api"
	"github.com/google/go-cmp/cmp"
)

// doc is a document of the tests: words by field, terms by field.
type doc struct {
	words map[string][]string
	terms map[string][]string
}

// random makes documents in which words are frequent and rare, and one stands
// in so many that its list has several chunks and a bitmap.
func random(n int) []doc {
	r := rand.New(rand.NewPCG(3, 5))
	docs := make([]doc, n)
	for i := range docs {
		d := doc{map[string][]string{}, map[string][]string{}}
		for _, f := range []string{"title", "abstract"} {
			if r.IntN(5) == 0 {
				continue
			}
			ws := []string{"all"}
			for range r.IntN(30) {
				ws = append(ws, fmt.Sprintf("w%d", int(r.ExpFloat64()*40)))
			}
			d.words[f] = ws
		}
		d.terms["volume"] = []string{fmt.Sprint(r.IntN(40))}
		d.terms["exact"] = []string{fmt.Sprintf("é%d", i)}
		docs[i] = d
	}
	return docs
}

// number is a number without an order that the ids of documents are made of.
func number(i int) uint32 { return uint32(i) * 2654435761 }

func write(t testing.TB, dir string, docs []doc) {
	names := []string{"title", "abstract", "nowhere", "volume", "exact"}
	w := New([]Field{{Name: "title"}, {Name: "abstract"}, {Name: "nowhere"}, {Name: "volume", Terms: true}, {Name: "exact", Terms: true}})
	for i, d := range docs {
		w.Add(number(i))
		for f, name := range names {
			for pos, word := range d.words[name] {
				w.Word(f, []byte(word), 3*pos+1)
			}
			for _, term := range d.terms[name] {
				w.Term(f, term)
				w.Term(f, term) // counts once
			}
		}
	}
	if err := w.WriteFolder(dir); err != nil {
		t.Fatal(err)
	}
}

// bleveDoc is the same for Bleve's own builder.
func (d doc) bleveDoc(id uint32) *document.Document {
	b := document.NewDocument(string(idBytes(id)))
	for _, name := range []string{"title", "abstract"} {
		if ws := d.words[name]; ws != nil {
			b.AddField(&given{document.NewTextFieldCustom(name, nil, nil, bleve.IndexField|bleve.IncludeTermVectors, nil), ws, true})
		}
	}
	for _, name := range []string{"volume", "exact"} {
		b.AddField(&given{document.NewTextFieldCustom(name, nil, nil, bleve.IndexField|bleve.SkipFreqNorm, nil), d.terms[name], false})
	}
	return b
}

// given is a field whose words are known.
type given struct {
	*document.TextField
	words     []string
	positions bool
}

func (g *given) Analyze()            {}
func (g *given) AnalyzedLength() int { return len(g.words) }
func (g *given) AnalyzedTokenFrequencies() bleve.TokenFrequencies {
	out := bleve.TokenFrequencies{}
	for i, w := range g.words {
		tf := out[w]
		if tf == nil {
			tf = &bleve.TokenFreq{Term: []byte(w)}
			out[w] = tf
		}
		if g.positions {
			tf.SetFrequency(tf.Frequency() + 1)
			tf.Locations = append(tf.Locations, &bleve.TokenLocation{Position: 3*i + 1})
		}
	}
	return out
}

// open reads an index as Bleve does.
func open(t testing.TB, dir string) bleve.IndexReader {
	idx, err := scorch.NewScorch(scorch.Name, map[string]any{"path": dir, "read_only": true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := idx.Open(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = idx.Close() })
	r, err := idx.Reader()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	return r
}

// dump is all that an index says: a line for each word of a document.
func dump(t testing.TB, dir string) []string {
	r := open(t, dir)
	fields, err := r.Fields()
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(fields)
	out := []string{strings.Join(fields, " ")}
	for _, f := range fields {
		d, err := r.FieldDict(f)
		if err != nil {
			t.Fatal(err)
		}
		for {
			e, err := d.Next()
			if err != nil {
				t.Fatal(err)
			}
			if e == nil {
				break
			}
			out = append(out, fmt.Sprintf("%s %q in %d", f, e.Term, e.Count))
			out = append(out, dumpList(t, r, f, e.Term)...)
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// dumpList are the lines of a list, in the order of the ids: those of terms
// without frequency and length, which nobody may read.
func dumpList(t testing.TB, r bleve.IndexReader, field, term string) []string {
	l, err := r.TermFieldReader(t.Context(), []byte(term), field, true, true, true)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var out []string
	for {
		p, err := l.Next(nil)
		if err != nil {
			t.Fatal(err)
		}
		if p == nil {
			slices.Sort(out)
			return out
		}
		id, err := r.ExternalID(p.ID)
		if err != nil {
			t.Fatal(err)
		}
		s := fmt.Sprintf("%s %q %08x", field, term, id)
		if field == "title" || field == "abstract" {
			s += fmt.Sprintf(" %d %v", p.Freq, p.Norm)
			for _, v := range p.Vectors {
				s += fmt.Sprintf(" %s:%d:%d:%d", v.Field, v.Pos, v.Start, v.End)
			}
		}
		out = append(out, s)
	}
}

// TestAsBleve compares what Bleve reads from a folder of ours with what it reads
// from one of its own builder.
func TestAsBleve(t *testing.T) {
	for _, n := range []int{1, 2, 300, 6000} {
		docs := random(n)
		ours, theirs := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
		write(t, ours, docs)
		b, err := scorch.NewBuilder(map[string]any{"path": theirs, "batchSize": 2500})
		if err != nil {
			t.Fatal(err)
		}
		for i, d := range docs {
			if err := b.Index(d.bleveDoc(number(i))); err != nil {
				t.Fatal(err)
			}
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		got, want := dump(t, ours), dump(t, theirs)
		if len(want) < n {
			t.Fatalf("%d lines of %d documents", len(want), n)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d documents:\n%.2000s", n, diff)
		}
	}
}

// TestOrder holds that a document has the number in which it was added.
func TestOrder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a")
	write(t, dir, random(100))
	r := open(t, dir)
	l, err := r.DocIDReaderAll()
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for i := range 100 {
		n, err := l.Next()
		if err != nil || n == nil {
			t.Fatal(i, err)
		}
		id, err := r.ExternalID(n)
		if err != nil || n.Value() != uint64(i) || binary.BigEndian.Uint32([]byte(id)) != number(i) {
			t.Errorf("document %d has number %d and id %x, want %x (%v)", i, n.Value(), id, number(i), err)
		}
	}
}

func TestEmpty(t *testing.T) {
	if err := New(nil).WriteFolder(filepath.Join(t.TempDir(), "a")); err == nil {
		t.Error("a segment without documents was written")
	}
}
