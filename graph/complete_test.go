package graph

import (
	"slices"
	"strings"
	"testing"
)

// Every key and every id is offered for each of its beginnings, and nothing
// that begins otherwise.
func TestCompletions(t *testing.T) {
	s := newStore(t)
	mustAdd(t, s, mixed()...)
	mustDerive(t, s)
	g := mustSnapshot(t, s)
	for w, err := range g.Works() {
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{w.Key, w.ID} {
			for n := 1; n <= len(name); n++ {
				got, err := g.Completions(strings.ToUpper(name[:n]), 1000)
				if err != nil {
					t.Fatal(err)
				}
				if !slices.Contains(got, name) {
					t.Errorf("%q does not offer %s", name[:n], name)
				}
				for _, x := range got {
					if !strings.HasPrefix(x, name[:n]) {
						t.Errorf("%q offers %s", name[:n], x)
					}
				}
			}
		}
	}
	if got, err := g.Completions("", 3); err != nil || len(got) != 3 {
		t.Errorf("three of all: %v, %v", got, err)
	}
	if got, err := g.Completions("~", 3); err != nil || len(got) != 0 {
		t.Errorf("none: %v, %v", got, err)
	}
}
