package main

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"citegraph/parse/crf"
	"citegraph/parse/refs"
)

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
	parts := refs.Parts{Chain: m, Lexicon: lex, Info: refs.Info{Data: sum, Seed: s.seed}}
	b, err := refs.Pack(parts)
	if err != nil || len(held) == 0 {
		return b, err
	}
	return tune(b, held)
}

// tune fits the calibration of a packed model on the references held out.
func tune(b []byte, held []labelled) ([]byte, error) {
	parts, err := refs.Unpack(b)
	if err != nil {
		return nil, err
	}
	m, err := refs.Load(b)
	if err != nil {
		return nil, err
	}
	parts.Calibration = calibrate(m, held)
	return refs.Pack(parts)
}
