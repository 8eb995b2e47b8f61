package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"

	"citegraph/corpus"
	"citegraph/parse/refs"
)

// predictions writes, for each held-out set, one line {"id","fields"} a
// reference, as the scorers take it. For the synthetic set it also writes what
// a perfect labelling of the printed string gives: its metadata holds more
// than is printed (all authors, full journal titles).
func predictions(ctx context.Context, m *refs.Model, dir, out string) error {
	for _, name := range []string{"dev.jsonl", "synthetic-dev.jsonl.gz"} {
		var got, printed []prediction
		err := read(filepath.Join(dir, name), func(r *record) {
			for _, l := range m.Label(ctx, []string{r.Raw}, nil) {
				got = append(got, prediction{r.ID, l, r})
			}
			if l, ok := synthetic(r); ok && r.Style != "" {
				printed = append(printed, prediction{r.ID, m.LabelAs(r.Raw, l.labels), r})
			}
		})
		if err != nil {
			return err
		}
		if err := writePredictions(filepath.Join(out, "pred-"+name[:3]+".jsonl"), got); err != nil {
			return err
		}
		if len(printed) == 0 {
			continue
		}
		if err := writePredictions(filepath.Join(out, "printed-"+name[:3]+".jsonl"), printed); err != nil {
			return err
		}
	}
	return nil
}

// prediction is a work read in a record.
type prediction struct {
	id   string
	read refs.Labelled
	of   *record
}

func writePredictions(path string, ps []prediction) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	e := json.NewEncoder(f)
	for i := range ps {
		p := &ps[i]
		fields, err := fieldsOf(&p.read.CSL)
		if err != nil {
			return err
		}
		source := p.of.Source
		if source == "" {
			source = "clean"
			if len(p.of.Noise) > 0 {
				source = "noisy"
			}
		}
		if err := e.Encode(map[string]any{"id": p.id, "source": source, "raw": p.of.Raw, "fields": fields, "confidence": p.read.Confidence, "segments": p.read.Segments}); err != nil {
			return err
		}
	}
	return f.Close()
}

// fieldsOf is a work as the scorers' field map: CSL and a plain year.
func fieldsOf(w *corpus.Work) (map[string]any, error) {
	b, err := json.Marshal(w)
	if err != nil {
		return nil, err
	}
	m := map[string]any{}
	if err := json.Unmarshal(b, &m); err != nil {
		return nil, err
	}
	if y := w.Year(); y != 0 {
		m["year"] = y
	}
	return m, nil
}
