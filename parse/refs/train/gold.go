package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"citegraph/parse/refs"
)

// record is one labelled reference of the data folder.
type record struct {
	ID       string          `json:"id"`
	Source   string          `json:"source"`
	Lang     string          `json:"lang"`
	Raw      string          `json:"raw"`
	Fields   json.RawMessage `json:"fields"`
	Segments [][]any         `json:"segments"`
	Style    string          `json:"style"`
	Meta     string          `json:"meta"`
	Noise    []string        `json:"noise"`
	Scored   []string        `json:"scored"`
	Names    string          `json:"names"`
	RawPDF   string          `json:"raw_pdf"`
}

// read calls f with each line of a JSON-lines file, gzipped or not.
func read(path string, f func(*record)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	var in io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(file)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		in = z
	}
	r := bufio.NewReaderSize(in, 1<<20)
	for n := 1; ; n++ {
		line, err := r.ReadBytes('\n')
		if len(line) > 1 {
			rec := new(record)
			if err := json.Unmarshal(line, rec); err != nil {
				return fmt.Errorf("%s: line %d: %w", path, n, err)
			}
			f(rec)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
}

// labelled is a reference with a label for each of its tokens.
type labelled struct {
	id, source, list string // list: what the reference shares a style with
	raw              string
	labels           []uint8
	weight           float32
	of               *record // the record from print that it is, nil where it was made
}

// piece is a labelled byte range of a raw string.
type piece struct {
	label    int
	from, to int
}

// synthetic turns a record of the synthetic set into a labelled reference.
func synthetic(r *record) (labelled, bool) {
	var ps []piece
	at := 0
	for _, s := range r.Segments {
		name, _ := s[0].(string)
		text, _ := s[1].(string)
		l := refs.LabelIndex(name)
		if l < 0 || !strings.HasPrefix(r.Raw[at:], text) {
			return labelled{}, false
		}
		ps = append(ps, piece{l, at, at + len(text)})
		at += len(text)
	}
	return finish(r, ps), at == len(r.Raw)
}

// finish gives each token the label of the piece in which it begins.
func finish(r *record, ps []piece) labelled {
	toks := refs.Tokenize(r.Raw, nil)
	out := labelled{id: r.ID, source: r.Source, list: listOf(r), raw: r.Raw, labels: make([]uint8, len(toks)), weight: 1}
	k := 0
	for i, t := range toks {
		for k < len(ps)-1 && t.Start >= ps[k].to {
			k++
		}
		out.labels[i] = refs.Other
		if k < len(ps) && t.Start >= ps[k].from && t.Start < ps[k].to {
			out.labels[i] = uint8(ps[k].label)
		}
	}
	return out
}

// listOf names the list or the style that a record belongs to; empty where
// the source does not tell.
func listOf(r *record) string {
	if r.Style != "" {
		return r.Style
	}
	if file, _, ok := strings.Cut(r.ID, "#"); ok {
		return file
	}
	return ""
}

// goldLabels maps the labels of the gold sources to ours.
var goldLabels = map[string]int{
	"author": refs.Author, "collaboration": refs.Author, "editor": refs.Editor, "director": refs.Editor,
	"translator": refs.Translator, "title": refs.Title, "journal": refs.ContainerTitle,
	"container-title": refs.ContainerTitle, "collection-title": refs.CollectionTitle, "date": refs.Date,
	"volume": refs.Volume, "issue": refs.Issue, "pages": refs.Page, "publisher": refs.Publisher,
	"publisher-place": refs.PublisherPlace, "edition": refs.Edition, "doi": refs.DOI, "url": refs.URL,
	"pmid": refs.PMID, "pmcid": refs.PMCID, "isbn": refs.ISBN, "issn": refs.ISSN, "genre": refs.Genre,
	"medium": refs.Medium, "note": refs.Note, "number": refs.Note, "arxiv": refs.Note,
	"citation-number": refs.CitationNumber, "other": refs.Other,
}

// goldFields are the values that say how a combined volume divides.
type goldFields struct {
	Volume any `json:"volume"`
	Issue  any `json:"issue"`
}

// gold turns a record of a gold source into a labelled reference: combined
// volumes are divided, and gaps join a neighbour by our convention.
func gold(r *record) labelled {
	var f goldFields
	_ = json.Unmarshal(r.Fields, &f) // wrong types leave the volume whole
	pos := byteOffsets(r.Raw)
	var ps []piece
	at := 0
	prev := -1
	for _, s := range r.Segments {
		name, _ := s[0].(string)
		a, _ := s[2].(float64)
		b, _ := s[3].(float64)
		from, to := pos[int(a)], pos[int(b)]
		l, ok := goldLabels[name]
		if !ok || from < at {
			continue
		}
		if name == "note" {
			l = noteLabel(r.Raw[from:to])
		}
		if from > at {
			ps = append(ps, bridge(r.Raw, at, from, prev, l)...)
		}
		if name == "volume" && strings.HasPrefix(r.Source, "anystyle") {
			if n := leadingYear(r.Raw[from:to]); n > 0 { // "2005;100(1):" annotated as one
				ps = append(ps, piece{refs.Date, from, from + n})
				from += n
			}
		}
		if name == "volume" && str(f.Issue) != "" && strings.HasPrefix(r.Source, "anystyle") {
			ps = append(ps, divide(r.Raw, from, to, str(f.Volume), str(f.Issue))...)
		} else {
			ps = append(ps, piece{l, from, to})
		}
		at, prev = to, l
	}
	if at < len(r.Raw) {
		ps = append(ps, bridge(r.Raw, at, len(r.Raw), prev, -1)...)
	}
	return finish(r, ps)
}

// leadingYear is the length of a year and its semicolon at the start of a
// locator, 0 where there is none.
func leadingYear(s string) int {
	if len(s) < 6 || s[4] != ';' || s[0] != '1' && s[0] != '2' {
		return 0
	}
	for i := range 4 {
		if s[i] < '0' || s[i] > '9' {
			return 0
		}
	}
	return 5
}

func str(v any) string {
	s, _ := v.(string)
	return s
}

// byteOffsets maps code points of s to bytes.
func byteOffsets(s string) []int {
	out := make([]int, 0, utf8.RuneCountInString(s)+1)
	for i := range s {
		out = append(out, i)
	}
	return append(out, len(s))
}

// noteLabel tells notes that introduce a link or say when it was read.
func noteLabel(s string) int {
	low := strings.ToLower(s)
	for _, w := range []string{"retrieved", "accessed", "consult", "acess", "abgerufen", "zugriff", "visited"} {
		if strings.Contains(low, w) {
			if strings.ContainsAny(low, "0123456789") {
				return refs.Accessed
			}
			return refs.URL
		}
	}
	if strings.HasPrefix(low, "available") || strings.HasPrefix(low, "url") || strings.HasPrefix(low, "disponib") {
		return refs.URL
	}
	return refs.Note
}

// words that end what stands before them
var trailing = map[string]bool{
	"ed": true, "eds": true, "edd": true, "edt": true, "editor": true, "editors": true, "hrsg": true, "hg": true, "al": true, "et": true,
	"권": true, "호": true, "集": true, "집": true, "卷": true, "期": true, "号": true, "호의": true, "页": true, "頁": true, "쪽": true, "면": true, "年": true,
}

// bridge labels an unlabelled gap between segments prev and next (-1: none).
func bridge(raw string, from, to, prev, next int) []piece {
	toks := refs.Tokenize(raw[from:to], nil)
	if len(toks) == 0 {
		return nil
	}
	cut := from
	for _, t := range toks {
		w := strings.ToLower(raw[from+t.Start : from+t.End])
		suffix := prev == refs.Date && len(w) == 1 && w[0] >= 'a' && w[0] <= 'h' && raw[from+t.Start] == w[0]
		unit := suffix || trailing[w] && (len(w) > 3 || prev == refs.Editor || prev == refs.Author) ||
			prev == refs.Page && next < 0 && (w == "pp" || w == "p" || w == "pages" || w == "s")
		if prev < 0 || !unit {
			break
		}
		cut = from + t.End
	}
	var ps []piece
	if cut > from {
		ps = append(ps, piece{prev, from, cut})
	}
	rest := refs.Tokenize(raw[cut:to], nil)
	if len(rest) == 0 {
		return ps
	}
	l := next
	switch {
	case prev < 0 && isNumber(raw[cut+rest[0].Start:cut+rest[0].End]):
		l = refs.CitationNumber
	case next < 0 && len(rest) > 0:
		l = refs.Note
		if w := strings.ToLower(raw[cut+rest[0].Start : cut+rest[0].End]); w == "google" || w == "crossref" || w == "pubmed" {
			l = refs.Other
		}
	case len(rest) > 5:
		l = refs.Note
	}
	return append(ps, piece{l, cut, to})
}

// issueWords introduce an issue within a combined volume.
var issueWords = map[string]bool{
	"no": true, "nos": true, "n": true, "nr": true, "number": true, "issue": true, "iss": true, "h": true, "heft": true,
	"num": true, "fasc": true, "nº": true, "suppl": true, "n°": true, "nos.": true, "numero": true, "numéro": true, "número": true,
}

func isNumber(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// divide cuts a combined volume segment ("12(3):", "Vol. 105, No. 2,") in two.
func divide(raw string, from, to int, volume, issue string) []piece {
	if volume == "" {
		return []piece{{refs.Issue, from, to}}
	}
	seg := raw[from:to]
	toks := refs.Tokenize(seg, nil)
	first := refs.Tokenize(issue, nil)
	if len(first) == 0 {
		return []piece{{refs.Volume, from, to}}
	}
	head := issue[first[0].Start:first[0].End]
	cut := -1
	for i := len(toks) - 1; i > 0; i-- {
		if seg[toks[i].Start:toks[i].End] == head {
			cut = i
			break
		}
	}
	if cut < 0 {
		return []piece{{refs.Volume, from, to}}
	}
	for cut > 1 && issueWords[strings.ToLower(seg[toks[cut-1].Start:toks[cut-1].End])] {
		cut-- // the word that introduces the issue
	}
	at := from + toks[cut].Start
	return []piece{{refs.Volume, from, at}, {refs.Issue, at, to}}
}
