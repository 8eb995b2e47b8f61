package graph

import (
	"encoding/hex"
	"os"
	"strings"
	"testing"

	"citegraph/corpus"

	bolt "go.etcd.io/bbolt"
)

// The worked example of doc.go: a review that cites one article.
func example() *corpus.Document {
	return &corpus.Document{
		Source: corpus.DocSource{Path: "a.txt", Format: corpus.FormatPlain, SHA256: strings.Repeat("0", 64), Bytes: 100},
		Work:   work("Peer support today", 2021, "", "", "", "Reviewer R"),
		Refs: []corpus.Reference{{N: 1, Raw: "1. Repper J. A review of the literature on peer support. 2011.", Span: corpus.Span{Start: 30, End: 92}, Confidence: 1,
			CSL: work("A review of the literature on peer support", 2011, "", "", "", "Repper J")}},
		Calls: []corpus.Callout{{Kind: corpus.Numeric, Text: "[1]", Numbers: []int{1}, Targets: []int{1}, Span: corpus.Span{Start: 12, End: 15},
			Sentence: corpus.Span{Start: 0, End: 16}, Context: "Peers help [1].", Confidence: 1}},
	}
}

// Every line of doc.go's worked example stands in a store that holds it.
func TestWorkedExample(t *testing.T) {
	s := newStore(t)
	mustAdd(t, s, example())
	mustDerive(t, s)
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(strings.ReplaceAll(string(doc), "//", "")), " ")
	err = s.view(func(tx *bolt.Tx) error {
		for _, name := range [][]byte{bucketOut, bucketIn, bucketEvidence, bucketCiting, bucketKey} {
			err := tx.Bucket(name).ForEach(func(k, v []byte) error {
				key := hex.EncodeToString(k)
				if string(name) == "key" {
					key = string(k)
				}
				line := string(name) + "/" + key + " = " + hex.EncodeToString(v[:len(v)-4]) + " " + hex.EncodeToString(v[len(v)-4:])
				t.Log(line)
				if !strings.Contains(text, line) {
					t.Errorf("doc.go does not show %s", line)
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	g := mustSnapshot(t, s)
	for w, err := range g.Works() {
		if err != nil {
			t.Fatal(err)
		}
		t.Log(w.N, w.ID, w.Key)
		if !strings.Contains(text, w.ID+" "+w.Key) {
			t.Errorf("doc.go does not show %s %s", w.ID, w.Key)
		}
	}
}
