package jats

import (
	"context"
	"errors"
	"io"
	"iter"
	"strings"

	"citegraph/corpus"
)

// maxAsides is how deep notes and figures stand within one another.
const maxAsides = 6

// maxTargets bounds what one link may come to by the parts of entries.
const maxTargets = 2000

// errNoXML says that the content is no XML document that this package knows.
var errNoXML = errors.New("no XML element found")

// Read gives every article of the file that cites or is cited: for JATS and
// BITS each article, and each sub-article with references of its own; for TEI
// the one text.
//
// Where the file is ill-formed, what was read up to that place is given, with
// a note, and then the error, which names line and column.
func Read(ctx context.Context, in corpus.Input) iter.Seq2[*corpus.Text, error] {
	return func(yield func(*corpus.Text, error) bool) {
		r := &reader{ctx: ctx, in: in, sc: newScanner(in.Text), yield: yield}
		err := r.run()
		if r.stopped {
			return
		}
		if err != nil {
			if ctx.Err() == nil {
				r.rescue()
			}
			r.salvage(err)
			if !r.stopped {
				yield(nil, err)
			}
		}
	}
}

// reader walks one file.
type reader struct {
	ctx     context.Context
	in      corpus.Input
	sc      *scanner
	yield   func(*corpus.Text, error) bool
	stopped bool

	open  []frame // open elements, outermost first
	part  *part   // the article being read
	given int
	steps int
}

// part is one article, or a sub-article within another.
type part struct {
	c      corpus.Composer
	t      corpus.Text
	parent *part
	depth  int // of its element
	sub    bool
	refs   int
	asides int                 // open notes and figures within paragraphs
	alias  map[string]string   // other ids of a reference → its own
	ids    map[string]bool     // of references
	parts  map[string][]string // further works under the id of an entry
	last   int                 // source position behind what was written last
}

// frame is one open element and what its end tag has to undo.
type frame struct {
	name  string
	flow  flow
	block bool // it opened a block
	aside bool
	mark  int // handle of its inline mark, or -1
	level int // of headings inside
	label *node
}

func (r *reader) run() error {
	for {
		if r.steps++; r.steps&0x3ff == 0 {
			if err := r.ctx.Err(); err != nil {
				return err
			}
		}
		e, err := r.sc.next()
		if err == io.EOF {
			if r.sc.roots == 0 {
				return errNoXML
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch e.kind {
		case evStart:
			err = r.start(e)
		case evEnd:
			r.end(e)
		case evText:
			r.text(e)
		}
		if errors.Is(err, errNodes) {
			r.note("left-out", err.Error())
			err = nil
		}
		if err != nil || r.stopped {
			return err
		}
	}
}

// begin starts an article.
func (r *reader) begin(sub bool) {
	r.part = &part{parent: r.part, depth: r.sc.depth, sub: sub, ids: map[string]bool{}, alias: map[string]string{}, parts: map[string][]string{}}
	if !sub {
		r.part.c.Grow(len(r.in.Text) / 3) // markup is most of a file
	}
}

// finish ends the article being read and gives it, if it is one: a sub-article
// without references of its own (a decision letter, a reply) is left out.
func (r *reader) finish() {
	p := r.part
	r.part = p.parent
	if p.sub && p.refs == 0 {
		if r.part != nil {
			r.note("sub-article", "a "+name(p.t.Work.Genre, "sub-article")+" without references was left out")
		}
		return
	}
	r.give(p)
}

func (r *reader) give(p *part) {
	p.c.Into(&p.t)
	if len(p.t.Blocks) == 0 && p.t.Work.Title == "" {
		return
	}
	p.link()
	p.t.Offsets = p.t.Offsets.Then(r.in.Offsets)
	r.given++
	if !r.yield(&p.t, nil) {
		r.stopped = true
	}
}

// salvage gives what was read before an error.
func (r *reader) salvage(err error) {
	for r.part != nil && !r.stopped {
		p := r.part
		r.part = p.parent
		if p.sub && p.refs == 0 {
			continue
		}
		p.t.Notes = append(p.t.Notes, corpus.Note{Code: "incomplete", Text: "read up to " + err.Error()})
		r.give(p)
	}
}

func (r *reader) note(code, text string) {
	if r.part != nil {
		r.part.t.Notes = append(r.part.t.Notes, corpus.Note{Code: code, Text: text})
	}
}

// link turns links to references into callees and lets every target be the id
// of the reference itself.
func (p *part) link() {
	for i := range p.t.Marks {
		m := &p.t.Marks[i]
		if m.Kind != corpus.Link && m.Kind != corpus.Callee {
			continue
		}
		hit := m.Kind == corpus.Callee
		for _, t := range m.Targets {
			id := strings.TrimPrefix(t, "#")
			hit = hit || p.ids[id] || p.alias[id] != ""
		}
		if !hit {
			continue
		}
		m.Kind = corpus.Callee
		targets := make([]string, 0, len(m.Targets))
		for _, t := range m.Targets {
			id := strings.TrimPrefix(t, "#")
			if own, ok := p.alias[id]; ok && !p.ids[id] {
				id = own
			}
			targets = append(targets, id)
			if len(targets) < maxTargets {
				targets = append(targets, p.parts[id]...)
			}
		}
		m.Targets = targets
	}
}

func name(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
