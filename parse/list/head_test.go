package list

import "testing"

func TestHeadKey(t *testing.T) {
	for s, head := range map[string]bool{
		"10(2):13–19":                     false,
		"51(3): 451-457":                  false,
		"Journal of Sleep Research 12(3)": true,
		"R. Weaver et al.":                true,
		"https://doi.org/10.1000/1":       false,
	} {
		if got := headKey(s) != ""; got != head {
			t.Errorf("headKey(%q) names a running head: %v, want %v", s, got, head)
		}
	}
}
