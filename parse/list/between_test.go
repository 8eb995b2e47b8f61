package list

import (
	"fmt"
	"strings"
	"testing"
)

// An entry of many lines without a sign of a reference does not end its list.
func TestLongEntry(t *testing.T) {
	entries := func(names ...string) (out string) {
		for i, n := range names {
			out += fmt.Sprintf("%s, Ana. Pharmacy and physicians in the port, a reading of letters.\n  History of Medicine, v.%d, n.2, p.%d-%d. %d.\n", n, i+4, 20+7*i, 31+7*i, 1990+i)
		}
		return out
	}
	before := entries("Alvarez", "Brandt", "Costa", "Dias", "Evans")
	after := entries("Gomes", "Huber", "Ibsen", "Jansen", "Kury", "Lopes")
	long := "Ferreira, Henrique. The history of the discovery of a dye in the\n" +
		strings.Repeat("  province, and we saw that most of what had been said of its use\n  was not so, since those who were asked had not seen it at all\n", 11) +
		"  and kept among the papers of the house.\n"
	got := found(readText(t, prose+"References\n"+before+long+after))
	if len(got) != 12 {
		t.Errorf("%d entries, want 12", len(got))
		for _, e := range got {
			t.Log(e.Raw)
		}
	}
}
