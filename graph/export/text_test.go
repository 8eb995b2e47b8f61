package export

import (
	"encoding/json"
	stdxml "encoding/xml"
	"testing"
	"unicode/utf8"
)

func FuzzText(f *testing.F) {
	f.Add("a\x00b<&>\"' \u202e\ufffe\xff")
	f.Fuzz(func(t *testing.T, s string) {
		c := clean(s)
		if !utf8.ValidString(c) || clean(c) != c {
			t.Fatalf("clean(%q) = %q, again %q", s, c, clean(c))
		}
		var back string
		if err := json.Unmarshal([]byte(jsonString(s)), &back); err != nil || back != c {
			t.Fatalf("%q: %v, %q", s, err, back)
		}
		var x struct {
			A string `xml:"a,attr"`
			T string `xml:",chardata"`
		}
		if err := stdxml.Unmarshal([]byte(`<x a="`+xml(s)+`">`+xml(s)+`</x>`), &x); err != nil || x.A != c || x.T != c {
			t.Fatalf("%q: %v, %+v", s, err, x)
		}
	})
}
