package match

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// entry is one item under one blocking key.
type entry struct {
	key  uint64
	item int32
}

// block collects the pairs that share a blocking key.
func (r *resolver) block() {
	var es []entry
	var fo folder
	teams := make([]uint64, len(r.texts))
	wanted := map[uint64]bool{}
	for i := range teams {
		f, _ := fo.parse(r.texts[i])
		blockingKeys(&f, func(k string) {
			es = append(es, entry{hash(k), int32(i)})
		})
		if len(f.names) >= 3 {
			teams[i] = f.team()
			wanted[teams[i]] = wanted[teams[i]] || f.onlyNames()
		}
	}
	// the key of the first three names counts where a mention is nothing but a
	// list of names, and for those whose list begins alike
	for i, t := range teams {
		if wanted[t] {
			es = append(es, entry{t, int32(i)})
		}
	}
	slices.SortFunc(es, func(x, y entry) int { return cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.item, y.item)) })
	es = slices.Compact(es)
	for i := 0; i < len(es); {
		j := i + 1
		for j < len(es) && es[j].key == es[i].key {
			j++
		}
		r.blockPairs(es[i:j])
		i = j
	}
}

// team is the key of the first three names.
func (f *features) team() uint64 {
	return hash("m" + f.names[0].family + " " + f.names[1].family + " " + f.names[2].family)
}

// allKeys are all keys under which an item may meet others, each once. team is
// the one that counts only where a mere list of names bears it, 0 for none. An
// item that has none is alone: its signature leads to its equals.
func allKeys(f *features, signature []byte) (keys []uint64, team uint64, alone bool) {
	blockingKeys(f, func(k string) {
		if h := hash(k); !slices.Contains(keys, h) {
			keys = append(keys, h)
		}
	})
	if len(f.names) >= 3 {
		if team = f.team(); !slices.Contains(keys, team) {
			keys = append(keys, team)
		}
	}
	if len(keys) == 0 {
		return []uint64{hash("=" + string(signature))}, 0, true
	}
	return keys, team, false
}

// blockPairs adds the pairs of one block that are to be compared: all of a small
// one, of a large one neighbours by title, year and page.
func (r *resolver) blockPairs(es []entry) {
	reach := len(es)
	if len(es) > maxBlock {
		reach = window
		type spot struct {
			title, page string
			year        int
			entry       entry
		}
		spots := make([]spot, len(es))
		for i, e := range es {
			f := r.feats(e.item)
			spots[i] = spot{f.title, f.page, f.year, e}
		}
		slices.SortFunc(spots, func(a, b spot) int {
			return cmp.Or(strings.Compare(a.title, b.title), cmp.Compare(a.year, b.year), strings.Compare(a.page, b.page), cmp.Compare(a.entry.item, b.entry.item))
		})
		for i := range spots {
			es[i] = spots[i].entry
		}
	}
	for i := range es {
		for j := i + 1; j < len(es) && j <= i+reach; j++ {
			a, b := es[i].item, es[j].item
			r.pairs = append(r.pairs, uint64(min(a, b))<<32|uint64(max(a, b)))
		}
	}
}

// blockingKeys yields the keys under which two mentions of one work should
// meet at least once, whatever field is missing or wrong in one of them.
func blockingKeys(f *features, yield func(string)) {
	for _, id := range [...]struct{ tag, v string }{{"d", f.doi}, {"p", f.pmid}, {"c", f.pmcid}, {"x", f.arxiv}, {"i", f.isbn}, {"k", f.key}} {
		if id.v != "" {
			yield(id.tag + id.v)
		}
	}
	year := strconv.Itoa(f.year)
	first := ""
	if len(f.names) > 0 {
		first = f.names[0].family
	}
	for _, p := range append(f.pages, f.page) {
		if p == "" {
			continue
		}
		if f.volume != "" {
			if f.year != 0 {
				yield("l" + year + " " + f.volume + " " + p)
			}
			if first != "" {
				yield("v" + f.volume + " " + p + " " + first[:min(len(first), 4)])
			}
		} else if first != "" {
			yield("y" + year + " " + p + " " + first)
		}
	}
	if len(f.title) >= 4 {
		yield("t" + f.title[:min(len(f.title), 24)])
		if len(f.title) > 40 {
			yield("e" + f.title[len(f.title)-24:])
		}
	}
	if first != "" && f.year != 0 {
		for _, w := range longest(f.tokens, 2) {
			yield("a" + first + " " + year + " " + w)
		}
		if f.volume != "" {
			yield("w" + first + " " + year + " " + f.volume)
		}
		if len(f.tokens) == 0 {
			yield("n" + first + " " + year)
		}
	}
	if ws := longest(f.tokens, 2); len(ws) == 2 && first != "" {
		yield("b" + first + " " + ws[0] + " " + ws[1])
	}
}

// longest are the n longest words, longest first, ties in order of the
// alphabet: what a cut or a slip elsewhere leaves alone.
func longest(tokens []string, n int) []string {
	var out []string
	for _, t := range tokens {
		if len(t) < 4 {
			continue
		}
		i, found := slices.BinarySearchFunc(out, t, func(x, t string) int { return cmp.Or(cmp.Compare(len(t), len(x)), strings.Compare(x, t)) })
		if !found {
			out = slices.Insert(out, i, t)
			out = out[:min(len(out), n)]
		}
	}
	return out
}

// hash is FNV-1a: the same in every run.
func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
