package index

import (
	"slices"
	"strconv"
	"strings"

	"citegraph/graph"
	"citegraph/index/query"
)

// brute evaluates queries by trying every node.
type brute struct{ *fake }

func (b brute) size(k kind) int {
	return [...]int{len(b.works), len(b.contexts), len(b.authors), len(b.journals)}[k]
}

func (b brute) members(n query.Node, k kind) []uint32 {
	out := []uint32{}
	for i := range uint32(b.size(k)) {
		if b.holds(n, k, i) {
			out = append(out, i)
		}
	}
	return out
}

// worksOf are the works that node i of kind k leads to.
func (b brute) worksOf(k kind, i uint32) []uint32 {
	switch k {
	case kindAuthor:
		return b.authors[i].Works
	case kindJournal:
		return b.journals[i].Works
	case kindContext:
		return []uint32{b.contexts[i].Citing}
	}
	return []uint32{i}
}

// lifts reports whether node i of kind k leads to a node of kind from that f
// holds for.
func (b brute) lifts(k kind, i uint32, from kind, f func(uint32) bool) bool {
	if k == from {
		return f(i)
	}
	for _, w := range b.worksOf(k, i) {
		for x := range uint32(b.size(from)) {
			if slices.Contains(b.worksOf(from, x), w) && f(x) {
				return true
			}
		}
	}
	return false
}

func (b brute) holds(n query.Node, k kind, i uint32) bool {
	work := func(f func(w *graph.Work) bool) bool {
		return b.lifts(k, i, kindWork, func(w uint32) bool { return f(b.works[w]) })
	}
	switch n := n.(type) {
	case *query.And:
		return !slices.ContainsFunc(n.Kids, func(x query.Node) bool { return !b.holds(x, k, i) })
	case *query.Or:
		return slices.ContainsFunc(n.Kids, func(x query.Node) bool { return b.holds(x, k, i) })
	case *query.Not:
		return !b.holds(n.Kid, k, i)
	case *query.Term:
		return b.term(n, k, i)
	case *query.Range:
		return b.number(n, k, i)
	case *query.Exact:
		return work(func(w *graph.Work) bool { return w.ID == n.Value || w.CSL.DOI != "" && w.CSL.DOI == n.Value })
	case *query.Flag:
		return work(func(w *graph.Work) bool {
			switch n.Name {
			case "held":
				return w.Held
			case "stub":
				return !w.Held
			}
			return slices.ContainsFunc(b.out[w.N], func(x uint32) bool {
				return slices.ContainsFunc(b.works[x].Authors, func(a uint32) bool { return slices.Contains(w.Authors, a) })
			})
		})
	case *query.Has:
		return work(func(w *graph.Work) bool {
			return map[string]bool{"year": w.CSL.Year() > 0, "doi": w.CSL.DOI != "", "author": len(w.CSL.Author) > 0,
				"context": slices.ContainsFunc(b.contexts, func(c *graph.Context) bool { return slices.Contains(c.Cited, w.N) })}[n.Field]
		})
	case *query.Rel:
		return b.relation(n, k, i)
	}
	panic("clause")
}

func (b brute) number(n *query.Range, k kind, i uint32) bool {
	in := func(f float64) bool {
		return (f > n.Lo || !n.LoOpen && f == n.Lo) && (f < n.Hi || !n.HiOpen && f == n.Hi)
	}
	if n.Field == "cited" && k == kindAuthor {
		return in(float64(b.authors[i].CitedBy))
	}
	if n.Field == "cited" && k == kindJournal {
		return in(float64(b.journals[i].CitedBy))
	}
	return b.lifts(k, i, kindWork, func(x uint32) bool {
		w := b.works[x]
		switch n.Field {
		case "year":
			return w.CSL.Year() > 0 && in(float64(w.CSL.Year()))
		case "cited":
			return in(float64(w.CitedBy))
		case "refs":
			return in(float64(w.References))
		case "degree":
			return in(float64(w.References + w.CitedBy))
		}
		return in(w.Confidence)
	})
}

// term tries the texts that a field stands for.
func (b brute) term(n *query.Term, k kind, i uint32) bool {
	in := func(texts ...string) bool {
		return slices.ContainsFunc(texts, func(s string) bool { return matches(n, s) })
	}
	name := func(a uint32) string { return b.authors[a].Name.Family + " " + b.authors[a].Name.Given }
	switch {
	case n.Field == "author" && (k == kindAuthor || n.Kind == query.Phrase):
		return b.lifts(k, i, kindAuthor, func(a uint32) bool { return in(name(a)) })
	case n.Field == "journal":
		return b.lifts(k, i, kindJournal, func(j uint32) bool { return in(b.journals[j].Title) })
	case n.Field == "" && k == kindAuthor:
		return in(name(i))
	case n.Field == "" && k == kindJournal:
		return in(b.journals[i].Title)
	case (n.Field == "" || n.Field == "context") && k == kindContext:
		return in(b.contexts[i].Text)
	}
	return b.lifts(k, i, kindWork, func(x uint32) bool {
		w := b.works[x]
		var names, about []string
		for _, a := range w.Authors {
			names = append(names, name(a))
		}
		for _, c := range b.contexts {
			if slices.Contains(c.Cited, x) {
				about = append(about, c.Text)
			}
		}
		switch n.Field {
		case "title":
			return in(w.CSL.Title)
		case "abstract":
			return in(w.CSL.Abstract)
		case "tiab":
			return in(w.CSL.Title, w.CSL.Abstract)
		case "context":
			return in(about...)
		case "author":
			return in(names...)
		case "firstauthor":
			return len(names) > 0 && in(names[0])
		case "lastauthor":
			return len(names) > 0 && in(names[len(names)-1])
		}
		return in(w.CSL.Title, w.CSL.Abstract, w.CSL.ContainerTitle) || in(names...) || in(about...)
	})
}

// matches looks for a term in a text of plain words.
func matches(n *query.Term, text string) bool {
	ws := strings.Fields(strings.ToLower(text))
	want := strings.Fields(strings.ToLower(n.Value))
	switch {
	case n.Kind == query.Prefix:
		return slices.ContainsFunc(ws, func(w string) bool { return strings.HasPrefix(w, want[0]) })
	case n.Kind == query.Phrase && n.N > 0: // two words
		for i := range ws {
			for j := range ws {
				if i != j && ws[i] == want[0] && ws[j] == want[1] && max(i-j, j-i) <= 1+n.N {
					return true
				}
			}
		}
		return false
	}
	for i := 0; i+len(want) <= len(ws); i++ {
		if slices.Equal(ws[i:i+len(want)], want) {
			return true
		}
	}
	return false
}

func (b brute) relation(r *query.Rel, k kind, i uint32) bool {
	least, _ := strconv.Atoi(r.Opt("min", "1"))
	switch r.Name {
	case "context":
		return b.lifts(k, i, kindContext, func(c uint32) bool { return b.holds(r.Q, kindContext, c) })
	case "by":
		return b.lifts(k, i, kindWork, func(w uint32) bool {
			return slices.ContainsFunc(b.works[w].Authors, func(a uint32) bool { return b.holds(r.Q, kindAuthor, a) })
		})
	case "in":
		return b.lifts(k, i, kindWork, func(w uint32) bool {
			return b.works[w].Journal != graph.None && b.holds(r.Q, kindJournal, b.works[w].Journal)
		})
	case "coauthors":
		return b.lifts(k, i, kindAuthor, func(a uint32) bool {
			shared := 0
			for _, w := range b.authors[a].Works {
				if slices.ContainsFunc(b.works[w].Authors, func(o uint32) bool { return o != a && b.holds(r.Q, kindAuthor, o) }) {
					shared++
				}
			}
			return shared >= least
		})
	}
	q := b.members(r.Q, kindWork)
	enough := func(n int) bool { return n >= least && (!r.All || n >= len(q)) }
	if r.Name == "cites" && k == kindContext {
		n := 0
		for _, x := range b.contexts[i].Cited {
			if slices.Contains(q, x) {
				n++
			}
		}
		return enough(n)
	}
	return b.lifts(k, i, kindWork, func(w uint32) bool {
		common := func(l []uint32) int {
			n := 0
			for _, x := range l {
				if slices.Contains(q, x) {
					n++
				}
			}
			return n
		}
		switch r.Name {
		case "cites":
			return enough(common(b.out[w]))
		case "citedby":
			return enough(common(b.in[w]))
		case "within":
			return b.distance(q, w, r.Opt("via", "both")) <= r.Arg
		}
		met := 0
		for _, s := range q {
			if s != w && b.pair(r, s, w) >= least {
				met++
			}
		}
		return met > 0 && (!r.All || met == len(q))
	})
}

// pair counts what two works share: references, or works that cite both.
func (b brute) pair(r *query.Rel, s, w uint32) int {
	n := 0
	if r.Name == "coupled" {
		for _, x := range b.out[s] {
			if slices.Contains(b.out[w], x) {
				n++
			}
		}
		return n
	}
	for d := range uint32(len(b.works)) {
		if slices.Contains(b.out[d], s) && slices.Contains(b.out[d], w) && b.near(d, s, w, r.Opt("near", "document")) {
			n++
		}
	}
	return n
}

func (b brute) near(d, s, w uint32, level string) bool {
	if level == "document" {
		return true
	}
	for _, x := range b.contexts {
		for _, y := range b.contexts {
			if x.Citing != d || y.Citing != d || !slices.Contains(x.Cited, s) || !slices.Contains(y.Cited, w) {
				continue
			}
			switch level {
			case "bracket":
				if x == y && slices.ContainsFunc(x.Groups, func(g []uint32) bool { return slices.Contains(g, s) && slices.Contains(g, w) }) {
					return true
				}
			case "sentence":
				if x == y {
					return true
				}
			case "paragraph":
				if x.Paragraph == y.Paragraph {
					return true
				}
			case "section":
				if x.Section == y.Section {
					return true
				}
			}
		}
	}
	return false
}

func (b brute) distance(q []uint32, w uint32, via string) int {
	for d, at := 0, slices.Clone(q); d <= 6; d++ {
		if slices.Contains(at, w) {
			return d
		}
		next := slices.Clone(at)
		for _, x := range at {
			if via != "citedby" {
				next = append(next, b.out[x]...)
			}
			if via != "cites" {
				next = append(next, b.in[x]...)
			}
		}
		at = next
		slices.Sort(at)
		at = slices.Compact(at)
	}
	return 99
}
