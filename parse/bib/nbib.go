package bib

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"strings"

	"citegraph/corpus"
)

// ReadNBIB reads MEDLINE as PubMed saves it (.nbib). A record begins at PMID or
// behind an empty line.
func ReadNBIB(ctx context.Context, in corpus.Input) iter.Seq2[*corpus.Text, error] {
	return streamLines(ctx, in, func(line []byte) bool {
		return bytes.HasPrefix(line, []byte("PMID")) && bytes.IndexByte(line, '-') == 4
	}, readNBIB)
}

// nbibTag reads "AU  - value": a tag of two to four capitals, padded to four.
func nbibTag(s string) (tag, value string, ok bool) {
	n := 0
	for n < len(s) && n < 4 && (isCap(s[n]) || n > 0 && s[n] >= '0' && s[n] <= '9') {
		n++
	}
	if n < 2 {
		return "", "", false
	}
	rest := strings.TrimLeft(s[n:], " ")
	if rest == "" || rest[0] != '-' || len(s)-len(rest) > 5 {
		return "", "", false
	}
	return s[:n], strings.TrimSpace(rest[1:]), true
}

func readNBIB(b *batch, p *place) {
	var rec *tagged
	gap := true
	end := func() {
		if rec != nil {
			if len(rec.tags) < 2 {
				b.skip(p, rec.start, rec.end, "a record of one line")
			} else {
				b.finish(p, nbibReference(rec), rec.start, rec.end)
			}
		}
		rec = nil
	}
	lines(p.text, nbibTag, func(l line) bool {
		switch {
		case strings.TrimSpace(l.value) == "" && l.tag == "":
			gap = true
			return true
		case l.tag == "" && rec != nil && strings.HasPrefix(l.value, "  "):
			rec.goOn(l.value)
		case l.tag == "":
			b.skip(p, l.start, l.end, "a line that belongs to no record")
		default:
			if rec == nil || l.tag == "PMID" || gap {
				end()
				rec = &tagged{start: l.start}
			}
			rec.put(l.tag, l.value)
		}
		gap = false
		if rec != nil {
			rec.end = l.end
		}
		return !b.done
	})
	end()
}

func nbibReference(r *tagged) corpus.Reference {
	w := corpus.Work{
		Type:           "article-journal",
		PMID:           r.get("PMID"),
		PMCID:          r.get("PMC", "PMCR"),
		Title:          medlineTitle(r.get("TI", "CTI")),
		ContainerTitle: r.get("JT"),
		Volume:         r.get("VI"),
		Issue:          r.get("IP"),
		Page:           r.get("PG"),
		Abstract:       r.get("AB"),
		Language:       r.get("LA"),
		PublisherPlace: r.get("PL"),
		Publisher:      r.get("PB"),
		Edition:        r.get("EN"),
		Issued:         parseDate(r.get("DP", "DEP")),
		Author:         nbibAuthors(r, "FAU", "AU", "CN"),
		Editor:         nbibAuthors(r, "FED", "ED", ""),
	}
	short := r.get("TA")
	if w.ContainerTitle == "" {
		w.ContainerTitle = short
	} else if short != w.ContainerTitle {
		w.ContainerTitleShort = short
	}
	if bt := medlineTitle(r.get("BTI")); bt != "" {
		if w.Title == "" {
			w.Title, w.Type = bt, "book"
		} else {
			w.ContainerTitle, w.Type = bt, "chapter"
		}
	}
	kw := r.all("OT")
	if len(kw) == 0 {
		kw = r.all("MH")
	}
	w.Keyword = strings.Join(kw, ", ")
	for _, v := range r.all("LID", "AID") {
		if id, ok := strings.CutSuffix(v, " [doi]"); ok && w.DOI == "" {
			w.DOI = id
		}
		if id, ok := strings.CutSuffix(v, " [pii]"); ok && w.Page == "" && len(id) < 20 && strings.HasPrefix(id, "e") {
			w.Page = id
		}
	}
	var issn []string
	for _, v := range r.all("IS") {
		v, _, _ = strings.Cut(v, " ")
		issn = append(issn, v)
	}
	w.ISSN = strings.Join(issn, " ")
	w.ISBN = strings.Join(r.all("ISBN"), " ")
	for _, pt := range r.all("PT") {
		nbibType(&w, pt)
	}
	if len(r.all("RIN")) > 0 {
		custom(&w).Retracted = true
	}
	markStub(&w, r.get("GN"))
	return corpus.Reference{ID: w.PMID, CSL: w}
}

// medlineTitle is a title without its full stop, and without the brackets that
// mark it as translated.
func medlineTitle(s string) string {
	s = strings.TrimSpace(s)
	if t := strings.TrimSuffix(s, "."); t != s && !strings.HasSuffix(t, ".") {
		s = t
	}
	if strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") && strings.Count(s, "[") == 1 {
		s = s[1 : len(s)-1]
	}
	return s
}

func nbibType(w *corpus.Work, pt string) {
	switch pt {
	case "Book", "Book Chapter":
		if pt == "Book" && w.Type == "article-journal" {
			w.Type = "book"
		}
	case "Preprint":
		w.Type = "article"
	case "Retracted Publication":
		custom(w).Retracted = true
	case "Dataset":
		w.Type = "dataset"
	case "Systematic Review", "Meta-Analysis", "Review", "Randomized Controlled Trial", "Case Reports", "Editorial", "Letter", "Comment":
		if w.Genre == "" {
			w.Genre = pt
		}
	}
}

// nbibAuthors: the full form of a name stands before its short form; groups
// stand in their place among the people.
func nbibAuthors(r *tagged, full, short, group string) []corpus.Name {
	r.settle()
	var out []corpus.Name
	pending := false // the last name came in full, its short form is to follow
	for i, tag := range r.tags {
		v := r.values[i]
		switch {
		case v == "":
		case tag == full:
			n := nameOf(v)
			out = append(out, n)
			pending = true
		case tag == short && pending:
			pending = false
			medlineSuffix(&out[len(out)-1], v)
		case tag == short:
			out = append(out, medlineName(v))
		case tag == group && group != "":
			out = append(out, corpus.Name{Literal: v})
			pending = false
		case tag == "AUID" && len(out) > 0 && strings.Contains(v, "ORCID"):
			_, id, _ := strings.Cut(v, "ORCID:")
			out[len(out)-1].ORCID = strings.TrimSpace(id)
		}
	}
	return out
}

// medlineSuffix takes "Jr" over from the short form, where the full form has it
// among the given names.
func medlineSuffix(n *corpus.Name, short string) {
	if m := medlineName(short); m.Suffix != "" && n.Suffix == "" {
		if g, ok := strings.CutSuffix(n.Given, " "+m.Suffix); ok {
			n.Given = g
			n.Suffix = m.Suffix
		}
	}
}

// WriteNBIB writes MEDLINE records as PubMed saves them.
func WriteNBIB(w io.Writer, works iter.Seq[*corpus.Work]) error {
	bw := bufio.NewWriter(w)
	for work := range works {
		writeNBIB(bw, work)
	}
	return bw.Flush()
}

func writeNBIB(bw *bufio.Writer, w *corpus.Work) {
	put := func(tag, value string) {
		if value != "" {
			fmt.Fprintf(bw, "%-4s- %s\n", tag, oneLine(value))
		}
	}
	if w.PMID != "" {
		put("PMID", w.PMID)
	} else {
		put("OWN", "citegraph") // a record must begin with something
	}
	for _, v := range strings.Fields(w.ISSN) {
		put("IS", v)
	}
	put("VI", w.Volume)
	put("IP", w.Issue)
	put("DP", medlineDate(w.Issued))
	put("TI", w.Title)
	if w.Type == "chapter" {
		put("BTI", w.ContainerTitle)
	} else if w.ContainerTitleShort != "" {
		put("TA", w.ContainerTitleShort)
		put("JT", w.ContainerTitle)
	} else {
		put("JT", w.ContainerTitle)
	}
	put("PG", w.Page)
	if w.DOI != "" {
		put("LID", w.DOI+" [doi]")
	}
	put("AB", w.Abstract)
	for _, n := range w.Author {
		if n.Family == "" {
			put("CN", n.Literal)
			continue
		}
		put("FAU", inverted(n))
		if n.ORCID != "" {
			put("AUID", "ORCID: "+n.ORCID)
		}
	}
	for _, n := range w.Editor {
		if n.Family != "" { // MEDLINE has no organisations as editors
			put("FED", inverted(n))
		}
	}
	put("LA", w.Language)
	put("PT", map[string]string{"book": "Book", "article": "Preprint", "dataset": "Dataset"}[w.Type])
	if w.Type == "article-journal" || w.Type == "" {
		put("PT", "Journal Article")
	}
	put("PT", w.Genre)
	put("PL", w.PublisherPlace)
	put("PB", w.Publisher)
	put("PMC", w.PMCID)
	put("GN", stubMarkOf(w))
	if w.Keyword != "" {
		for _, k := range strings.Split(w.Keyword, ", ") {
			put("OT", k)
		}
	}
	bw.WriteString("\n")
}

// medlineDate writes 2019 Mar 5.
func medlineDate(d *corpus.Date) string {
	if d.Year() == 0 {
		if d != nil {
			return d.Literal
		}
		return ""
	}
	p := d.Parts[0]
	s := pad(p[0], 4)
	if len(p) > 1 {
		m := monthNames[p[1]-1]
		s += " " + strings.ToUpper(m[:1]) + m[1:]
	} else if d.Season != "" {
		s += " " + strings.ToUpper(d.Season[:1]) + d.Season[1:]
	}
	if len(p) > 2 {
		s += fmt.Sprintf(" %d", p[2])
	}
	return s
}
