package index

import (
	"strings"
	"testing"
)

func TestLenient(t *testing.T) {
	ix := openFake(t, shelf(), nil)
	tests := []struct {
		name, q, want string // hits with the words that they lack
		note          string
	}{
		{"all words are there", "severe mental illness", "w2 w1", ""},
		{"one is unknown", "severe mental frobnication", "w2[frobnication] w1[frobnication]",
			"nothing has all 3 words; these have 2 or more; nothing here has: frobnication"},
		{"known, but nowhere together", "severe illness scale", "w2[scale] w1[scale]", "nothing has all 3 words; these have 2 or more"},
		{"most are unknown", "frobnication of severe xyzzies", "", ""},
		{"fields are kept", "severe frobnication author:lloyd-evans", "w1[frobnication]", "nothing has all 2 words; these have 1 or more; nothing here has: frobnication"},
		{"so is what is not to be", "severe frobnication -author:lloyd-evans", "w2[frobnication]", "nothing has all 2 words; these have 1 or more; nothing here has: frobnication"},
		{"phrases are meant", `"severe frobnication" illness`, "", ""},
		{"one word is all there is", "frobnication author:davidson", "", ""},
		{"OR is no list of words", "frobnication OR xyzzy", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := find(t, ix, tt.q, SearchOptions{Lenient: true})
			var got []string
			for _, h := range r.Hits {
				s := h.ID
				if h.Lacks != nil {
					s += "[" + strings.Join(h.Lacks, " ") + "]"
				}
				got = append(got, s)
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("found %q, want %q", s, tt.want)
			}
			note := ""
			if r.Relaxed != nil {
				note = r.Relaxed.String()
			}
			if note != tt.note {
				t.Errorf("note %q, want %q", note, tt.note)
			}
			strict := find(t, ix, tt.q, SearchOptions{})
			if strict.Relaxed != nil || tt.note != "" && strict.Total != 0 {
				t.Errorf("without Lenient: %d hits, %v", strict.Total, strict.Relaxed)
			}
		})
	}
	all := find(t, ix, "severe frobnication", SearchOptions{Type: "all", Lenient: true})
	if all.Relaxed == nil || all.Total == 0 {
		t.Errorf("of all kinds: %d hits, %v", all.Total, all.Relaxed)
	}
}
