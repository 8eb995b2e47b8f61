package markup

import (
	"fmt"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
	"citegraph/corpus/person"
	"citegraph/parse/tex"
)

// sections are the commands that head sections, and their levels.
var sections = map[string]int{
	"part": 1, "chapter": 1, "section": 1, "subsection": 2, "subsubsection": 3, "paragraph": 4, "subparagraph": 5,
}

// marks are the commands that set their argument apart.
var marks = map[string]corpus.MarkKind{
	"emph": corpus.Italic, "textit": corpus.Italic, "textsl": corpus.Italic, "textbf": corpus.Bold,
	"textsuperscript": corpus.Super, "textsubscript": corpus.Sub,
}

// drops are commands whose arguments are no text, with how many they have.
var drops = map[string]int{
	"label": 1, "ref": 1, "pageref": 1, "eqref": 1, "autoref": 1, "cref": 1, "Cref": 1, "nameref": 1, "vspace": 1, "hspace": 1,
	"includegraphics": 1, "bibliographystyle": 1, "usepackage": 1, "RequirePackage": 1, "documentclass": 1, "pagestyle": 1,
	"thispagestyle": 1, "setlength": 2, "addtolength": 2, "setcounter": 2, "addtocounter": 2, "graphicspath": 1, "hypersetup": 1,
	"definecolor": 3, "color": 1, "index": 1, "geometry": 1, "bibliographyfont": 1, "pagenumbering": 1, "input@path": 1,
	"lstinputlisting": 1, "includepdf": 1, "hyphenation": 1, "newtheorem": 2, "theoremstyle": 1, "setcitestyle": 1, "citestyle": 1,
	"defcitealias": 2, "newcounter": 1, "newlength": 1, "tikzset": 1, "pgfplotsset": 1, "PassOptionsToPackage": 2, "lstset": 1,
	"captionsetup": 1, "cline": 1, "cmidrule": 1, "multirow": 2, "rule": 2, "markboth": 2, "markright": 1, "write18": 1,
	"DeclareMathOperator": 2, "newcolumntype": 2, "phantom": 1, "hphantom": 1, "vphantom": 1, "ExecuteBibliographyOptions": 1,
	"DeclareFieldFormat": 2, "textcolor": 1, "fontsize": 2, "selectlanguage": 1, "foreignlanguage": 1, "write": 1, "immediate": 0,
	"ORCID": 1, "orcid": 1, "email": 1, "keywordsep": 0, "DeclareUnicodeCharacter": 2, "crefname": 3, "linespread": 1, "inst": 1,
	"bibfield": 1, "bibinfo": 1, "BibitemShut": 1, "APACinsertmetastar": 1, "APACrefYearMonthDay": 3, "APACrefatitle": 1,
	"APACrefbtitle": 1, "APACrefauthors": 0, "bibAnnoteFile": 1, "BIBdecl": 0, "showarticletitle": 0,
	"affil": 1, "affiliation": 1, "address": 1, "institute": 1, "date": 1, "institution": 1,
}

// command reads what begins with the backslash at i and is its length.
func (w *latex) command(s string, i, nest int) int {
	name, n := texName(s[i:])
	star := i+n < len(s) && s[i+n] == '*'
	if star {
		n++
	}
	switch name {
	case "":
		return 1
	case "\\":
		n += optionalLen(s[i+n:])
		if w.cell() {
			w.nextCell()
		} else {
			w.space(i)
		}
		return n
	case "begin":
		return w.beginEnv(s, i, n)
	case "end":
		return w.endEnv(s, i, n)
	case "item":
		return w.item(s, i, n)
	case "par":
		w.par(i)
		return n
	case "newblock", "maketitle", "newline", "linebreak", "quad", "qquad":
		w.space(i)
		return n
	case "verb":
		return w.verb(s, i, n)
	case "newcommand", "renewcommand", "providecommand", "newenvironment", "renewenvironment", "DeclareRobustCommand",
		"def", "gdef", "edef", "xdef", "let", "NewDocumentCommand", "RenewDocumentCommand":
		return w.definition(s, i, n, name)
	case "input", "include", "subfile", "InputIfFileExists", "import", "subimport":
		return w.input(s, i, n, nest)
	case "bibliography", "addbibresource", "addglobalbib", "addsectionbib":
		return w.library(s, i, n)
	case "bibitem":
		return w.bibitem(s, i, n)
	case "bib":
		return w.amsrefs(s, i, n)
	case "hskip", "vskip", "kern", "hglue", "penalty":
		return n + glueLen(s[i+n:])
	case "BBOP", "BBCP", "BBA", "BBCOMMA":
		w.emit(map[string]string{"BBOP": "(", "BBCP": ")", "BBA": "&", "BBCOMMA": ","}[name], i, i+n)
		return n
	case "APACjournalVolNumPages":
		return w.apacite(s, i, n)
	case "multicolumn":
		return n + args(s[i+n:], 2)
	case "href":
		return w.href(s, i, n)
	case "url", "nolinkurl", "path":
		return w.url(s, i, n)
	case "doi":
		if arg, took, ok := texArg(s[i+n:]); ok {
			w.identify("doi:" + arg)
			w.emit("doi:"+tex.Decode(arg), i, i+n+took)
			return n + took
		}
	}
	if strings.Contains(strings.ToLower(name), "cite") && !notCite[name] {
		if took := w.cite(s, i, n, name); took > 0 {
			return took
		}
	}
	if took := w.headed(s, i, n, name); took > 0 {
		return took
	}
	if name == "date" && w.work.Issued == nil {
		if arg, _, ok := texArg(s[i+n:]); ok {
			w.work.Issued = dateOf(tex.Decode(arg))
		}
	}
	if k, ok := drops[name]; ok && (w.body || name != "date") {
		n += optionalLen(s[i+n:])
		n += args(s[i+n:], k)
		if strings.HasPrefix(name, "bib") && openBrace(s[i+n:]) > 0 { // what follows is its text
			n += texSpaces(s[i+n:])
		}
		return n
	}
	if k, ok := marks[name]; ok {
		if took := openBrace(s[i+n:]); took > 0 {
			w.push(group{mark: w.begin(k)})
			return n + took
		}
	}
	text, took := w.d.Next(s[i:])
	w.emit(text, i, i+took)
	return took
}

// headed opens the argument of a command that makes a block of it.
func (w *latex) headed(s string, i, n int, name string) int {
	b := corpus.Block{}
	g := group{mark: -1, block: true}
	switch name {
	case "title":
		b.Kind, g.shown = corpus.Title, true
	case "author", "authors":
		w.authors(s[i+n:])
		b.Kind, g.shown = corpus.Front, true
	case "abstract":
		b.Kind, g.shown = corpus.Abstract, true
	case "caption", "captionof":
		b.Kind = corpus.Caption
	case "footnote", "footnotetext", "thanks", "endnote", "sidenote", "marginpar":
		b.Kind, g.aside = corpus.Footnote, true
	case "keywords":
		if arg, _, ok := texArg(s[i+n:]); ok && w.work.Keyword == "" {
			w.work.Keyword = strings.Join(strings.Fields(tex.Decode(arg)), " ")
		}
		b.Kind, g.shown = corpus.Front, true
	default:
		level, ok := sections[name]
		if !ok {
			return 0
		}
		b.Kind, b.Level = corpus.Heading, level
	}
	at := n + optionalLen(s[i+n:])
	took := openBrace(s[i+at:])
	if took == 0 {
		return 0
	}
	if w.mute() && !g.shown {
		w.push(group{mark: -1})
		return at + took
	}
	g.kind = b.Kind
	if g.aside && w.asides >= maxAsides {
		w.push(group{mark: -1})
		return at + took
	}
	if g.aside {
		w.asides++
		w.c.Aside()
	}
	w.c.Open(b)
	w.push(g)
	return at + took
}

// authors takes the names of \author: parted by \and or commas, without what
// hangs on them.
func (w *latex) authors(s string) {
	s = s[optionalLen(s):]
	arg, _, ok := tex.Argument(s, maxArgument)
	if !ok {
		return
	}
	for _, one := range strings.Split(strings.ReplaceAll(arg, `\AND`, `\and`), `\and`) {
		for _, cmd := range []string{`\thanks`, `\footnote`, `\inst`, `\textsuperscript`, `\affil`, `\email`, `\orcid`, `\orcidlink`, `\fnref`, `\corref`} {
			for k := 0; k < 8; k++ {
				j := strings.Index(one, cmd)
				if j < 0 {
					break
				}
				_, took, _ := texArg(one[j+len(cmd):])
				one = one[:j] + one[j+len(cmd)+took:]
			}
		}
		if j := strings.Index(one, `\\`); j >= 0 {
			one = one[:j]
		}
		text := strings.Trim(strings.Join(strings.Fields(tex.Decode(stripSupers(one))), " "), " ,;*")
		if text == "" {
			continue
		}
		if strings.Contains(text, ",") || strings.Contains(text, " and ") {
			w.work.Author = append(w.work.Author, person.ParseList(text).Names...)
			continue
		}
		w.work.Author = append(w.work.Author, person.Parse(text))
	}
}

// stripSupers takes out formulas, which are marks of affiliation in names.
func stripSupers(s string) string {
	for k := 0; k < 64; k++ {
		i := strings.IndexByte(s, '$')
		if i < 0 {
			return s
		}
		j := strings.IndexByte(s[i+1:], '$')
		if j < 0 {
			return s
		}
		s = s[:i] + s[i+j+2:]
	}
	return s
}

// glueLen is the length of the measure that a skip takes: "1em plus 0.5em
// minus 0.4em\relax".
func glueLen(s string) int {
	if j := strings.Index(s[:min(len(s), 60)], `\relax`); j >= 0 && strings.Trim(s[:j], " .0123456789-abcdefghijklmnopqrstuvwxyz") == "" {
		return j + len(`\relax`)
	}
	n := texSpaces(s)
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == '.' || s[n] == '-') {
		n++
	}
	for _, unit := range []string{"em", "ex", "pt", "cm", "mm", "in", "sp", "bp"} {
		if strings.HasPrefix(s[n:], unit) {
			return n + len(unit)
		}
	}
	return n
}

// apacite writes journal, volume, issue and pages, which its command holds as
// four arguments.
func (w *latex) apacite(s string, i, n int) int {
	var a [4]string
	at := n
	for k := range a {
		arg, took, ok := texArg(s[i+at:])
		if !ok {
			return at
		}
		a[k] = strings.Join(strings.Fields(tex.Decode(arg)), " ")
		at += took
	}
	out := a[0]
	if a[1] != "" {
		out += ", " + a[1]
	}
	if a[2] != "" {
		out += "(" + a[2] + ")"
	}
	if a[3] != "" {
		out += ", " + a[3]
	}
	w.emit(out, i, i+at)
	return at
}

// identify gives the entry that is being read the DOI that a link holds.
func (w *latex) identify(arg string) {
	b := w.c.Block()
	if b == nil || b.Kind != corpus.RefEntry || b.Fields != nil || !strings.Contains(arg, "10.") {
		return
	}
	if !strings.Contains(arg, "doi") {
		return
	}
	if v, ok := ident.DOI(tex.Decode(arg)); ok {
		b.Fields = &corpus.Work{DOI: v}
	}
}

func (w *latex) href(s string, i, n int) int {
	arg, took, ok := texArg(s[i+n:])
	if !ok {
		return n
	}
	n += took
	w.identify(arg)
	if b := openBrace(s[i+n:]); b > 0 {
		w.push(group{mark: w.begin(corpus.Link, tex.Decode(arg))})
		return n + b
	}
	return n
}

func (w *latex) url(s string, i, n int) int {
	arg, took, ok := texArg(s[i+n:])
	if !ok {
		return n
	}
	w.identify(arg)
	h := w.begin(corpus.Link, arg)
	from := i + n + strings.Index(s[i+n:], "{") + 1
	w.emit(strings.NewReplacer(`\_`, "_", `\%`, "%", `\#`, "#", `\&`, "&").Replace(arg), from, from+len(arg))
	w.end(h)
	return n + took
}

func (w *latex) verb(s string, i, n int) int {
	if i+n >= len(s) {
		return n
	}
	j := strings.IndexByte(s[i+n+1:min(len(s), i+n+500)], s[i+n])
	if j < 0 {
		return n
	}
	w.emit(s[i+n+1:i+n+1+j], i+n+1, i+n+1+j)
	return n + j + 2
}

// definition passes over the definition of a command: nothing is expanded.
func (w *latex) definition(s string, i, n int, name string) int {
	at := i + n
	switch name {
	case "let":
		for range 2 {
			_, k := texName(strings.TrimLeft(s[at:], " ="))
			at += k
		}
		return at - i
	case "def", "gdef", "edef", "xdef":
		j := strings.IndexByte(s[at:min(len(s), at+200)], '{')
		if j < 0 {
			return n
		}
		at += j
		return at - i + args(s[at:], 1)
	}
	if k := args(s[at:], 1); k > 0 {
		at += k
	} else {
		_, k := texName(s[at:])
		at += k
	}
	for range 2 {
		at += optionalLen(s[at:])
	}
	at += args(s[at:], 1)
	if strings.HasSuffix(name, "environment") || strings.HasSuffix(name, "DocumentCommand") {
		at += args(s[at:], 1)
	}
	return at - i
}

// input walks another file in place of the command. Only what lies beside the
// text or below is opened, which is the door's rule, and never twice.
func (w *latex) input(s string, i, n, nest int) int {
	arg, took, ok := texArg(s[i+n:])
	if !ok {
		f := strings.Fields(s[i+n : min(len(s), i+n+300)])
		if len(f) == 0 || strings.HasPrefix(f[0], "\\") {
			return n
		}
		arg, took = f[0], strings.Index(s[i+n:], f[0])+len(f[0])
	}
	n += took
	arg = strings.TrimSpace(arg)
	if arg == "" || nest >= maxNest || len(w.inputs) >= maxInputs || w.in.Beside == nil {
		return n
	}
	for _, name := range []string{arg + ".tex", arg} {
		if w.inputs[name] {
			return n
		}
		raw, err := w.in.Beside(name)
		if err != nil {
			continue
		}
		w.inputs[name] = true
		if w.bytes += len(raw); w.bytes > maxInput {
			w.notes = append(w.notes, corpus.Note{Code: "input-limit", Text: fmt.Sprintf("%q and what follows it was left out: more than %d bytes of included files", name, maxInput)})
			return n
		}
		text, _, _ := corpus.Decode(raw, "")
		w.file(text, &corpus.Span{Start: i, End: i + n}, nest+1)
		return n
	}
	w.inputs[arg] = true
	w.notes = append(w.notes, corpus.Note{Code: "input-missing", Text: fmt.Sprintf("%q is not beside the text and was left out", clipName(arg))})
	return n
}

func clipName(s string) string { return strings.ToValidUTF8(s[:min(len(s), 100)], "") }
