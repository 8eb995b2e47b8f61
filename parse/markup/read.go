package markup

import (
	"context"
	"fmt"
	"iter"
	"path"
	"strings"

	"citegraph/corpus"
)

// Read gives the one text of a Markdown, LaTeX or DOCX file. An error in a part
// comes after what could be read.
func Read(ctx context.Context, in corpus.Input) iter.Seq2[*corpus.Text, error] {
	return func(yield func(*corpus.Text, error) bool) {
		var t *corpus.Text
		var err error
		switch in.Format {
		case corpus.FormatMarkdown:
			t, err = readMarkdown(ctx, in)
		case corpus.FormatLaTeX:
			t, err = readLaTeX(ctx, in)
		case corpus.FormatDOCX:
			t, err = readDOCX(ctx, in)
		default:
			err = fmt.Errorf("%w: %s", corpus.ErrFormat, in.Format)
		}
		if ctx.Err() != nil {
			yield(nil, ctx.Err())
			return
		}
		if t != nil && !yield(t, nil) {
			return
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

// maxLibraries bounds the bibliography files of one text.
const maxLibraries = 16

// shelf opens the bibliography files beside a text.
type shelf struct {
	in   corpus.Input
	seen map[string]bool
	libs []corpus.Input
	miss []string
}

// add opens the first of the names that is there.
func (s *shelf) add(names ...string) bool {
	if s.in.Beside == nil || len(s.libs) >= maxLibraries {
		return false
	}
	for _, name := range names {
		name = strings.TrimSpace(name)
		if name == "" || s.seen[name] {
			continue
		}
		if s.seen == nil {
			s.seen = map[string]bool{}
		}
		s.seen[name] = true
		raw, err := s.in.Beside(name)
		if err != nil {
			continue
		}
		lib := corpus.Input{Name: path.Join(path.Dir(s.in.Name), name), Raw: raw}
		lib.Format = corpus.Sniff(raw[:min(len(raw), 64<<10)], name)
		lib.Text, lib.Offsets, _ = corpus.Decode(raw, "")
		s.libs = append(s.libs, lib)
		return true
	}
	s.miss = append(s.miss, names[0])
	return false
}

// notes say which bibliography files were not there.
func (s *shelf) notes() []corpus.Note {
	var out []corpus.Note
	for _, m := range s.miss {
		out = append(out, corpus.Note{Code: "library-missing", Text: fmt.Sprintf("the bibliography %q is not beside the text", m)})
	}
	return out
}
