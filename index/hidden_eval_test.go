package index

import (
	"cmp"
	"context"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

// What a draft misses, judged by hiding: a fifth of the references of each
// document of the development sets is held back, the rest are the draft's.
//
//	CITEGRAPH_EVAL=1 go test ./index -run TestHiddenReferences -v

func TestHiddenReferences(t *testing.T) {
	if os.Getenv("CITEGRAPH_EVAL") == "" {
		t.Skip("set CITEGRAPH_EVAL=1 to evaluate suggestions for drafts over the development sets")
	}
	for _, name := range []string{"aan", "graph"} {
		ix, names := evalIndex(t, name)
		num := map[string]uint32{}
		for i, n := range names {
			num[n] = uint32(i)
		}
		pop := make([]uint32, len(names))
		for i := range pop {
			pop[i] = uint32(i)
		}
		chance := rand.New(rand.NewPCG(1, 2))
		random := slices.Clone(pop)
		chance.Shuffle(len(random), func(i, j int) { random[i], random[j] = random[j], random[i] })
		slices.SortFunc(pop, func(a, b uint32) int {
			return cmp.Or(cmp.Compare(ix.works.cited.at(b), ix.works.cited.at(a)), cmp.Compare(a, b))
		})
		methods := []string{"fused", "text", "cocite", "coupling", "direct", "ppr", "classic", "popular", "random"}
		sums := map[string]*[4]float64{}
		for _, m := range methods {
			sums[m] = &[4]float64{}
		}
		for _, q := range relatedQueries(t, name) {
			seeds, hidden := split(q, num)
			if len(hidden) == 0 || len(seeds) < 4 || q.Type != "title" || fold5(q.QID) > 1 { // two fifths of them: it takes long enough
				continue
			}
			for _, m := range methods {
				var ranking []uint32
				switch m {
				case "popular", "random":
					ranking = map[string][]uint32{"popular": pop, "random": random}[m]
				default:
					req := RelatedRequest{Terms: q.Text, Seeds: seeds, Method: m, N: 100}
					f, err := ix.relate(context.Background(), req)
					if err != nil {
						t.Fatal(err)
					}
					for _, h := range f.ranking(req) {
						ranking = append(ranking, h.n)
					}
				}
				j := found50(ranking, seeds, hidden)
				for i := range j {
					sums[m][i] += j[i]
				}
			}
		}
		for _, m := range methods {
			s := sums[m]
			t.Logf("%s %-8s %.0f documents, recall@10 %.3f, recall@50 %.3f, MAP %.3f", name, m, s[3], s[0]/s[3], s[1]/s[3], s[2]/s[3])
		}
	}
}

// split deals the references of a query: a fifth of them, by a hash of their
// names, is hidden.
func split(q relatedQuery, num map[string]uint32) (seeds []uint32, hidden map[uint32]bool) {
	hidden = map[uint32]bool{}
	var ids []string
	for id := range q.Relevant {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		n, ok := num[id]
		if !ok {
			continue
		}
		h := fnv.New32a()
		h.Write([]byte(q.QID + id))
		if h.Sum32()%5 == 0 {
			hidden[n] = true
		} else {
			seeds = append(seeds, n)
		}
	}
	return seeds, hidden
}

// found50 are recall of ten and fifty, average precision of a hundred, and 1.
func found50(ranking, seeds []uint32, hidden map[uint32]bool) (out [4]float64) {
	known := map[uint32]bool{}
	for _, s := range seeds {
		known[s] = true
	}
	at, hits := 0, 0.0
	for _, n := range ranking {
		if known[n] {
			continue
		}
		if at++; at > 100 {
			break
		}
		if hidden[n] {
			hits++
			out[2] += hits / float64(at)
			if at <= 10 {
				out[0]++
			}
			if at <= 50 {
				out[1]++
			}
		}
	}
	n := float64(len(hidden))
	return [4]float64{out[0] / n, out[1] / n, out[2] / min(n, 100), 1}
}
