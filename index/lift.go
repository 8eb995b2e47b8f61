package index

// lift brings a set of one kind to another:
//
//	work → author   authors of the works       author → work    works by them
//	work → journal  journals of the works      journal → work   works in them
//	work → sentence sentences of the works     sentence → work  works they stand in
//
// and from any to any by way of the works. The set is not changed.
func (ix *Index) lift(b bitset, from, to kind) bitset {
	if from == to {
		return b
	}
	if from != kindWork && to != kindWork {
		return ix.lift(ix.lift(b, from, kindWork), kindWork, to)
	}
	out := newBitset(ix.size(to))
	switch {
	case from == kindAuthor:
		ix.union(b, ix.authors.works, out)
	case from == kindJournal:
		ix.union(b, ix.journals.works, out)
	case from == kindContext:
		b.each(func(c uint32) bool {
			out.set(ix.contexts.citing.at(c))
			return true
		})
	case to == kindAuthor:
		ix.union(b, ix.works.authors, out)
	case to == kindJournal:
		n := uint32(ix.size(kindJournal))
		b.each(func(w uint32) bool {
			if j := ix.works.journal.at(w); j < n {
				out.set(j)
			}
			return true
		})
	case to == kindContext:
		for c := range uint32(ix.size(kindContext)) {
			if b.has(ix.contexts.citing.at(c)) {
				out.set(c)
			}
		}
	}
	return out
}

// union adds to out all members of the lists of b.
func (ix *Index) union(b bitset, l lists, out bitset) {
	b.each(func(i uint32) bool {
		v := l.of(i)
		for j := range uint32(v.len()) {
			out.set(v.at(j))
		}
		return true
	})
}
