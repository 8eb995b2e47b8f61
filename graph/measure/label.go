package measure

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"citegraph/corpus/fold"
)

// Labels names each community by the terms (words, and pairs of words that
// stand together) that set the titles of its members apart from all others:
// count in the community × ln(1 + titles/titles with the term), at most k
// terms that share no word. of is the community of each node from 0, title
// gives its title.
func Labels(of []uint32, parts, k int, title func(i int) string) []string {
	type tally struct {
		n    int
		last uint32 // node that counted it last, plus one
	}
	all := map[string]*tally{}
	byPart := make([]map[string]*tally, parts)
	for i := range byPart {
		byPart[i] = map[string]*tally{}
	}
	add := func(m map[string]*tally, term string, node int) {
		t := m[term]
		if t == nil {
			t = &tally{}
			m[term] = t
		}
		if t.last != uint32(node)+1 {
			t.n++
			t.last = uint32(node) + 1
		}
	}
	titles := 0
	for i, c := range of {
		s := title(i)
		if s == "" {
			continue
		}
		titles++
		for _, term := range terms(s) {
			add(all, term, i)
			add(byPart[c], term, i)
		}
	}
	labels := make([]string, parts)
	for c, m := range byPart {
		type scored struct {
			term  string
			score float64
		}
		var list []scored
		for term, t := range m {
			if t.n < 2 && len(m) > 40 {
				continue // said once in a large community
			}
			s := float64(t.n) * math.Log(1+float64(titles)/float64(all[term].n))
			if strings.Contains(term, " ") {
				s *= 1.2 // a pair says more than its words
			}
			list = append(list, scored{term, s})
		}
		slices.SortFunc(list, func(a, b scored) int {
			return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.term, b.term))
		})
		var chosen []string
		used := map[string]bool{}
		for _, s := range list {
			words := strings.Fields(s.term)
			if slices.ContainsFunc(words, func(w string) bool { return used[w] }) {
				continue
			}
			for _, w := range words {
				used[w] = true
			}
			if chosen = append(chosen, s.term); len(chosen) == k {
				break
			}
		}
		labels[c] = strings.Join(chosen, ", ")
	}
	return labels
}

// terms are the words of s that say something, and the pairs of them that
// stand side by side.
func terms(s string) []string {
	var out []string
	prev := ""
	for _, w := range fold.Tokens(s) {
		if len(w) < 3 || idle(w) || w[0] >= '0' && w[0] <= '9' {
			prev = ""
			continue
		}
		out = append(out, w)
		if prev != "" {
			out = append(out, prev+" "+w)
		}
		prev = w
	}
	return out
}

// idle tells words that stand in titles of any field: those of grammar, and
// those that name the kind of study.
func idle(w string) bool {
	_, ok := slices.BinarySearch(idleWords(), w)
	return ok
}

func idleWords() []string { return idleList[:] }

var idleList = [...]string{
	"about", "across", "after", "against", "aim", "among", "analyses", "analysis", "and", "approach", "approaches", "are",
	"article", "assessing", "assessment", "aus", "bei", "between", "but", "case", "chez", "clinical", "como", "comparison",
	"con", "controlled", "dans", "das", "data", "del", "dem", "den", "der", "des", "development", "die", "does", "during",
	"effect", "effective", "effectiveness", "effects", "efficacy", "ein", "eine", "est", "evaluating", "evaluation",
	"evidence", "findings", "for", "from", "future", "group", "has", "have", "how", "impact", "implications", "including",
	"influence", "into", "investigation", "its", "las", "les", "literature", "los", "meta", "metaanalysis", "method",
	"methods", "mit", "model", "narrative", "new", "nicht", "non", "not", "one", "our", "outcome", "outcomes", "over", "paper",
	"par", "para", "per", "pilot", "por", "pour", "practice", "protocol", "qualitative", "quantitative", "random",
	"randomised", "randomized", "report", "research", "results", "review", "reviews", "role", "scoping", "some", "studies",
	"study", "sur", "survey", "synthesis", "systematic", "than", "that", "the", "their", "them", "theory", "these", "they",
	"this", "those", "through", "towards", "trial", "trials", "two", "und", "une", "update", "using", "validation", "versus",
	"von", "was", "were", "what", "when", "where", "which", "who", "why", "with", "within", "without", "zur",
}
