package graph

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"citegraph/corpus/fold"
	"citegraph/corpus/ident"

	bolt "go.etcd.io/bbolt"
)

// nameHash is FNV-1a of a name.
func nameHash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// named finds the works under a name as it is hashed.
func (g *Graph) named(name string) (out []uint32, err error) {
	err = g.view(func(tx *bolt.Tx) error {
		if key, ok := strings.CutPrefix(name, "@"); ok {
			return keysFrom(tx, key, func(r *readable) bool {
				if r.key == key {
					out = r.works
				}
				return false
			})
		}
		out, err = g.hashedIn(tx, nameHash(name))
		return err
	})
	return out, err
}

// hashed finds the works of which a name has a hash.
func (g *Graph) hashed(h uint64) (out []uint32, err error) {
	err = g.view(func(tx *bolt.Tx) error { out, err = g.hashedIn(tx, h); return err })
	return out, err
}

func (g *Graph) hashedIn(tx *bolt.Tx, h uint64) ([]uint32, error) {
	out, err := under(tx, bucketName, h)
	if err != nil || g.over == nil {
		return out, err
	}
	more, err := under(tx, bucketMore, h)
	return g.over.numbers(append(out, more...)), err
}

// spellings are the names, as they are hashed, that s may stand for, in order
// of trust: the first that names anything counts.
func spellings(s string) [][]string {
	s = strings.TrimSpace(s)
	lower := strings.ToLower(s)
	groups := [][]string{{"=" + s}, {lower, "@" + lower}}
	var ids []string
	if d, ok := ident.DOI(s); ok {
		ids = append(ids, "doi:"+d)
	}
	if p, ok := ident.PMCID(s); ok {
		ids = append(ids, "pmcid:"+strings.ToLower(p))
	}
	if a, ok := ident.ArXiv(s); ok {
		ids = append(ids, "arxiv:"+a)
	}
	if i, ok := ident.ISBN(s); ok {
		ids = append(ids, "isbn:"+i)
	}
	if p, ok := ident.PMID(s); ok {
		ids = append(ids, "pmid:"+p)
	}
	return append(groups, append(ids, lower))
}

// Lookup finds a work by any name: id (of today or before), DOI, PMID, PMCID,
// arXiv, ISBN, id of an import, readable key. The error is a [*NotFound] or
// [*Ambiguous].
func (g *Graph) Lookup(name string) (uint32, error) {
	for _, group := range spellings(name) {
		var found []uint32
		for _, s := range group {
			ns, err := g.named(s)
			if err != nil {
				return 0, fmt.Errorf("look up %q: %w", name, err)
			}
			found = append(found, ns...)
		}
		slices.Sort(found)
		switch found = slices.Compact(found); len(found) {
		case 0:
		case 1:
			return found[0], nil
		default:
			return g.among(name, found)
		}
	}
	return 0, &NotFound{Name: name, Similar: g.similar(name)}
}

// among chooses from works that share a name: an id that one of them has today
// is that one, whatever others were called before.
func (g *Graph) among(name string, found []uint32) (uint32, error) {
	e := &Ambiguous{Name: name}
	today := strings.ToLower(strings.TrimSpace(name))
	for _, n := range found {
		w := new(Work)
		if err := g.view(func(tx *bolt.Tx) error { return readRow(tx, bucketWork, be32(g.slotOf(n)), g.s.codec.work, w) }); err != nil {
			return 0, fmt.Errorf("look up %q: %w", name, err)
		}
		if w.ID == today {
			return n, nil
		}
		e.IDs = append(e.IDs, w.ID)
	}
	slices.Sort(e.IDs)
	return 0, e
}

// maxSimilar is how many suggestions are made.
const maxSimilar = 5

// similar finds readable keys that begin as name does, the longest beginning
// first.
func (g *Graph) similar(name string) (out []string) {
	s := fold.Slug(name)
	_ = g.view(func(tx *bolt.Tx) error {
		for n := len(s); n >= 3 && len(out) < maxSimilar; n -= 1 + n/8 {
			keys, err := ownKeys(tx, s[:n], 2*maxSimilar)
			if err != nil {
				return err
			}
			for _, k := range keys {
				if len(out) < maxSimilar && !slices.Contains(out, k) {
					out = append(out, k)
				}
			}
		}
		return nil
	})
	return out
}

// LookupAuthor finds an author by id or ORCID.
func (g *Graph) LookupAuthor(name string) (uint32, error) {
	name = strings.ToLower(strings.TrimSpace(name))
	orcid, _ := ident.ORCID(name)
	if n, ok, err := g.byID(bucketAuthor, name, func(tx *bolt.Tx, k []byte) (string, error) {
		var a Author
		err := readRow(tx, bucketAuthor, k, g.s.codec.author, &a)
		return a.ID, err
	}); ok || err != nil {
		return n, err
	}
	if orcid != "" {
		for a, err := range g.Authors() {
			if err != nil {
				return 0, err
			}
			if a.ORCID == orcid {
				return a.N, nil
			}
		}
	}
	return 0, &NotFound{Name: name}
}

// byID finds a node by id: they are numbered in the order of their ids.
func (g *Graph) byID(bucket []byte, id string, idAt func(*bolt.Tx, []byte) (string, error)) (n uint32, ok bool, err error) {
	count := g.counts.Authors
	if bytes.Equal(bucket, bucketJournal) {
		count = g.counts.Journals
	}
	err = g.view(func(tx *bolt.Tx) error {
		lo, hi := 0, count
		for lo < hi {
			mid := (lo + hi) / 2
			got, err := idAt(tx, be32(uint32(mid)))
			if err != nil {
				return err
			}
			switch c := strings.Compare(got, id); {
			case c == 0:
				n, ok = uint32(mid), true
				return nil
			case c < 0:
				lo = mid + 1
			default:
				hi = mid
			}
		}
		return nil
	})
	return n, ok, err
}

// LookupJournal finds a journal by id, ISSN, title or abbreviation.
func (g *Graph) LookupJournal(name string) (uint32, error) {
	name = strings.TrimSpace(name)
	if n, ok, err := g.byID(bucketJournal, strings.ToLower(name), func(tx *bolt.Tx, k []byte) (string, error) {
		var j Journal
		err := readRow(tx, bucketJournal, k, g.s.codec.journal, &j)
		return j.ID, err
	}); ok || err != nil {
		return n, err
	}
	issn, _ := ident.ISSN(name)
	key := journalKey(name)
	for j, err := range g.Journals() {
		if err != nil {
			return 0, err
		}
		if issn != "" && slices.Contains(j.ISSN, issn) || journalKey(j.Title) == key || j.Abbrev != "" && journalKey(j.Abbrev) == key {
			return j.N, nil
		}
	}
	return 0, &NotFound{Name: name}
}

// mentionKeys are the names of the mentions of work n, for decisions.
func (g *Graph) mentionKeys(n uint32) (out []string, err error) {
	err = g.view(func(tx *bolt.Tx) error {
		out, err = g.keysIn(tx, n, func(*mentionRow, *docRow, *factReader) (bool, error) { return true, nil })
		return err
	})
	return out, err
}

func (g *Graph) keysIn(tx *bolt.Tx, n uint32, want func(*mentionRow, *docRow, *factReader) (bool, error)) (out []string, err error) {
	var ms mentionRows
	if err := readRow(tx, bucketMention, be32(g.slotOf(n)), g.s.codec.mentions, &ms); err != nil {
		return nil, err
	}
	r := g.reader(tx)
	for i := range ms.Rows {
		m := &ms.Rows[i]
		d, err := r.doc(m.Doc)
		if err != nil {
			return nil, err
		}
		ok, err := want(m, d, r)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, decisionName(d.SHA256, d.Part, origin(m.From), m.Ref, m.Sub))
		}
	}
	return out, nil
}

// memberKeys are those of the mentions of work n that member names: "path#n",
// an identifier or an import id of theirs.
func (g *Graph) memberKeys(n uint32, member string) (out []string, err error) {
	alias := map[string]bool{member: true}
	for _, group := range spellings(member) {
		for _, s := range group {
			alias[strings.TrimPrefix(s, "=")] = true
		}
	}
	err = g.view(func(tx *bolt.Tx) error {
		out, err = g.keysIn(tx, n, func(m *mentionRow, d *docRow, r *factReader) (bool, error) {
			if fmt.Sprintf("%s#%d", d.Path, m.Ref) == member || d.Path == member {
				return true, nil
			}
			if o := origin(m.From); o != fromReference && o != fromRecord {
				return false, nil
			}
			ref, err := r.whole(m.Doc, m.Idx)
			if err != nil {
				return false, err
			}
			return slices.ContainsFunc(append(Identifiers(&ref.CSL), importIDs(&ref.CSL, ref.ID)...), func(s string) bool { return alias[s] }), nil
		})
		return err
	})
	if err == nil && len(out) == 0 {
		err = &NotFound{Name: member}
	}
	return out, err
}
