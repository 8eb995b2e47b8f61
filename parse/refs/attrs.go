package refs

// Attributes of a token from which features are made.
const (
	aWord = iota
	aPre1
	aPre2
	aPre3
	aPre4
	aSuf2
	aSuf3
	aSuf4
	aShape
	aClass
	aGap
	aGapClass
	aRole
	aLex
	aJournal
	aPhrase
	aState   // brackets and quotation marks
	aYears   // years before, whether one is to come
	aChunk   // the run between two punctuation marks
	aChunkAt // place in it
	aSent    // the run between two full stops
	aSentAt
	aNextNum
	aPrevNum
	aFromStart
	aTenth
	aFromEnd
	aKind // what the reference seems to be
	aLayout
	aLang
	aSeen // what was announced before
	aNum  // relation to the numbers around
	aChunkNo
	aSentNo
	aNameLex
	aStyle
	aStyle2
	aNextGapNo
	aBrack
	attrs
)

// coarse classes of a token's look
const (
	clOther = iota
	clLower
	clCap
	clCaps
	clInitial
	clLetter
	clMixed
	clYear
	clNum12
	clNum3
	clNum4
	clNum5
	clLink
	clCJK
	clCaps23
	clAmp
	clCount
)

// hash3 mixes small numbers into one attribute value.
func hash3(a, b, c uint32) uint32 {
	h := a*0x9E3779B1 ^ b*0x85EBCA77 ^ c*0xC2B2AE3D
	h ^= h >> 15
	h *= 0x2c1b3c6d
	return h ^ h>>13
}

// info is a token with what was found out about it.
type info struct {
	gap   gap // before it
	cls   uint8
	role  role
	low   [24]byte // folded, cut
	nlow  int
	hash  uint32
	num   int // value of a number up to six digits, else -1
	lex   uint16
	jm    uint8 // journal match: 0 none, else place and length
	pm    uint8
	dep   int8 // bracket depth
	quo   uint8
	brack uint32 // what the brackets around it hold
}
