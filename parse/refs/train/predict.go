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
// reference, as the scorers take it.
func predictions(ctx context.Context, m *refs.Model, dir, out string) error {
	for _, name := range []string{"dev.jsonl", "synthetic-dev.jsonl.gz"} {
		var ids []string
		var works []corpus.Work
		err := read(filepath.Join(dir, name), func(r *record) {
			for _, l := range m.Label(ctx, []string{r.Raw}, nil) {
				ids = append(ids, r.ID)
				works = append(works, l.CSL)
			}
		})
		if err != nil {
			return err
		}
		if err := writePredictions(filepath.Join(out, "pred-"+name[:3]+".jsonl"), ids, works); err != nil {
			return err
		}
	}
	return nil
}

func writePredictions(path string, ids []string, works []corpus.Work) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	e := json.NewEncoder(f)
	for i := range ids {
		fields, err := fieldsOf(&works[i])
		if err != nil {
			return err
		}
		if err := e.Encode(map[string]any{"id": ids[i], "fields": fields}); err != nil {
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
