package scatter

import (
	"citegraph/corpus"
)

// Result is what was found in a text; spans are those of its body.
type Result struct {
	Fragments []corpus.Fragment
	Joins     []corpus.Join
	Discarded []corpus.Discard
}

// Find reads the fragments of t outside of the spans in skip, which others took
// already (callouts). It looks for what is surest first: each finder sees only
// bytes that no finder before it took.
func Find(t *corpus.Text, skip []corpus.Span) Result {
	p := newPage(t, skip)
	p.identifiers()
	p.locators()
	p.glue()
	p.authorLists()
	p.statistics()
	p.databases()
	p.publishers()
	p.dates()
	p.segments()
	p.sort()
	p.join()
	return Result{Fragments: p.frags, Joins: p.joins, Discarded: p.toss}
}

// Scattered reports whether t looks as if its order was lost: no entries of a
// reference list that the format marks or that stand in lines of their own, but
// many torn pieces of references among prose.
func Scattered(t *corpus.Text) bool {
	if t.Body == "" || len(t.Records) > 0 {
		return false
	}
	for _, b := range t.Blocks {
		if b.Kind == corpus.RefEntry {
			return false
		}
	}
	p := newPage(t, nil)
	p.identifiers()
	p.locators()
	p.authorLists()
	torn, whole := 0, 0
	for _, f := range p.frags {
		if f.Class == corpus.FragIdentifier {
			continue
		}
		if p.torn(f) {
			torn++
		} else {
			whole++
		}
	}
	return torn >= 5 && torn > 2*whole
}

// torn reports whether what stands around an author list or locator is not what
// stands there in a reference: a title behind the list, a journal before the
// locator.
func (p *page) torn(f corpus.Fragment) bool {
	switch f.Class {
	case corpus.FragLocator: // stands alone between two full stops
		return sentenceBefore(p.body, f.Span.Start)
	case corpus.FragAuthors:
		i := f.Span.End
		for i < len(p.body) && (p.body[i] == ' ' || p.body[i] == '.') {
			i++
		}
		return i < len(p.body) && p.taken[i] // another list, or a locator
	}
	return false
}

// sentenceBefore reports whether a sentence ends right before i.
func sentenceBefore(s string, i int) bool {
	for i > 0 && s[i-1] == ' ' {
		i--
	}
	if i == 0 || s[i-1] != '.' {
		return i == 0
	}
	// a short word before the dot may be the abbreviation of a journal
	j := i - 1
	for j > 0 && isAlpha(s[j-1]) {
		j--
	}
	k := j
	for k > 0 && s[k-1] == ' ' {
		k--
	}
	return k == 0 || !isUpper(s[j])
}
