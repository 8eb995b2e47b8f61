package refs

import (
	"cmp"
	"slices"
)

// at is an attribute of the token at an offset.
type at struct {
	attr int8
	off  int8
}

// templates are the features: each is the conjunction of its attributes.
// A template's place in the list is part of its hash, so appending is safe
// and reordering needs a new model.
var templates = compile([][]at{
	// words
	{{aWord, -2}}, {{aWord, -1}}, {{aWord, 0}}, {{aWord, 1}}, {{aWord, 2}},
	{{aWord, -1}, {aWord, 0}}, {{aWord, 0}, {aWord, 1}}, {{aWord, -2}, {aWord, -1}},
	{{aWord, 0}, {aGap, 0}}, {{aWord, 0}, {aGap, 1}}, {{aWord, -1}, {aGap, 0}}, {{aWord, 1}, {aGap, 1}},
	{{aWord, 0}, {aGapClass, 0}, {aGapClass, 1}},
	{{aWord, 0}, {aYears, 0}}, {{aWord, 0}, {aSentNo, 0}}, {{aWord, 0}, {aChunkAt, 0}},
	{{aWord, 0}, {aFromEnd, 0}}, {{aWord, 0}, {aFromStart, 0}},
	{{aWord, -1}, {aClass, 0}}, {{aWord, -2}, {aClass, 0}, {aClass, -1}}, {{aWord, 1}, {aClass, 0}}, {{aWord, 0}, {aClass, 1}},
	{{aWord, 0}, {aState, 0}}, {{aWord, 0}, {aNextNum, 0}},
	// letters
	{{aPre3, 0}}, {{aPre4, 0}}, {{aSuf3, 0}}, {{aSuf4, 0}},
	{{aSuf3, -1}}, {{aSuf3, 1}}, {{aSuf2, 0}, {aClass, 0}, {aGapClass, 1}}, {{aSuf3, 0}, {aSuf3, 1}},
	// looks
	{{aShape, -1}, {aShape, 0}}, {{aShape, 0}, {aShape, 1}},
	{{aShape, 0}, {aGap, 0}, {aGap, 1}}, {{aShape, -1}, {aGap, 0}, {aShape, 0}}, {{aShape, 0}, {aGap, 1}, {aShape, 1}},
	{{aClass, -2}, {aClass, -1}, {aClass, 0}}, {{aClass, 0}, {aClass, 1}, {aClass, 2}}, {{aClass, -1}, {aClass, 0}, {aClass, 1}},
	{{aClass, -1}, {aGapClass, 0}, {aClass, 0}, {aGapClass, 1}, {aClass, 1}},
	{{aClass, -2}, {aGapClass, -1}, {aClass, -1}, {aGapClass, 0}, {aClass, 0}},
	{{aClass, 0}, {aGapClass, 1}, {aClass, 1}, {aGapClass, 2}, {aClass, 2}},
	{{aClass, -3}, {aGapClass, -2}, {aClass, -2}, {aGapClass, -1}, {aClass, -1}, {aGapClass, 0}, {aClass, 0}},
	{{aClass, 0}, {aGapClass, 1}, {aClass, 1}, {aGapClass, 2}, {aClass, 2}, {aGapClass, 3}, {aClass, 3}},
	// gaps
	{{aGap, 0}}, {{aGap, 1}}, {{aGap, 0}, {aGap, 1}}, {{aGap, -1}, {aGap, 0}}, {{aGap, 1}, {aGap, 2}},
	{{aGap, -1}, {aGap, 0}, {aGap, 1}}, {{aGap, 0}, {aGap, 1}, {aGap, 2}},
	{{aGap, 0}, {aClass, 0}}, {{aGap, 1}, {aClass, 0}}, {{aGap, 0}, {aYears, 0}}, {{aGap, 0}, {aSentNo, 0}},
	{{aGap, 0}, {aClass, -1}, {aClass, 0}, {aClass, 1}},
	// announcing words
	{{aRole, 0}}, {{aRole, -1}}, {{aRole, 1}}, {{aRole, -2}},
	{{aRole, -1}, {aClass, 0}}, {{aRole, 0}, {aClass, 1}}, {{aRole, 0}, {aGapClass, 0}}, {{aRole, 0}, {aGapClass, 1}},
	{{aRole, -1}, {aGapClass, 0}, {aClass, 0}}, {{aRole, 0}, {aGapClass, 0}, {aGapClass, 1}, {aClass, 1}},
	{{aRole, -1}, {aRole, 0}}, {{aRole, 0}, {aRole, 1}}, {{aRole, 0}, {aLang, 0}},
	{{aRole, -2}, {aClass, -1}, {aClass, 0}},
	// lexicon
	{{aLex, 0}}, {{aLex, -1}}, {{aLex, 1}}, {{aLex, -1}, {aLex, 0}}, {{aLex, 0}, {aLex, 1}}, {{aLex, 0}, {aGapClass, 0}}, {{aLex, 0}, {aGapClass, 1}},
	{{aNameLex, 0}, {aGapClass, 1}, {aNameLex, 1}}, {{aNameLex, -1}, {aGapClass, 0}, {aNameLex, 0}},
	{{aLex, 0}, {aYears, 0}}, {{aLex, 0}, {aClass, 0}, {aSentNo, 0}},
	{{aJournal, 0}}, {{aJournal, 1}}, {{aJournal, -1}}, {{aJournal, 0}, {aGapClass, 0}}, {{aJournal, 0}, {aGapClass, 1}}, {{aJournal, 0}, {aNextNum, 0}},
	{{aJournal, 0}, {aClass, 1}, {aGapClass, 1}},
	{{aPhrase, 0}}, {{aPhrase, 1}}, {{aPhrase, -1}}, {{aPhrase, 0}, {aGapClass, 0}}, {{aPhrase, 0}, {aGapClass, 1}}, {{aPhrase, 0}, {aFromEnd, 0}},
	// brackets, quotation marks, years
	{{aState, 0}, {aClass, 0}, {aGapClass, 0}}, {{aState, -1}, {aState, 0}, {aState, 1}}, {{aState, 0}, {aSeen, 0}},
	{{aYears, 0}, {aClass, 0}}, {{aYears, 0}, {aGapClass, 0}, {aClass, 0}},
	// runs
	{{aChunk, 0}}, {{aChunk, 0}, {aChunkNo, 0}}, {{aChunk, 0}, {aChunkAt, 0}, {aClass, 0}}, {{aSent, 0}, {aSentNo, 0}},
	{{aSent, 0}, {aSentAt, 0}}, {{aChunkAt, 0}, {aClass, 0}}, {{aSentAt, 0}, {aClass, 0}, {aSentNo, 0}},
	{{aChunk, 0}, {aYears, 0}}, {{aSent, 0}, {aYears, 0}}, {{aSentNo, 0}, {aYears, 0}}, {{aSentNo, 0}, {aKind, 0}},
	{{aChunk, 0}, {aNextGapNo, 0}},
	// numbers around
	{{aNextNum, 0}}, {{aNextNum, 0}, {aClass, 0}}, {{aPrevNum, 0}}, {{aPrevNum, 0}, {aClass, 0}}, {{aPrevNum, 0}, {aNextNum, 0}},
	{{aNextNum, 0}, {aSentNo, 0}}, {{aNextNum, 0}, {aGapClass, 0}}, {{aNextGapNo, 0}, {aYears, 0}}, {{aNextGapNo, 0}, {aClass, 0}, {aGapClass, 0}},
	{{aNum, 0}}, {{aNum, 0}, {aClass, 0}, {aSeen, 0}}, {{aNum, 0}, {aGapClass, 0}, {aGapClass, 1}}, {{aNum, 0}, {aYears, 0}}, {{aNum, 0}, {aRole, -1}},
	// place
	{{aFromStart, 0}}, {{aFromStart, 0}, {aClass, 0}, {aGapClass, 1}}, {{aFromEnd, 0}, {aClass, 0}, {aGapClass, 0}},
	{{aTenth, 0}, {aClass, 0}}, {{aTenth, 0}, {aKind, 0}},
	{{aSeen, 0}, {aClass, 0}}, {{aSeen, 0}, {aGapClass, 0}, {aClass, 0}}, {{aSeen, 0}, {aKind, 0}},
	{{aKind, 0}, {aSentNo, 0}, {aLayout, 0}}, {{aLayout, 0}, {aGapClass, 0}, {aClass, 0}}, {{aKind, 0}, {aYears, 0}},
	{{aKind, 0}, {aChunkNo, 0}}, {{aLayout, 0}, {aSentNo, 0}}, {{aLang, 0}, {aGapClass, 0}},
	// brackets
	{{aBrack, 0}}, {{aBrack, 1}}, {{aBrack, 0}, {aWord, 0}}, {{aBrack, 0}, {aClass, 0}, {aGapClass, 1}}, {{aBrack, 0}, {aYears, 0}}, {{aBrack, 0}, {aKind, 0}},
	{{aState, 0}, {aYears, 0}, {aSentNo, 0}}, {{aState, 0}, {aGap, 0}}, {{aState, 0}, {aGap, 1}},
	// style of the list
	{{aStyle, 0}, {aGapClass, 0}, {aClass, 0}}, {{aStyle, 0}, {aSentNo, 0}}, {{aStyle, 0}, {aYears, 0}, {aClass, 0}},
	{{aStyle2, 0}, {aGapClass, 0}, {aClass, 0}}, {{aStyle2, 0}, {aGapClass, 1}, {aClass, 0}}, {{aStyle2, 0}, {aYears, 0}, {aClass, 0}},
})

// silent says of which attributes zero is nothing to learn from: a template
// with one of them at zero is not written.
var silent = [attrs]bool{aRole: true, aJournal: true, aPhrase: true, aStyle: true, aStyle2: true, aNum: true, aLex: true, aBrack: true, aPre3: true, aPre4: true, aSuf2: true, aSuf3: true, aSuf4: true}

func compile(list [][]at) program {
	var p program
	for k, t := range list {
		c := template{seed: uint64(k+1) * 0x9E3779B97F4A7C15, n: uint8(len(t))}
		var needs []uint16
		for i, a := range t {
			c.ops[i] = uint16(pad+int(a.off))*attrs + uint16(a.attr)
			if silent[a.attr] {
				needs = append(needs, c.ops[i])
			}
		}
		p.list = append(p.list, c)
		p.needs = append(p.needs, needs)
		g := slices.IndexFunc(p.groups, func(g group) bool { return slices.Equal(g.needs, needs) })
		if g < 0 {
			g = len(p.groups)
			p.groups = append(p.groups, group{needs: needs})
		}
		p.groups[g].list = append(p.groups[g].list, c)
	}
	for k := range p.groups {
		g := &p.groups[k]
		slices.SortStableFunc(g.list, func(a, b template) int { return cmp.Compare(a.n, b.n) })
		for _, t := range g.list {
			for n := int(t.n) - 1; n < len(g.ends); n++ {
				g.ends[n]++
			}
		}
	}
	return p
}

// program is the templates as the extraction loops go through them.
type program struct {
	list   []template
	needs  [][]uint16 // of each template
	groups []group    // the same templates
}

// group is the templates that are written when the same attributes say
// something, the shorter ones first: what a processor can foresee.
type group struct {
	needs []uint16
	list  []template
	ends  [3]int // where those of one, two and three attributes end
}

// template is a feature to be: it hashes the attributes at ops in a window,
// and its own place in the list.
type template struct {
	seed uint64
	ops  [maxOps]uint16
	n    uint8
}

const (
	maxOps = 7
	// window is the attributes of the tokens around one, and of itself.
	window = (2*pad + 1) * attrs
)

// hash is the key of the feature in a window.
func (t *template) hash(win *[window]uint32) uint32 {
	h := mix(t.seed, win[t.ops[0]])
	if t.n > 1 {
		h = mix(h, win[t.ops[1]])
		if t.n > 2 {
			for _, o := range t.ops[2:t.n] {
				h = mix(h, win[o])
			}
		}
	}
	return uint32(h >> 16)
}

func mix(h uint64, v uint32) uint64 {
	h = (h ^ uint64(v)) * 0xff51afd7ed558ccd
	return h ^ h>>32
}

// says reports whether all of some attributes say something.
func says(win *[window]uint32, needs []uint16) bool {
	for _, o := range needs {
		if win[o] == 0 {
			return false
		}
	}
	return true
}

// emit writes the features and edge classes of every token.
func (x *Extractor) emit() {
	for i := range x.inf {
		win := (*[window]uint32)(x.vals[i*attrs:])
		if x.sieve != nil {
			x.sift(win)
		} else {
			x.all(win)
		}
		x.Seq.Ends = append(x.Seq.Ends, int32(len(x.Seq.Feats)))
		prev := uint16(clOther)
		if i > 0 {
			prev = uint16(x.inf[i-1].cls)
		}
		x.Seq.Edges = append(x.Seq.Edges, x.inf[i].gap.class(), prev*clCount+uint16(x.inf[i].cls))
	}
}

// all writes every feature of a token in the order of the templates.
func (x *Extractor) all(win *[window]uint32) {
	for k := range templates.list {
		if says(win, templates.needs[k]) {
			x.Seq.Feats = append(x.Seq.Feats, templates.list[k].hash(win))
		}
	}
}

// sift writes the features of a token that pass the sieve, in any order. Those
// of one, two and three attributes are most, and have loops of their own without
// a branch.
func (x *Extractor) sift(win *[window]uint32) {
	n := len(x.Seq.Feats)
	feats := slices.Grow(x.Seq.Feats, len(templates.list))
	feats = feats[:cap(feats)]
	sieve := x.sieve
	for g := range templates.groups {
		g := &templates.groups[g]
		if !says(win, g.needs) {
			continue
		}
		one, two, three := g.list[:g.ends[0]], g.list[g.ends[0]:g.ends[1]], g.list[g.ends[1]:g.ends[2]]
		for k := range one {
			t := &one[k]
			f := uint32(mix(t.seed, win[t.ops[0]]) >> 16)
			feats[n] = f
			n += sieve.Pass(f)
		}
		for k := range two {
			t := &two[k]
			f := uint32(mix(mix(t.seed, win[t.ops[0]]), win[t.ops[1]]) >> 16)
			feats[n] = f
			n += sieve.Pass(f)
		}
		for k := range three {
			t := &three[k]
			f := uint32(mix(mix(mix(t.seed, win[t.ops[0]]), win[t.ops[1]]), win[t.ops[2]]) >> 16)
			feats[n] = f
			n += sieve.Pass(f)
		}
		more := g.list[g.ends[2]:]
		for k := range more {
			f := more[k].hash(win)
			feats[n] = f
			n += sieve.Pass(f)
		}
	}
	x.Seq.Feats = feats[:n]
}
