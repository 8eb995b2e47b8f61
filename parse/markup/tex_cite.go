package markup

import (
	"strings"

	"citegraph/corpus"
	"citegraph/parse/tex"
)

// notCite are commands whose names hold "cite" that cite nothing.
var notCite = map[string]bool{
	"citestyle": true, "setcitestyle": true, "citationstyle": true, "bibcite": true, "citeindextrue": true, "DeclareCiteCommand": true,
	"citetrackerfalse": true, "citetrackertrue": true, "citename": true, "citemid": true, "citepunct": true, "citedash": true,
	"defcitealias": true, "citeform": true, "citeleft": true, "citeright": true, "citation": true, "multicitedelim": true,
	"DeclareCitePunctuation": true, "citereset": true, "mancite": true, "recite": true, "excited": true, "citesetup": true,
	"citenamefont": true, "bibcitenamefont": true, "citeauthoryear": true, "AtEveryCite": true, "AtEveryCitekey": true,
}

// cite reads a citation, of LaTeX, natbib, biblatex or kin: stars and optional
// notes, then keys in braces, and for \cites and kin the same again. It writes
// the keys in square brackets, with the notes, and is the length of the whole;
// 0 where there are no keys.
func (w *latex) cite(s string, i, n int, name string) int {
	many := strings.HasSuffix(name, "cites")
	var keys, shown []string
	at := i + n
	for {
		var notes []string
		j := at
		for {
			j += texSpaces(s[j:])
			if k := optionalLen(s[j:]); k > 0 {
				notes = append(notes, noteText(s[j+1:j+k-1]))
				j += k
				continue
			}
			if many && j < len(s) && s[j] == '(' {
				if k := strings.IndexByte(s[j:min(len(s), j+200)], ')'); k > 0 {
					j += k + 1
					continue
				}
			}
			break
		}
		arg, took, ok := texArg(s[j:])
		if !ok {
			break
		}
		ks := splitKeys(arg)
		keys = append(keys, ks...)
		shown = append(shown, withNotes(ks, notes))
		at = j + took
		if !many {
			break
		}
	}
	if len(keys) == 0 {
		return 0
	}
	switch {
	case name == "nocite":
		if h := w.begin(corpus.Callee, keys...); h >= 0 {
			w.end(h)
		}
		return at - i
	case strings.HasPrefix(strings.ToLower(name), "citeauthor") && yearFollows(s[at:min(len(s), at+80)], keys[0]):
		w.emit(strings.Join(keys, ", "), i, at)
		return at - i
	}
	h := w.begin(corpus.Callee, keys...)
	w.emit("["+strings.Join(shown, "; ")+"]", i, at)
	w.end(h)
	return at - i
}

// yearFollows reports whether "\citeauthor{k} (\citeyear{k})" is one citation
// in two commands: the second counts.
func yearFollows(s, key string) bool {
	j := strings.Index(s, `\citeyear`)
	return j >= 0 && strings.Contains(s[j:], key)
}

func noteText(s string) string { return strings.Join(strings.Fields(tex.Decode(s)), " ") }

// withNotes is "see a, b, p. 3" of [see][p. 3]{a,b}; a note alone stands behind.
func withNotes(keys, notes []string) string {
	out := strings.Join(keys, ", ")
	switch {
	case len(notes) == 1 && notes[0] != "":
		out += ", " + notes[0]
	case len(notes) >= 2:
		if notes[0] != "" {
			out = notes[0] + " " + out
		}
		if notes[1] != "" {
			out += ", " + notes[1]
		}
	}
	return out
}

// splitKeys are the keys of a citation.
func splitKeys(arg string) []string {
	var out []string
	for _, line := range strings.Split(arg, "\n") {
		if i := strings.IndexByte(line, '%'); i >= 0 {
			line = line[:i]
		}
		for _, k := range strings.Split(line, ",") {
			if k = strings.TrimSpace(k); k != "" && len(k) < 300 && !strings.ContainsAny(k, "\\{}#") {
				out = append(out, k)
			}
		}
	}
	return out
}

// library opens the bibliography files that the text names.
func (w *latex) library(s string, i, n int) int {
	n += optionalLen(s[i+n:])
	arg, took, ok := texArg(s[i+n:])
	if !ok {
		return n
	}
	for _, name := range strings.Split(arg, ",") {
		if name = strings.TrimSpace(name); name != "" {
			if strings.HasSuffix(name, ".bib") {
				w.shelf.add(name)
			} else {
				w.shelf.add(name+".bib", name)
			}
		}
	}
	return n + took
}

// bibitem begins an entry of a reference list.
func (w *latex) bibitem(s string, i, n int) int {
	label := ""
	at := i + n + texSpaces(s[i+n:])
	if k := optionalLen(s[at:]); k > 0 {
		label = bibLabel(s[at+1 : at+k-1])
		at += k
	}
	key, took, ok := texArg(s[at:])
	if !ok {
		return n
	}
	w.body = true                                            // a bibliography is always shown
	for len(w.open) > 0 && w.open[len(w.open)-1].env == "" { // braces that the entry before left open
		w.popTo(len(w.open) - 1)
	}
	if b := w.c.Block(); b != nil && b.Kind == corpus.RefEntry {
		w.c.Close()
	} else if len(w.open) == 0 || w.open[len(w.open)-1].env != "thebibliography" {
		w.c.Break()
		w.push(group{env: "thebibliography", mark: -1, block: true})
	} else {
		w.open[len(w.open)-1].block = true
	}
	w.c.Open(corpus.Block{Kind: corpus.RefEntry, ID: strings.TrimSpace(key), Label: label})
	return at - i + took
}

// bibLabel is the label of an entry as it is printed; natbib keeps the long
// list of authors behind it.
func bibLabel(s string) string {
	if len(s) > 300 || strings.Contains(s, "citeauthoryear") {
		return ""
	}
	t := strings.Join(strings.Fields(tex.Decode(s)), " ")
	if i := strings.IndexByte(t, ')'); i >= 0 && strings.IndexByte(t[:i], '(') > 0 {
		t = t[:i+1]
	}
	return t
}
