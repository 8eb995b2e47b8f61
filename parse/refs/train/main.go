// Command train makes the model of package refs from a data folder:
//
//	go run ./parse/refs/train [flags] <data folder>
//
// It prints the sum of the data, the seed, what it learns from, and the
// scores on the folder's held-out set, and writes parse/refs/model.bin. The
// same data, seed and program give the same file.
package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"time"

	"citegraph/parse/crf"
	"citegraph/parse/refs"
)

// settings are the flags.
type settings struct {
	out          string
	synth        int // per cent of the synthetic set
	gold         float64
	weight       float64
	epochs       int
	rate         float64
	l1, l2       float64
	minCount     int
	prune        float64
	seed         uint64
	ablation     bool
	hold         int
	eval         string
	predict      string
	render       float64
	renderWeight float64
	dump         bool
}

func main() {
	var s settings
	flag.StringVar(&s.out, "o", "parse/refs/model.bin", "model file to write")
	flag.IntVar(&s.synth, "synth", 16, "per cent of the synthetic set to train on")
	flag.Float64Var(&s.weight, "synth-weight", 0.5, "weight of a synthetic reference")
	flag.IntVar(&s.epochs, "epochs", 8, "passes over the data")
	flag.Float64Var(&s.rate, "rate", 0.04, "step of the training")
	flag.Float64Var(&s.l1, "l1", 0.01, "truncation of weights")
	flag.Float64Var(&s.l2, "l2", 1e-4, "pull of weights to zero")
	flag.IntVar(&s.minCount, "min", 3, "tokens at which a feature must be active")
	flag.Float64Var(&s.prune, "prune", 0.03, "weights below are cut two epochs before the end")
	flag.Uint64Var(&s.seed, "seed", 7, "seed")
	flag.BoolVar(&s.ablation, "with-nolicence", false, "ablation: add the sources that state no licence (never for the shipped model)")
	flag.IntVar(&s.hold, "hold", 4, "per cent of the references kept from training to calibrate on")
	flag.StringVar(&s.eval, "eval", "", "only evaluate this model file")
	flag.StringVar(&s.predict, "predict", "", "write predictions for dev and synthetic-dev into this folder")
	flag.Float64Var(&s.render, "render", 1, "renderings in further styles, as a factor")
	flag.Float64Var(&s.renderWeight, "render-weight", 0.6, "weight of a rendering")
	flag.BoolVar(&s.dump, "dump", false, "print the renderings instead of training")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, s, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, s settings, dir string) error {
	if s.eval != "" {
		b, err := os.ReadFile(s.eval)
		if err != nil {
			return err
		}
		return evaluate(ctx, b, dir, s.predict)
	}
	sum, err := sumOf(dir)
	if err != nil {
		return err
	}
	fmt.Printf("data %s\nseed %d\n", sum, s.seed)
	set, lex, err := load(s, dir)
	if err != nil {
		return err
	}
	set, held := holdOut(set, s.hold)
	if s.dump {
		dump(set)
		return nil
	}
	b, err := fit(ctx, s, set, held, lex, sum)
	if err != nil {
		return err
	}
	if err := os.WriteFile(s.out, b, 0o644); err != nil {
		return err
	}
	fmt.Printf("model %s: %d bytes\n", s.out, len(b))
	return evaluate(ctx, b, dir, s.predict)
}

// sumOf is the sum over the files the model is made from.
func sumOf(dir string) (string, error) {
	h := sha256.New()
	for _, name := range []string{"train.jsonl.gz", "synthetic-train.jsonl.gz"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return "", err
		}
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

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
		set = append(set, l)
		counts[l.source]++
	}
	files := []string{"train.jsonl.gz"}
	if s.ablation {
		files = append(files, "train-nolicence.jsonl.gz")
	}
	for _, f := range files {
		if err := read(filepath.Join(dir, f), func(r *record) { add(gold(r)) }); err != nil {
			return nil, nil, err
		}
	}
	b := refs.NewLexiconBuilder()
	bad := 0
	var items []item
	pool := newPools()
	err := read(filepath.Join(dir, "synthetic-train.jsonl.gz"), func(r *record) {
		if share(r.Meta) >= s.synth {
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
	return set, b.Build(4, 1), nil
}

// renderings is how often an item is rendered anew: works in languages that
// the gold has few of more often.
func (s settings) renderings(r *rand.Rand, lang string) int {
	f := 0.25
	switch lang {
	case "de":
		f = 2
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

// fit trains the chain and packs it with the lexicon.
func fit(ctx context.Context, s settings, set, held []labelled, lex *refs.Lexicon, sum string) ([]byte, error) {
	x := refs.NewExtractor(lex)
	ex := make([]crf.Example, 0, len(set))
	start, tokens, feats := time.Now(), 0, 0
	styles := stylesOf(x, set, s.seed)
	for i, l := range set {
		x.Extract(l.raw, styles[i])
		if len(x.Seq.Ends) == 0 || len(x.Seq.Ends) > 400 {
			continue
		}
		seq := &crf.Seq{
			Feats: append([]uint32(nil), x.Seq.Feats...),
			Ends:  append([]int32(nil), x.Seq.Ends...),
			Edges: append([]uint16(nil), x.Seq.Edges...),
		}
		tokens += len(seq.Ends)
		feats += len(seq.Feats)
		ex = append(ex, crf.Example{Seq: seq, Labels: l.labels, Weight: l.weight})
	}
	fmt.Printf("%d references, %d tokens, %.1f features a token, %.0f references/s extracted\n",
		len(ex), tokens, float64(feats)/float64(tokens), float64(len(ex))/time.Since(start).Seconds())
	start = time.Now()
	m := crf.Train(ctx, refs.LabelNames(), refs.EdgeClasses(), ex, crf.Options{
		Epochs: s.epochs, Rate: s.rate, L1: s.l1, L2: s.l2, MinCount: s.minCount, Prune: s.prune,
		Workers: runtime.GOMAXPROCS(0), Seed: s.seed,
		Log: func(e int, loss float64) {
			fmt.Printf("epoch %d: loss %.4f a token, %s\n", e+1, loss/float64(tokens), time.Since(start).Round(time.Second))
		},
	})
	fmt.Printf("%d features, %d weights\n", m.Features(), m.Weights())
	info := refs.Info{Data: sum, Seed: s.seed}
	b, err := refs.Pack(m, lex, refs.Calibration{}, info)
	if err != nil || len(held) == 0 {
		return b, err
	}
	cal, err := calibrate(b, held)
	if err != nil {
		return nil, err
	}
	return refs.Pack(m, lex, cal, info)
}
