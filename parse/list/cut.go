package list

import "citegraph/corpus"

// cut divides a region into entries.
func cut(v *view, r region) []Entry {
	starts := startsByNumber(v, r)
	if starts == nil {
		for i := r.from; i < r.to; i++ {
			starts = append(starts, i)
		}
	}
	var out []Entry
	for k, i := range starts {
		to := r.to
		if k+1 < len(starts) {
			to = starts[k+1]
		}
		out = append(out, entry(v, i, to))
	}
	return out
}

// entry makes one entry of the lines [i, j).
func entry(v *view, i, j int) Entry {
	l := v.lines[i]
	e := Entry{Span: corpus.Span{Start: l.Start, End: v.lines[j-1].End}}
	if l.after > 0 && l.after < l.Len() {
		e.Label = l.key
		e.Span.Start += l.after
	}
	parts := []corpus.Span{{Start: e.Span.Start, End: l.End}}
	for k := i + 1; k < j; k++ {
		parts = append(parts, v.lines[k].Span)
	}
	e.Raw, e.Map = mend(v.t.Body, parts)
	return e
}

// startsByNumber returns the lines that carry the next number; nil where the
// region is not numbered.
func startsByNumber(v *view, r region) []int {
	var out []int
	want := 0
	for i := r.from; i < r.to; i++ {
		n := v.lines[i].num
		if n > 0 && (want == 0 || n == want) {
			out = append(out, i)
			want = n + 1
		}
	}
	if len(out) < 2 || len(out)*12 < r.to-r.from {
		return nil
	}
	return out
}
