package corpus

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shown lists the blocks of a text, one a line, with marks in braces.
func shown(t *Text) string {
	var b strings.Builder
	for _, bl := range t.Blocks {
		b.WriteString(strings.Repeat("#", bl.Level))
		b.WriteByte("PTFAHLRNCcVB"[bl.Kind])
		b.WriteString(" " + bl.ID + "|" + t.Slice(bl.Span) + "\n")
	}
	for _, m := range t.Marks {
		b.WriteString("{" + t.Slice(m.Span) + " " + strings.Join(m.Targets, ",") + "}\n")
	}
	return b.String()
}

func TestComposer(t *testing.T) {
	const src = "One  two\n three\u00a0four&ndash;five"
	tests := []struct {
		name string
		run  func(*Composer)
		want string
	}{
		{"white space", func(c *Composer) {
			c.Open(Block{Kind: Paragraph})
			c.Write(src[:strings.Index(src, "&")], 0)
			c.Close()
		}, "P |One two three four\n"},
		{"mark begins behind the gap", func(c *Composer) {
			c.Open(Block{})
			c.Write("see ", 0)
			m := c.Begin(Callee, "B1", "B2")
			c.Write(" 1 ", 4)
			c.End(m)
			c.Write("there", 7)
		}, "P |see 1 there\n{1 B1,B2}\n"},
		{"interrupted block goes on without its anchor", func(c *Composer) {
			c.Open(Block{ID: "p1"})
			c.Write("before", 0)
			c.Open(Block{Kind: ListItem})
			c.Write("item", 6)
			c.Close()
			c.Write("after", 10)
			c.Close()
		}, "P p1|before\nL |item\nP |after\n"},
		{"aside comes behind", func(c *Composer) {
			c.Open(Block{})
			c.Write("a sentence", 0)
			c.Aside()
			c.Open(Block{Kind: Footnote})
			c.Write("a note", 10)
			m := c.Begin(Callee, "B9")
			c.Write("9", 16)
			c.End(m)
			c.Close()
			c.EndAside()
			c.Write(" goes on", 17)
			c.Close()
		}, "P |a sentence goes on\nN |a note9\n{9 B9}\n"},
		{"aside of a paragraph outside any block", func(c *Composer) {
			c.Write("a sentence", 0)
			c.Aside()
			c.Open(Block{Kind: Footnote})
			c.Write("a note", 10)
			c.EndAside()
			c.Write(" goes on", 17)
			c.Open(Block{Kind: Heading})
			c.Write("Next", 30)
			c.Close()
		}, "P |a sentence goes on\nN |a note\nH |Next\n"},
		{"empty blocks vanish, empty marks stay", func(c *Composer) {
			c.Open(Block{})
			c.Close()
			c.Open(Block{})
			c.Write("x", 0)
			c.End(c.Begin(Callee, "B1"))
			c.Write(" y", 1)
			c.Close()
		}, "P |x y\n{ B1}\n"},
		{"an entry with fields alone stays", func(c *Composer) {
			c.Open(Block{Kind: RefEntry, ID: "B1", Fields: &Work{Title: "T"}})
			c.Close()
		}, "R B1|\n"},
		{"line breaks", func(c *Composer) {
			c.Open(Block{})
			c.Line(0)
			c.Write("one ", 1)
			c.Line(5)
			c.Write(" two", 6)
			c.Line(10)
		}, "P |one\ntwo\n"},
		{"text outside blocks", func(c *Composer) { c.Write("loose", 3) }, "P |loose\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var c Composer
			var got Text
			tt.run(&c)
			c.Into(&got)
			if d := cmp.Diff(tt.want, shown(&got)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestComposerOffsets(t *testing.T) {
	const src = "<p>Caf&eacute;  noir<fn>note</fn> x</p>"
	var c Composer
	c.Open(Block{})
	c.Write("Caf", strings.Index(src, "Caf"))
	c.Put("é", strings.Index(src, "&"), strings.Index(src, ";")+1)
	c.Write("  noir", strings.Index(src, "  noir"))
	c.Aside()
	c.Open(Block{Kind: Footnote})
	c.Write("note", strings.Index(src, "note"))
	c.EndAside()
	c.Write(" x", strings.Index(src, " x"))
	c.Close()
	var got Text
	c.Into(&got)
	if want := "Café noir x\nnote"; got.Body != want {
		t.Fatalf("body %q, want %q", got.Body, want)
	}
	for _, w := range [][2]string{{"Café", "Caf&eacute;"}, {"é", "&eacute;"}, {"noir", "noir"}, {"x", "x"}, {"note", "note"}} {
		at := strings.Index(got.Body, w[0])
		sp := got.Offsets.Span(Span{at, at + len(w[0])})
		if src[sp.Start:sp.End] != w[1] {
			t.Errorf("%q leads to %q, want %q", w[0], src[sp.Start:sp.End], w[1])
		}
	}
}
