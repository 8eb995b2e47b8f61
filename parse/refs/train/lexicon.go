package main

import (
	"encoding/json"
	"sort"
	"strings"

	"citegraph/corpus/journal"
	"citegraph/parse/refs"
)

// metadata is what the lexicon takes from a record's fields.
type metadata struct {
	Type   string `json:"type"`
	Author []struct {
		Family string `json:"family"`
		Given  string `json:"given"`
	} `json:"author"`
	Editor []struct {
		Family string `json:"family"`
		Given  string `json:"given"`
	} `json:"editor"`
	ContainerTitle string `json:"container-title"`
}

// learn adds a synthetic record to the lexicon: names from its metadata, the
// rest as printed.
func learn(b *refs.LexiconBuilder, r *record) {
	var m metadata
	_ = json.Unmarshal(r.Fields, &m) // a field of another type is left out
	for _, n := range append(m.Author, m.Editor...) {
		b.Add(refs.FamilyWords, n.Family)
		b.Add(refs.GivenWords, n.Given)
	}
	for _, s := range r.Segments {
		name, _ := s[0].(string)
		text, _ := s[1].(string)
		text = strings.Trim(text, " .,;:()[]\"“”\n")
		switch name {
		case "title":
			b.Add(refs.TitleWords, text)
		case "container-title":
			text = strings.TrimPrefix(strings.TrimPrefix(text, "In: "), "In ")
			if strings.HasPrefix(m.Type, "article") {
				b.Add(refs.JournalWords, text)
			} else {
				b.Add(refs.ContainerWords, text)
			}
		case "publisher":
			b.Add(refs.PublisherWords, text)
		case "publisher-place":
			b.Add(refs.PlaceWords, text)
		}
	}
	if strings.HasPrefix(m.Type, "article") {
		b.Phrase(refs.JournalWords, m.ContainerTitle)
	}
}

// learnJournals adds the house's list of journals, full and abbreviated.
func learnJournals(b *refs.LexiconBuilder) {
	for j := range journal.All() {
		b.Phrase(refs.JournalWords, j.Title)
		b.Phrase(refs.JournalWords, j.Abbrev)
	}
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
