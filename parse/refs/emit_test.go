package refs

import (
	"slices"
	"testing"

	"citegraph/parse/crf"

	"github.com/google/go-cmp/cmp"
)

// TestSift: what an extractor with a sieve writes is what one without writes
// and the sieve lets through.
func TestSift(t *testing.T) {
	m := model(t)
	wide := new(crf.Sieve) // lets every key through
	for i := range wide {
		wide[i] = ^uint64(0)
	}
	all, open, some := NewExtractor(m.lex), &Extractor{lex: m.lex, sieve: wide}, &Extractor{lex: m.lex, sieve: m.chain.Sieve()}
	for _, raw := range samples {
		for _, x := range []*Extractor{all, open, some} {
			x.Extract(raw, Style{hash: 3})
		}
		for i := range all.Tokens() {
			want, through := slices.Sorted(slices.Values(all.Seq.At(i))), []uint32(nil)
			for _, f := range want {
				if m.chain.Sieve().Pass(f) == 1 {
					through = append(through, f)
				}
			}
			if d := cmp.Diff(want, slices.Sorted(slices.Values(open.Seq.At(i)))); d != "" {
				t.Fatalf("%s: token %d, open sieve (-want +got):\n%s", raw, i, d)
			}
			if d := cmp.Diff(through, slices.Sorted(slices.Values(some.Seq.At(i)))); d != "" {
				t.Fatalf("%s: token %d, the model's sieve (-want +got):\n%s", raw, i, d)
			}
		}
	}
}
