package record

import (
	"bytes"
	"errors"
	"testing"

	"citegraph/corpus"

	"github.com/google/go-cmp/cmp"
)

func sample() *corpus.Document {
	return &corpus.Document{
		Schema: corpus.DocumentSchema,
		Source: corpus.DocSource{Path: "a.txt", Format: corpus.FormatPlain, SHA256: "ab", Bytes: 12},
		Work:   corpus.Work{Title: "Peer support", Issued: &corpus.Date{Parts: [][]int{{2014, 5}}}},
		Refs: []corpus.Reference{{
			N: 1, Raw: "White S. Peer support. 2020.", Span: corpus.Span{Start: 3, End: 30}, Confidence: .97,
			CSL:        corpus.Work{Author: []corpus.Name{{Family: "White", Given: "S"}}, Custom: &corpus.Custom{Cites: []string{"x", ""}}},
			Hypotheses: map[string][]corpus.Hypothesis{"page": {{Value: "1-2", P: .5}}, "a": nil},
			References: []corpus.Reference{{N: 7}},
		}},
		Frags: []corpus.Fragment{{Class: corpus.FragStatistic, Value: corpus.FragData{Stat: map[string]any{"n": 3.0, "s": "x"}}}},
		Notes: []corpus.Note{{Code: "x", Span: &corpus.Span{}}},
		Calls: []corpus.Callout{{Numbers: []int{1, -2, 0}, Narrative: true}},
	}
}

func TestRoundTrip(t *testing.T) {
	for _, compress := range []bool{false, true} {
		c, err := New[corpus.Document](compress, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []*corpus.Document{{}, sample()} {
			b, err := c.Append(nil, want)
			if err != nil {
				t.Fatal(err)
			}
			var got corpus.Document
			if err := c.Decode(b, &got); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, &got); d != "" {
				t.Error(d)
			}
			again, _ := c.Append(nil, &got)
			if !bytes.Equal(b, again) {
				t.Error("encoding of the decoded value differs")
			}
		}
	}
}

// A store keeps values of types that have since grown, shrunk or been
// reordered.
func TestSchemaChange(t *testing.T) {
	type inner struct {
		Gone []string
		A    int
	}
	type Old struct {
		X    string
		Lost map[string]inner
		In   []inner
		N    int
	}
	type Inner struct {
		New bool
		A   int
	}
	type New2 struct {
		N  int
		In []Inner
		X  string
		Y  *Inner
	}
	oc, err := New[Old](false, nil)
	if err != nil {
		t.Fatal(err)
	}
	b, err := oc.Append(nil, &Old{X: "x", N: -4, Lost: map[string]inner{"k": {A: 1}}, In: []inner{{Gone: []string{"g"}, A: 7}, {A: 8}}})
	if err != nil {
		t.Fatal(err)
	}
	nc, err := New[New2](false, func(id uint32) (string, error) {
		oid, s := oc.Schema()
		if id != oid {
			return "", errors.New("no such schema")
		}
		return s, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var got New2
	if err := nc.Decode(b, &got); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(New2{N: -4, X: "x", In: []Inner{{A: 7}, {A: 8}}}, got); d != "" {
		t.Error(d)
	}
	lost, _ := New[New2](false, nil)
	if err := lost.Decode(b, &got); !errors.Is(err, ErrCorrupt) {
		t.Errorf("unknown schema: got %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	for _, compress := range []bool{false, true} {
		c, err := New[corpus.Document](compress, nil)
		if err != nil {
			f.Fatal(err)
		}
		b, _ := c.Append(nil, sample())
		f.Add(b[4:])
	}
	c, _ := New[corpus.Document](false, nil)
	id, _ := c.Append(nil, &corpus.Document{})
	f.Fuzz(func(t *testing.T, b []byte) {
		var d corpus.Document
		if err := c.Decode(append(bytes.Clone(id[:4]), b...), &d); err != nil {
			return
		}
		out, err := c.Append(nil, &d)
		if err != nil {
			t.Fatal(err)
		}
		var again corpus.Document
		if err := c.Decode(out, &again); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzSchema(f *testing.F) {
	c, _ := New[corpus.Document](false, nil)
	_, s := c.Schema()
	f.Add(s)
	f.Add("A{X [<*B>]};B{}")
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := parseSchema(s); err == nil && d == nil {
			t.Fatal("no schema and no error")
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	c, _ := New[corpus.Document](false, nil)
	v, _ := c.Append(nil, sample())
	b.SetBytes(int64(len(v)))
	for b.Loop() {
		var d corpus.Document
		if err := c.Decode(v, &d); err != nil {
			b.Fatal(err)
		}
	}
}
