package markup

import (
	"context"
	"fmt"
	"path"
	"strings"

	"citegraph/corpus"
	"citegraph/parse/tex"
)

const (
	maxInputs   = 64       // files that \input and \include bring in
	maxInput    = 16 << 20 // bytes of them together
	maxNest     = 8        // files in files
	maxAsides   = 4        // notes within notes
	maxGroups   = 2000     // open groups and environments
	maxArgument = 16 << 10 // bytes of an argument that is read as a whole
)

// latex reads one LaTeX text.
type latex struct {
	ctx    context.Context
	in     corpus.Input
	c      corpus.Composer
	d      tex.Decoder
	src    string       // of the file being walked
	fixed  *corpus.Span // the command that brought it in; nil in the main file
	open   []group
	over   int // groups beyond maxGroups
	asides int // open notes
	body   bool
	done   bool            // \end{document}
	noEnd  map[string]bool // environments that are not closed behind here
	steps  int

	work   corpus.Work
	cited  []corpus.Reference // of a bibliography that biblatex made, or of amsrefs
	shelf  shelf
	inputs map[string]bool
	bytes  int
	notes  []corpus.Note
}

// group is an open brace or environment and what its end undoes.
type group struct {
	env   string // "" for a brace
	kind  corpus.BlockKind
	block bool
	aside bool
	mark  int
	shown bool // its text is read even in the preamble
}

func readLaTeX(ctx context.Context, in corpus.Input) (*corpus.Text, error) {
	w := &latex{ctx: ctx, in: in, shelf: shelf{in: in}, noEnd: map[string]bool{}, inputs: map[string]bool{}}
	w.body = !strings.Contains(in.Text, `\begin{document}`)
	w.inputs[path.Base(in.Name)] = true
	w.c.Grow(len(in.Text))
	w.walk(in.Text, 0)
	w.bbl()
	t := &corpus.Text{Work: w.work}
	w.c.Into(t)
	for _, b := range t.Blocks {
		if b.Kind == corpus.Title && t.Work.Title == "" {
			t.Work.Title = strings.Join(strings.Fields(t.Slice(b.Span)), " ")
		}
		if b.Kind == corpus.Abstract {
			t.Work.Abstract = strings.TrimSpace(t.Work.Abstract + " " + t.Slice(b.Span))
		}
	}
	if t.Work.Type == "" {
		t.Work.Type = "article"
	}
	t.Libraries, t.Cited = w.shelf.libs, w.cited
	t.Notes = append(w.notes, w.shelf.notes()...)
	t.Offsets = t.Offsets.Then(in.Offsets)
	return t, ctx.Err()
}

// bbl reads the bibliography that BibTeX made for the text, where the library
// itself is not beside it.
func (w *latex) bbl() {
	if len(w.shelf.libs) > 0 || len(w.shelf.miss) == 0 || w.in.Beside == nil {
		return
	}
	base := path.Base(w.in.Name)
	name := strings.TrimSuffix(base, path.Ext(base)) + ".bbl"
	raw, err := w.in.Beside(name)
	if err != nil {
		return
	}
	w.shelf.miss = nil
	text, _, _ := corpus.Decode(raw, "")
	if strings.Contains(text, `\entry{`) {
		w.cited = append(w.cited, readBiblatex(w.ctx, text)...)
		return
	}
	w.done = false
	end := corpus.Span{Start: len(w.in.Text), End: len(w.in.Text)}
	w.popTo(0)
	w.file(text, &end, 1)
	w.notes = append(w.notes, corpus.Note{Code: "bbl", Text: fmt.Sprintf("references from %q beside the text", name)})
}

// file walks the text of another file in place of the command at.
func (w *latex) file(text string, at *corpus.Span, nest int) {
	src, fixed := w.src, w.fixed
	if fixed != nil {
		at = fixed
	}
	w.fixed = at
	w.walk(text, nest)
	w.src, w.fixed = src, fixed
}

// walk reads src from its head to its end.
func (w *latex) walk(src string, nest int) {
	w.src = src
	for i := 0; i < len(src) && !w.done; {
		if w.steps++; w.steps&0x3fff == 0 && w.ctx.Err() != nil {
			return
		}
		n := 1
		switch src[i] {
		case '%':
			n = comment(src[i:])
		case '\n':
			n = w.newline(src, i)
		case '{':
			w.push(group{mark: -1})
		case '}':
			w.closeBrace()
		case '$':
			n = w.dollar(src, i)
		case '&':
			w.nextCell()
		case '\\':
			n = w.command(src, i, nest)
		default:
			n = w.plain(src, i)
		}
		i += max(1, n)
	}
}

// comment is the length of a comment: to the end of the line, the line's end
// and the space that the next begins with.
func comment(s string) int {
	n := strings.IndexByte(s, '\n')
	if n < 0 {
		return len(s)
	}
	n++
	for n < len(s) && (s[n] == ' ' || s[n] == '\t') {
		n++
	}
	return n
}

// newline is a space, or with an empty line behind it the end of a paragraph.
func (w *latex) newline(s string, i int) int {
	n, lines := 0, 0
	for i+n < len(s) && (s[i+n] == '\n' || s[i+n] == ' ' || s[i+n] == '\t') {
		if s[i+n] == '\n' {
			lines++
		}
		n++
	}
	if lines > 1 {
		w.par(i)
	} else {
		w.space(i)
	}
	return n
}

// plain writes what stands for itself.
func (w *latex) plain(s string, i int) int {
	n := strings.IndexAny(s[i:], "\\{}$%&~\n`'-^_#")
	if w.d.Math {
		n = 0
	}
	if n < 0 {
		n = len(s) - i
	}
	if n > 0 {
		w.emit(s[i:i+n], i, i+n)
		return n
	}
	text, n := w.d.Next(s[i:])
	w.emit(text, i, i+n)
	return n
}

// dollar opens and closes formulas. A formula that only raises numbers is a
// citation or a note by hand, and stays a superscript; displayed ones are left
// out.
func (w *latex) dollar(s string, i int) int {
	if strings.HasPrefix(s[i:], "$$") && !w.d.Math {
		if j := strings.Index(s[i+2:min(len(s), i+maxArgument)], "$$"); j >= 0 {
			w.space(i)
			return j + 4
		}
		return 2
	}
	if !w.d.Math && strings.HasPrefix(s[i:], "$^") {
		if j := strings.IndexByte(s[i+2:min(len(s), i+200)], '$'); j > 0 {
			inner := strings.Trim(strings.TrimSpace(s[i+2:i+2+j]), "{}")
			if strings.Trim(inner, "0123456789,;- –") == "" && inner != "" {
				from := i + strings.Index(s[i:], inner)
				h := w.begin(corpus.Super)
				w.emit(strings.ReplaceAll(inner, "--", "–"), from, from+len(inner))
				w.end(h)
				return j + 3
			}
		}
	}
	w.d.Math = !w.d.Math
	return 1
}

// mute reports that what is read is not shown: the preamble.
func (w *latex) mute() bool {
	if w.body {
		return false
	}
	for i := len(w.open) - 1; i >= 0 && i > len(w.open)-16; i-- {
		if w.open[i].shown {
			return false
		}
	}
	return true
}

// emit writes text that the source [from, to) stands for.
func (w *latex) emit(text string, from, to int) {
	switch {
	case text == "" || w.mute():
	case w.fixed != nil:
		w.c.Put(text, w.fixed.Start, w.fixed.End)
	case to-from == len(text) && w.src[from:to] == text:
		w.c.Write(text, from)
	default:
		w.c.Put(text, from, to)
	}
}

func (w *latex) space(at int) {
	if !w.mute() {
		w.c.Space(w.at(at))
	}
}

// at is a place of the main file for a place of the file being walked.
func (w *latex) at(i int) int {
	if w.fixed != nil {
		return w.fixed.Start
	}
	return i
}

func (w *latex) begin(k corpus.MarkKind, targets ...string) int {
	if w.mute() {
		return -1
	}
	return w.c.Begin(k, targets...)
}

func (w *latex) end(h int) { w.c.End(h) }

// push opens a group.
func (w *latex) push(g group) {
	if len(w.open) >= maxGroups {
		w.over++
		w.undo(g)
		return
	}
	w.open = append(w.open, g)
}

// closeBrace ends the innermost group, unless an environment lies between.
func (w *latex) closeBrace() {
	if w.over > 0 {
		w.over--
		return
	}
	if n := len(w.open); n > 0 && w.open[n-1].env == "" {
		w.popTo(n - 1)
	}
}

func (w *latex) popTo(n int) {
	for len(w.open) > n {
		g := w.open[len(w.open)-1]
		w.open = w.open[:len(w.open)-1]
		w.undo(g)
	}
}

func (w *latex) undo(g group) {
	if g.mark >= 0 {
		w.end(g.mark)
	}
	if g.block {
		w.c.Close()
	}
	if g.aside {
		w.asides--
		w.c.EndAside()
	}
}

// par ends a paragraph.
func (w *latex) par(at int) {
	w.d.Math = false
	if w.mute() {
		return
	}
	b := w.c.Block()
	switch {
	case b == nil:
		w.c.Break()
	case b.Kind == corpus.Abstract || b.Kind == corpus.ListItem || b.Kind == corpus.Paragraph:
		kind := b.Kind
		w.c.Close()
		w.c.Open(corpus.Block{Kind: kind})
	default:
		w.c.Space(w.at(at))
	}
}

// nextCell parts the cells of a table.
func (w *latex) nextCell() {
	if b := w.c.Block(); b != nil && b.Kind == corpus.Cell {
		w.c.Close()
		w.c.Open(corpus.Block{Kind: corpus.Cell})
	}
}
