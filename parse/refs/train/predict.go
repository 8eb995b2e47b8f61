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
//
// The gold is labelled three times: each reference alone, those of one source
// file as one list (files), and all as one list (mixed): the style of a list
// must help, and a list without one must not hurt.
func predictions(ctx context.Context, m *refs.Model, dir, out string) error {
	if err := lists(ctx, m, dir, out); err != nil {
		return err
	}
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

// lists writes the predictions of the gold labelled in lists.
func lists(ctx context.Context, m *refs.Model, dir, out string) error {
	groups := map[string][]*record{}
	var all []*record
	err := read(filepath.Join(dir, "dev.jsonl"), func(r *record) {
		all = append(all, r)
		name := listOf(r)
		if name == "" {
			name = r.ID
		}
		groups[name] = append(groups[name], r)
	})
	if err != nil {
		return err
	}
	label := func(rs []*record) (ps []prediction) {
		var raws []string
		for _, r := range rs {
			raws = append(raws, r.Raw)
		}
		for i, l := range m.Label(ctx, raws, nil) {
			ps = append(ps, prediction{rs[i].ID, l, rs[i]})
		}
		return ps
	}
	var files []prediction
	for _, g := range sortedKeys(groups) {
		files = append(files, label(groups[g])...)
	}
	if err := writePredictions(filepath.Join(out, "files-dev.jsonl"), files); err != nil {
		return err
	}
	return writePredictions(filepath.Join(out, "mixed-dev.jsonl"), label(all))
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
