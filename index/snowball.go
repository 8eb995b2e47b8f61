package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"citegraph/index/query"
)

// SnowballRequest asks to follow citations from works to works, round by round.
type SnowballRequest struct {
	RelatedRequest         // Seeds are where it starts; years say what may be kept; Only, what is listed
	Rounds         int     // at most; 0 is 3
	Direction      string  // one of Directions; empty is both
	Keep           float64 // a candidate is kept from this share of the best score on; 0 is DefaultKeep
	Stop           float64 // no further round where a smaller share of the new candidates was kept; 0 goes on to the last
}

// Directions of snowballing: backward to what is cited, forward to what cites.
var Directions = []string{"both", "backward", "forward"}

// What a SnowballRequest is by default; DefaultStop is that of the command.
const (
	DefaultRounds = 3
	DefaultKeep   = .2
	DefaultStop   = .05
)

// Snowball is what following citations found: citegraph.snowball/1.
type Snowball struct {
	Seeds     int     `json:"seeds"`
	Direction string  `json:"direction"`
	Keep      float64 `json:"keep"`
	Stop      float64 `json:"stop"`
	Rounds    []Round `json:"rounds"`
	Stopped   string  `json:"stopped"` // why there was no further round
	Flow      Flow    `json:"flow"`
	*Results
}

// Round counts one direction of one round.
type Round struct {
	Round     int     `json:"round"`
	Direction string  `json:"direction"`
	From      int     `json:"from"`  // works whose citations were followed
	Links     int     `json:"links"` // citations followed
	Known     int     `json:"known"` // of them to works that were met before
	New       int     `json:"new"`   // works met for the first time
	Kept      int     `json:"kept"`  // of the new ones: related closely enough
	Yield     float64 `json:"yield"` // kept of new
}

// Flow counts as a PRISMA 2020 diagram does for records of citation searching.
type Flow struct {
	Identified int `json:"identified"` // citations followed
	Duplicates int `json:"duplicates"` // to works that were met before
	Screened   int `json:"screened"`   // distinct works
	Excluded   int `json:"excluded"`   // related too little, or of other years
	Kept       int `json:"kept"`
}

// Found says how snowballing came to a work.
type Found struct {
	Round     int      `json:"round"`
	Direction string   `json:"direction"`
	Via       []string `json:"via"` // ids of works that cite it, or that it cites: eight at most
}

// Snowball follows citations from the seeds, backward and forward. What is met
// is scored against the seeds as [Index.Related] does; what reaches a share of
// the best score is kept, and the next round starts from it. It stops after the
// rounds that were asked for, or when a round keeps too small a share of what
// it met, or nothing.
func (ix *Index) Snowball(ctx context.Context, req SnowballRequest) (*Snowball, error) {
	req.defaults()
	if err := oneOf("direction", req.Direction, Directions); err != nil {
		return nil, err
	}
	var out *Snowball
	err := protect(func() (err error) {
		out, err = ix.snowball(ctx, req)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("snowball: %w", err)
	}
	return out, nil
}

func (r *SnowballRequest) defaults() {
	r.Direction = cmp.Or(r.Direction, "both")
	r.Rounds = cmp.Or(r.Rounds, DefaultRounds)
	r.Keep = cmp.Or(r.Keep, DefaultKeep)
	r.N = cmp.Or(r.N, 20)
}

// roller is one snowball on its way.
type roller struct {
	ix    *Index
	f     *fusion
	req   SnowballRequest
	least float64 // score from which a work is kept
	seen  bitset
	found map[uint32]*Found // of kept works
	kept  []scored
	out   *Snowball
}

func (ix *Index) snowball(ctx context.Context, req SnowballRequest) (*Snowball, error) {
	req.Seeds = slices.Clone(req.Seeds)
	slices.Sort(req.Seeds)
	req.Seeds = slices.Compact(req.Seeds)
	warnings := req.bound()
	f, err := ix.relate(ctx, req.RelatedRequest)
	if err != nil {
		return nil, err
	}
	r := &roller{ix: ix, f: f, req: req, seen: newBitset(ix.size(kindWork)), found: map[uint32]*Found{},
		out: &Snowball{Seeds: len(f.seeds), Direction: req.Direction, Keep: req.Keep, Stop: req.Stop, Rounds: []Round{}}}
	first := f.ranking(RelatedRequest{N: 1})
	if len(first) > 0 {
		r.least = req.Keep * float64(first[0].score)
	}
	from := req.Seeds
	for _, n := range slices.Concat(from, req.Exclude) {
		r.seen.set(n)
	}
	for round := 1; ; round++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var stop string
		if from, stop, err = r.round(round, from); err != nil {
			return nil, err
		} else if stop != "" {
			r.out.Stopped = stop
			break
		}
	}
	return r.finish(warnings)
}

// round follows the citations of from and returns where to go on, or why not
// to.
func (r *roller) round(round int, from []uint32) (next []uint32, stop string, err error) {
	met, kept := 0, 0
	for _, dir := range []string{"backward", "forward"} {
		if r.req.Direction != "both" && r.req.Direction != dir {
			continue
		}
		c, got, err := r.follow(round, dir, from)
		if err != nil {
			return nil, "", err
		}
		met, kept = met+c.New, kept+c.Kept
		next = append(next, got...)
		r.out.Rounds = append(r.out.Rounds, c)
	}
	slices.Sort(next)
	switch yield := ratio(kept, met); {
	case met == 0:
		return nil, fmt.Sprintf("round %d met nothing new", round), nil
	case kept == 0:
		return nil, fmt.Sprintf("round %d kept nothing", round), nil
	case yield < r.req.Stop:
		return nil, fmt.Sprintf("round %d kept %.1f %% of what was new, less than %.1f %%", round, 100*yield, 100*r.req.Stop), nil
	case round >= r.req.Rounds:
		return nil, fmt.Sprintf("round %d was the last that was asked for; it still kept %.1f %% of what was new", round, 100*yield), nil
	}
	return next, "", nil
}

func ratio(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// follow is one direction of a round.
func (r *roller) follow(round int, dir string, from []uint32) (Round, []uint32, error) {
	c := Round{Round: round, Direction: dir, From: len(from)}
	links := r.ix.works.out
	if dir == "forward" {
		links = r.ix.works.in
	}
	if err := r.meet(links, from); err != nil {
		return c, nil, err
	}
	var kept []uint32
	for _, n := range from {
		l := links.of(n)
		for i := range uint32(l.len()) {
			m := l.at(i)
			c.Links++
			if f := r.found[m]; r.seen.has(m) {
				c.Known++
				if f != nil && f.Round == round && f.Direction == dir {
					f.via(r.ix, n)
				}
				continue
			}
			r.seen.set(m)
			c.New++
			if s := r.score(m); s >= r.least && s > 0 && r.ix.within(m, r.req.From, r.req.To) {
				f := &Found{Round: round, Direction: dir}
				f.via(r.ix, n)
				r.found[m] = f
				r.kept = append(r.kept, scored{m, float32(s)})
				kept = append(kept, m)
			}
		}
	}
	c.Kept = len(kept)
	c.Yield = ratio(c.Kept, c.New)
	return c, kept, nil
}

// meet makes candidates of all that a direction leads to for the first time.
func (r *roller) meet(links lists, from []uint32) error {
	for _, n := range from {
		l := links.of(n)
		for i := range uint32(l.len()) {
			if m := l.at(i); !r.seen.has(m) {
				r.f.admit(m)
			}
		}
	}
	return r.f.fill()
}

// via names a work by which another was found.
func (f *Found) via(ix *Index, n uint32) {
	if len(f.Via) >= maxShared {
		return
	}
	if id, err := ix.workID(n); err == nil {
		f.Via = append(f.Via, id)
	}
}

// score is what speaks for a candidate.
func (r *roller) score(n uint32) float64 { return r.f.total(&r.f.features[r.f.row[n]-1]) }

// finish lists what was kept, the best first.
func (r *roller) finish(warnings []query.Warning) (*Snowball, error) {
	out := r.out
	for _, c := range out.Rounds {
		out.Flow.Identified += c.Links
		out.Flow.Duplicates += c.Known
		out.Flow.Screened += c.New
	}
	out.Flow.Kept = len(r.kept)
	out.Flow.Excluded = out.Flow.Screened - out.Flow.Kept
	slices.SortFunc(r.kept, compareScored)
	list := slices.DeleteFunc(r.kept, func(s scored) bool { return !r.f.wanted(s.n, r.req.RelatedRequest) })
	hits, err := r.f.hits(list, r.req.RelatedRequest)
	if err != nil {
		return nil, err
	}
	for i := range hits {
		hits[i].Found = r.found[hits[i].N]
	}
	out.Results = &Results{Total: len(list), Hits: hits, Warnings: warnings}
	return out, nil
}
