package graph

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/fold"
)

// Weights of a mention's word about a field: a record or an article's own head
// is typed data; a printed reference was parsed; fragments are guesses.
const (
	heldWeight     = 2.0
	printedWeight  = 1.0
	fragmentWeight = 0.2
)

// voice is one mention with the weight of its word.
type voice struct {
	w      *corpus.Work
	weight float64
}

// merge makes the best metadata of all mentions of one work, field by field:
// values that fold to the same form vote together; the heaviest form wins, its
// fullest spelling is shown; ties fall to the smaller string, so that the
// outcome does not depend on order.
func merge(vs []voice) corpus.Work {
	if len(vs) == 1 {
		w := *vs[0].w
		w.Custom = keptCustom(vs)
		w.ID, w.CitationKey = "", ""
		return w
	}
	w := corpus.Work{
		Type:                elect(vs, plainForm, func(w *corpus.Work) string { return w.Type }),
		Author:              electNames(vs, func(w *corpus.Work) []corpus.Name { return w.Author }),
		Editor:              electNames(vs, func(w *corpus.Work) []corpus.Name { return w.Editor }),
		Translator:          electNames(vs, func(w *corpus.Work) []corpus.Name { return w.Translator }),
		Title:               electTitle(vs),
		TitleShort:          elect(vs, fold.Slug, func(w *corpus.Work) string { return w.TitleShort }),
		ContainerTitle:      electLongest(vs, journalKey, func(w *corpus.Work) string { return w.ContainerTitle }),
		ContainerTitleShort: elect(vs, fold.Slug, func(w *corpus.Work) string { return w.ContainerTitleShort }),
		CollectionTitle:     elect(vs, fold.Slug, func(w *corpus.Work) string { return w.CollectionTitle }),
		EventTitle:          elect(vs, fold.Slug, func(w *corpus.Work) string { return w.EventTitle }),
		Issued:              electDate(vs),
		Volume:              elect(vs, fold.Slug, func(w *corpus.Work) string { return w.Volume }),
		Issue:               elect(vs, fold.Slug, func(w *corpus.Work) string { return w.Issue }),
		Page:                electLongest(vs, firstPage, func(w *corpus.Work) string { return w.Page }),
		NumberOfPages:       elect(vs, fold.Slug, func(w *corpus.Work) string { return w.NumberOfPages }),
		Number:              elect(vs, fold.Slug, func(w *corpus.Work) string { return w.Number }),
		Publisher:           elect(vs, fold.Slug, func(w *corpus.Work) string { return w.Publisher }),
		PublisherPlace:      elect(vs, fold.Slug, func(w *corpus.Work) string { return w.PublisherPlace }),
		Edition:             elect(vs, fold.Slug, func(w *corpus.Work) string { return w.Edition }),
		Version:             elect(vs, fold.Slug, func(w *corpus.Work) string { return w.Version }),
		Genre:               elect(vs, fold.Slug, func(w *corpus.Work) string { return w.Genre }),
		Medium:              elect(vs, fold.Slug, func(w *corpus.Work) string { return w.Medium }),
		Status:              elect(vs, fold.Slug, func(w *corpus.Work) string { return w.Status }),
		DOI:                 elect(vs, strings.ToLower, func(w *corpus.Work) string { return w.DOI }),
		PMID:                elect(vs, plainForm, func(w *corpus.Work) string { return w.PMID }),
		PMCID:               elect(vs, strings.ToUpper, func(w *corpus.Work) string { return w.PMCID }),
		ISBN:                elect(vs, plainForm, func(w *corpus.Work) string { return w.ISBN }),
		ISSN:                elect(vs, plainForm, func(w *corpus.Work) string { return w.ISSN }),
		URL:                 elect(vs, plainForm, func(w *corpus.Work) string { return w.URL }),
		Abstract:            longest(vs, func(w *corpus.Work) string { return w.Abstract }),
		Keyword:             longest(vs, func(w *corpus.Work) string { return w.Keyword }),
		Language:            elect(vs, plainForm, func(w *corpus.Work) string { return w.Language }),
		Note:                longest(vs, func(w *corpus.Work) string { return w.Note }),
		Custom:              keptCustom(vs),
	}
	return w
}

func plainForm(s string) string { return s }

// keptCustom keeps what says something about the work itself: ids and
// citations of an import are facts of the import.
func keptCustom(vs []voice) *corpus.Custom {
	var c corpus.Custom
	for _, v := range vs {
		if v.w.Custom == nil {
			continue
		}
		if x := v.w.Custom.ArXiv; x != "" && (c.ArXiv == "" || x < c.ArXiv) {
			c.ArXiv = x
		}
		c.Retracted = c.Retracted || v.w.Custom.Retracted
	}
	if c.ArXiv == "" && !c.Retracted {
		return nil
	}
	return &c
}

// party is the votes for one form of a value.
type party struct {
	weight    float64
	spellings map[string]float64
}

func parties(vs []voice, form func(string) string, field func(*corpus.Work) string) map[string]*party {
	var ps map[string]*party
	for _, v := range vs {
		s := field(v.w)
		if s == "" {
			continue
		}
		k := form(s)
		p := ps[k]
		if p == nil {
			p = &party{spellings: map[string]float64{}}
			if ps == nil {
				ps = map[string]*party{}
			}
			ps[k] = p
		}
		p.weight += v.weight
		p.spellings[s] += v.weight
	}
	return ps
}

// winner is the form with most votes.
func winner(ps map[string]*party) string {
	best := ""
	for i, k := range slices.Sorted(maps.Keys(ps)) {
		if i == 0 || ps[k].weight > ps[best].weight+1e-9 {
			best = k
		}
	}
	return best
}

// elect shows the spelling of the winning form that most use.
func elect(vs []voice, form func(string) string, field func(*corpus.Work) string) string {
	ps := parties(vs, form, field)
	if len(ps) == 0 {
		return ""
	}
	return spelling(ps[winner(ps)].spellings, func(string) int { return 0 })
}

// electLongest shows the fullest spelling of the winning form: the journal's
// whole title, the page range.
func electLongest(vs []voice, form func(string) string, field func(*corpus.Work) string) string {
	ps := parties(vs, form, field)
	if len(ps) == 0 {
		return ""
	}
	return spelling(ps[winner(ps)].spellings, func(s string) int { return len(s) })
}

// spelling picks by rank, then votes, then the alphabet.
func spelling(ss map[string]float64, rank func(string) int) string {
	return slices.MinFunc(slices.Sorted(maps.Keys(ss)), func(a, b string) int {
		return cmp.Or(cmp.Compare(rank(b), rank(a)), cmp.Compare(ss[b], ss[a]), strings.Compare(a, b))
	})
}

// electTitle lets a title that was cut vote for those that begin with it.
func electTitle(vs []voice) string {
	ps := parties(vs, fold.Slug, func(w *corpus.Work) string { return w.Title })
	if len(ps) == 0 {
		return ""
	}
	keys := slices.Sorted(maps.Keys(ps))
	votes := map[string]float64{}
	for _, k := range keys {
		votes[k] = ps[k].weight
		for _, o := range keys {
			if o != k && len(o) >= 10 && strings.HasPrefix(k, o) {
				votes[k] += ps[o].weight
			}
		}
	}
	best := keys[0]
	for _, k := range keys {
		if votes[k] > votes[best]+1e-9 {
			best = k
		}
	}
	return spelling(ps[best].spellings, titleRank)
}

// titleRank prefers a title in mixed case, without a full stop at its end.
func titleRank(s string) int {
	r := 0
	if strings.ToUpper(s) != s {
		r += 2
	}
	if !strings.HasSuffix(s, ".") {
		r++
	}
	return r
}

// electNames takes the list whose first name most mentions have; of those the
// one that says most: most names, most letters of given names.
func electNames(vs []voice, field func(*corpus.Work) []corpus.Name) []corpus.Name {
	first := parties(vs, plainForm, func(w *corpus.Work) string {
		if ns := field(w); len(ns) > 0 {
			return fold.Slug(ns[0].Family + ns[0].Literal)
		}
		return ""
	})
	if len(first) == 0 {
		return nil
	}
	want := winner(first)
	var best []corpus.Name
	var bestRank [2]int
	var bestText string
	for _, v := range vs {
		ns := field(v.w)
		if len(ns) == 0 || fold.Slug(ns[0].Family+ns[0].Literal) != want {
			continue
		}
		rank := [2]int{len(ns), 0}
		var text strings.Builder
		for _, n := range ns {
			rank[1] += len(n.Given) + len(n.ORCID)
			text.WriteString(n.Family + "\x00" + n.Given + "\x00" + n.Literal + "\x00")
		}
		c := cmp.Or(cmp.Compare(rank[0], bestRank[0]), cmp.Compare(rank[1], bestRank[1]))
		if best == nil || c > 0 || c == 0 && text.String() < bestText {
			best, bestRank, bestText = ns, rank, text.String()
		}
	}
	return best
}

// electDate takes the year most give, and of its dates the one that says most.
func electDate(vs []voice) *corpus.Date {
	votes := map[int]float64{}
	for _, v := range vs {
		if v.w.Issued != nil {
			votes[v.w.Year()] += v.weight
		}
	}
	if len(votes) == 0 {
		return nil
	}
	year, best := 0, -1.0
	for _, y := range slices.Sorted(maps.Keys(votes)) {
		if votes[y] > best+1e-9 && (y != 0 || len(votes) == 1) {
			year, best = y, votes[y]
		}
	}
	var out *corpus.Date
	for _, v := range vs {
		if d := v.w.Issued; d != nil && v.w.Year() == year && (out == nil || fuller(d, out)) {
			out = d
		}
	}
	return out
}

func fuller(a, b *corpus.Date) bool {
	flat := func(d *corpus.Date) []int { return slices.Concat(d.Parts...) }
	x, y := flat(a), flat(b)
	return cmp.Or(cmp.Compare(len(x), len(y)), slices.Compare(y, x), strings.Compare(b.Literal+b.Season, a.Literal+a.Season)) > 0
}

func longest(vs []voice, field func(*corpus.Work) string) string {
	best := ""
	for _, v := range vs {
		if s := field(v.w); len(s) > len(best) || len(s) == len(best) && s < best {
			best = s
		}
	}
	return best
}

func firstPage(s string) string {
	first, _, _ := strings.Cut(s, "-")
	return strings.ToLower(strings.TrimSpace(first))
}
