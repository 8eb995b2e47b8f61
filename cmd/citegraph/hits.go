package main

import (
	"fmt"
	"strings"

	"citegraph/graph"
	"citegraph/index"
	"citegraph/index/query"
)

// resultsText prints what was found for people to read: hits, then facets.
func (p *program) resultsText(g *graph.Graph, res *index.Results) {
	pr := p.print
	for i := range res.Hits {
		p.hitText(g, &res.Hits[i])
	}
	for _, f := range res.Facets {
		pr.printf("\n%s\n", pr.paint(bold, f.Field))
		for _, v := range f.Values {
			pr.printf("%8d  %s\n", v.Count, oneLine(v.Value))
		}
		if f.Other > 0 {
			pr.printf("%8d  %s\n", f.Other, pr.paint(dim, "other values"))
		}
	}
	if n := len(res.Hits); n > 0 && res.Total >= n && !p.quiet {
		pr.printf("%s\n", pr.paint(dim, fmt.Sprintf("%d of %d", n, res.Total)))
	}
	if res.Caveat != "" && len(res.Hits) > 0 {
		pr.printf("%s\n", pr.paint(yellow, oneLine(res.Caveat)))
	}
}

func (p *program) hitText(g *graph.Graph, h *index.Hit) {
	pr := p.print
	line := h.Name
	switch {
	case h.Context != nil:
		line = "“" + h.Context.Text + "”"
	case h.CSL != nil:
		line = citationLine(h.CSL)
	}
	if line == "" {
		line = "(partial) " + h.Key
	}
	pr.printf("%3d  %s\n", h.Rank, strings.TrimLeft(pr.wrap(oneLine(line), "     "), " "))
	facts := hitFacts(h)
	if h.Context != nil {
		facts = contextFacts(g, h)
	}
	pr.printf("%s\n", pr.paint(dim, pr.wrap(facts, "     ")))
	if h.Partial && h.CSL != nil && len(h.CSL.Author) == 0 {
		p.inWords(g, h.N)
	}
	if len(h.Lacks) > 0 {
		pr.printf("     %s\n", pr.paint(yellow, "lacks: "+oneLine(strings.Join(h.Lacks, ", "))))
	}
	for _, s := range h.Snippets {
		if s.Text == line || h.CSL != nil && s.Text == h.CSL.Title || h.Context != nil {
			continue // it stands above already
		}
		pr.printf("%s\n", pr.wrap(pr.marked(s), "     "))
	}
	if h.Found != nil {
		p.foundText(h.Found)
	}
	for _, w := range h.Why {
		p.reasonText(&w)
	}
}

// inWords prints the first sentence that cites a work of which too little is
// known to tell it by.
func (p *program) inWords(g *graph.Graph, n uint32) {
	if ctxs, err := g.ContextsOf(n); err == nil && len(ctxs) > 0 {
		p.print.printf("%s\n", p.print.wrap("cited as: “"+oneLine(ctxs[0].Text)+"”", "     "))
	}
}

// contextFacts is the line below a citing sentence: who says it where, of what.
func contextFacts(g *graph.Graph, h *index.Hit) string {
	at := fmt.Sprintf("%s byte %d", oneLine(h.Context.Path), h.Context.Span.Start)
	if h.Context.Section != "" {
		at += ", " + oneLine(h.Context.Section)
	}
	cited := make([]string, len(h.Context.Cited))
	for i, id := range h.Context.Cited {
		cited[i] = called(g, id)
	}
	return strings.Join([]string{"in " + called(g, h.Context.Citing), at, "cites " + strings.Join(cited, ", ")}, " · ")
}

// called is "White 2020 (w7k2m9)".
func called(g *graph.Graph, id string) string {
	n, err := g.Lookup(id)
	if err != nil {
		return id
	}
	w, err := g.Work(n)
	if err != nil {
		return id
	}
	return oneLine(shortName(w)) + " (" + id + ")"
}

// hitFacts is the line below a result.
func hitFacts(h *index.Hit) string {
	facts := []string{h.ID}
	if h.Key != "" {
		facts = append(facts, oneLine(h.Key))
	}
	if h.Type != query.Works {
		return strings.Join(append(facts, string(h.Type), count(h.Works, "work"), fmt.Sprintf("cited %d", h.Cited)), " · ")
	}
	facts = append(facts, standing{h.Cited, h.Held, h.Review, h.Partial, h.Ambiguous, h.Retracted}.facts()...)
	return strings.Join(facts, " · ")
}

// marked paints the matched words of a snippet.
func (p *printer) marked(s index.Snippet) string {
	var b strings.Builder
	at := 0
	for _, m := range s.Marks {
		if m.Start < at || m.End > len(s.Text) {
			continue
		}
		b.WriteString(safeText(s.Text[at:m.Start]))
		for i, w := range strings.Fields(safeText(s.Text[m.Start:m.End])) {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(p.paint(bold, w))
		}
		at = m.End
	}
	b.WriteString(safeText(s.Text[at:]))
	return b.String()
}

// reasonText is one channel and its evidence.
func (p *program) reasonText(w *index.Reason) {
	pr := p.print
	line := fmt.Sprintf("%s %.0f %%", w.Channel, 100*w.Share)
	if len(w.Terms) > 0 {
		line += ": " + strings.Join(w.Terms, ", ")
	}
	if len(w.Shared) > 0 {
		ids := w.Shared[:min(5, len(w.Shared))]
		line += ": shared " + strings.Join(ids, " ")
	}
	pr.printf("     %s\n", pr.paint(cyan, oneLine(line)))
	for i, e := range w.Evidence {
		if i == 3 {
			pr.printf("       %s\n", pr.paint(dim, fmt.Sprintf("… and %d more", len(w.Evidence)-3)))
			break
		}
		pr.printf("%s\n", pr.wrap("“"+oneLine(e.Text)+"”", "       "))
		pr.printf("       %s\n", pr.paint(dim, strings.TrimSpace(fmt.Sprintf("%s byte %d %s", oneLine(e.Path), e.Span.Start, e.Level))))
	}
}
