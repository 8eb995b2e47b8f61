package journal

import (
	"bytes"
	"cmp"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"hash/fnv"
	"io"
	"iter"
	"slices"
	"sort"
	"strings"
	"sync"

	"citegraph/corpus/fold"
	"citegraph/corpus/ident"
)

// Journal is one journal of the list.
type Journal struct {
	Title  string
	Abbrev string   // without dots, as MEDLINE prints it
	ISSN   []string // print, electronic; few journals of the list have theirs
}

//go:embed journals.gz
var listData []byte

// keys.bin is the way in: sorted records of four bytes hash (FNV-1a of a slug of
// title, abbreviation or ISSN, little-endian) and two bytes place in the list.
// Equal hashes are sorted by how sure they are: titles, then abbreviations of
// journals with an ISSN, then other abbreviations.
//
//go:embed keys.bin
var keyData []byte

const keySize = 6

var list = sync.OnceValue(read)

func read() []Journal {
	text := unzip(listData)
	all := make([]Journal, 0, strings.Count(text, "\n"))
	for line := range strings.Lines(text) {
		title, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		abbrev, issn, _ := strings.Cut(rest, "\t")
		j := Journal{Title: title, Abbrev: abbrev}
		if issn != "" {
			j.ISSN = strings.Split(issn, ",")
		}
		all = append(all, j)
	}
	return all
}

// find looks a slug up in keys.bin.
func find(slug string) (Journal, bool) {
	if slug == "" {
		return Journal{}, false
	}
	h := hash(slug)
	n := len(keyData) / keySize
	at := sort.Search(n, func(i int) bool { return binary.LittleEndian.Uint32(keyData[i*keySize:]) >= h })
	for ; at < n && binary.LittleEndian.Uint32(keyData[at*keySize:]) == h; at++ {
		k := int(binary.LittleEndian.Uint16(keyData[at*keySize+4:]))
		if all := list(); k < len(all) {
			j := all[k]
			if Slug(j.Title) == slug || Slug(j.Abbrev) == slug || slices.ContainsFunc(j.ISSN, func(s string) bool { return Slug(s) == slug }) {
				return j, true
			}
		}
	}
	return Journal{}, false
}

func hash(s string) uint32 {
	f := fnv.New32a()
	io.WriteString(f, s)
	return f.Sum32()
}

// Keys makes keys.bin for a list of journals; command build calls it.
func Keys(all []Journal) []byte {
	type key struct {
		hash  uint32
		class int
		at    int
	}
	var keys []key
	for at, j := range all {
		class := 2
		if len(j.ISSN) > 0 {
			class = 1
		}
		keys = append(keys, key{hash(Slug(j.Title)), 0, at})
		if Slug(j.Abbrev) != Slug(j.Title) {
			keys = append(keys, key{hash(Slug(j.Abbrev)), class, at})
		}
		for _, s := range j.ISSN {
			keys = append(keys, key{hash(Slug(s)), class, at})
		}
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.class, b.class), cmp.Compare(a.at, b.at))
	})
	out := make([]byte, 0, len(keys)*keySize)
	for _, k := range keys {
		out = binary.LittleEndian.AppendUint32(out, k.hash)
		out = binary.LittleEndian.AppendUint16(out, uint16(k.at))
	}
	return out
}

func unzip(b []byte) string {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return "" // cannot be: the data is embedded and tested
	}
	out, err := io.ReadAll(z)
	if err != nil {
		return ""
	}
	return string(out)
}

// Slug is the form under which names are looked up: letters and digits, without
// a leading article, "and" and "&".
func Slug(s string) string {
	f := bare(s)
	if strings.Contains(f, " and ") {
		f = strings.ReplaceAll(f, " and ", " ")
	}
	return strings.ReplaceAll(f, " ", "")
}

// bare is s folded, without leading articles.
func bare(s string) string {
	f := fold.Fold(s)
	for cut := true; cut; {
		cut = false
		for _, a := range articles {
			if rest, ok := strings.CutPrefix(f, a); ok && rest != "" {
				f, cut = rest, true
			}
		}
	}
	return f
}

var articles = []string{"the ", "la ", "le ", "les ", "l ", "el ", "il ", "der ", "die ", "das ", "o ", "a "}

// Lookup finds a journal by full title, abbreviation (with or without dots),
// or ISSN. A place or medium in brackets at the end ("Science (New York)") and
// a subtitle may be missing or too much.
func Lookup(s string) (Journal, bool) {
	if len(s) > fold.Limit {
		return Journal{}, false
	}
	if issn, ok := ident.ISSN(s); ok {
		return find(Slug(issn))
	}
	for _, form := range []string{s, unbracketed(s), beforeSubtitle(s)} {
		if j, ok := find(Slug(form)); ok {
			return j, true
		}
	}
	return Journal{}, false
}

func unbracketed(s string) string {
	s = strings.TrimRight(s, " .,;")
	if !strings.HasSuffix(s, ")") && !strings.HasSuffix(s, "]") {
		return ""
	}
	if i := strings.LastIndexAny(s, "(["); i > 0 {
		return s[:i]
	}
	return ""
}

func beforeSubtitle(s string) string {
	if !strings.Contains(s, ":") {
		return ""
	}
	for _, sep := range []string{" : ", ": official ", ": an official "} {
		if i := strings.Index(strings.ToLower(s), sep); i > 0 && i < len(s) {
			return s[:i]
		}
	}
	return ""
}

// Key is the form under which two mentions of one journal compare equal: the
// folded full title without a leading article where the journal is known, else
// the folded mention, likewise.
func Key(s string) string {
	j, ok := Lookup(s)
	if !ok {
		s = bare(s)
		if j, ok = Lookup(s); !ok {
			return s
		}
	}
	return bare(j.Title)
}

// All yields the journals of the list, sorted by title.
func All() iter.Seq[Journal] {
	return func(yield func(Journal) bool) {
		for _, j := range list() {
			if !yield(j) {
				return
			}
		}
	}
}
