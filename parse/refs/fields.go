package refs

import (
	"strings"
	"unicode"

	"citegraph/corpus"
	"citegraph/corpus/person"
)

// fields turns the segments of one reference into a CSL item.
type fields struct {
	raw   string
	parts []part
	s     *scratch
	out   *Labelled
	cal   Calibration
	noted []corpus.Hypothesis // what trust has noted, in one piece of memory
}

// text is the bytes of p.
func (f *fields) text(p part) string { return untag(f.raw[p.start:p.end]) }

// trust notes a value with the probability that its segment is right.
func (f *fields) trust(field, value string, p part) {
	if value == "" {
		return
	}
	if f.noted == nil {
		f.noted = make([]corpus.Hypothesis, 0, 8)
	}
	n := len(f.noted)
	f.noted = append(f.noted, corpus.Hypothesis{Value: value, P: interpolate(f.cal.Field, f.s.least(p))})
	f.out.hypotheses(field, f.noted[n:n+1:n+1])
}

// first is the first segment of a label.
func (f *fields) first(label int) (part, bool) {
	for _, p := range f.parts {
		if p.label == label {
			return p, true
		}
	}
	return part{}, false
}

func (f *fields) fill() {
	w := &f.out.CSL
	f.initialed()
	f.within()
	f.dated()
	f.met()
	f.calendar()
	f.yearly()
	f.seams()
	f.titles(w)
	if p, ok := f.newspaper(); ok {
		if p.label == Title {
			w.Title = ""
		}
	} else {
		f.people(w)
	}
	f.dates(w)
	f.locators(w)
	f.identifiers(w)
	f.rest(w)
	w.Type = f.kind(w)
	f.out.Partial = partial(w)
}

// partial reports that w does not say enough to be found by: neither a title
// with who, where or when, nor a place in a volume of a container.
func partial(w *corpus.Work) bool {
	who := len(w.Author)+len(w.Editor) > 0
	when := w.Year() != 0
	titled := w.Title != "" && (who || when || w.ContainerTitle != "" || w.Publisher != "")
	placed := w.ContainerTitle != "" && w.Volume != "" && w.Page != "" && (who || when)
	return !titled && !placed && w.DOI == "" && w.PMID == ""
}

// people reads authors, editors and translators.
func (f *fields) people(w *corpus.Work) {
	for i, p := range f.parts {
		switch p.label {
		case Author:
			if len(w.Author) > 0 && !f.joined(i) {
				continue
			}
			if len(w.Author) == 0 {
				f.trust("author", trimTitle(f.text(p)), p)
			}
			w.Author = append(w.Author, f.names(p)...)
		case Editor:
			w.Editor = append(w.Editor, f.names(p)...)
		case Translator:
			w.Translator = append(w.Translator, f.names(p)...)
		}
	}
}

// joined reports whether the author segment i goes on with the one before:
// only what is no field stands between.
func (f *fields) joined(i int) bool {
	for i--; i >= 0; i-- {
		switch f.parts[i].label {
		case Author:
			return true
		case Other, CitationNumber, Note:
		default:
			return false
		}
	}
	return false
}

// names reads a list of names without its role words.
func (f *fields) names(p part) []corpus.Name {
	inf := f.s.x.inf
	from, to := p.from, p.to
	from = f.pointers(from, to)
	if f.nobody(from, to) {
		return nil
	}
	role := false
	for from < to {
		r, lower := inf[from].role, inf[from].cls == clLower || inf[from].cls == clLetter
		switch {
		case r&rEditor != 0 && inf[from].nlow > 1, p.label == Translator && r&rTranslator != 0 && inf[from].nlow > 1:
			role = true
		case r&rIn != 0 && (inf[from].nlow > 1 || lower) && (p.label != Author || from == p.from && !lower):
		case role && lower && (r&rParticle != 0 || isBy(inf[from].low[:inf[from].nlow])):
		case lower && r&(rTranslator|rAnd) != 0 && p.label != Author:
		default:
			goto right
		}
		from++
	}
right:
	for to > from {
		r := inf[to-1].role
		bracket := inf[to-1].gap.open == oParen || inf[to-1].gap.open == oSquare
		if r&rEditor != 0 && (inf[to-1].nlow > 1) && (inf[to-1].cls == clLower || bracket || p.label != Author || inf[to-1].nlow > 2) ||
			p.label == Translator && r&rTranslator != 0 && inf[to-1].nlow > 1 {
			to--
			continue
		}
		break
	}
	if from >= to {
		return nil
	}
	start, end := p.start, p.end
	if from > p.from {
		start = f.s.x.toks[from].Start
	}
	if to < p.to {
		end = inf[to].gap.bound
		if e := f.s.x.toks[to-1].End; e < end && inf[to].gap.open == oNone {
			end = min(end, e+1)
		}
	}
	return person.ParseList(strings.TrimRight(untag(f.raw[start:end]), " ([")).Names
}

// pointers is the token behind the words with which a note points to a work:
// "Vgl. auch", "See also".
func (f *fields) pointers(from, to int) int {
	inf := f.s.x.inf
	for i := from; i+1 < to && i < from+2; i++ {
		c := inf[i+1].gap.close
		switch string(inf[i].low[:inf[i].nlow]) {
		case "vgl", "siehe", "cf", "cfr", "voir":
			if c == cDot || c == cSpace {
				from = i + 1
			}
		case "auch", "also", "hierzu", "dazu":
			if i == from && i > 0 {
				from = i + 1
			}
		}
	}
	return from
}

// nobody reports an author field that says there is none: O. V. (ohne
// Verfasser), N. N. (nomen nescio).
func (f *fields) nobody(from, to int) bool {
	if to-from != 2 || f.has(ContainerTitle) && !f.has(Title) {
		return false
	}
	a, b := &f.s.x.inf[from], &f.s.x.inf[from+1]
	if a.nlow != 1 || b.nlow != 1 || b.gap.close != cDot {
		return false
	}
	s := string([]byte{a.low[0], b.low[0]})
	return s == "ov" || s == "nn"
}

func isBy(w []byte) bool {
	switch string(w) {
	case "by", "v", "von", "par", "por", "di", "de", "da", "durch", "and", "with":
		return true
	}
	return false
}

// trimValue cuts all punctuation and space at the ends.
func trimValue(s string) string {
	return strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '#' && r != '%' && r != '&' || unicode.IsSymbol(r) && r != '+'
	})
}

// rest reads the fields that are taken as they stand.
func (f *fields) rest(w *corpus.Work) {
	for _, p := range f.parts {
		set := func(to *string, v string) {
			if *to == "" {
				*to = v
			}
		}
		switch p.label {
		case Publisher:
			set(&w.Publisher, trimTitle(f.text(p)))
		case PublisherPlace:
			if !f.nativePlace(p) {
				set(&w.PublisherPlace, trimTitle(f.text(p)))
			}
		case Edition:
			set(&w.Edition, edition(trimTitle(f.text(p))))
		case Genre:
			set(&w.Genre, trimTitle(f.text(p)))
		case Medium:
			set(&w.Medium, trimTitle(f.text(p)))
		case Note:
			set(&w.Note, trimTitle(f.text(p)))
		}
	}
}

// edition leaves the number of "2nd ed.", "3., überarb. Aufl.", else the text.
func edition(s string) string {
	i := strings.IndexFunc(s, unicode.IsDigit)
	if i < 0 || i > 4 {
		return s
	}
	j := i
	for j < len(s) && isDigit(s[j]) {
		j++
	}
	return s[i:j]
}
