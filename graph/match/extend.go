package match

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// Known is what was resolved before, as [Extend] asks for it.
type Known interface {
	// Under are the works of which a mention bears a blocking key.
	Under(key uint64) ([]uint32, error)
	// Mentions are all mentions of a work, with Sketch and Place.
	Mentions(work uint32) ([]Item, error)
}

// Extension is what new mentions touch of what is known: resolving the new ones
// with these works alone gives what resolving everything would give for them,
// and leaves all other works as they are.
type Extension struct {
	Works []uint32 // are to be resolved anew, sorted
	Near  []uint32 // stay as they are, but may be one with those: for doubts, sorted

	pairs [][2]string // signatures of what has to do with each other
}

// seat is a distinct item, as it is met.
type seat struct {
	features
	n     uint32
	sig   string
	keys  []uint64
	team  uint64
	works []uint32 // where it is known
	fresh bool     // it was not known before

	alone bool // it meets nothing under its keys but its equals

	queued bool
}

// closure follows what new mentions touch, pair by pair.
type closure struct {
	known Known
	apart map[Place]bool
	fold  folder
	seats map[string]*seat
	of    map[uint32][]*seat // of known works that were looked at
	fresh map[uint64][]*seat // new ones by key
	views map[uint64][]*seat // all that bear a key and are compared under it, in order
	queue []*seat
	works map[uint32]bool
	near  map[uint32]bool
	pairs map[uint64]bool // by numbers of seats: whether they have to do with each other
	byN   []*seat
}

// Extend finds what new items touch. seeds are known works to be resolved anew
// whatever is new; apart are places of mentions that a person told from others.
//
// Two mentions have to do with each other if they meet under a blocking key and
// their comparison joins them. What is joined so to a new mention, by however
// many steps, is resolved anew with all other mentions of its work; and so are
// the neighbours in blocks that are too large for all pairs to be compared,
// since a new item may have come between them.
func Extend(ctx context.Context, items []Item, known Known, seeds []uint32, apart map[Place]bool) (*Extension, error) {
	c := &closure{known: known, apart: apart, seats: map[string]*seat{}, of: map[uint32][]*seat{},
		fresh: map[uint64][]*seat{}, views: map[uint64][]*seat{}, works: map[uint32]bool{}, near: map[uint32]bool{}, pairs: map[uint64]bool{}}
	err := foldAll(items, func(i int, f *features) {
		s, first := c.seat(f, items[i].Place)
		if first {
			s.fresh = true
			for _, k := range s.keys {
				c.fresh[k] = append(c.fresh[k], s)
			}
			c.enqueue(s)
		}
	})
	if err != nil {
		return nil, err
	}
	fresh := slices.Clone(c.queue)
	for _, w := range seeds {
		if err := c.pull(w); err != nil {
			return nil, err
		}
	}
	for _, s := range fresh {
		for _, k := range s.keys {
			if err := c.disturbed(s, k); err != nil {
				return nil, err
			}
		}
	}
	for at := 0; at < len(c.queue); at++ {
		if at%256 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err := c.follow(c.queue[at]); err != nil {
			return nil, err
		}
	}
	x := &Extension{}
	for p, tied := range c.pairs {
		if tied {
			x.pairs = append(x.pairs, [2]string{c.byN[p>>32].sig, c.byN[uint32(p)].sig})
		}
	}
	for w := range c.works {
		x.Works = append(x.Works, w)
	}
	for w := range c.near {
		if !c.works[w] {
			x.Near = append(x.Near, w)
		}
	}
	slices.Sort(x.Works)
	slices.Sort(x.Near)
	return x, nil
}

// seat is the one of a mention at a place; first where it is met first. What
// the mentions of one seat say is equal.
func (c *closure) seat(f *features, at Place) (s *seat, first bool) {
	own := f.ownSignature(nil, at, c.apart[at])
	if s = c.seats[string(own)]; s != nil {
		return s, false
	}
	s = &seat{features: *f, sig: string(own), n: uint32(len(c.byN))}
	s.keys, s.team, s.alone = allKeys(f, f.signature(nil))
	c.seats[s.sig] = s
	c.byN = append(c.byN, s)
	return s, true
}

// load makes the seats of a known work.
func (c *closure) load(w uint32) ([]*seat, error) {
	if ss, ok := c.of[w]; ok {
		return ss, nil
	}
	items, err := c.known.Mentions(w)
	if err != nil {
		return nil, err
	}
	var ss []*seat
	for i := range items {
		f, err := c.fold.parse(items[i].Sketch)
		if err != nil {
			return nil, fmt.Errorf("mentions of work %d: %w", w, err)
		}
		s, _ := c.seat(&f, items[i].Place)
		s.fresh = false // even where a new mention is equal to it
		if !slices.Contains(ss, s) {
			s.works = append(s.works, w)
			ss = append(ss, s)
		}
	}
	c.of[w] = ss
	return ss, nil
}

func (c *closure) enqueue(s *seat) {
	if !s.queued {
		s.queued = true
		c.queue = append(c.queue, s)
	}
}

// pull has a work resolved anew.
func (c *closure) pull(w uint32) error {
	if c.works[w] {
		return nil
	}
	c.works[w] = true
	ss, err := c.load(w)
	for _, s := range ss {
		c.enqueue(s)
	}
	return err
}

func (c *closure) pullSeat(s *seat) error {
	c.enqueue(s)
	for _, w := range s.works {
		if err := c.pull(w); err != nil {
			return err
		}
	}
	return nil
}

// view is a block: all distinct items, known and new, that bear a key, in the
// order in which neighbours are compared.
func (c *closure) view(key uint64) ([]*seat, error) {
	if v, ok := c.views[key]; ok {
		return v, nil
	}
	ws, err := c.known.Under(key)
	if err != nil {
		return nil, err
	}
	met := map[*seat]bool{}
	var v []*seat
	add := func(s *seat) {
		if !met[s] && slices.Contains(s.keys, key) {
			met[s] = true
			v = append(v, s)
		}
	}
	for _, w := range ws {
		ss, err := c.load(w)
		if err != nil {
			return nil, err
		}
		for _, s := range ss {
			add(s)
		}
	}
	for _, s := range c.fresh[key] {
		add(s)
	}
	slices.SortFunc(v, func(a, b *seat) int {
		return cmp.Or(strings.Compare(a.title, b.title), cmp.Compare(a.year, b.year), strings.Compare(a.page, b.page), strings.Compare(a.sig, b.sig))
	})
	c.views[key] = v
	return v, nil
}

// compared reports whether those of a view are compared with each other: under
// the key of a team, only where one is a mere list of names.
func compared(v []*seat, key uint64, counts func(*seat) bool) bool {
	for _, s := range v {
		if s.team != key || counts(s) && s.onlyNames() {
			return true
		}
	}
	return false
}

// neighbours are the part of a view with which s is compared, if not with all.
func neighbours(v []*seat, s *seat) []*seat {
	i := slices.Index(v, s)
	return v[max(0, i-window):min(len(v), i+window+1)]
}

// disturbed finds the known items that are compared with others than before
// because fresh came into the block of key.
func (c *closure) disturbed(fresh *seat, key uint64) error {
	v, err := c.view(key)
	if err != nil || !fresh.fresh {
		return err
	}
	old := func(s *seat) bool { return !s.fresh }
	before := 0
	for _, s := range v {
		if old(s) {
			before++
		}
	}
	is, was := compared(v, key, func(*seat) bool { return true }), compared(v, key, old)
	if !is || is == was && len(v) <= maxBlock {
		return nil
	}
	if is == was && before > maxBlock {
		v = neighbours(v, fresh)
	}
	for _, s := range v {
		if err := c.pullSeat(s); err != nil {
			return err
		}
	}
	return nil
}

// follow compares s with all that it meets.
func (c *closure) follow(s *seat) error {
	for _, k := range s.keys {
		v, err := c.view(k)
		if err != nil {
			return err
		}
		if s.alone || !compared(v, k, func(*seat) bool { return true }) {
			continue
		}
		if len(v) > maxBlock {
			v = neighbours(v, s)
		}
		for _, o := range v {
			if o != s {
				if err := c.meet(s, o); err != nil {
					return err
				}
			}
		}
	}
	for _, w := range s.works { // of a new mention that is equal to a known one
		if err := c.pull(w); err != nil {
			return err
		}
	}
	return nil
}

func (c *closure) meet(a, b *seat) error {
	if a.sig > b.sig {
		a, b = b, a
	}
	pair := uint64(a.n)<<32 | uint64(b.n)
	if _, done := c.pairs[pair]; done {
		return nil
	}
	v := compare(&a.features, &b.features)
	t := bond(&a.features, &b.features, &v)
	c.pairs[pair] = t != apart
	switch t {
	case joins, settles:
		if err := c.pullSeat(a); err != nil {
			return err
		}
		return c.pullSeat(b)
	case doubtful:
		for _, w := range slices.Concat(a.works, b.works) {
			c.near[w] = true
		}
	}
	return nil
}

// Resolve resolves the new items with those of x.Works and x.Near, all in order
// of their places. near are the items of each work of x.Near, which stay one.
func (x *Extension) Resolve(ctx context.Context, items []Item, near [][]int32, opt *Options) (*Result, error) {
	o := Options{}
	if opt != nil {
		o = *opt
	}
	o.near = near
	r, err := newResolver(items, &o)
	if err != nil {
		return nil, err
	}
	for _, p := range x.pairs {
		a, known := r.at[p[0]]
		b, too := r.at[p[1]]
		if known && too {
			r.pairs = append(r.pairs, uint64(min(a, b))<<32|uint64(max(a, b)))
		}
	}
	r.comparePairs()
	return r.cluster(&o), ctx.Err()
}
