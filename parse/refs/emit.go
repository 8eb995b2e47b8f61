package refs

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

// program is the templates laid out flat for the extraction loop.
type program struct {
	ops  []at
	ends []int32
}

func compile(list [][]at) program {
	var p program
	for _, t := range list {
		p.ops = append(p.ops, t...)
		p.ends = append(p.ends, int32(len(p.ops)))
	}
	return p
}

// emit writes the features and edge classes of every token.
func (x *Extractor) emit() {
	n := len(x.inf)
	for i := range n {
		from := int32(0)
	next:
		for k, end := range templates.ends {
			h := uint64(k+1) * 0x9E3779B97F4A7C15
			ops := templates.ops[from:end]
			from = end
			for _, a := range ops {
				v := x.vals[pad+i+int(a.off)][a.attr]
				if v == 0 && silent[a.attr] {
					continue next
				}
				h = (h ^ uint64(v)) * 0xff51afd7ed558ccd
				h ^= h >> 32
			}
			x.Seq.Feats = append(x.Seq.Feats, uint32(h>>16))
		}
		x.Seq.Ends = append(x.Seq.Ends, int32(len(x.Seq.Feats)))
		prev := uint16(clOther)
		if i > 0 {
			prev = uint16(x.inf[i-1].cls)
		}
		x.Seq.Edges = append(x.Seq.Edges, x.inf[i].gap.class(), prev*clCount+uint16(x.inf[i].cls))
	}
}
