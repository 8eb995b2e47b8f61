package parse

import (
	"context"
	"fmt"

	"citegraph/corpus"
)

// shelved are the works that a text cites by key: from the bibliography files
// that its reader found beside it, then those that it carries itself. The
// first of equal keys counts.
type shelved struct {
	works []corpus.Reference
	byKey map[string]int
	notes []corpus.Note
}

// shelve reads the libraries of t.
func shelve(ctx context.Context, t *corpus.Text) (*shelved, error) {
	s := &shelved{byKey: map[string]int{}}
	for _, lib := range t.Libraries {
		read, ok := readers()[lib.Format]
		if !ok {
			s.note("library-unread", "%s: %v", corpus.Quote(lib.Name), corpus.ErrFormat)
			continue
		}
		for lt, err := range read(ctx, lib) {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if err != nil {
				s.note("library-unread", "%s: %v", corpus.Quote(lib.Name), err)
				break
			}
			if err := spelledOut(ctx, lt.Records); err != nil {
				return nil, err
			}
			for _, r := range lt.Records {
				s.add(r)
			}
			for _, n := range lt.Notes { // their spans are the library's
				s.note(n.Code, "%s: %s", corpus.Quote(lib.Name), n.Text)
			}
		}
	}
	for _, r := range t.Cited {
		s.add(r)
	}
	return s, nil
}

func (s *shelved) note(code, format string, args ...any) {
	s.notes = append(s.notes, corpus.Note{Code: code, Text: fmt.Sprintf(format, args...)})
}

func (s *shelved) add(r corpus.Reference) {
	if _, ok := s.byKey[r.ID]; ok || r.ID == "" {
		return
	}
	s.byKey[r.ID] = len(s.works)
	s.works = append(s.works, r)
}

// citedFrom makes the reference list of a text that cites by key. printed is
// the list that the text prints, if any; entries that are in the library take
// its fields. Where none is, but the text cites from the library, what looked
// like a printed list is dropped, and kept is false.
//
// A library of which the text cites most was made for the text: it is its
// reference list, in its own order, as the style of the text would print it.
// From any other the works that are cited are taken, in the order of their
// first citation.
func (s *shelved) citedFrom(t *corpus.Text, printed []corpus.Reference) (out []corpus.Reference, kept bool) {
	order, at, all := s.firstCitations(t)
	listed := map[int]bool{}
	for _, r := range printed {
		if i, ok := s.byKey[r.ID]; ok && r.ID != "" {
			listed[i] = true
			r.CSL, r.Confidence = s.works[i].CSL, s.works[i].Confidence
		}
		out = append(out, r)
	}
	kept = len(listed) > 0 || len(order) == 0
	if !kept {
		out = out[:0]
	}
	own := all || len(order) > 0 && len(order)*3 >= len(s.works)*2
	if own && len(listed) == 0 {
		order = order[:0]
		for i := range s.works {
			order = append(order, i)
		}
	}
	for _, i := range order {
		if listed[i] {
			continue
		}
		r := s.works[i]
		r.Span, r.Raw = at[i], printable(r.Raw)
		out = append(out, r)
	}
	for i := range out {
		out[i].N = i + 1
	}
	return out, kept
}

// firstCitations are the works that t cites in the order in which it first
// does, and where. all says that it lists the whole library.
func (s *shelved) firstCitations(t *corpus.Text) (order []int, at map[int]corpus.Span, all bool) {
	at = map[int]corpus.Span{}
	for _, m := range t.Marks {
		if m.Kind != corpus.Callee {
			continue
		}
		for _, key := range m.Targets {
			all = all || key == "*"
			i, ok := s.byKey[key]
			if _, seen := at[i]; !ok || seen {
				continue
			}
			at[i] = m.Span
			order = append(order, i)
		}
	}
	return order, at, all
}

// printable is the printed form of a record: source text of a library is none.
func printable(raw string) string {
	if len(raw) > 0 && (raw[0] == '@' || raw[0] == '{') {
		return ""
	}
	return raw
}
