package main

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"path/filepath"
	"strings"

	"citegraph/parse/refs"
)

// share maps a key to 0…99, the same every time.
func share(key string) int {
	h := fnv.New32a()
	h.Write([]byte(key))
	return int(h.Sum32()>>7) % 100
}

// load reads the training references and builds the lexicon from the
// synthetic records that are not trained on.
func load(s settings, dir string) ([]labelled, *refs.Lexicon, error) {
	var set []labelled
	counts := map[string]int{}
	add := func(l labelled) {
		if share("stop "+l.id) < unstoppedShare {
			l = unstopped(l)
		}
		set = append(set, l)
		counts[l.source]++
	}
	files := []string{"train.jsonl.gz"}
	if s.ablation {
		files = append(files, "train-nolicence.jsonl.gz")
	}
	for _, f := range files {
		if err := read(filepath.Join(dir, f), func(r *record) {
			l := gold(r)
			l.of = r
			add(l)
		}); err != nil {
			return nil, nil, err
		}
	}
	b := refs.NewLexiconBuilder()
	bad := 0
	var items []item
	pool := newPools()
	err := read(filepath.Join(dir, "synthetic-train.jsonl.gz"), func(r *record) {
		if share(r.Meta) >= s.synthOf(r.Lang) {
			learn(b, r)
			return
		}
		l, ok := synthetic(r)
		if !ok {
			bad++
			return
		}
		l.source, l.weight = "synthetic", float32(s.weight)
		add(l)
		if m, ok := itemOf(r); ok {
			items = append(items, m)
			pool.learn(&m)
		}
	})
	if err != nil {
		return nil, nil, err
	}
	rng := rand.New(rand.NewPCG(s.seed, 0xbeef))
	for i, m := range items {
		for range s.renderings(rng, m.lang) {
			l := rendered(rng, fmt.Sprint("rendered-", i), m, pool)
			l.weight = float32(s.renderWeight)
			add(l)
		}
	}
	for _, src := range sortedKeys(counts) {
		fmt.Printf("train on %6d of %s\n", counts[src], src)
	}
	if bad > 0 {
		fmt.Printf("left out %d whose segments do not join to the string\n", bad)
	}
	learnJournals(b)
	return set, b.Build(5, 1), nil
}

// unstoppedShare is the per cent of references that are trained on without the
// full stop between names and title, as texts made from XML print them.
const unstoppedShare = 6

// unstopped is l with nothing but a space between the names that it begins
// with and the title, where a full stop was: "Smith J, Doe A Effects of".
// Names with dots keep theirs, which may be the last initial's.
func unstopped(l labelled) labelled {
	toks := refs.Tokenize(l.raw, nil)
	for i := 1; i < len(toks); i++ {
		if l.labels[i-1] != refs.Author || l.labels[i] != refs.Title {
			continue
		}
		names, gap := l.raw[:toks[i-1].End], l.raw[toks[i-1].End:toks[i].Start]
		if gap != ". " || strings.Count(names, ".") > strings.Count(names, "al.") {
			break
		}
		raw := names + " " + l.raw[toks[i].Start:]
		if len(refs.Tokenize(raw, nil)) == len(toks) {
			l.raw = raw
		}
		break
	}
	return l
}

// synthOf is the share of the synthetic records of a language that are trained
// on: English has enough, the others are taken more fully.
func (s settings) synthOf(lang string) int {
	if lang == "en" {
		return s.synth
	}
	return s.synthOther
}

// renderings is how often an item is rendered anew: works in languages that
// the gold has few of more often.
func (s settings) renderings(r *rand.Rand, lang string) int {
	f := 0.25
	switch lang {
	case "de":
		f = 1.4
	case "fr", "it", "es", "pt", "ko", "ja", "zh", "nl":
		f = 1
	}
	f *= s.render
	n := int(f)
	if r.Float64() < f-float64(n) {
		n++
	}
	return n
}

// holdOut takes percent of the references out of the set.
func holdOut(set []labelled, percent int) (train, held []labelled) {
	for _, l := range set {
		if share("hold "+l.id) < percent {
			held = append(held, l)
		} else {
			train = append(train, l)
		}
	}
	return train, held
}
