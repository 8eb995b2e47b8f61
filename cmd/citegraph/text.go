package main

import (
	"fmt"
	"strconv"
	"strings"

	"citegraph/corpus"
)

// documentText prints a document for people: what it is, its references, what
// points at them, and what was found loose.
func (p *program) documentText(d *corpus.Document, spans bool) {
	pr := p.print
	title := d.Work.Title
	if title == "" {
		title = d.Source.Path
	}
	pr.printf("%s\n", pr.paint(bold, oneLine(title)))
	linked := 0
	for _, c := range d.Calls {
		if len(c.Targets) > 0 {
			linked++
		}
	}
	pr.printf("%s\n", pr.paint(dim, fmt.Sprintf("%s · %s · %s, %s (%d linked)%s", oneLine(d.Source.Path), d.Source.Format,
		count(len(d.Refs), "reference"), count(len(d.Calls), "callout"), linked, scatteredNote(d))))
	for i := range d.Refs {
		p.referenceText(&d.Refs[i], spans)
	}
	for _, f := range d.Frags {
		pr.printf("  %-12s %s%s\n", f.Class, oneLine(f.Text), spanText(f.Span, spans))
	}
	for _, c := range d.Calls {
		if spans {
			pr.printf("  %-12s %s → %s%s\n", "callout", oneLine(c.Text), targets(c.Targets), spanText(c.Span, true))
		}
	}
	for _, n := range d.Notes {
		pr.printf("  %s\n", pr.paint(yellow, "note: "+oneLine(n.Text)))
	}
	pr.printf("\n")
}

func scatteredNote(d *corpus.Document) string {
	if len(d.Frags) == 0 {
		return ""
	}
	return fmt.Sprintf(", %s", count(len(d.Frags), "loose fragment"))
}

func targets(ns []int) string {
	if len(ns) == 0 {
		return "?"
	}
	s := make([]string, len(ns))
	for i, n := range ns {
		s[i] = strconv.Itoa(n)
	}
	return strings.Join(s, ", ")
}

func spanText(s corpus.Span, show bool) string {
	if !show {
		return ""
	}
	return fmt.Sprintf("  [%d,%d)", s.Start, s.End)
}

// referenceText prints one reference: its number, what it is, and how sure.
func (p *program) referenceText(r *corpus.Reference, spans bool) {
	pr := p.print
	line := citationLine(&r.CSL)
	if line == "" {
		line = r.Raw
	}
	mark := ""
	if r.Confidence > 0 && r.Confidence < 0.5 {
		mark = pr.paint(yellow, fmt.Sprintf("  doubtful (%.0f %%)", 100*r.Confidence))
	}
	pr.printf("%4d. %s%s%s\n", r.N, strings.TrimLeft(pr.wrap(oneLine(line), "      "), " "), spanText(r.Span, spans), mark)
	for _, field := range []string{"page", "year", "volume"} {
		if h := r.Hypotheses[field]; len(h) > 1 {
			var alt []string
			for _, v := range h {
				alt = append(alt, fmt.Sprintf("%s (%.2f)", v.Value, v.P))
			}
			pr.printf("      %s\n", pr.paint(dim, field+"? "+oneLine(strings.Join(alt, ", "))))
		}
	}
}

// citationLine is a work in one line: authors, year, title, where.
func citationLine(w *corpus.Work) string {
	var parts []string
	if a := authorsShort(w.Author); a != "" {
		parts = append(parts, a)
	} else if a := authorsShort(w.Editor); a != "" {
		parts = append(parts, a+" (eds)")
	}
	if y := w.Year(); y != 0 {
		parts = append(parts, fmt.Sprintf("(%d)", y))
	}
	head := strings.Join(parts, " ")
	var tail []string
	if w.Title != "" {
		tail = append(tail, w.Title)
	}
	if v := venue(w); v != "" {
		tail = append(tail, v)
	}
	if w.DOI != "" {
		tail = append(tail, "doi:"+w.DOI)
	} else if w.PMID != "" {
		tail = append(tail, "pmid:"+w.PMID)
	}
	switch body := sentences(tail); {
	case head == "":
		return body
	case body == "":
		return head
	default:
		return head + " " + body
	}
}

// sentences joins parts by full stops, where they have no end of their own.
func sentences(parts []string) string {
	var b strings.Builder
	for i, s := range parts {
		if i > 0 {
			if !strings.ContainsAny(b.String()[b.Len()-1:], ".?!") {
				b.WriteByte('.')
			}
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	return b.String()
}

// venue is the container with volume, issue and pages: "BMC Psychiatry 14:39".
func venue(w *corpus.Work) string {
	name := w.ContainerTitle
	if name == "" {
		name = w.Publisher
	}
	at := w.Volume
	if w.Issue != "" {
		at += "(" + w.Issue + ")"
	}
	if w.Page != "" {
		at += ":" + w.Page
	}
	return strings.TrimSpace(name + " " + at)
}

// authorsShort names up to three authors and says when there are more.
func authorsShort(names []corpus.Name) string {
	var out []string
	for i, n := range names {
		if i == 3 {
			return strings.Join(out, ", ") + ", et al."
		}
		out = append(out, nameText(n))
	}
	return strings.Join(out, ", ")
}

func nameText(n corpus.Name) string {
	if n.Family == "" {
		return n.Literal
	}
	if n.Given == "" {
		return n.Family
	}
	return n.Family + " " + n.Given
}

// count is "1 work", "2 works", "no works".
func count(n int, noun string) string {
	plural := noun + "s"
	if strings.HasSuffix(noun, "y") {
		plural = strings.TrimSuffix(noun, "y") + "ies"
	}
	switch n {
	case 0:
		return "no " + plural
	case 1:
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + plural
}
