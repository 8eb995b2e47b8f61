package match

import (
	"cmp"
	"context"
	"encoding/binary"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Options carry what a person decided, as pairs of items.
type Options struct {
	Must   [][2]int32 // are one work
	Cannot [][2]int32 // are not

	near [][]int32 // items known to be one work: see Extension
}

// Doubt is a pair of items that are not joined but may be one work.
type Doubt struct {
	A, B   int32
	Reason string
	P      float64
}

// Result is the clusters of all items.
type Result struct {
	Of     []int32 // cluster of each item; clusters are numbered by their first item
	N      int     // clusters
	Reason []string
	P      []float32 // of the join that brought each item in; 1 for a cluster of one
	Doubts []Doubt   // most probable first
}

// maxBlock is the size from which only neighbours in a block are compared.
const maxBlock = 48

// window is how many neighbours.
const window = 8

// Resolve finds the clusters.
func Resolve(ctx context.Context, items []Item, opt *Options) (*Result, error) {
	if opt == nil {
		opt = &Options{}
	}
	r, err := newResolver(items, opt)
	if err != nil {
		return nil, err
	}
	r.at = nil
	r.block()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r.comparePairs()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return r.cluster(opt), nil
}

// resolver holds the distinct items of one Resolve.
type resolver struct {
	items []Item
	texts []string // sketches of distinct items
	of    []int32  // item → distinct
	many  []int32  // distinct → how many items
	first []int32  // distinct → first item
	pairs []uint64
	at    map[string]int32 // signature → distinct
	edges []edge
	bare  []edge // with a mention that is nothing but a locator or a title
	weak  []edge

	fold folder
	read [1 << 10]looked // by the last bits of the item
}

// looked is a distinct item that was looked at lately.
type looked struct {
	item int32
	f    *features
}

// feats are the features of a distinct item. They are read of its sketch when
// they are looked at: those of all items would take ten times as much.
func (r *resolver) feats(i int32) *features {
	l := &r.read[int(i)%len(r.read)]
	if l.f == nil || l.item != i {
		f, err := r.fold.parse(r.texts[i])
		if err != nil {
			panic(err) // it was read before
		}
		l.item, l.f = i, &f
	}
	return l.f
}

type edge struct {
	a, b int32
	v    Verdict
}

// newResolver folds the items and numbers the distinct ones in the order of
// their signatures, so that nothing after this depends on the order of items.
func newResolver(items []Item, opt *Options) (*resolver, error) {
	apart := map[int32]bool{} // told apart by a person: never one distinct item
	for _, p := range opt.Cannot {
		apart[p[0]], apart[p[1]] = true, true
	}
	seen := map[string]int32{}
	var texts, sigs []string
	of := make([]int32, len(items))
	var sig []byte
	err := foldAll(items, func(i int, f *features) {
		at := items[i].Place
		if at == (Place{}) {
			at[2] = uint32(i)
		}
		sig = f.ownSignature(sig[:0], at, apart[int32(i)])
		d, ok := seen[string(sig)]
		if !ok {
			d = int32(len(texts))
			sigs = append(sigs, string(sig))
			seen[sigs[d]] = d
			text := items[i].Sketch
			if text == "" {
				text = string(f.sketch(nil))
			}
			texts = append(texts, text)
		}
		of[i] = d
	})
	if err != nil {
		return nil, err
	}
	order := make([]int32, len(texts))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int { return strings.Compare(sigs[x], sigs[y]) })
	r := &resolver{items: items, of: of, texts: make([]string, len(texts)), many: make([]int32, len(texts)), first: make([]int32, len(texts))}
	place := make([]int32, len(texts))
	for i, d := range order {
		r.texts[i], place[d], r.first[i] = texts[d], int32(i), -1
	}
	for i := range of {
		of[i] = place[of[i]]
		r.many[of[i]]++
		if r.first[of[i]] < 0 {
			r.first[of[i]] = int32(i)
		}
	}
	for s, d := range seen {
		seen[s] = place[d]
	}
	r.at = seen
	return r, nil
}

// foldedAhead is how many items are folded at once.
const foldedAhead = 1 << 12

// foldAll makes the features of all items, some on each processor, and hands
// them out in order.
func foldAll(items []Item, each func(i int, f *features)) error {
	folded, errs := make([]features, min(len(items), foldedAhead)), make([]error, min(len(items), foldedAhead))
	folders := make([]folder, runtime.GOMAXPROCS(0))
	for from := 0; from < len(items); from += foldedAhead {
		some := items[from:min(from+foldedAhead, len(items))]
		stride := len(some)/len(folders) + 1
		var wg sync.WaitGroup
		for w := range folders {
			wg.Go(func() {
				for i := w * stride; i < min((w+1)*stride, len(some)); i++ {
					if some[i].Sketch != "" {
						folded[i], errs[i] = folders[w].parse(some[i].Sketch)
					} else {
						folded[i] = folders[w].features(&some[i])
					}
				}
			})
		}
		wg.Wait()
		for i := range some {
			if errs[i] != nil {
				return errs[i]
			}
			each(from+i, &folded[i])
		}
	}
	return nil
}

// thin reports whether a mention says so little that even its like may be
// another work: no title, or one that many bear, and nothing else that tells.
func (f *features) thin() bool {
	if f.key != "" || f.doi+f.pmid+f.pmcid+f.arxiv+f.isbn != "" || f.title != "" && !isGeneric(f) {
		return false
	}
	v := compare(f, f)
	return v.odds < sameAt && !(f.bare && v.odds >= bareAt)
}

// ownSignature is f's, and its place where it is an item by itself: told apart
// by a person, or so thin that its like may be another work.
func (f *features) ownSignature(b []byte, at Place, apart bool) []byte {
	b = f.signature(b)
	if apart || f.thin() {
		b = at.append(append(b, 1))
	}
	return b
}

// signature is equal for items that no comparison can tell apart.
func (f *features) signature(b []byte) []byte {
	put := func(s string) { b = append(append(b, s...), 0) }
	put(f.title)
	for _, t := range f.tokens {
		b = binary.AppendUvarint(b, uint64(len(t)))
	}
	put(strconv.Itoa(f.year))
	for _, s := range [...]string{f.volume, f.issue, f.page, f.last, f.journal.key, f.doi, f.pmid, f.pmcid, f.arxiv, f.isbn, f.edition, f.number, f.publisher, f.key} {
		put(s)
	}
	put(f.journal.title)
	for _, n := range f.names {
		put(n.family)
		put(n.initials)
		put(strings.Join(n.body, " "))
	}
	if f.cut {
		b = append(b, 1)
	}
	put("")
	for _, p := range f.pages {
		put(p)
	}
	return append(b, byte(f.marker), byte(f.stage))
}

// comparePairs compares every pair that met in a block, once.
func (r *resolver) comparePairs() {
	slices.Sort(r.pairs)
	r.pairs = slices.Compact(r.pairs)
	for _, p := range r.pairs {
		a, b := int32(p>>32), int32(uint32(p))
		e := edge{a, b, compare(r.feats(a), r.feats(b))}
		switch bond(r.feats(a), r.feats(b), &e.v) {
		case settles:
			r.bare = append(r.bare, e)
		case joins:
			r.edges = append(r.edges, e)
		case doubtful:
			r.weak = append(r.weak, e)
		}
	}
	r.pairs = nil
	slices.SortFunc(r.edges, surestFirst)
	slices.SortFunc(r.bare, surestFirst)
}

// tie is what a verdict makes of a pair.
type tie uint8

const (
	apart    tie = iota
	doubtful     // a person should look
	joins        // one work, unless their clusters contradict each other
	settles      // a bare mention and what it may be
)

func bond(a, b *features, v *Verdict) tie {
	switch {
	case (a.bare || b.bare) && v.odds >= bareAt:
		return settles
	case v.Kind == Same:
		return joins
	case v.Kind == Likely:
		return doubtful
	}
	return apart
}

func surestFirst(x, y edge) int {
	return cmp.Or(cmp.Compare(y.v.odds, x.v.odds), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
}
