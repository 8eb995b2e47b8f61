package match

import (
	"encoding/binary"
	"errors"
	"strings"
)

// Place orders mentions: document, place in it, part of that.
type Place [3]uint32

// append adds a form of p that sorts as p does.
func (p Place) append(b []byte) []byte {
	for _, x := range p {
		b = binary.BigEndian.AppendUint32(b, x)
	}
	return b
}

// Sketcher makes sketches: few bytes that say all that is compared of a mention.
// It remembers journals, and is for one goroutine.
type Sketcher struct{ folder }

// Append appends the sketch of it, which is resolved as it is itself.
func (s *Sketcher) Append(b []byte, it *Item) []byte {
	f := s.features(it)
	return f.sketch(b)
}

// Keys are the blocking keys of the mention of a sketch.
func (s *Sketcher) Keys(sketch string) ([]uint64, error) {
	f, err := s.parse(sketch)
	if err != nil {
		return nil, err
	}
	keys, _, _ := allKeys(&f, f.signature(nil))
	return keys, nil
}

// errSketch says that bytes are not those of a sketch.
var errSketch = errors.New("match: not a sketch of a mention")

// sketch encodes f: the strings in order, each behind its length as uvarint;
// lists behind their number.
func (f *features) sketch(b []byte) []byte {
	put := func(s string) { b = append(binary.AppendUvarint(b, uint64(len(s))), s...) }
	flags := byte(0)
	if f.cut {
		flags |= 1
	}
	if f.bare {
		flags |= 2
	}
	b = append(b, byte(f.marker), byte(f.stage), flags)
	b = binary.AppendVarint(b, int64(f.year))
	for _, s := range [...]string{strings.Join(f.tokens, " "), f.volume, f.issue, f.page, f.last, f.journal.title, f.doi, f.pmid, f.pmcid, f.arxiv, f.isbn,
		f.edition, f.number, f.publisher, f.key} {
		put(s)
	}
	b = binary.AppendUvarint(b, uint64(len(f.pages)))
	for _, p := range f.pages {
		put(p)
	}
	b = binary.AppendUvarint(b, uint64(len(f.names)))
	for _, n := range f.names {
		put(n.family)
		put(n.initials)
		put(strings.Join(n.body, " "))
	}
	return b
}

// parse reads a sketch; its strings are parts of s.
func (fo *folder) parse(s string) (f features, err error) {
	if len(s) < 3 {
		return f, errSketch
	}
	f.marker, f.stage, f.cut, f.bare = marker(s[0]), stage(s[1]), s[2]&1 != 0, s[2]&2 != 0
	s = s[3:]
	count := func() int {
		x, k := uvarint(s)
		if k <= 0 || x > uint64(len(s)) {
			err, s = errSketch, ""
			return 0
		}
		s = s[k:]
		return int(min(x, uint64(len(s))))
	}
	get := func() string {
		n := count()
		v := s[:n]
		s = s[n:]
		return v
	}
	year, k := uvarint(s)
	if k <= 0 {
		return f, errSketch
	}
	f.year, s = int(year>>1)^-int(year&1), s[k:]
	title := ""
	container := ""
	for _, to := range [...]*string{&title, &f.volume, &f.issue, &f.page, &f.last, &container, &f.doi, &f.pmid, &f.pmcid, &f.arxiv, &f.isbn,
		&f.edition, &f.number, &f.publisher, &f.key} {
		*to = get()
	}
	f.tokens = strings.Fields(title)
	f.title = strings.Join(f.tokens, "")
	f.journal = fo.named(container)
	for n := count(); n > 0 && err == nil; n-- {
		f.pages = append(f.pages, get())
	}
	for n := count(); n > 0 && err == nil; n-- {
		f.names = append(f.names, name{family: get(), initials: get(), body: words(get())})
	}
	return f, err
}

func uvarint(s string) (x uint64, n int) {
	for shift := 0; shift < 64 && n < len(s); shift += 7 {
		c := s[n]
		n++
		x |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return x, n
		}
	}
	return 0, -1
}
