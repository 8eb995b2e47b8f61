package callout

import (
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/fold"
)

// known is the reference list, ready to be asked for an author and a year.
type known struct {
	works    []work
	byName   map[string][]int // folded first word of a name + year → works
	byYear   map[string][]int // year → works
	byFirst  map[string][]int // folded first author → works
	byLabel  map[string]int   // printed label → N
	runs     []run            // lists whose numbers start anew
	main     int              // the run that the text cites from
	byID     map[string]int   // anchor → N
	numbered bool             // most entries print a number

	alphabetical bool // numbered by the alphabet, not by first appearance
}

// work is what a citation by name can match of one entry.
type work struct {
	n       int
	years   []string // "2001", "inpress", "nd"
	letter  byte     // "2001a": 'a', 0 where none
	first   string   // folded first author
	others  []string // folded families of the other authors
	opening string   // folded start of the raw text
	count   int      // number of authors, 0 where unknown
	short   []string // folded acronyms that the entry prints: "(IBAMA)"
}

// maxAlike bounds how many entries of one name and year are weighed.
const maxAlike = 64

// maxYear bounds how many entries of one year are compared letter by letter.
const maxYear = 200

func newKnown(refs []corpus.Reference) *known {
	k := &known{byName: map[string][]int{}, byYear: map[string][]int{}, byFirst: map[string][]int{}, byLabel: map[string]int{}, byID: map[string]int{}}
	numbered := 0
	for _, r := range refs {
		if r.Label != "" {
			if _, dup := k.byLabel[r.Label]; !dup {
				k.byLabel[r.Label] = r.N
			}
			if alldigits(r.Label) {
				numbered++
				k.runs = addRun(k.runs, r)
			}
		}
		if r.ID != "" {
			if _, dup := k.byID[r.ID]; !dup {
				k.byID[r.ID] = r.N
			}
		}
		k.add(newWork(r))
	}
	k.numbered = numbered*2 > len(refs)
	k.alphabetical = k.numbered && sorted(k.works)
	return k
}

// sorted reports works in the order of the alphabet, few slips aside.
func sorted(ws []work) bool {
	rising := 0
	for i := 1; i < len(ws); i++ {
		if ws[i-1].opening <= ws[i].opening {
			rising++
		}
	}
	return len(ws) >= 8 && rising*10 >= (len(ws)-1)*9
}

// add puts w under every name and year that may point to it.
func (k *known) add(w work) {
	i := len(k.works)
	k.works = append(k.works, w)
	seen := map[string]bool{}
	put := func(name string) {
		name, _, _ = strings.Cut(name, " ")
		if name == "" || seen[name] {
			return
		}
		seen[name] = true
		for _, y := range w.years {
			k.byName[name+"|"+y] = append(k.byName[name+"|"+y], i)
		}
	}
	if w.first != "" {
		k.byFirst[w.first] = append(k.byFirst[w.first], i)
	}
	for _, y := range w.years {
		k.byYear[y] = append(k.byYear[y], i)
	}
	put(w.first)
	if f := strings.Fields(w.first); len(f) > 1 {
		put(f[len(f)-1])
		put(acronym(w.first))
	}
	for _, a := range w.short {
		put(a)
	}
	for j, t := range strings.Fields(w.opening) {
		if j >= 5 {
			break
		}
		put(t)
	}
}

// newWork reads what citations by name need of r: the labelled fields, and the
// printed string where the fields fall short.
func newWork(r corpus.Reference) work {
	w := work{n: r.N}
	for i, a := range r.CSL.Author {
		name := a.Family
		if name == "" {
			name = a.Literal
		}
		if f := fold.Fold(name); i == 0 {
			w.first = f
		} else if i < 12 {
			w.others = append(w.others, f)
		}
	}
	if len(r.CSL.Author) == 0 && len(r.CSL.Editor) > 0 {
		w.first = fold.Fold(r.CSL.Editor[0].Family + r.CSL.Editor[0].Literal)
	}
	w.count = len(r.CSL.Author)
	raw := r.Raw
	if len(raw) > 160 {
		raw = raw[:160]
		for len(raw) > 0 && raw[len(raw)-1]&0xC0 == 0x80 {
			raw = raw[:len(raw)-1]
		}
		raw = strings.ToValidUTF8(raw, "")
	}
	w.opening = fold.Fold(raw)
	w.short = acronyms(raw)
	if y := r.CSL.Year(); y > 0 {
		w.years = append(w.years, itoa(y))
	}
	for _, y := range yearsIn(r.Raw) {
		if w.letter == 0 && y.letter != 0 {
			w.letter = y.letter
		}
		if len(w.years) < 4 && !contains(w.years, y.year) {
			w.years = append(w.years, y.year)
		}
	}
	return w
}
