package graph

import (
	"slices"
	"strconv"
	"strings"

	"citegraph/corpus"
	"citegraph/graph/match"
)

// origin says what kind of place a mention was read in.
type origin uint8

const (
	fromSelf        origin = iota // a document's own head
	fromReference                 // an entry of a reference list
	fromRecord                    // a record of a library: a held work, unless it says that it is not
	fromNested                    // a reference that a library record carries
	fromFragments                 // pieces of a scraped text
	fromPlaceholder               // a number that no list answers
)

// mention is one place where a work was read.
type mention struct {
	doc  int32 // index in model.docs
	ref  int32 // Reference.N; 0 for the document itself; the printed number of a placeholder
	idx  int32 // of the reference in its document's list
	sub  int32 // which nested reference, fragment bundle: from 1
	from origin
	held bool
	part bool // partial: fragments, placeholder, a head without metadata
	key  bool // it has a key
	conf float64
	span corpus.Span

	said   slip   // what was read there: R(said)
	sketch uint32 // bytes of the sketch that stands behind it
}

// said is what was read at a mention. It is large, and needed once: when the
// work is made.
type said struct {
	Work       corpus.Work
	Hypotheses map[string][]corpus.Hypothesis
	Key        string   // identity from outside: a document without metadata, a placeholder
	IDs        []string // under which a record came in
}

// bare is a work that says nothing: what a mention known by its key alone
// shows to identity.
var bare = &corpus.Work{}

// appendSaid writes what was said at men to b, and what is compared of it.
func (c *codecs) appendSaid(b []byte, men *mention, t *said, sk *match.Sketcher) ([]byte, error) {
	at := len(b)
	b, err := c.said.Append(b, t)
	if err != nil {
		return b, err
	}
	men.key, men.said.n = t.Key != "", uint32(len(b)-at)
	it := match.Item{Work: &t.Work, Pages: FirstPages(t.Hypotheses["page"]), Key: t.Key}
	if men.key && men.part {
		it.Work = bare
	}
	at = len(b)
	b = sk.Append(b, &it)
	men.sketch = uint32(len(b) - at)
	return b, nil
}

// said reads what was said at a mention.
func (m *model) said(at int32, t *said) error {
	b, err := m.pile.get(nil, m.mentions[at].said)
	if err != nil {
		return err
	}
	return m.codec.said.Decode(b, t)
}

// sketch appends that of a mention to b.
func (m *model) sketch(b []byte, at int32) ([]byte, error) {
	men := &m.mentions[at]
	return m.pile.get(b, slip{men.said.at + uint64(men.said.n), men.sketch})
}

// selfMention is the document itself as a work. Without metadata it is known by
// its content alone, and titled by its file's name.
func selfMention(d *corpus.Document, di int32) (mention, said) {
	t := said{Work: d.Work}
	part := d.Source.Part
	if d.Source.Piece {
		part = 0 // all pieces are the one work
	}
	sum := "sum:" + d.Source.SHA256 + "#" + strconv.Itoa(part)
	men := mention{doc: di, from: fromSelf, held: true, conf: 1}
	if w := &t.Work; w.Title == "" && w.DOI == "" && w.PMID == "" && w.PMCID == "" {
		men.part = true
		t.Key = sum
		w.Title = baseName(d.Source.Path)
	} else if d.Kind == corpus.Scraped || d.Source.Piece {
		t.Key = sum
	}
	return men, t
}

// baseName is the last element of a path, archive entries included.
func baseName(path string) string {
	if i := strings.LastIndexAny(path, "/!"); i >= 0 && i+1 < len(path) {
		return path[i+1:]
	}
	return path
}

// refMention is entry idx of a list, or a record.
func refMention(src *corpus.DocSource, r *corpus.Reference, idx, di int32, from origin) (mention, said) {
	men := mention{doc: di, ref: int32(r.N), idx: idx, from: from, conf: r.Confidence, part: r.Partial, span: r.Span}
	t := said{Work: r.CSL, Hypotheses: r.Hypotheses}
	if men.conf == 0 {
		men.conf = 1
	}
	if nothing(&r.CSL) {
		men.part = true
		t.Key = "ref:" + src.SHA256 + "#" + strconv.Itoa(src.Part) + "#" + strconv.Itoa(r.N)
	}
	if from == fromRecord {
		men.held = true
		if c := r.CSL.Custom; c != nil {
			men.held = !c.Stub
			kept := *c
			kept.Cites = nil // they became links
			t.Work.Custom = &kept
		}
		t.IDs = importIDs(&r.CSL, r.ID)
	}
	return men, t
}

// nestedMention is reference i that a record carries.
func nestedMention(r *corpus.Reference, idx, i, di int32) (mention, said) {
	n := &r.References[i]
	return mention{doc: di, ref: int32(r.N), idx: idx, sub: i + 1, from: fromNested, conf: max(n.Confidence, .5), part: n.Partial, span: n.Span},
		said{Work: n.CSL, Hypotheses: n.Hypotheses}
}

// nothing reports whether a reference was read without any field that tells
// works apart.
func nothing(w *corpus.Work) bool {
	return w.Title == "" && len(w.Author) == 0 && len(w.Editor) == 0 && w.DOI == "" && w.PMID == "" && w.PMCID == "" && w.ISBN == "" &&
		w.ContainerTitle == "" && (w.Volume == "" || w.Page == "") && (w.Custom == nil || w.Custom.ArXiv == "")
}

// FirstPages are the readings of a first page that a text leaves open, six at
// most; nil where it leaves none.
func FirstPages(hs []corpus.Hypothesis) []string {
	var out []string
	for _, h := range hs {
		first, _, _ := strings.Cut(h.Value, "-")
		if first != "" && !slices.Contains(out, first) && len(out) < 6 {
			out = append(out, first)
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}
