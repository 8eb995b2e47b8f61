package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/corpus"
	"citegraph/graph"
	"citegraph/index"
)

// draft is a text whose references were looked up in the library, without
// becoming part of it.
type draft struct {
	Path         string      `json:"path"`
	Held         string      `json:"held,omitempty"` // id, where the library holds the text itself
	References   int         `json:"references"`
	Recognised   []draftWork `json:"recognised"`
	Unrecognised []draftWork `json:"unrecognised"`

	about   string // its title and abstract
	seeds   []uint32
	exclude []uint32 // from what is suggested: the text itself, and what its doubtful references may be
}

// draftWork is a reference of a draft, and the work that it is.
type draftWork struct {
	N       int     `json:"n"` // place in the draft's list
	Text    string  `json:"text"`
	ID      string  `json:"id,omitempty"`
	Perhaps string  `json:"perhaps,omitempty"` // a work that it may be: to be settled by a person
	Reason  string  `json:"reason,omitempty"`
	P       float64 `json:"p,omitempty"`
}

// readDraft parses a file, or all of a folder, and looks its references up.
func (p *program) readDraft(c *cli.Context, a *asked, path string) (*draft, error) {
	d := &draft{Path: path, Recognised: []draftWork{}, Unrecognised: []draftWork{}}
	var refs []corpus.Reference
	docs := 0
	for doc, err := range parseAll(c.Context, []string{path}, &corpus.WalkOptions{Stdin: p.in}, nil) {
		if err != nil && fatal(err) {
			return nil, err
		}
		if err != nil {
			p.prog.note("%v", err)
			continue
		}
		docs++
		refs = append(refs, doc.Refs...)
		if doc.Kind == corpus.Library {
			continue
		}
		d.about += " " + doc.Work.Title + " " + doc.Work.Abstract
		if doc.Work.Title == "" {
			continue
		}
		if err := d.self(c, a, &doc.Work); err != nil {
			return nil, err
		}
	}
	if docs == 0 {
		return nil, &status{code: exitPartial, text: fmt.Sprintf("%q could not be read", path), hint: "see what is in it with: citegraph parse FILE"}
	}
	d.References = len(refs)
	return d, d.recognise(c, a, refs)
}

// self finds the draft in the library: it is no answer to itself.
func (d *draft) self(c *cli.Context, a *asked, w *corpus.Work) error {
	found, err := a.index.Recognise(c.Context, []corpus.Reference{{CSL: *w}})
	if err != nil || found[0].Work == graph.None {
		return err
	}
	k, err := a.graph.Work(found[0].Work)
	if err != nil {
		return err
	}
	d.Held = k.ID
	d.exclude = append(d.exclude, k.N)
	return nil
}

func (d *draft) recognise(c *cli.Context, a *asked, refs []corpus.Reference) error {
	found, err := a.index.Recognise(c.Context, refs)
	if err != nil {
		return err
	}
	for i, f := range found {
		text := citationLine(&refs[i].CSL)
		if text == "" {
			text = refs[i].Raw
		}
		row := draftWork{N: refs[i].N, Text: text, Reason: f.Reason, P: f.P}
		at := f.Work
		if at == graph.None {
			at = f.Perhaps
		}
		if at != graph.None {
			w, err := a.graph.Work(at)
			if err != nil {
				return err
			}
			row.ID = w.ID
		}
		switch {
		case f.Work != graph.None:
			d.Recognised = append(d.Recognised, row)
			if !slices.Contains(d.seeds, f.Work) {
				d.seeds = append(d.seeds, f.Work)
			}
			continue
		case f.Perhaps != graph.None:
			row.ID, row.Perhaps = "", row.ID
			d.exclude = append(d.exclude, f.Perhaps)
		}
		d.Unrecognised = append(d.Unrecognised, row)
	}
	return nil
}

// summary says in a line how much of the draft the library knows.
func (d *draft) summary() string {
	s := fmt.Sprintf("%s: %s, %s in the library", oneLine(d.Path), count(d.References, "reference"), ofThem(len(d.Recognised), d.References))
	if d.References > 0 && len(d.seeds) == 0 {
		s += "; what follows rests on its title and abstract alone"
	}
	if d.Held != "" {
		s += "; the text itself is " + d.Held + " there, and no suggestion"
	}
	return s
}

// draftText lists, below the suggestions, the references that the library does
// not know.
func (p *program) draftText(d *draft) {
	const most = 10
	if len(d.Unrecognised) == 0 {
		return
	}
	pr := p.print
	pr.printf("\n%s %s\n", pr.paint(bold, "Not in the library"), pr.paint(dim, fmt.Sprintf("(%d)", len(d.Unrecognised))))
	for i, r := range d.Unrecognised {
		if i == most {
			pr.printf("      %s\n", pr.paint(dim, fmt.Sprintf("… and %d more: all with --json", len(d.Unrecognised)-most)))
			break
		}
		pr.printf("%4d  %s\n", r.N, strings.TrimLeft(pr.wrap(oneLine(r.Text), "      "), " "))
		if r.Perhaps != "" {
			pr.printf("      %s\n", pr.paint(yellow, fmt.Sprintf("perhaps %s (%s, p %.2f)", r.Perhaps, oneLine(r.Reason), r.P)))
		}
	}
}

// likeReview fills a request from the draft that --like-review names.
func (p *program) likeReview(c *cli.Context, a *asked, req *index.RelatedRequest) (*draft, error) {
	d, err := p.readDraft(c, a, c.String("like-review"))
	if err != nil {
		return nil, err
	}
	req.Seeds, req.Exclude = d.seeds, d.exclude
	req.Terms = strings.TrimSpace(req.Terms + " " + d.about)
	if !p.quiet {
		p.prog.note("%s", d.summary())
	}
	if len(d.seeds) == 0 && req.Terms == "" {
		return d, &status{code: exitEmpty, text: "nothing to start from: no reference of this text is in the library, and it has no title or abstract",
			hint: "see what was read with: citegraph parse " + shellWords([]string{d.Path})}
	}
	return d, nil
}

// ofThem is "all", "none" or a number "of them".
func ofThem(n, of int) string {
	switch {
	case n == of && n > 0:
		return "all"
	case n == 0:
		return "none"
	}
	return fmt.Sprintf("%d of them", n)
}
