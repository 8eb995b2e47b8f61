package bib

import (
	"bytes"
	"context"
	"iter"
	"strings"

	"citegraph/corpus"
)

// ReadWoS reads Web of Science exports, tagged ("Plain text") or tab-delimited,
// with their cited references (CR).
func ReadWoS(ctx context.Context, in corpus.Input) iter.Seq2[*corpus.Text, error] {
	return streamLines(ctx, in, func(line []byte) bool { return bytes.HasPrefix(line, []byte("PT ")) }, func(b *batch, p *place) {
		first := strings.TrimLeft(p.text, " \n\t\uFEFF")
		if strings.HasPrefix(first, "PT\t") || strings.Contains(first[:min(len(first), 400)], "\tAU\t") {
			readWoSTable(b, p)
			return
		}
		readWoSTagged(b, p)
	})
}

// wosTag reads "AU Smith, J": two capitals or digits, then a blank or nothing.
func wosTag(s string) (tag, value string, ok bool) {
	s = strings.TrimPrefix(s, "\uFEFF")
	if len(s) < 2 || !isCap(s[0]) || !isCap(s[1]) && (s[1] < '0' || s[1] > '9') || len(s) > 2 && s[2] != ' ' {
		return "", "", false
	}
	return s[:2], strings.TrimSpace(s[2:]), true
}

// Tags whose continuation lines are values of their own.
func wosList(tag string) bool {
	switch tag {
	case "AU", "AF", "BE", "BF", "BA", "ED", "CA", "GP", "CR", "OI", "RI":
		return true
	}
	return false
}

func readWoSTagged(b *batch, p *place) {
	var rec *tagged
	last := ""
	end := func(why string) {
		if rec == nil {
			return
		}
		if why != "" {
			b.repaired(p, rec.start, rec.end, why)
		}
		b.finish(p, wosReference(b, p, rec), rec.start, rec.end)
		rec = nil
	}
	lines(p.text, wosTag, func(l line) bool {
		switch {
		case l.tag == "FN" || l.tag == "VR" || l.tag == "EF":
			if rec == nil || l.tag == "EF" {
				end("the file ends within a record: no ER")
				return !b.done
			}
		case l.tag == "ER":
			if rec != nil {
				rec.end = l.end
			}
			end("")
			return !b.done
		case l.tag == "PT" && rec != nil:
			end("no ER before the next PT")
		}
		switch {
		case l.tag == "" && rec != nil:
			if v := strings.TrimSpace(l.value); v != "" && wosList(last) {
				rec.put(last, v)
			} else {
				rec.goOn(v)
			}
			rec.end = l.end
		case l.tag == "":
			if strings.TrimSpace(l.value) != "" {
				b.repaired(p, l.start, l.end, "a line that belongs to no record")
			}
		default:
			if rec == nil {
				rec = &tagged{start: l.start}
			}
			rec.put(l.tag, l.value)
			rec.end, last = l.end, l.tag
		}
		return !b.done
	})
	end("the file ends within a record: no ER")
}

// readWoSTable reads the tab-delimited form: a row a record, lists joined by
// semicolons.
func readWoSTable(b *batch, p *place) {
	var head []string
	lines(p.text, func(s string) (string, string, bool) { return "", s, true }, func(l line) bool {
		row := strings.TrimPrefix(l.value, "\uFEFF")
		if strings.TrimSpace(row) == "" {
			return true
		}
		cells := strings.Split(row, "\t")
		if head == nil {
			head = cells
			return true
		}
		rec := &tagged{start: l.start, end: l.end}
		for i, c := range cells {
			if i >= len(head) {
				break
			}
			tag := strings.TrimSpace(head[i])
			if c = unquoteCell(c); c == "" {
				continue
			}
			if !wosList(tag) {
				rec.put(tag, c)
				continue
			}
			for _, v := range strings.Split(c, ";") {
				rec.put(tag, v)
			}
		}
		if len(cells) < len(head)/2 {
			b.skip(p, l.start, l.end, "a row with too few cells")
			return !b.done
		}
		return b.finish(p, wosReference(b, p, rec), l.start, l.end)
	})
}

func unquoteCell(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' {
		s = strings.ReplaceAll(s[1:len(s)-1], `""`, `"`)
	}
	return s
}

func wosReference(b *batch, p *place, r *tagged) corpus.Reference {
	w := corpus.Work{
		Type:                wosType(r),
		Title:               r.get("TI"),
		ContainerTitle:      r.get("SO"),
		ContainerTitleShort: r.get("JI", "J9"),
		CollectionTitle:     r.get("SE"),
		EventTitle:          r.get("CT"),
		Volume:              r.get("VL"),
		Issue:               r.get("IS"),
		Page:                r.get("BP"),
		Publisher:           r.get("PU"),
		PublisherPlace:      r.get("PI"),
		DOI:                 r.get("DI"),
		PMID:                r.get("PM"),
		ISSN:                strings.TrimSpace(r.get("SN") + " " + r.get("EI")),
		ISBN:                r.get("BN"),
		Abstract:            r.get("AB"),
		Language:            r.get("LA"),
		Keyword:             strings.ReplaceAll(r.get("DE", "ID"), ";", ","),
		Author:              wosNames(r, "AF", "AU"),
		Editor:              wosNames(r, "BF", "BE", "ED"),
		Issued:              wosDate(r),
	}
	if to := r.get("EP"); to != "" && to != w.Page {
		w.Page += "-" + to
	}
	if w.Page == "" {
		w.Page = r.get("AR")
	}
	for _, v := range append(r.all("CA"), r.all("GP")...) {
		w.Author = append(w.Author, corpus.Name{Literal: v})
	}
	if w.ContainerTitleShort == w.ContainerTitle {
		w.ContainerTitleShort = ""
	}
	switch t := r.get("DT"); {
	case t == "" || strings.HasPrefix(t, "Article"):
	case strings.Contains(t, "Retracted"):
		custom(&w).Retracted = true
	default:
		w.Genre = t
	}
	ref := corpus.Reference{ID: r.get("UT"), CSL: w}
	for _, v := range r.all("CR") {
		if len(ref.References) >= maxCited {
			break
		}
		one := citedReference(v)
		one.N = len(ref.References) + 1
		for _, what := range tidy(&one.CSL) {
			b.mend(p, r.start, r.end, what)
		}
		ref.References = append(ref.References, one)
	}
	return ref
}

func wosType(r *tagged) string {
	switch r.get("PT") {
	case "B":
		if r.get("TI") != "" && r.get("SO") != "" && r.get("SO") != r.get("TI") {
			return "chapter"
		}
		return "book"
	case "S":
		if strings.Contains(r.get("DT"), "Proceedings") {
			return "paper-conference"
		}
		return "chapter"
	case "P":
		return "patent"
	}
	if strings.Contains(r.get("DT"), "Proceedings Paper") && r.get("CT") != "" && r.get("VL") == "" {
		return "paper-conference"
	}
	return "article-journal"
}

// wosNames reads the first of tags that has names.
func wosNames(r *tagged, tags ...string) []corpus.Name {
	for _, t := range tags {
		vs := r.all(t)
		if len(vs) == 0 {
			continue
		}
		out := make([]corpus.Name, 0, len(vs))
		for _, v := range vs {
			out = append(out, nameOf(v))
		}
		return out
	}
	return nil
}

func wosDate(r *tagged) *corpus.Date {
	y, pd := r.get("PY"), r.get("PD")
	if y == "" {
		return parseDate(r.get("EA"))
	}
	if d := parseDate(y + " " + pd); pd != "" && d.Year() == atoi(y) {
		return d
	}
	return parseDate(y)
}
