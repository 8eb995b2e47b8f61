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
	"os"
	"os/signal"
	"path/filepath"
)

// settings are the flags.
type settings struct {
	out          string
	synth        int // per cent of the synthetic set, its English part
	synthOther   int // of its other languages
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
	retune       bool
}

func main() {
	var s settings
	flag.StringVar(&s.out, "o", "parse/refs/model.bin", "model file to write")
	flag.IntVar(&s.synth, "synth", 13, "per cent of the English part of the synthetic set to train on")
	flag.IntVar(&s.synthOther, "synth-other", 35, "per cent of its other languages to train on")
	flag.Float64Var(&s.weight, "synth-weight", 0.5, "weight of a synthetic reference")
	flag.IntVar(&s.epochs, "epochs", 7, "passes over the data")
	flag.Float64Var(&s.rate, "rate", 0.04, "step of the training")
	flag.Float64Var(&s.l1, "l1", 0.005, "truncation of weights")
	flag.Float64Var(&s.l2, "l2", 1e-4, "pull of weights to zero")
	flag.IntVar(&s.minCount, "min", 3, "tokens at which a feature must be active")
	flag.Float64Var(&s.prune, "prune", 0.025, "weights below are cut two epochs before the end")
	flag.Uint64Var(&s.seed, "seed", 7, "seed")
	flag.BoolVar(&s.ablation, "with-nolicence", false, "ablation: add the sources that state no licence (never for the shipped model)")
	flag.IntVar(&s.hold, "hold", 4, "per cent of the references kept from training to calibrate on")
	flag.StringVar(&s.eval, "eval", "", "only evaluate this model file")
	flag.StringVar(&s.predict, "predict", "", "write predictions for dev and synthetic-dev into this folder")
	flag.Float64Var(&s.render, "render", 1.5, "renderings in further styles, as a factor")
	flag.Float64Var(&s.renderWeight, "render-weight", 0.6, "weight of a rendering")
	flag.BoolVar(&s.dump, "dump", false, "print the renderings instead of training")
	flag.BoolVar(&s.retune, "retune", false, "with -eval: fit the calibration anew, and write the model")
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
		if s.retune {
			if b, err = retune(s, b, dir); err != nil {
				return err
			}
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

// retune tunes a trained model again and writes it.
func retune(s settings, b []byte, dir string) ([]byte, error) {
	set, _, err := load(s, dir)
	if err != nil {
		return nil, err
	}
	_, held := holdOut(set, s.hold)
	if b, err = tune(b, held); err != nil {
		return nil, err
	}
	return b, os.WriteFile(s.out, b, 0o644)
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
