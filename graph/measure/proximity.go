package measure

import "slices"

// Mention is a place where a document cites a work. The ordinals count within
// the document and must nest: equal groups have equal sentences, and so on.
// None stands for a place that is not known.
type Mention struct {
	Work                                uint32
	Section, Paragraph, Sentence, Group uint32
}

// None is an unknown ordinal.
const None = ^uint32(0)

// The levels at which two mentions meet, the closest first.
const (
	SameGroup     = iota // the same bracket
	SameSentence         // weight 1/2
	SameParagraph        // 1/4
	SameSection          // 1/8
	SameDocument         // 1/16
)

// Level says how close two mentions of one document stand.
func Level(a, b Mention) int {
	same := func(x, y uint32) bool { return x != None && x == y }
	switch {
	case same(a.Group, b.Group):
		return SameGroup
	case same(a.Sentence, b.Sentence):
		return SameSentence
	case same(a.Paragraph, b.Paragraph):
		return SameParagraph
	case same(a.Section, b.Section):
		return SameSection
	}
	return SameDocument
}

// LevelWeight is (1/2)^level.
func LevelWeight(level int) float64 { return 1 / float64(int(1)<<level) }

// Near is another work with the sum of the weights at which documents cite
// the two together.
type Near struct {
	Node   uint32
	CPI    float64
	Docs   int // documents that cite both
	Closer int // of these, how many in one sentence or bracket
}

// Proximity computes co-citation weighted by how close the two are cited (Gipp
// and Beel 2009): for each document the closest pair of mentions counts, with
// weight (1/2)^level. A document without callouts counts at document level.
type Proximity struct {
	in       *CSR
	docs     map[uint32][]Mention
	cap      int
	cpi      []float64
	n, close []uint32
	touched  []uint32
}

// NewProximity takes the citers of each work and, by citing work, the mentions
// in it. References without a mention in the text are mentions with unknown
// ordinals.
func NewProximity(in *CSR, docs map[uint32][]Mention) *Proximity {
	p := &Proximity{in: in, docs: make(map[uint32][]Mention, len(docs)),
		cpi: make([]float64, in.Len()), n: make([]uint32, in.Len()), close: make([]uint32, in.Len())}
	for d, ms := range docs {
		ms = slices.Clone(ms)
		slices.SortStableFunc(ms, func(a, b Mention) int { return compare(a.Work, b.Work) })
		p.docs[d] = ms
	}
	return p
}

// Cap makes Row pass over documents with more than n mentions. 0 is no cap.
func (p *Proximity) Cap(n int) { p.cap = n }

// Row are the works that are cited together with n, by number.
func (p *Proximity) Row(n uint32) []Near {
	for _, d := range p.in.Of(n) {
		p.document(n, p.docs[d])
	}
	slices.Sort(p.touched)
	row := make([]Near, len(p.touched))
	for i, o := range p.touched {
		row[i] = Near{Node: o, CPI: p.cpi[o], Docs: int(p.n[o]), Closer: int(p.close[o])}
		p.cpi[o], p.n[o], p.close[o] = 0, 0, 0
	}
	p.touched = p.touched[:0]
	return row
}

func (p *Proximity) document(n uint32, ms []Mention) {
	if p.cap > 0 && len(ms) > p.cap {
		return
	}
	at, _ := slices.BinarySearchFunc(ms, n, func(m Mention, n uint32) int { return compare(m.Work, n) })
	end := at
	for end < len(ms) && ms[end].Work == n {
		end++
	}
	for i := 0; i < len(ms); {
		work, best := ms[i].Work, SameDocument
		for ; i < len(ms) && ms[i].Work == work; i++ {
			for _, m := range ms[at:end] {
				best = min(best, Level(m, ms[i]))
			}
		}
		if work == n || int(work) >= len(p.cpi) || at == end {
			continue
		}
		if p.n[work] == 0 {
			p.touched = append(p.touched, work)
		}
		p.cpi[work] += LevelWeight(best)
		p.n[work]++
		if best <= SameSentence {
			p.close[work]++
		}
	}
}
