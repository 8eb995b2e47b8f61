package callout

import (
	"slices"
	"strings"

	"citegraph/corpus"
)

// Note is a footnote or an endnote, and what it cites.
type Note struct {
	Label string // as printed
	ID    string // the format's own anchor
	Span  corpus.Span
	Cites []Cite
}

// Cite is one work that a note cites.
type Cite struct {
	Span       corpus.Span
	Target     int // Reference.N, 0 where it could not be told
	Confidence float64
	Locator    string
}

// Noted finds the callouts of a text that cites in notes. What a note cites is
// cited where the number of the note stands in the text, one callout for each
// page that is named; in the note itself where no such place is found. Skip
// holds the notes.
func Noted(t *corpus.Text, skip []corpus.Span, refs []corpus.Reference, notes []Note) []corpus.Callout {
	numbers := make([]corpus.Reference, len(notes))
	for i, n := range notes {
		numbers[i] = corpus.Reference{N: i + 1, Label: n.Label, ID: n.ID, Span: n.Span}
	}
	var out []corpus.Callout
	found := make([]bool, len(notes))
	for _, c := range Read(t, skip, numbers) {
		for _, n := range c.Targets {
			found[n-1] = true
			out = append(out, spread(c, notes[n-1].Cites)...)
		}
	}
	for i, n := range notes {
		for _, c := range n.Cites {
			if !found[i] || c.Target == 0 {
				out = append(out, inNote(t, n, c))
			}
		}
	}
	for _, c := range Read(t, skip, refs) {
		if c.Kind == corpus.AuthorYear && len(c.Targets) > 0 {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b corpus.Callout) int { return a.Span.Start - b.Span.Start })
	return out
}

// spread is the callout c of a note as callouts of what the note cites: those
// without a page together, each other by itself.
func spread(c corpus.Callout, cites []Cite) []corpus.Callout {
	c.Targets, c.Numbers = nil, slices.Clone(c.Numbers)
	var out []corpus.Callout
	bare := -1
	for _, x := range cites {
		if x.Target == 0 {
			continue
		}
		if x.Locator == "" && bare >= 0 {
			b := &out[bare]
			if !containsInt(b.Targets, x.Target) {
				b.Targets = append(b.Targets, x.Target)
			}
			b.Confidence = min(b.Confidence, x.Confidence)
			continue
		}
		if x.Locator == "" {
			bare = len(out)
		}
		one := c
		one.Targets, one.Locator, one.Confidence = []int{x.Target}, x.Locator, min(c.Confidence, x.Confidence)
		out = append(out, one)
	}
	return out
}

// inNote is a callout that stands in a note itself.
func inNote(t *corpus.Text, n Note, c Cite) corpus.Callout {
	out := corpus.Callout{Kind: corpus.AuthorYear, Span: c.Span, Text: strings.Join(strings.Fields(t.Slice(c.Span)), " "),
		Locator: c.Locator, Sentence: n.Span, Context: context(t.Slice(n.Span)), Confidence: .3}
	if c.Target > 0 {
		out.Targets, out.Confidence = []int{c.Target}, c.Confidence
	}
	return out
}
