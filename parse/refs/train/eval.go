package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"citegraph/parse/refs"
)

// tally counts tokens and references labelled right.
type tally struct{ tokens, right, refs, whole int }

func (t tally) String() string {
	return fmt.Sprintf("%6d references, tokens %.2f %%, all tokens %.2f %%",
		t.refs, 100*float64(t.right)/float64(max(1, t.tokens)), 100*float64(t.whole)/float64(max(1, t.refs)))
}

// evaluate labels the held-out sets with the packed model. It prints how many
// tokens come out as annotated, by source, and the scores of the fields: of
// the gold against its fields, of the synthetic set against what a perfect
// labelling of the printed string gives.
func evaluate(ctx context.Context, packed []byte, dir, predict string) error {
	m, err := refs.Load(packed)
	if err != nil {
		return err
	}
	by := map[string]*tally{}
	scores := map[string]*score{"dev": newScore(), "synthetic clean": newScore(), "synthetic noisy": newScore()}
	start, n := time.Now(), 0
	err = read(filepath.Join(dir, "dev.jsonl"), func(r *record) {
		count(by, r.Source, gold(r).labels, m.Read(r.Raw).Labels)
		l := m.Label(ctx, []string{r.Raw}, nil)[0]
		scores["dev"].add(comparable(goldWork(r)), comparable(&l.CSL), r.Scored, l.Confidence)
		n++
	})
	if err != nil {
		return err
	}
	err = read(filepath.Join(dir, "synthetic-dev.jsonl.gz"), func(r *record) {
		g, ok := synthetic(r)
		if !ok {
			return
		}
		source := "synthetic clean"
		if len(r.Noise) > 0 {
			source = "synthetic noisy"
		}
		count(by, source, g.labels, m.Read(r.Raw).Labels)
		l := m.Label(ctx, []string{r.Raw}, nil)[0]
		printed := m.LabelAs(r.Raw, g.labels)
		scores[source].add(comparable(&printed.CSL), comparable(&l.CSL), nil, l.Confidence)
		n++
	})
	if err != nil {
		return err
	}
	for _, s := range sortedKeys(by) {
		fmt.Printf("%-18s %s\n", s, by[s])
	}
	for _, s := range sortedKeys(scores) {
		scores[s].print(s)
	}
	fmt.Printf("%.0f references/s with reading and scoring\n", float64(n)/time.Since(start).Seconds())
	if predict == "" {
		return nil
	}
	return predictions(ctx, m, dir, predict)
}

// count adds one reference to the tally of its source and of all.
func count(by map[string]*tally, source string, want []uint8, got []int) {
	for _, s := range []string{source, "all"} {
		t := by[s]
		if t == nil {
			t = &tally{}
			by[s] = t
		}
		t.refs++
		t.tokens += len(want)
		right := 0
		for i, w := range want {
			if i < len(got) && got[i] == int(w) {
				right++
			}
		}
		t.right += right
		if right == len(want) {
			t.whole++
		}
	}
}
