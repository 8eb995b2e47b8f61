package bib

import (
	"regexp"
	"strings"

	"citegraph/corpus"
)

// Databases show a record in full as text with the names of its fields:
//
//	Title: Bias in meta-analysis          ProQuest, APA PsycNet, EndNote
//	Authors:                              EBSCO: the value on lines of its own
//		Egger, Matthias
//	AUTHOR NAMES                          Embase: so, and in capitals
//	Egger M.
//
// A record begins at a rule, at its number, or where its first field comes
// again. What no name stands before belongs to the field before it. That is how
// such exports look in programs that read them; see also listed.go for those
// that name only some of their fields.

// fieldNames are the names that are known, in lower case, with RIS's tags; "-"
// is a field that is passed over.
var fieldNames = func() map[string]string {
	m := map[string]string{}
	for tag, names := range map[string]string{
		"TI": "title|article title|document title",
		"AU": "author|authors|author names|author(s)|by",
		"ED": "editor|editors",
		"JF": "publication title|journal|journal title|source title|journal name|publication|secondary title",
		"SO": "source",
		"VL": "volume",
		"CP": "issue|number|issue number",
		"SP": "pages|page range|first page|start page|pagination|page",
		"PY": "year|publication year|year of publication",
		"DA": "publication date|date of publication|date",
		"DO": "doi|digital object identifier",
		"AN": "pmid|pubmed id|medline pmid",
		"SN": "issn|isbn|print issn|issn/isbn",
		"PB": "publisher|published by",
		"CY": "place published|place of publication",
		"AB": "abstract|abstract (english)",
		"KW": "keywords|author keywords|keyword|identifier / keyword",
		"UR": "url|document url|persistent link to this record|persistent link to this record (permalink)|stable url|permalink|link",
		"LA": "language|language of publication|language of article",
		"M3": "reference type|item type|document type|publication type",
		"ID": "proquest document id|accession number|embase accession number|record number|psycinfo accession number",
		"ET": "edition",
		"ST": "short title",
		"-": "subject|subjects|subject terms|subject headings|database|copyright|last updated|source type|publication info|links|location|full text|classification|classification codes|" +
			"company / organization|affiliations|author affiliations|author address|author addresses|correspondence address|correspondence|address|funding details|publication stage|open access|" +
			"number of citations in source|notes|label|research notes|name of database|database provider|access date|alternate journal|publication subject|country of publication|number of pages|" +
			"emtree drug index terms|emtree medical index terms|cas registry numbers|clinical trial numbers|language of summary|author full names|index keywords|references|publication history|" +
			"supplement|alternate title|credit|section|people|methodology|format covered|population|release date|correction date|pmcid|conference|document feature|number of references|" +
			"source attribution|e-mail|doc type|coden|abbreviated source title|database name|tests & measures|grant sponsorship|document features|date created|date added|modified|rights|caption|call number|cited references",
	} {
		for _, n := range strings.Split(names, "|") {
			m[n] = tag
		}
	}
	return m
}()

// maxFieldName is the length of the longest name, and some.
const maxFieldName = 48

// namedTag reads a line with a name: "Title: Bias in", "Authors:", "TITLE".
func namedTag(s string) (tag, value string, ok bool) {
	head := s[:min(len(s), maxFieldName)]
	if i := strings.IndexByte(head, ':'); i > 0 {
		if tag = fieldNames[strings.ToLower(head[:i])]; tag != "" {
			return tag, strings.TrimSpace(s[i+1:]), true
		}
	}
	if t := strings.TrimRight(s, " \r"); len(t) < maxFieldName && t == strings.ToUpper(t) {
		tag = fieldNames[strings.ToLower(t)]
	}
	return tag, "", tag != ""
}

// recordRule is a line between records, or one that counts them.
var recordRule = corpus.Lazily(`^\s*(?:[_*=-]{20,}|(?:Document|Record|RECORD):? #?\d{1,6}(?: of \d{1,6})?|Reference Type: +.*)\s*$`)

// isNamed reports such a text: a name that only a database prints, and names
// enough beside it.
func isNamed(text string) bool {
	own := false
	seen := map[string]bool{}
	lines(text[:min(len(text), 32<<10)], namedTag, func(l line) bool {
		seen[l.tag] = l.tag != ""
		name, _, _ := strings.Cut(strings.ToLower(text[l.start:min(l.end, l.start+maxFieldName)]), ":")
		switch strings.TrimSpace(name) {
		case "proquest document id", "accession number", "embase accession number", "reference type", "record", "document url":
			own = true
		}
		return true
	})
	return own && seen["TI"] && (seen["AU"] || seen["ED"]) && (seen["SO"] || seen["JF"] || seen["PB"]) && len(seen) >= 6
}

func readNamed(b *batch, p *place) {
	var rec *tagged
	end := func() {
		if rec != nil && rec.get("TI") != "" {
			if name, place, ok := strings.Cut(rec.get("JF"), "; "); ok && rec.get("ID") != "" { // ProQuest
				rec.set("JF", name)
				rec.put("CY", place)
			}
			b.finish(p, risReference(asRIS(rec)), rec.start, rec.end)
		}
		rec = nil
	}
	lines(p.text, namedTag, func(l line) bool {
		if recordRule().MatchString(p.text[l.start:l.end]) || rec != nil && l.tag != "" && l.tag != "AU" && l.tag != "-" && l.tag == rec.tags[0] && rec.get("TI") != "" {
			end()
		}
		switch {
		case l.tag != "":
			if rec == nil {
				rec = &tagged{start: l.start}
			}
			rec.put(l.tag, l.value)
			rec.end = l.end
		case rec == nil || strings.TrimSpace(l.value) == "":
		case rec.tags[len(rec.tags)-1] == "AU":
			rec.put("AU", strings.TrimSpace(l.value))
			rec.end = l.end
		default:
			rec.goOn(l.value)
			rec.end = l.end
		}
		return !b.done
	})
	end()
}

// What a source in one line holds: "Journal, Vol 12(3), Mar, 2001. pp. 45-67.",
// "Journal (J ABBR). Oct 1995, Vol. 46 Issue 10, p1037-1044. 8p.",
// "Journal, Mar., 1990, Vol. 12, No. 3 (Mar., 1990), pp. 1-20".
var (
	sourceName   = corpus.Lazily(`^(.{2,200}?)(?: \([^()]{1,60}\)\.|\. |, Vol|, (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Autumn|Winter|\d{4}))`)
	sourceVolume = corpus.Lazily(`\bVol\.? ?([\w-]{1,12})(?:\(([^()]{1,20})\))?`)
	sourceIssue  = corpus.Lazily(`\b(?:Issue|No\.) ?([\w-]{1,12})`)
	sourcePages  = corpus.Lazily(`\b(?:pp\. ?|p\.? ?)([A-Za-z]?\d[\w-]{0,20})`)
	sourceYear   = corpus.Lazily(`\b(1[89]\d\d|20\d\d)\b`)
	// Embase: "Journal (2002) 21:11 (1539-1558)".
	embaseSource = corpus.Lazily(`^(.{2,200}?) \((\d{4})\) ([\w-]{1,12})(?::([\w-]{1,20}))?(?: \(([\w-]{1,24})\))?`)
)

// putSource gives out the fields of a source that ovidSource does not read.
func putSource(out *tagged, v string) {
	if m := embaseSource().FindStringSubmatch(v); m != nil {
		for k, t := range [...]string{"JF", "PY", "VL", "CP", "SP"} {
			out.put(t, m[k+1])
		}
		return
	}
	vol := sourceVolume().FindStringSubmatch(v)
	name := sourceName().FindStringSubmatch(v)
	if vol == nil || name == nil {
		out.put("JO", v)
		return
	}
	out.put("JF", name[1])
	out.put("VL", vol[1])
	out.put("CP", vol[2])
	for _, f := range [...]struct {
		tag  string
		expr *regexp.Regexp
	}{{"CP", sourceIssue()}, {"SP", sourcePages()}, {"PY", sourceYear()}} {
		if m := f.expr.FindStringSubmatch(v); m != nil {
			out.put(f.tag, m[1])
		}
	}
}
