package bib

import "citegraph/corpus"

// stubMark stands in what we write about a work that is cited and not held, in a
// field of each format that is the user's: a list of what to look for, read in
// again, must not make it found. Reference managers drop the field or show it;
// once they have the text, the record that they write is one like any other.
const stubMark = "citegraph: cited, not held"

func stubMarkOf(w *corpus.Work) string {
	if w.Custom != nil && w.Custom.Stub {
		return stubMark
	}
	return ""
}

// markStub reads the field.
func markStub(w *corpus.Work, field string) {
	if field == stubMark {
		custom(w).Stub = true
	}
}
