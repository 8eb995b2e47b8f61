package refs

// values computes the attributes of every token.
func (x *Extractor) values(style Style) {
	n := len(x.inf)
	size := (n + 2*pad) * attrs
	if cap(x.vals) < size {
		x.vals = make([]uint32, size+size/2)
	}
	x.vals = x.vals[:size]
	clear(x.vals)
	after := x.of(n)
	after[aGap], after[aGapClass] = x.tail.hash, uint32(x.tail.class())+1
	g := x.globals()
	for i := range n {
		x.own(i, x.of(i))
		x.place(i, x.of(i))
	}
	x.sweep(g, style)
	x.numbers()
}

// of is the attributes of token i.
func (x *Extractor) of(i int) *[attrs]uint32 { return (*[attrs]uint32)(x.vals[(pad+i)*attrs:]) }

// own sets the attributes that a token has by itself.
func (x *Extractor) own(i int, v *[attrs]uint32) {
	f, t := &x.inf[i], x.toks[i]
	s := x.raw[t.Start:t.End]
	v[aWord] = f.hash
	if t.kind == word && f.nlow > 0 {
		low := f.low[:f.nlow]
		v[aPre1] = hashBytes(low[:1])
		v[aPre2] = hashBytes(low[:min(2, f.nlow)])
		v[aPre3] = hashBytes(low[:min(3, f.nlow)])
		v[aPre4] = hashBytes(low[:min(4, f.nlow)])
		v[aSuf2] = hashBytes(low[max(0, f.nlow-2):]) + 1
		v[aSuf3] = hashBytes(low[max(0, f.nlow-3):]) + 1
		v[aSuf4] = hashBytes(low[max(0, f.nlow-4):]) + 1
	}
	if t.kind == link || t.kind == doi {
		v[aShape] = uint32(t.kind)
	} else {
		v[aShape] = shape(s)
	}
	v[aClass] = uint32(f.cls) + 1
	v[aGap] = f.gap.hash
	v[aGapClass] = uint32(f.gap.class()) + 1
	v[aRole] = uint32(f.role)
	v[aLex] = uint32(f.lex)
	v[aNameLex] = uint32(f.lex&15) + 16*uint32(f.cls)
	v[aJournal] = uint32(f.jm)
	v[aPhrase] = uint32(f.pm)
	v[aState] = 1 + uint32(f.dep)
	v[aState] += 8 * uint32(f.quo)
	v[aBrack] = f.brack
}

// place sets the attributes that tell where the token stands.
func (x *Extractor) place(i int, v *[attrs]uint32) {
	n := len(x.inf)
	v[aFromStart] = 1 + uint32(min(i, 7))
	v[aFromEnd] = 1 + uint32(min(n-1-i, 6))
	v[aTenth] = 1 + uint32(10*i/n)
	c, s := int(x.inC[i]), int(x.inS[i])
	ch, se := x.chunk[c], x.sent[s]
	v[aChunk] = ch.sig
	v[aSent] = se.sig
	v[aChunkAt] = 1 + min(uint32(i-ch.from), 3) + 4*min(uint32(ch.to-1-i), 3)
	v[aSentAt] = 1 + min(uint32(i-se.from), 3) + 4*min(uint32(se.to-1-i), 3)
	v[aChunkNo] = 1 + uint32(min(c, 7)) + 8*uint32(min(len(x.chunk)-1-c, 5))
	v[aSentNo] = 1 + uint32(min(s, 4)) + 8*uint32(min(len(x.sent)-1-s, 3))
}

// global is what a reference as a whole looks like.
type global struct {
	kind, layout, lang uint32
}

// globals sums the reference up: what it seems to be, where its year stands,
// in which language its function words are.
func (x *Extractor) globals() global {
	n := len(x.inf)
	var bits, layout uint32
	var votes [8]int
	year := -1
	for i := range x.inf {
		f := &x.inf[i]
		if f.role&rIn != 0 && i > 2 && f.cls != clLower && (f.gap.close == cDot || f.gap.close == cColon || f.gap.close == cQuotePunct) {
			bits |= 1
		}
		if f.role&(rEditor) != 0 && i > 0 && f.nlow > 1 {
			bits |= 2
		}
		if f.role&rThesis != 0 && f.nlow > 3 {
			bits |= 4
		}
		if f.role&rMeeting != 0 && f.nlow > 3 {
			bits |= 8
		}
		if f.pm != 0 && f.pm < 32 && f.nlow > 2 || f.role&rPublisher != 0 && f.cls == clCap && f.nlow > 4 {
			bits |= 16
		}
		if f.jm != 0 && i > 4 && f.jm>>2 > 1 {
			bits |= 32
		}
		if f.cls == clLink {
			bits |= 64
		}
		if f.num >= 0 && i > 0 && x.inf[i-1].num >= 0 && (f.gap.close == cDash || f.gap.close == cSpaceDash) && f.gap.open == oNone && f.cls != clYear {
			bits |= 128
		}
		if f.num >= 0 && i > 0 && x.inf[i-1].num >= 0 && f.gap.open == oParen && f.cls != clYear {
			bits |= 256
		}
		if f.role&(rVolume) != 0 && i+1 < n && x.inf[i+1].num >= 0 && f.nlow > 1 {
			bits |= 512
		}
		if f.gap.open == oQuote {
			layout |= 1
		}
		if f.cls == clYear {
			if year < 0 || i < n/2 {
				year = i
			}
		}
		if f.cls == clLower {
			for l, m := 0, langs[f.hash]; m != 0; l, m = l+1, m>>1 {
				votes[l] += int(m & 1)
			}
		}
	}
	if year >= 0 {
		layout |= (1 + uint32(3*year/n)) << 1
		if x.inf[year].gap.open == oParen {
			layout |= 8
		}
		if year >= n-2 {
			layout |= 16
		}
	}
	best, lang := 0, uint32(0)
	for l, v := range votes {
		if v > best {
			best, lang = v, uint32(l+1)
		}
	}
	return global{kind: bits + 1, layout: layout + 1, lang: lang + 1}
}

// sweep sets the attributes that depend on what came before and will come.
func (x *Extractor) sweep(g global, style Style) {
	n := len(x.inf)
	years, total := 0, 0
	for i := range x.inf {
		if x.inf[i].cls == clYear {
			total++
		}
	}
	seen := uint32(0)
	for i := range n {
		f, v := &x.inf[i], x.of(i)
		v[aYears] = 1 + uint32(min(years, 2)) + 3*uint32(min(total-years, 2))
		v[aSeen] = seen + 1
		v[aKind], v[aLayout], v[aLang] = g.kind, g.layout, g.lang
		v[aStyle], v[aStyle2] = style.hash, style.hash2
		switch {
		case f.cls == clYear:
			years++
		case f.role&rEditor != 0 && i > 0:
			seen |= 2
		case f.role&(rVolume|rIssue) != 0 && i+1 < n && x.inf[i+1].num >= 0:
			seen |= 4
		case f.cls == clLink:
			seen |= 16
		case f.role&rAccessed != 0:
			seen |= 32
		}
		if f.role&rIn != 0 && i > 2 && f.gap.close != cSpace && f.gap.close != cNone {
			seen |= 1
		}
		if f.num >= 0 && f.cls != clYear && f.cls != clNum12 {
			seen |= 8
		}
		if f.gap.close == cQuote || f.gap.close == cQuotePunct {
			seen |= 64
		}
	}
}

// numbers sets how each token stands to the numbers around it.
func (x *Extractor) numbers() {
	n := len(x.inf)
	last := -1
	for i := range n {
		v := x.of(i)
		if last >= 0 {
			f := &x.inf[last]
			v[aPrevNum] = hash3(bucket(i-last), uint32(f.cls), uint32(x.inf[last+1].gap.class()))
		}
		if f := &x.inf[i]; f.cls >= clYear && f.cls <= clNum5 {
			v[aNum] = x.relation(i)
			last = i
		}
	}
	next := -1
	for i := n - 1; i >= 0; i-- {
		v := x.of(i)
		if next >= 0 {
			f := &x.inf[next]
			v[aNextNum] = hash3(bucket(next-i), uint32(f.cls)+32*uint32(x.inf[next-1].role&(rVolume|rIssue|rPage|rMonth)), uint32(f.gap.class())+7)
			v[aNextGapNo] = hash3(uint32(x.inC[next]-x.inC[i]), uint32(f.cls), 5)
		}
		if f := &x.inf[i]; f.cls >= clYear && f.cls <= clNum5 {
			next = i
		}
	}
}

// relation compares a number with the numbers that stand next to it.
func (x *Extractor) relation(i int) uint32 {
	f := &x.inf[i]
	r := uint32(1)
	cmp := func(a, b int) uint32 {
		switch {
		case a < 0 || b < 0:
			return 0
		case a < b && b < a+100:
			return 1
		case a < b:
			return 2
		case b < 10 || b < 100 && a >= 100:
			return 3 // 145-55
		}
		return 4
	}
	if i > 0 && x.inf[i-1].cls >= clYear && x.inf[i-1].cls <= clNum5 {
		r += 1 + cmp(x.inf[i-1].num, f.num) + 8*uint32(f.gap.close)
	}
	if i+1 < len(x.inf) && x.inf[i+1].cls >= clYear && x.inf[i+1].cls <= clNum5 {
		r += 256 * (1 + cmp(f.num, x.inf[i+1].num) + 8*uint32(x.inf[i+1].gap.close))
	}
	return r
}
