package crf

// Model is a trained chain: read-only after Decode, safe for concurrent use.
type Model struct {
	Labels  []string
	Classes []int             // number of classes of each edge system
	Extra   map[string][]byte // what the caller stored beside the weights

	index Index    // of feature keys; the value is the end of the feature's row in pairs
	pairs []uint16 // column<<8 | weight as int8
	scale float32  // weight = int8 * scale

	edges [][]float32 // per system: class*L*L + from*L + to
	exped [][]float32 // e to the power of edges
}

// Features is the number of features that carry weight.
func (m *Model) Features() int { return len(m.index.entries) }

// Weights is the number of feature weights that are not zero.
func (m *Model) Weights() int { return len(m.pairs) }

// node adds up the scores of every label at token t of s: out[y] for the
// label itself, out[L+y] for a run of the label that starts here. The features
// are sifted, then found, then added, so that the memory accesses of one step
// do not wait for each other.
func (m *Model) node(s *Seq, t int, out []float32) {
	clear(out)
	feats := s.At(t)
	for len(feats) > 0 {
		part := feats[:min(len(feats), sift)]
		feats = feats[len(part):]
		var keys [sift]uint32
		n := 0
		for _, f := range part {
			keys[n] = f
			if m.index.may(f) {
				n++
			}
		}
		var rows [sift]int32
		k := 0
		for _, f := range keys[:n] {
			if i := m.index.find(f); i >= 0 {
				rows[k] = int32(i)
				k++
			}
		}
		m.add(rows[:k], out)
	}
	for i := range out {
		out[i] *= m.scale
	}
}

// sift is how many features are looked up together.
const sift = 192

func (m *Model) add(rows []int32, out []float32) {
	entries := m.index.entries
	for _, i := range rows {
		from := uint32(0)
		if i > 0 {
			from = entries[i-1].Value
		}
		for _, p := range m.pairs[from:entries[i].Value] {
			out[p>>8] += float32(int8(p))
		}
	}
}
