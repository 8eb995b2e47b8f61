package bib

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
)

// ReadRIS reads RIS as Zotero, EndNote, Mendeley, Ovid, Scopus, Embase and
// Cochrane write it, its elder cousin Refer (.enw), and the plain text of
// databases: Ovid and Cochrane (ris_numbered.go), records with named fields
// (named.go), and lists for the eye (listed.go). A record ends at ER, at the next TY, or with the file.
func ReadRIS(ctx context.Context, in corpus.Input) iter.Seq2[*corpus.Text, error] {
	return streamLines(ctx, in, risStart, readRIS)
}

// risStart reports the first line of a record, of Refer's too.
func risStart(line []byte) bool {
	if bytes.HasPrefix(line, []byte("%0 ")) {
		return true
	}
	line, _, _ = bytes.Cut(line, []byte("\n"))
	if recordNumber().Match(line) || recordRule().Match(line) {
		return true
	}
	tag, _, ok := risTag(string(line))
	return ok && tag == "TY"
}

// risTag reads "TY  - value", whatever the number of blanks.
func risTag(s string) (tag, value string, ok bool) {
	s = strings.TrimPrefix(s, "\uFEFF")
	t := strings.TrimLeft(s, " \t")
	if len(s)-len(t) > 2 || len(t) < 3 || !isCap(t[0]) || !isCap(t[1]) && (t[1] < '0' || t[1] > '9') {
		return "", "", false
	}
	rest := strings.TrimLeft(t[2:], " \t")
	if blanks := len(t) - 2 - len(rest); blanks < 1 || blanks > 4 || rest == "" || rest[0] != '-' {
		return "", "", false
	}
	return t[:2], strings.TrimSpace(rest[1:]), true
}

func isCap(c byte) bool { return c >= 'A' && c <= 'Z' }

func readRIS(b *batch, p *place) {
	switch {
	case isRefer(p.text):
		readRefer(b, p)
		return
	case isNumbered(p.text):
		readNumbered(b, p)
		return
	case isNamed(p.text):
		readNamed(b, p)
		return
	}
	if l := isListed(p.text); l != nil {
		readListed(b, p, l)
		return
	}
	r := risReader{b: b, p: p}
	lines(p.text, risTag, func(l line) bool {
		if l.tag == "" {
			r.untagged(l)
		} else {
			r.tagged(l)
		}
		return !b.done
	})
	r.stray(len(p.text))
	if r.rec != nil {
		r.close("the file ends within a record: no ER")
	}
}

// risReader is the state between lines: a record is open or not.
type risReader struct {
	b        *batch
	p        *place
	rec      *tagged
	strayAt  int // of lines that belong to no record
	strayN   int
	strayEnd int
}

func (r *risReader) tagged(l line) {
	if l.tag == "ER" {
		if r.rec != nil {
			r.rec.end = l.end
			r.close("")
		}
		return
	}
	if l.tag == "TY" && r.rec != nil {
		r.close("no ER before the next TY")
	}
	if r.rec == nil {
		r.stray(l.start)
		r.rec = &tagged{start: l.start}
	}
	r.rec.put(l.tag, l.value)
	r.rec.end = l.end
}

func (r *risReader) untagged(l line) {
	if r.rec != nil {
		if strings.TrimSpace(l.value) != "" {
			r.rec.goOn(l.value)
			r.rec.end = l.end
		}
		return
	}
	s := strings.TrimSpace(l.value)
	if s == "" || strings.Trim(s, "0123456789.<>") == "" {
		return // Ovid numbers its records
	}
	if r.strayN == 0 {
		r.strayAt = l.start
	}
	r.strayN++
	r.strayEnd = l.end
}

// stray reports lines outside all records.
func (r *risReader) stray(int) {
	if r.strayN > 0 {
		r.b.repaired(r.p, r.strayAt, r.strayEnd, fmt.Sprintf("%d lines that belong to no record", r.strayN))
		r.strayN = 0
	}
}

func (r *risReader) close(why string) {
	rec := r.rec
	r.rec = nil
	if rec.get("TY") == "" {
		if rec.get("TI", "T1", "AU", "A1", "PY", "Y1", "DO") == "" {
			return // what Ovid writes behind ER
		}
		why = strings.TrimPrefix(why+"; a record without TY", "; ")
	}
	if why != "" {
		r.b.repaired(r.p, rec.start, rec.end, why)
	}
	r.b.finish(r.p, risReference(rec), rec.start, rec.end)
}

// The CSL types of RIS types.
var risTypes = map[string]string{
	"JOUR": "article-journal", "JFULL": "periodical", "EJOUR": "article-journal", "INPR": "article-journal", "ABST": "article-journal",
	"MGZN": "article-magazine", "NEWS": "article-newspaper", "BOOK": "book", "EDBOOK": "book", "EBOOK": "book", "CLSWK": "book",
	"CHAP": "chapter", "ECHAP": "chapter", "CONF": "paper-conference", "CPAPER": "paper-conference", "THES": "thesis", "RPRT": "report",
	"GOVDOC": "report", "ELEC": "webpage", "WEB": "webpage", "BLOG": "post-weblog", "ICOMM": "personal_communication", "PCOMM": "personal_communication",
	"GEN": "document", "UNPB": "manuscript", "MANSCPT": "manuscript", "PAT": "patent", "DATA": "dataset", "AGGR": "dataset", "COMP": "software",
	"STAND": "standard", "DICT": "entry-dictionary", "ENCYC": "entry-encyclopedia", "SER": "book", "PAMP": "pamphlet", "SLIDE": "speech",
	"VIDEO": "motion_picture", "MPCT": "motion_picture", "SOUND": "song", "ART": "graphic", "FIGURE": "figure", "MAP": "map", "MUSIC": "musical_score",
	"BILL": "bill", "CASE": "legal_case", "LEGAL": "legislation", "STAT": "legislation", "HEAR": "hearing", "ADVS": "motion_picture", "PREPRINT": "article",
}

func risReference(r *tagged) corpus.Reference {
	w := corpus.Work{
		Type:            risTypes[strings.ToUpper(r.get("TY"))],
		Title:           r.get("TI", "T1", "CT"),
		TitleShort:      r.get("ST"),
		CollectionTitle: r.get("T3"),
		Volume:          r.get("VL", "VO"),
		Issue:           r.get("IS", "CP"),
		Publisher:       r.get("PB"),
		PublisherPlace:  r.get("CY", "PP"),
		Edition:         r.get("ET"),
		Language:        r.get("LA"),
		Abstract:        r.get("AB", "N2"),
		Note:            r.get("N1"),
		Keyword:         strings.Join(r.all("KW"), ", "),
		Author:          risNames(r.all("AU", "A1")),
		Editor:          risNames(r.all("A2", "ED")),
		Translator:      risNames(r.all("A4")),
		Issued:          risDate(r),
		Accessed:        parseDate(r.get("Y2")),
	}
	risContainer(r, &w)
	risPages(r, &w)
	risIdentifiers(r, &w)
	if w.Type == "report" || w.Type == "patent" || w.Type == "thesis" {
		w.Number = r.get("M1", "SV")
	}
	if v := r.get("M3"); v != "" && w.DOI == "" {
		if _, ok := ident.DOI(v); ok {
			w.DOI = v
			v = ""
		}
		w.Genre = v
	} else {
		w.Genre = v
	}
	if w.Type == "article-journal" && genreOfType(w.Genre) {
		w.Genre = ""
	}
	markStub(&w, r.get("U5"))
	return corpus.Reference{ID: r.get("ID"), CSL: w}
}

// genreOfType: a genre that says no more than the type.
func genreOfType(s string) bool {
	switch strings.ToLower(s) {
	case "article", "journal article", "journal: article":
		return true
	}
	return false
}

func risNames(vs []string) []corpus.Name {
	out := make([]corpus.Name, 0, len(vs))
	for _, v := range vs {
		if strings.Count(v, ",") > 6 && !strings.Contains(v, ";") {
			continue // Ovid lists the family names of cited authors here
		}
		if strings.Count(v, ";") > 0 && strings.Count(v, ",") > 1 { // all names in one line
			out = append(out, namesOf(v)...)
			continue
		}
		out = append(out, nameOf(v))
	}
	return out
}

// risContainer: the full title wins over the abbreviation.
func risContainer(r *tagged, w *corpus.Work) {
	full := r.get("JF", "T2")
	short := r.get("J2", "JA", "J1", "J9", "JI")
	switch {
	case full == "":
		full = r.get("JO", "BT", "SO")
		if full == "" && w.Type == "paper-conference" {
			full = r.get("C3")
		}
	case short == "":
		if jo := r.get("JO"); jo != full {
			short = jo
		}
	}
	if full == "" {
		full, short = short, ""
	}
	if w.Title == "" && r.get("BT") != "" {
		w.Title = r.get("BT")
		if full == w.Title {
			full = ""
		}
	}
	if full == short {
		short = ""
	}
	if w.Type == "book" && w.CollectionTitle == "" && full != "" {
		w.CollectionTitle, full = full, "" // T2 of a book is its series
	}
	w.ContainerTitle, w.ContainerTitleShort = full, short
}

func risPages(r *tagged, w *corpus.Work) {
	from, to := r.get("SP"), r.get("EP")
	if from == "No" && to == "Specified" {
		return // PsycINFO
	}
	switch {
	case from == "" && to == "":
		w.Page = r.get("C7", "AR")
	case from == "":
		w.Page = to
	case w.Type == "book" || w.Type == "thesis" || w.Type == "report":
		if to == "" && digits4(from) {
			w.NumberOfPages = from
			return
		}
		fallthrough
	default:
		w.Page = from
		if to != "" && to != from && !strings.ContainsAny(from, "-–") {
			w.Page += "-" + to
		}
	}
}

var pubMedNumber = corpus.Lazily(`(?i)\bPUBMED (\d{4,9})\b`)

var pmcNumber = corpus.Lazily(`\bPMC\d{3,9}\b`)

func risIdentifiers(r *tagged, w *corpus.Work) {
	w.DOI = r.get("DO", "DI")
	for _, u := range r.all("UR", "L2", "LK") {
		if w.URL == "" && (strings.HasPrefix(u, "http") || strings.HasPrefix(u, "www.")) {
			w.URL, _, _ = strings.Cut(u, " ")
		}
	}
	if w.URL == "" {
		w.URL = r.get("UR")
	}
	db := strings.ToLower(r.get("DB") + " " + r.get("DP"))
	if v, ok := ident.PMID(r.get("AN", "PM")); ok && len(v) > 3 && (strings.TrimSpace(db) == "" || strings.Contains(db, "pubmed") || strings.Contains(db, "medline") || strings.Contains(db, "nlm")) {
		w.PMID = v
	}
	if m := pubMedNumber().FindStringSubmatch(r.get("C3") + " " + r.get("AN")); m != nil && w.PMID == "" { // Cochrane
		w.PMID = m[1]
	}
	if v := r.get("C2"); w.PMID == "" && len(v) >= 6 && len(v) <= 8 && digits4(v) { // Scopus
		w.PMID = v
	}
	if v := r.get("C5"); w.PMID == "" && len(v) >= 6 && len(v) <= 8 && digits4(v) && (strings.Contains(db, "medline") || strings.Contains(db, "embase")) {
		w.PMID = v // Embase
	}
	if v := r.get("C2"); strings.Contains(v, "PMC") {
		w.PMCID = pmcNumber().FindString(v)
	}
	for _, v := range r.all("SN") {
		v, _, _ = strings.Cut(v, " (")
		if _, ok := ident.ISSN(v); ok {
			w.ISSN = strings.TrimSpace(w.ISSN + " " + v)
		} else if isbn := idList(v, ident.ISBN); isbn != "" {
			w.ISBN = strings.TrimSpace(w.ISBN + " " + isbn)
		}
	}
	if w.Type == "book" || w.Type == "chapter" {
		return
	}
	if _, ok := ident.ISBN(w.ISBN); !ok && w.ISSN == "" {
		w.ISSN, w.ISBN = w.ISBN, "" // an ISSN with a wrong check digit
	}
}

// risDate: PY gives the year; DA or Y1 of the same year give month and day.
func risDate(r *tagged) *corpus.Date {
	best := risOneDate(r.get("PY", "Y1", "YR", "DA"))
	for _, tag := range []string{"DA", "Y1"} {
		d := risOneDate(r.get(tag))
		if d.Year() != 0 && (best == nil || best.Year() == 0 || d.Year() == best.Year() && (len(d.Parts[0]) > len(best.Parts[0]) || d.Season != "" && len(best.Parts[0]) == 1)) {
			best = d
		}
	}
	return best
}

// risOneDate reads 2019/05/12/season, any part of which may be missing.
func risOneDate(s string) *corpus.Date {
	parts := strings.Split(s, "/")
	if len(parts) < 2 {
		return parseDate(s)
	}
	n := make([]int, 3)
	for i := range min(3, len(parts)) {
		n[i] = atoi(strings.TrimSpace(parts[i]))
	}
	if n[0] <= 31 || len(strings.TrimSpace(parts[0])) != 4 {
		return parseDate(s) // 12/05/2019, in whichever order: the year alone is sure
	}
	season := ""
	if len(parts) > 3 {
		season = clean(strings.Join(parts[3:], "/"))
		if v := seasonOf(season); v != "" {
			season = v
		}
	}
	d := dateOf(n[0], n[1], n[2], season)
	if d == nil {
		return parseDate(s)
	}
	return d
}
