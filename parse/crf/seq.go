package crf

// Seq is one sequence of tokens as the model sees it: which features are
// active at each token, and of which class each step from token to token is.
// A Seq may be reused: Reset keeps its memory.
type Seq struct {
	Feats []uint32 // feature keys of all tokens, one token after the other
	Ends  []int32  // Ends[t] is the end of token t in Feats
	Edges []uint16 // one class per edge system and token: system s of token t at t*systems+s
}

// Len is the number of tokens.
func (s *Seq) Len() int { return len(s.Ends) }

// Reset empties s and keeps its memory.
func (s *Seq) Reset() {
	s.Feats, s.Ends, s.Edges = s.Feats[:0], s.Ends[:0], s.Edges[:0]
}

// At is the features of token t.
func (s *Seq) At(t int) []uint32 {
	from := int32(0)
	if t > 0 {
		from = s.Ends[t-1]
	}
	return s.Feats[from:s.Ends[t]]
}
