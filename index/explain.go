package index

import (
	"slices"
	"strings"
	"unicode/utf8"

	"citegraph/corpus"
)

// explain fills in why a hit was found: the words that it holds, and where.
func (e *evaluator) explain(h *Hit, exact string, opt SearchOptions) error {
	if exact != "" {
		h.Why = append(h.Why, Reason{Channel: "exact", Share: 1, Terms: []string{exact}})
	}
	var found []string
	take := func(field, text string) {
		s, ok := snippet(text, e.terms)
		if !ok {
			return
		}
		s.Field = field
		h.Snippets = append(h.Snippets, s)
		for _, m := range s.Marks {
			w := strings.Join(tokens(s.Text[m.Start:m.End]), " ")
			if !slices.Contains(found, w) {
				found = append(found, w)
			}
		}
	}
	switch {
	case h.Context != nil:
		take("context", h.Context.Text)
	case h.CSL != nil:
		take("title", h.CSL.Title)
		take("abstract", h.CSL.Abstract)
		take("keyword", h.CSL.Keyword)
		if opt.Why {
			if err := e.contextSnippet(h, take); err != nil {
				return err
			}
		}
	default:
		take("name", h.Name)
	}
	if len(found) > 0 {
		share := 1.0
		if exact != "" {
			share = 0
		}
		h.Why = append(h.Why, Reason{Channel: "text", Rank: h.Rank, Share: share, Terms: found})
	}
	if !opt.Why {
		h.Why = nil
	}
	return nil
}

// contextSnippet takes the citing sentence that holds most of the words.
func (e *evaluator) contextSnippet(h *Hit, take func(field, text string)) error {
	of := e.ix.works.ctx.of(h.N)
	best, text := 0, ""
	for i := range uint32(min(of.len(), maxSentences)) {
		c, err := e.ix.Sentence(of.at(i))
		if err != nil {
			return err
		}
		n := 0
		words(c.Text, func(w []byte, _, _, _ int) {
			if e.terms[string(w)] {
				n++
			}
		})
		if n > best {
			best, text = n, c.Text
		}
	}
	if best > 0 {
		take("context", text)
	}
	return nil
}

// snippetBytes is the length of a snippet, about.
const snippetBytes = 240

// snippet is the part of a text that holds most of the words.
func snippet(text string, terms map[string]bool) (Snippet, bool) {
	var marks []corpus.Span
	words(text, func(w []byte, _, start, end int) {
		if terms[string(w)] && len(marks) < 1000 {
			marks = append(marks, corpus.Span{Start: start, End: end})
		}
	})
	if len(marks) == 0 {
		return Snippet{}, false
	}
	lo, hi, best := 0, 0, 0
	for i, j := 0, 0; j < len(marks); j++ {
		for marks[j].End-marks[i].Start > snippetBytes && i < j {
			i++
		}
		if j-i+1 > best {
			best, lo, hi = j-i+1, i, j
		}
	}
	start, end := 0, len(text)
	if len(text) > snippetBytes {
		middle := (marks[lo].Start + marks[hi].End) / 2
		start = max(0, min(marks[lo].Start, middle-snippetBytes/2))
		end = min(len(text), max(marks[hi].End, start+snippetBytes))
		start, end = wordStart(text, start), wordEnd(text, end)
	}
	s := Snippet{Text: text[start:end]}
	for _, m := range marks {
		if m.Start >= start && m.End <= end {
			s.Marks = append(s.Marks, corpus.Span{Start: m.Start - start, End: m.End - start})
		}
	}
	if start > 0 {
		s.Text = "…" + s.Text
		for i := range s.Marks {
			s.Marks[i].Start += len("…")
			s.Marks[i].End += len("…")
		}
	}
	if end < len(text) {
		s.Text += "…"
	}
	return s, true
}

// wordStart moves i back to a space, at most 40 bytes, or to a whole character.
func wordStart(s string, i int) int {
	for j := i; j > 0 && j > i-40; j-- {
		if s[j-1] == ' ' {
			return j
		}
	}
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}

func wordEnd(s string, i int) int {
	for j := i; j < len(s) && j < i+40; j++ {
		if s[j] == ' ' {
			return j
		}
	}
	for i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return i
}
