package markup

import (
	"strings"

	"citegraph/corpus"
	"citegraph/parse/tex"
)

// leftOut are the environments that hold no text for readers.
var leftOut = map[string]bool{
	"equation": true, "align": true, "gather": true, "multline": true, "eqnarray": true, "displaymath": true, "math": true,
	"alignat": true, "flalign": true, "tikzpicture": true, "pgfpicture": true, "picture": true, "comment": true, "filecontents": true,
	"algorithm": true, "algorithmic": true, "dmath": true, "subequations": true,
}

var verbatim = map[string]bool{"verbatim": true, "lstlisting": true, "minted": true, "Verbatim": true, "alltt": true}

// beginEnv opens an environment; n is the length of "\begin".
func (w *latex) beginEnv(s string, i, n int) int {
	arg, took, ok := texArg(s[i+n:])
	if !ok {
		return n
	}
	n += took
	name := strings.TrimSuffix(strings.TrimSpace(arg), "*")
	if leftOut[name] || verbatim[name] {
		return w.whole(s, i, n, strings.TrimSpace(arg))
	}
	g := group{env: name, mark: -1}
	switch name {
	case "document":
		w.body = true
	case "abstract":
		w.c.Break()
		w.c.Open(corpus.Block{Kind: corpus.Abstract})
		g.block, g.shown = true, true
	case "itemize", "enumerate", "description", "compactitem", "compactenum":
		n += optionalLen(s[i+n:])
		w.space(i)
	case "figure", "table", "wrapfigure", "sidewaystable", "longtable", "SCfigure", "wraptable":
		n += optionalLen(s[i+n:])
		if name == "longtable" {
			n += args(s[i+n:], 1)
		}
		if w.c.Block() == nil {
			w.c.Break()
		}
		if name == "longtable" {
			w.cells(&g)
		}
	case "tabular", "tabularx", "tabulary", "array", "supertabular", "xltabular":
		n += optionalLen(s[i+n:])
		k := 1
		if name == "tabularx" || name == "tabulary" || strings.HasPrefix(arg, "tabular*") || name == "xltabular" {
			k = 2
		}
		n += args(s[i+n:], k)
		w.cells(&g)
	case "thebibliography":
		n += args(s[i+n:], 1)
		w.c.Break()
		w.body = true
	case "minipage", "multicols", "adjustbox":
		n += optionalLen(s[i+n:])
		n += args(s[i+n:], 1)
	default:
		n += optionalLen(s[i+n:])
	}
	w.push(g)
	return n
}

// cells makes the environment a table.
func (w *latex) cells(g *group) {
	w.c.Open(corpus.Block{Kind: corpus.Cell})
	g.block, g.kind = true, corpus.Cell
}

// whole passes over an environment up to its end; code is kept as code.
func (w *latex) whole(s string, i, n int, name string) int {
	end := `\end{` + name + `}`
	if w.noEnd[end] {
		return n
	}
	j := strings.Index(s[i+n:], end)
	if j < 0 {
		w.noEnd[end] = true
		return n
	}
	w.space(i)
	if strings.HasPrefix(name, "filecontents") {
		w.contents(s[i+n : i+n+j])
	}
	if verbatim[strings.TrimSuffix(name, "*")] && !w.mute() && w.fixed == nil {
		w.c.Open(corpus.Block{Kind: corpus.Code})
		w.c.Verbatim(strings.Trim(s[i+n:i+n+j], "\n"), i+n+len(s[i+n:i+n+j])-len(strings.TrimLeft(s[i+n:i+n+j], "\n")))
		w.c.Close()
	}
	return n + j + len(end)
}

// contents keeps a bibliography that the text carries in itself.
func (w *latex) contents(s string) {
	s = s[optionalLen(s):]
	name, n, ok := texArg(s)
	if !ok || !strings.HasSuffix(name, ".bib") || w.fixed != nil || len(w.shelf.libs) >= maxLibraries {
		return
	}
	if w.shelf.seen == nil {
		w.shelf.seen = map[string]bool{}
	}
	w.shelf.seen[name] = true
	w.shelf.libs = append(w.shelf.libs, library(w.in.Name+"!"+name, corpus.FormatBibTeX, []byte(s[n:])))
}

// endEnv closes an environment; n is the length of "\end".
func (w *latex) endEnv(s string, i, n int) int {
	arg, took, ok := texArg(s[i+n:])
	if !ok {
		return n
	}
	name := strings.TrimSuffix(strings.TrimSpace(arg), "*")
	if name == "document" && w.fixed == nil {
		w.popTo(0)
		w.done = true
		return n + took
	}
	for k := len(w.open) - 1; k >= 0 && k > len(w.open)-64; k-- {
		if w.open[k].env == name {
			w.popTo(k)
			break
		}
	}
	if b := w.c.Block(); b == nil && !w.mute() && name != "document" {
		switch name {
		case "center", "quote", "quotation", "minipage", "flushleft", "multicols":
		default:
			w.c.Break()
		}
	} else {
		w.space(i)
	}
	return n + took
}

// item begins an item of a list.
func (w *latex) item(s string, i, n int) int {
	label := ""
	if k := optionalLen(s[i+n:]); k > 0 {
		label = s[i+n+1 : i+n+k-1]
		n += k
	}
	for k := len(w.open) - 1; k >= 0; k-- {
		g := &w.open[k]
		if g.env == "" {
			continue
		}
		if g.kind == corpus.ListItem && g.block {
			w.popTo(k + 1)
			w.c.Close()
		} else {
			w.popTo(k + 1)
			g.kind, g.block = corpus.ListItem, true
		}
		break
	}
	if w.mute() || len(w.open) == 0 {
		return n
	}
	if g := w.open[len(w.open)-1]; !g.block {
		return n
	}
	w.c.Open(corpus.Block{Kind: corpus.ListItem})
	if label != "" {
		w.emit(noteText(label)+" ", i, i+n)
	}
	return n
}

// cell reports whether the innermost block is the cell of a table.
func (w *latex) cell() bool {
	b := w.c.Block()
	return b != nil && b.Kind == corpus.Cell
}

// texName is the name of the command that s begins with and its length with
// the backslash.
func texName(s string) (string, int) {
	if len(s) < 2 || s[0] != '\\' {
		return "", 0
	}
	n := 1
	for n < len(s) && n < 80 && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' || s[n] == '@') {
		n++
	}
	if n == 1 {
		return s[1:2], 2
	}
	return s[1:n], n
}

func texSpaces(s string) int {
	n := 0
	for n < len(s) && n < 64 && (s[n] == ' ' || s[n] == '\t' || s[n] == '\n') {
		n++
	}
	return n
}

// openBrace is the length up to behind the brace that s begins with, 0 where it
// begins with none.
func openBrace(s string) int {
	n := texSpaces(s)
	if n < len(s) && s[n] == '{' {
		return n + 1
	}
	return 0
}

// texArg is the braced argument that s begins with, and the length of it all.
func texArg(s string) (string, int, bool) { return tex.Argument(s, 2*lookAhead) }

// args is the length of k braced arguments.
func args(s string, k int) int {
	n := 0
	for range k {
		_, took, ok := tex.Argument(s[n:], maxArgument)
		if !ok {
			return n
		}
		n += took
	}
	return n
}

// optionalLen is the length of the bracketed argument that s begins with.
func optionalLen(s string) int {
	if s == "" || s[0] != '[' {
		return 0
	}
	depth := 0
	for i := 0; i < len(s) && i < lookAhead; i++ {
		switch s[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			depth--
		case ']':
			if depth <= 0 {
				return i + 1
			}
		}
	}
	return 0
}
