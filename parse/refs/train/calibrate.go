package main

import (
	"context"
	"fmt"
	"slices"

	"citegraph/parse/refs"
)

// core are the labels that a reference must have right to count as right.
var core = map[int]bool{
	refs.Author: true, refs.Title: true, refs.ContainerTitle: true, refs.Date: true,
	refs.Volume: true, refs.Issue: true, refs.Page: true, refs.DOI: true,
}

// made is how much a reference that was made counts in the calibration, beside
// one from print: made ones are easier, and most of what is held out.
const made = 0.1

// calibrate fits how far the model may be believed on references that
// it was not trained on. A reference from print is right when its fields are.
func calibrate(m *refs.Model, held []labelled) refs.Calibration {
	var whole, field []refs.Outcome
	for _, l := range held {
		r := m.Read(l.raw)
		if len(r.Labels) != len(l.labels) || len(l.labels) == 0 {
			continue
		}
		o := refs.Outcome{X: r.P, Right: same(r.Labels, l.labels), Weight: made}
		if l.of != nil {
			o.Right, o.Weight = agree(l.of, &m.Label(context.Background(), []string{l.raw}, nil)[0]), 1
		}
		whole = append(whole, o)
		for _, run := range r.Runs {
			if core[run.Label] {
				field = append(field, refs.Outcome{X: run.P, Right: exact(run, l.labels), Weight: o.Weight})
			}
		}
	}
	right := 0
	for _, o := range whole {
		if o.Right {
			right++
		}
	}
	fmt.Printf("calibrated on %d references, %.1f %% right, %d segments\n", len(whole), 100*float64(right)/float64(max(1, len(whole))), len(field))
	return refs.Calibration{Reference: refs.Fit(whole), Field: refs.Fit(field)}
}

// agree reports whether every core field that the source of r annotates was
// read as annotated.
func agree(r *record, l *refs.Labelled) bool {
	want, got := comparable(goldWork(r)), comparable(&l.CSL)
	for _, k := range coreFields {
		if (len(r.Scored) == 0 || slices.Contains(r.Scored, k)) && want[k] != got[k] {
			return false
		}
	}
	return true
}

// same reports whether two labellings agree wherever either has a core label.
func same(got []int, want []uint8) bool {
	for i, w := range want {
		if got[i] != int(w) && (core[got[i]] || core[int(w)]) {
			return false
		}
	}
	return true
}

// exact reports whether run is a whole run of the true labels.
func exact(run refs.Run, want []uint8) bool {
	for i := run.From; i < run.To; i++ {
		if int(want[i]) != run.Label {
			return false
		}
	}
	return (run.From == 0 || int(want[run.From-1]) != run.Label) && (run.To == len(want) || int(want[run.To]) != run.Label)
}
