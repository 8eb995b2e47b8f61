package bib

import "testing"

// Both ways in which addresses and DOIs stand in .bib files.
func TestLiteralFields(t *testing.T) {
	tests := []struct{ in, want string }{
		{`http://example.org/~user/a%20b?x=1&y=_z#q`, `http://example.org/~user/a%20b?x=1&y=_z#q`},
		{`http://example.org/\~{}user/a\%20b?x=1\&y=\_z\#q`, `http://example.org/~user/a%20b?x=1&y=_z#q`},
		{`\url{http://example.org/{\textasciitilde}user/$\sim$b}`, `http://example.org/~user/~b`},
		{`10.1000/a--b_c`, `10.1000/a--b_c`},
		{`10.1000/a{\_}b\_c--$<$d$>$`, `10.1000/a_b_c--<d>`},
		{`\path{10.1000/x}`, `10.1000/x`},
	}
	for _, tt := range tests {
		e := &bibEntry{names: []string{"url"}, values: []string{tt.in}}
		if got := e.literal("url"); got != tt.want {
			t.Errorf("%s is read as %s, want %s", tt.in, got, tt.want)
		}
		if got := (&bibEntry{names: []string{"url"}, values: []string{encodeLiteral(tt.want)}}).literal("url"); got != tt.want {
			t.Errorf("%s comes back as %s", tt.want, got)
		}
	}
}
