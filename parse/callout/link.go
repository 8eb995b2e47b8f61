package callout

import (
	"strconv"

	"citegraph/corpus"
)

// Link gives each callout its targets among refs: by number where the list is
// numbered or in order.
func Link(calls []corpus.Callout, refs []corpus.Reference) {
	at := map[string]int{}
	for _, r := range refs {
		if r.Label != "" {
			if _, dup := at[r.Label]; !dup {
				at[r.Label] = r.N
			}
		}
	}
	for i := range calls {
		c := &calls[i]
		if len(c.Targets) > 0 {
			continue
		}
		for _, n := range c.Numbers {
			if len(at) > 0 {
				if k := at[itoa(n)]; k > 0 {
					c.Targets = append(c.Targets, k)
				}
			} else if n >= 1 && n <= len(refs) {
				c.Targets = append(c.Targets, refs[n-1].N)
			}
		}
	}
}
func itoa(n int) string { return strconv.Itoa(n) }
