package graph

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"citegraph/corpus"
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

// mention is one place where a work was read, with what was read there.
type mention struct {
	doc   int32 // index in model.docs
	ref   int32 // Reference.N; 0 for the document itself; the printed number of a placeholder
	idx   int32 // of the reference in its document's list
	sub   int32 // which nested reference, fragment bundle: from 1
	from  origin
	held  bool
	part  bool // partial: fragments, placeholder, a head without metadata
	conf  float64
	work  *corpus.Work
	hyp   map[string][]corpus.Hypothesis
	pages []string // further readings of the first page
	key   string   // identity from outside: a document without metadata, a placeholder
	ids   []string // under which a record came in
	span  corpus.Span
}

// source is one document as derivation sees it.
type source struct {
	file   [16]byte
	ord    uint32
	rank   uint32 // among all documents by path and ordinal, from 1
	row    corpus.DocSource
	kind   corpus.Kind
	review string
	self   int32 // mention of the document itself, -1 for a library
	first  int32 // its mentions are [first, end)
	end    int32

	byN   map[int]int32 // Reference.N, or placeholder number, to mention
	calls []call
	refs  int // entries in its list
	frags int
}

// call is a callout as derivation needs it.
type call struct {
	at       int32 // ordinal in the document
	span     corpus.Span
	sentence corpus.Span
	targets  []int
	section  string
	par      int
	text     string
	conf     float64
}

// link is a citation before works are known: mention to mention.
type link struct{ from, to int32 }

// model is everything that derivation has in hand.
type model struct {
	docs     []source
	mentions []mention
	links    []link // of library records
	counts   Counts

	sketches []string   // of mentions, for extensions
	blocking [][]uint64 // their blocking keys
	decided  []int32    // mentions that a decision names

	cluster  []int32 // slot of the work of each mention: its number, but for extensions
	nodes    []node  // of all works
	forms    nameForms
	authors  []*Author
	renamed  []bool // authors of before that get another id
	journals []*Journal
	titles   titleStats

	// Of an extension, these hold its own works only, by slot.
	works   []*Work
	members [][]int32
	keys    [][]string // strongest first
	rows    []mentionRows

	doubts   doubtRows
	proofs   []proof
	out, in  *Adjacency // of the proofs, once asked for
	contexts []*contextRow

	// Of an extension:
	first  uint32   // slot of its first work
	at     []uint32 // numbers of its works
	before *before

	firstDoc, firstContext, firstForm uint32

	over       overlayRow
	placed     [][]placed          // citations by its works
	citing     map[uint32][]uint32 // ordinals of contexts by number of the work cited
	named, met []entry             // what earlier extensions put in buckets more and meet
	state      stateRow            // what was grown from
}

// gather reads the facts of files into mentions, by path and ordinal.
func (s *Store) gather(ctx context.Context, m *model, rows []fileRow, progress func(Progress)) error {
	type part struct {
		file int
		ord  uint32
	}
	var parts []part
	for i, r := range rows {
		for ord := range r.Docs {
			parts = append(parts, part{i, ord})
		}
	}
	type read struct {
		d   *corpus.Document
		err error
	}
	lib := library{number: map[string]uint32{}}
	decoded := ordered(len(parts), func(i int) read {
		d, err := s.readDocument(fileKey(rows[parts[i].file].Path), parts[i].ord)
		return read{d, err}
	})
	for i, r := range decoded {
		p, row := parts[i], &rows[parts[i].file]
		if r.err == nil {
			r.err = ctx.Err()
		}
		if r.err != nil {
			return fmt.Errorf("read facts of %s, document %d: %w", row.Path, p.ord, r.err)
		}
		if i%64 == 0 {
			progress(Progress{"read", i, len(parts)})
		}
		m.document(r.d, fileKey(row.Path), p.ord, &lib)
		if p.ord == row.Docs-1 { // ids hold within a file
			m.links = lib.resolve(m.links)
			lib = library{number: map[string]uint32{}}
		}
	}
	return nil
}

// library collects the ids of the records of one file, and which of them cite
// which, by number: an id is met forty times for each time it is defined.
type library struct {
	number map[string]uint32
	record []int32 // by number: the first mention that bears the id, -1 for none yet
	cites  []cite
}

type cite struct {
	from int32
	id   uint32
}

func (l *library) numberOf(id string) uint32 {
	n, ok := l.number[id]
	if !ok {
		n = uint32(len(l.record))
		l.number[id] = n
		l.record = append(l.record, -1)
	}
	return n
}

// resolve turns ids into links. An id that several records bear leads to the
// first; one that none bears leads nowhere.
func (l *library) resolve(links []link) []link {
	for _, c := range l.cites {
		if to := l.record[c.id]; to >= 0 && to != c.from {
			links = append(links, link{c.from, to})
		}
	}
	return links
}

func (m *model) document(d *corpus.Document, file [16]byte, ord uint32, lib *library) {
	di := int32(len(m.docs))
	src := source{file: file, ord: ord, rank: uint32(di) + 1, row: d.Source, kind: d.Kind, self: -1, first: int32(len(m.mentions)), byN: map[int]int32{}}
	if d.Review != nil {
		src.review = d.Review.Type
	}
	m.counts.Documents++
	m.counts.References += len(d.Refs)
	m.counts.Callouts += len(d.Calls)
	m.counts.Fragments += len(d.Frags)
	if d.Kind != corpus.Library {
		src.self = int32(len(m.mentions))
		m.mentions = append(m.mentions, selfMention(d, di))
	}
	for i := range d.Refs {
		m.reference(d, i, di, &src, lib)
	}
	if d.Kind == corpus.Scraped {
		m.fragments(d, di)
	}
	m.placeholders(d, di, &src)
	for i := range d.Calls {
		c := &d.Calls[i]
		targets := targetsOf(c, &src)
		if len(targets) == 0 {
			continue
		}
		m.counts.Linked++
		src.calls = append(src.calls, call{at: int32(i), span: c.Span, sentence: c.Sentence, targets: targets,
			section: c.Section, par: c.Paragraph, text: c.Context, conf: c.Confidence})
	}
	src.refs, src.frags = len(d.Refs), len(d.Frags)
	src.end = int32(len(m.mentions))
	m.docs = append(m.docs, src)
}

// selfMention is the document itself as a work. Without metadata it is known by
// its content alone, and titled by its file's name.
func selfMention(d *corpus.Document, di int32) mention {
	w := d.Work
	part := d.Source.Part
	if d.Source.Piece {
		part = 0 // all pieces are the one work
	}
	sum := "sum:" + d.Source.SHA256 + "#" + strconv.Itoa(part)
	men := mention{doc: di, from: fromSelf, held: true, conf: 1, work: &w}
	if w.Title == "" && w.DOI == "" && w.PMID == "" && w.PMCID == "" {
		men.part = true
		men.key = sum
		w.Title = baseName(d.Source.Path)
	} else if d.Kind == corpus.Scraped || d.Source.Piece {
		men.key = sum
	}
	return men
}

// baseName is the last element of a path, archive entries included.
func baseName(path string) string {
	if i := strings.LastIndexAny(path, "/!"); i >= 0 && i+1 < len(path) {
		return path[i+1:]
	}
	return path
}

func (m *model) reference(d *corpus.Document, idx int, di int32, src *source, lib *library) {
	r := &d.Refs[idx]
	at := int32(len(m.mentions))
	if _, twice := src.byN[r.N]; !twice {
		src.byN[r.N] = at
	}
	if d.Kind != corpus.Library {
		m.mentions = append(m.mentions, refMention(&d.Source, r, int32(idx), di, fromReference))
		return
	}
	if c := r.CSL.Custom; c != nil {
		for _, id := range c.Cites {
			lib.cites = append(lib.cites, cite{at, lib.numberOf(id)})
		}
	}
	m.mentions = append(m.mentions, refMention(&d.Source, r, int32(idx), di, fromRecord))
	for _, id := range m.mentions[at].ids {
		if n := lib.numberOf(id); lib.record[n] < 0 {
			lib.record[n] = at
		}
	}
	for i := range r.References {
		m.links = append(m.links, link{at, int32(len(m.mentions))})
		m.mentions = append(m.mentions, nestedMention(r, int32(idx), int32(i), di))
	}
}

// refMention is entry idx of a list, or a record.
func refMention(src *corpus.DocSource, r *corpus.Reference, idx, di int32, from origin) mention {
	men := mention{doc: di, ref: int32(r.N), idx: idx, from: from, conf: r.Confidence, work: &r.CSL, part: r.Partial, hyp: r.Hypotheses, span: r.Span}
	if men.conf == 0 {
		men.conf = 1
	}
	men.pages = FirstPages(r.Hypotheses["page"])
	if nothing(&r.CSL) {
		men.part = true
		men.key = "ref:" + src.SHA256 + "#" + strconv.Itoa(src.Part) + "#" + strconv.Itoa(r.N)
	}
	if from == fromRecord {
		men.held = true
		if c := r.CSL.Custom; c != nil {
			c.Cites = nil
			men.held = !c.Stub
		}
		men.ids = importIDs(&r.CSL, r.ID)
	}
	return men
}

// nestedMention is reference i that a record carries.
func nestedMention(r *corpus.Reference, idx, i, di int32) mention {
	n := &r.References[i]
	return mention{doc: di, ref: int32(r.N), idx: idx, sub: i + 1, from: fromNested, conf: max(n.Confidence, .5),
		work: &n.CSL, part: n.Partial, hyp: n.Hypotheses, pages: FirstPages(n.Hypotheses["page"]), span: n.Span}
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

// targetsOf are the references or placeholders that a callout points at.
func targetsOf(c *corpus.Callout, src *source) []int {
	ts := c.Targets
	if len(ts) == 0 && src.kind == corpus.Scraped {
		ts = c.Numbers
	}
	var out []int
	for _, t := range ts {
		if _, ok := src.byN[t]; ok {
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
