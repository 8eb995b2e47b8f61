package crf

// Model is a trained chain: read-only after Decode, safe for concurrent use.
type Model struct {
	Labels  []string
	Classes []int             // number of classes of each edge system
	Extra   map[string][]byte // what the caller stored beside the weights

	dict  dict
	scale float32 // weight = int8 * scale

	edges [][]float32 // per system: class*L*L + from*L + to
	exped [][]float32 // e to the power of edges
	steps [][]int16   // edges as Viterbi adds them up: see viterbi.go
}

// Features is the number of features that carry weight.
func (m *Model) Features() int { return m.dict.rows() }

// Weights is the number of feature weights that are not zero.
func (m *Model) Weights() int { return m.dict.pairs }

// Sieve lets the keys through that the model may have weights for. What it
// holds back need not be in a sequence.
func (m *Model) Sieve() *Sieve { return m.dict.sieve }

// node adds up the scores of every label at token t of s: out[y] for the
// label itself, out[L+y] for a run of the label that starts here.
func (m *Model) node(s *Seq, t int, r *recent, out []float32) {
	var sum [2 * maxLabels]int32
	m.dict.sum(s.At(t), r, &sum)
	for i := range out {
		out[i] = float32(sum[i]) * m.scale
	}
}
