package query

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

var savedQueries = mapSaved{
	"peer":    `peer AND (support OR worker)`,
	"either":  `hope OR recovery`,
	"people":  `type:author AND gillard`,
	"gone":    `tittle:hope`,
	"nested":  `@peer`,
	"loose":   `a* AND b* AND c* AND d* AND e*`,
	"long":    strings.Repeat("x ", MaxSaved),
	"at-most": strings.Repeat("word ", 400),
}

// mapSaved are saved queries in memory.
type mapSaved map[string]string

func (m mapSaved) Get(name string) (string, error) {
	if q, ok := m[name]; ok {
		return q, nil
	}
	return "", errors.New("no query is saved under this name")
}

func (m mapSaved) Names() []string { return slices.Sorted(keys(m)) }

func TestSaved(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"alone", `@peer`, `peer AND (support OR worker)`},
		{"any case", `@Peer`, `peer AND (support OR worker)`},
		{"in and", `@either year:2010..`, `(hope OR recovery) AND year:>=2010`},
		{"negated", `a -@either`, `a AND NOT (hope OR recovery)`},
		{"in a relation", `cites(@peer, min=2)`, `cites(peer AND (support OR worker), min=2)`},
		{"in all", `citedby(all(@either))`, `citedby(all(hope OR recovery))`},
		{"two", `@peer OR @either`, `peer AND (support OR worker) OR hope OR recovery`},
		{"in parentheses", `(@peer)`, `peer AND (support OR worker)`},
		{"with a type", `@people cited:>2`, `type:author AND gillard AND cited:>2`},
		{"a word with an at", `\@peer`, `\@peer`},
		{"quoted", `"@peer"`, `"@peer"`},
		{"an at within", `me@example.org`, `me@example.org`},
		{"longer than a typed one may be", `@at-most`, strings.TrimSuffix(strings.Repeat("word AND ", 400), " AND ")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q, _, err := ParseSaved(tt.in, savedQueries)
			if err != nil {
				t.Fatal(err)
			}
			if got := q.String(); got != tt.want {
				t.Errorf("%s is %s, want %s", tt.in, got, tt.want)
			}
			Walk(q.Root, func(n Node) bool {
				if x, ok := n.(*Term); ok && x.Pos >= len(tt.in) {
					t.Errorf("%s stands at %d of %q", x, x.Pos, tt.in)
				}
				return true
			})
		})
	}
}

func TestSavedErrors(t *testing.T) {
	tests := []struct{ name, in, msg, hint string }{
		{"unknown", `a @per`, "no query is saved under this name", "did you mean @peer?"},
		{"unknown, nothing near", `@white2020effectiveness`, "no query is saved", "key:"},
		{"a field disappeared", `@gone`, `no field "tittle" (in the saved query @gone)`, "search --save gone"},
		{"a name in a saved query", `@nested`, "cannot stand here", "search --save nested"},
		{"no name", `@.`, "letters, digits", "quotes"},
		{"loose terms add up", `@loose @loose`, "more than 8", ""},
		{"too long", `@long`, "longer than", ""},
		{"too many", strings.Repeat(`@peer `, 17), "more than 16", ""},
		{"a type inside", `cites(@people)`, "cannot stand in parentheses", "front"},
		{"two types", `type:work @people`, "type:author", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q, _, err := ParseSaved(tt.in, savedQueries)
			e, ok := err.(*Error)
			if !ok {
				t.Fatalf("%v, %v, want an *Error", q, err)
			}
			if !strings.Contains(e.Msg, tt.msg) || !strings.Contains(e.Hint, tt.hint) {
				t.Errorf("%q %q, want %q %q", e.Msg, e.Hint, tt.msg, tt.hint)
			}
			e.Caret()
		})
	}
	if _, _, err := Parse(`@peer`); err == nil {
		t.Error("Parse knows no saved queries, and took one")
	}
}

func TestName(t *testing.T) {
	for in, want := range map[string]string{"peer": "peer", "@Peer-Trials_2": "peer-trials_2", "": "", "@": "", "-x": "", "a b": "", "../x": "", "é": "", strings.Repeat("a", 41): ""} {
		got, err := Name(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("Name(%q) = %q, %v, want %q", in, got, err, want)
		}
	}
}
