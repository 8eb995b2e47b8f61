package index

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"citegraph/corpus"
)

// Bounds on what a reason lists.
const (
	maxShared   = 8
	maxEvidence = 3
)

// place is where candidate i stands in a channel alone, from 1; seeds do not
// count.
func (f *fusion) place(c channel, i int) int {
	x, place := f.features[i][c], 1
	for j := range f.features {
		if y := f.features[j][c]; (y > x || y == x && f.cand[j] < f.cand[i]) && !f.seeds[f.cand[j]] {
			place++
		}
	}
	return place
}

// reasons are the channels that speak for a candidate, most first.
func (f *fusion) reasons(h *Hit, evidence bool) ([]Reason, error) {
	i := int(f.row[h.N]) - 1
	row := &f.features[i]
	total := f.total(row)
	var out []Reason
	add := func(c channel, r Reason) {
		r.Channel, r.Rank, r.Raw = channelNames[c], f.place(c, i), row[c]
		r.Share = f.w[c] * row[c] / total
		for k := range out { // two sides of one channel are one reason
			if out[k].Channel == r.Channel {
				out[k].merge(r)
				return
			}
		}
		out = append(out, r)
	}
	for c := range channels {
		if row[c] <= 0 || f.w[c] == 0 {
			continue
		}
		r, err := f.reason(c, h, evidence)
		if err != nil {
			return nil, err
		}
		add(c, r)
	}
	slices.SortStableFunc(out, func(a, b Reason) int { return cmp.Compare(b.Share, a.Share) })
	return out, nil
}

// merge joins two sides of one kind of evidence.
func (r *Reason) merge(o Reason) {
	r.Share += o.Share
	r.Rank = min(r.Rank, o.Rank)
	for _, x := range o.Terms {
		if !slices.Contains(r.Terms, x) && len(r.Terms) < maxShared {
			r.Terms = append(r.Terms, x)
		}
	}
	for _, x := range o.Shared {
		if !slices.Contains(r.Shared, x) && len(r.Shared) < maxShared {
			r.Shared = append(r.Shared, x)
		}
	}
	for _, x := range o.Evidence {
		if !slices.Contains(r.Evidence, x) && len(r.Evidence) < maxEvidence {
			r.Evidence = append(r.Evidence, x)
		}
	}
}

// reason is what one channel has to show.
func (f *fusion) reason(c channel, h *Hit, evidence bool) (Reason, error) {
	ix, n := f.ix, h.N
	switch c {
	case chText:
		return Reason{Terms: f.matched(h.CSL.Title + "\x1e" + h.CSL.Keyword + "\x1e" + h.CSL.Abstract)}, nil
	case chCited, chReader, chReader2:
		return f.linked(f.citing, func(s uint32) bool { return contains(ix.works.out.of(s), n) }, evidence,
			func(s uint32) (uint32, uint32) { return s, n })
	case chCiting:
		return f.linked(f.support, func(s uint32) bool { return contains(ix.works.in.of(s), n) }, evidence,
			func(s uint32) (uint32, uint32) { return n, s })
	case chCoupling:
		r := Reason{}
		return r, f.between(ix.works.out, n, &r)
	case chCocite, chCocite2:
		r := Reason{}
		if err := f.between(ix.works.in, n, &r); err != nil || !evidence {
			return r, err
		}
		return r, f.together(n, &r)
	case chSaid:
		who, said := f.words.speakers(ix.works.in.of(n))
		r, err := f.linked(who, func(uint32) bool { return true }, evidence, func(s uint32) (uint32, uint32) { return s, n })
		r.Terms = said
		return r, err
	case chAuthor:
		return f.people(n, f.shares)
	case chExpert:
		return f.people(n, func(a uint32) bool { return f.experts.knows(a, n) })
	}
	return Reason{}, nil
}

// matched are the words of the request that a text holds.
func (f *fusion) matched(text string) []string {
	var out []string
	words(text, func(w []byte, _, _, _ int) {
		if f.forms[string(w)] && !slices.Contains(out, string(w)) && len(out) < 12 {
			out = append(out, string(w))
		}
	})
	return out
}

// contains searches a sorted list.
func contains(l column, x uint32) bool {
	lo, hi := uint32(0), uint32(l.len())
	for lo < hi {
		if mid := lo + (hi-lo)/2; l.at(mid) < x {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo < uint32(l.len()) && l.at(lo) == x
}

// linked names the members of the support that stand in a direct relation, and
// the sentences that say so.
func (f *fusion) linked(sup []support, holds func(uint32) bool, evidence bool, edge func(uint32) (citing, cited uint32)) (Reason, error) {
	var r Reason
	for _, s := range sup {
		if len(r.Shared) >= maxShared {
			break
		}
		if !holds(s.n) {
			continue
		}
		id, err := f.ix.workID(s.n)
		if err != nil {
			return r, err
		}
		r.Shared = append(r.Shared, id)
		if !evidence {
			continue
		}
		citing, cited := edge(s.n)
		of := f.ix.works.ctx.of(cited)
		for i := uint32(0); i < uint32(of.len()) && len(r.Evidence) < maxEvidence; i++ {
			if f.ix.contexts.citing.at(of.at(i)) != citing {
				continue
			}
			if err := f.ix.quote(of.at(i), "", &r); err != nil {
				return r, err
			}
		}
	}
	return r, nil
}

// quote adds a sentence to the evidence.
func (ix *Index) quote(c uint32, level string, r *Reason) error {
	s, err := ix.Sentence(c)
	if err != nil {
		return err
	}
	r.Evidence = append(r.Evidence, Evidence{Path: s.Path, Span: s.Span, Level: level, Text: s.Text})
	return nil
}

// between names the works in the lists of both the candidate and a member of
// the support: shared references, or works that cite both.
func (f *fusion) between(l lists, n uint32, r *Reason) error {
	seen := map[uint32]bool{}
	own := l.of(n)
	for _, s := range f.support {
		other := l.of(s.n)
		for i := uint32(0); i < uint32(own.len()) && len(seen) < maxShared; i++ {
			x := own.at(i)
			if seen[x] || !contains(other, x) {
				continue
			}
			seen[x] = true
			id, err := f.ix.workID(x)
			if err != nil {
				return err
			}
			r.Shared = append(r.Shared, id)
		}
	}
	return nil
}

// together quotes the sentences in which the candidate is cited nearest to a
// member of the support.
func (f *fusion) together(n uint32, r *Reason) error {
	ix := f.ix
	type quoted struct {
		c     uint32
		level int
	}
	var all []quoted
	of := ix.works.ctx.of(n)
	for _, s := range f.support {
		in := ix.works.in.of(s.n)
		for i := range uint32(min(of.len(), 4*maxSentences)) {
			c := of.at(i)
			citing := ix.contexts.citing.at(c)
			if !contains(in, citing) {
				continue
			}
			for level, name := range levels[:3] {
				hit := false
				ix.neighbours(c, n, name, func(y uint32) { hit = hit || y == s.n })
				if hit {
					all = append(all, quoted{c, level})
					break
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b quoted) int { return cmp.Or(cmp.Compare(a.level, b.level), cmp.Compare(a.c, b.c)) })
	all = slices.CompactFunc(all, func(a, b quoted) bool { return a.c == b.c })
	for _, q := range all[:min(len(all), maxEvidence)] {
		if err := ix.quote(q.c, levels[q.level], r); err != nil {
			return err
		}
	}
	return nil
}

// shares tells whether an author wrote a member of the support.
func (f *fusion) shares(a uint32) bool {
	return slices.ContainsFunc(f.support, func(s support) bool {
		l := f.ix.works.authors.of(s.n)
		for j := range uint32(l.len()) {
			if l.at(j) == a {
				return true
			}
		}
		return false
	})
}

// people names the authors of the candidate who speak for it.
func (f *fusion) people(n uint32, speaks func(a uint32) bool) (Reason, error) {
	var r Reason
	mine := f.ix.works.authors.of(n)
	for i := range uint32(mine.len()) {
		a := mine.at(i)
		if len(r.Terms) >= maxShared || !speaks(a) {
			continue
		}
		who, err := f.ix.g.Author(a)
		if err != nil {
			return r, fmt.Errorf("author %d: %w", a, err)
		}
		r.Terms = append(r.Terms, displayName(who.Name))
	}
	return r, nil
}

func displayName(n corpus.Name) string {
	if n.Literal != "" {
		return n.Literal
	}
	return strings.TrimSpace(n.Given + " " + n.Family)
}

// plan says what the evidence started from.
func (f *fusion) plan() string {
	linked := 0
	for _, s := range f.support {
		if f.ix.works.in.size(s.n)+f.ix.works.out.size(s.n) > 0 {
			linked++
		}
	}
	return fmt.Sprintf("%d words; evidence from %d works, of which %d are linked, and the references of %d; %d candidates",
		len(f.forms), len(f.support), linked, len(f.citing), len(f.cand))
}

// caveat says when all citation evidence comes from one or two works.
func (f *fusion) caveat() string {
	sources := map[uint32]bool{}
	for _, s := range f.support {
		in := f.ix.works.in.of(s.n)
		for i := range uint32(min(in.len(), 3)) {
			sources[in.at(i)] = true
		}
		if f.ix.works.out.size(s.n) > 0 {
			sources[s.n] = true
		}
	}
	for _, s := range f.citing {
		sources[s.n] = true
	}
	switch len(sources) {
	case 0:
		return "no citation of these works is known: ranked by text alone"
	case 1:
		return "all citation evidence comes from one work"
	case 2:
		return "all citation evidence comes from two works"
	}
	return ""
}
