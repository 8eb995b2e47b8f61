package list

import "citegraph/corpus"

// regions finds the runs of lines that are reference lists.
func regions(v *view) []region {
	var out []region
	for i := 0; i < len(v.lines); i++ {
		w := 0
		if v.t.Blocks[v.lines[i].block].Kind == corpus.Heading || v.lines[i].Len() < 60 {
			w = opens(v.text(i))
		}
		if w < 2 || i+1 >= len(v.lines) {
			continue
		}
		r := region{i + 1, end(v, i+1)}
		if r.to > r.from {
			out = append(out, r)
			i = r.to - 1
		}
	}
	return out
}

// end is where the list that starts at line i ends.
func end(v *view, i int) int {
	for j := i; j < len(v.lines); j++ {
		if v.t.Blocks[v.lines[j].block].Kind == corpus.Heading && (closes(v.text(j)) || opens(v.text(j)) > 0) {
			return j
		}
	}
	return len(v.lines)
}
