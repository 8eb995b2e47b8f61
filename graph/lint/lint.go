package lint

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"citegraph/corpus"
	"citegraph/graph"
)

// Severity says how much a finding weighs.
type Severity string

// The severities, the gravest first.
const (
	High   Severity = "high"   // would mislead a reader
	Medium Severity = "medium" // something is wrong, of small consequence
	Hint   Severity = "hint"   // worth a look, often harmless
)

// Lint is a kind of finding.
type Lint struct {
	Name     string
	Severity Severity
	Usage    string // what it finds, half a line
}

// The names of lints.
const (
	Retracted  = "retracted"
	Invented   = "contradictory"
	DOITitle   = "doi-title"
	DOIPlace   = "doi-place"
	SamePlace  = "same-place"
	MixedUp    = "mixed-up"
	VolumeYear = "volume-year"
	TimeTravel = "time-travel"
	DOIForm    = "doi-form"
	Twice      = "twice"
	Unanswered = "unanswered"
	Uncalled   = "uncalled"
	SelfCiting = "self-citing"
	Script     = "mixed-script"
)

// All are the lints, in the order in which reports give them.
func All() []Lint {
	return []Lint{
		{Retracted, High, "works that were retracted, by a list or by their records"},
		{Invented, High, "references whose data contradict each other in several ways: possibly invented"},
		{DOITitle, High, "a DOI or PMID that belongs to a work of another title"},
		{MixedUp, Hint, "the title of one work with authors and year of another"},
		{SamePlace, Medium, "journal, volume and page of another work"},
		{DOIPlace, Medium, "a DOI whose form speaks of another journal or year"},
		{VolumeYear, Medium, "a year in which the journal did not have that volume"},
		{TimeTravel, Medium, "works that came out after the text that cites them"},
		{DOIForm, Medium, "a DOI that is none"},
		{Twice, Medium, "one work twice in one list"},
		{Unanswered, Medium, "callouts that no reference answers"},
		{Uncalled, Medium, "references that no callout uses"},
		{SelfCiting, Hint, "texts in which many references share an author with the text"},
		{Script, Medium, "words of letters from two alphabets"},
	}
}

// Finding is something that a reviewer should look at.
type Finding struct {
	Lint     string      `json:"lint"`
	Severity Severity    `json:"severity"`
	Path     string      `json:"path"`
	Part     int         `json:"part,omitempty"`  // of the file
	Entry    int         `json:"entry,omitempty"` // Reference.N; 0 where it is not about a reference
	Work     string      `json:"work,omitempty"`  // id of the work that was cited
	Span     corpus.Span `json:"span"`
	Text     string      `json:"text,omitempty"`    // the entry, or the sentence, as printed
	Says     string      `json:"says"`              // what contradicts what
	Reasons  []string    `json:"reasons,omitempty"` // of Invented: each contradiction
	Other    string      `json:"other,omitempty"`   // id of the other work that it is about
}

// Options choose lints. The zero value is all of them, without a list of
// retracted works.
type Options struct {
	Only      []string                    // names of lints; nil for all
	Retracted *List                       // works known as retracted, besides those whose records say so
	Wants     func(*corpus.Document) bool // which documents are looked at; nil for all. All are learnt from
}

// Find looks through documents, in their order. works are all works of the
// graph with their mentions, documents the facts that they were made from.
func Find(ctx context.Context, works iter.Seq2[*graph.Work, error], documents iter.Seq2[*corpus.Document, error], opt *Options) iter.Seq2[*Finding, error] {
	if opt == nil {
		opt = &Options{}
	}
	severity := map[string]Severity{}
	for _, l := range All() {
		if opt.Only == nil || slices.Contains(opt.Only, l.Name) {
			severity[l.Name] = l.Severity
		}
	}
	return func(yield func(*Finding, error) bool) {
		k, err := learn(ctx, works)
		if err != nil {
			yield(nil, fmt.Errorf("lint: %w", err))
			return
		}
		for d, err := range documents {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(nil, fmt.Errorf("lint: %w", err))
				return
			}
			if opt.Wants != nil && !opt.Wants(d) {
				continue
			}
			for _, f := range k.document(d, opt.Retracted) {
				s, wanted := severity[f.Lint]
				if !wanted {
					continue
				}
				if f.Severity == "" {
					f.Severity = s
				}
				f.Path, f.Part = d.Source.Path, d.Source.Part
				if !yield(f, nil) {
					return
				}
			}
		}
	}
}
