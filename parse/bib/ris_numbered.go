package bib

import (
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
)

// The plain text that Ovid and the Cochrane Library export is RIS's cousin:
// records begin with a number ("<3>", "Record #3 of 9"), and fields have RIS's
// tags, tags with a colon, or names on lines of their own.
var recordNumber = corpus.Lazily(`^\s*(?:<\d{1,7}>|Record #\d{1,7} of \d{1,7})\s*$`)

// isNumbered reports such a text: what stands behind the first number is no TY.
func isNumbered(text string) bool {
	first, rest, _ := strings.Cut(strings.TrimLeft(text, " \n\t\uFEFF"), "\n")
	if !recordNumber().MatchString(first) {
		return false
	}
	tag, _, _ := risTag(strings.TrimLeft(rest[:min(len(rest), 400)], "\n"))
	return tag != "TY"
}

// The fields of Ovid that are kept, by their names; and the names of others,
// which must not be taken for more of the field before them.
var ovidFields = map[string]string{
	"Unique Identifier": "UI", "Accession Number": "UI", "Title": "TI", "Source": "SO", "Author": "AU", "Authors": "AU", "Authors Full Name": "FA",
	"DOI": "DO", "Digital Object Identifier": "DO", "Abstract": "AB", "Year of Publication": "YR", "Publication Year": "YR", "Journal Name": "JF",
	"Keyword": "KW", "Keywords": "KW", "Database": "DB", "Language": "LA", "ISSN": "IS", "ISSN Print": "IS", "ISSN Electronic": "IS",
	"Institution": "-", "Publication Type": "-", "Status": "-", "Version ID": "-", "Record Owner": "-", "Comments": "-", "Country of Publication": "-",
	"Date of Publication": "-", "Date Created": "-", "Publisher": "-", "Subject Headings": "-", "MeSH Subject Headings": "-", "Correspondence Address": "-",
	"Author NameID": "-", "Publishing Model": "-", "NLM Journal Code": "-", "NLM Journal Name": "-", "Grant Information": "-", "Other Abstract": "-",
	"Publication History Status": "-", "Publication Status": "-", "Entry Date": "-", "Update Date": "-", "Revision Date": "-", "Link to the Ovid Full Text or citation": "-",
}

// Cochrane's tags that RIS calls otherwise.
var cochraneTags = map[string]string{"NO": "CP", "PG": "SP", "US": "UR", "PM": "C3", "SO": "JF", "KY": "KW", "DOI": "DO"}

var colonTag = corpus.Lazily(`^(DOI|[A-Z]{2}): `)

// numberedTag reads a line of such a text.
func numberedTag(s string) (tag, value string, ok bool) {
	if tag, value, ok = risTag(s); ok {
		return tag, value, true
	}
	if m := colonTag().FindString(s); m != "" {
		tag = m[:len(m)-2]
		if t := cochraneTags[tag]; t != "" {
			tag = t
		}
		return tag, strings.TrimSpace(s[len(m):]), true
	}
	if recordNumber().MatchString(s) {
		return "#", "", true
	}
	tag = ovidFields[strings.TrimSpace(s)]
	return tag, "", tag != ""
}

func readNumbered(b *batch, p *place) {
	var rec *tagged
	end := func() {
		if rec != nil && len(rec.tags) > 1 {
			b.finish(p, risReference(asRIS(rec)), rec.start, rec.end)
		}
		rec = nil
	}
	lines(p.text, numberedTag, func(l line) bool {
		switch {
		case l.tag == "#":
			end()
			rec = &tagged{start: l.start}
		case rec == nil:
		case l.tag == "":
			rec.goOn(l.value)
		default:
			rec.put(l.tag, l.value)
		}
		if rec != nil && strings.TrimSpace(l.value+l.tag) != "" {
			rec.end = l.end
		}
		return !b.done
	})
	end()
}

// ovidSource reads "Psychiatric Services. 46(10):1037-44, 1995 Oct." and
// "Psychiatric Services. Vol.46(10), 1995, pp. 1037-1044."
var ovidSource = corpus.Lazily(`^(.{2,300}?)\.\s+(?:Vol\.\s*)?([\w-]{0,4}\d[\w-]{0,9})\s*(?:\(([^()]{1,30})\))?(?::([\w-]{1,24}))?,\s+(\d{4})(?:[^,]{0,30},\s*pp\.\s*([\w-]{1,24}))?`)

// asRIS gives the fields of r RIS's tags.
func asRIS(r *tagged) *tagged {
	out := &tagged{start: r.start, end: r.end}
	out.put("TY", "JOUR")
	full := r.get("FA") != ""
	r.settle()
	for i, tag := range r.tags {
		v := r.values[i]
		switch tag {
		case "AU", "FA":
			if (tag == "FA") != full {
				continue
			}
			for _, one := range strings.Split(v, ";") {
				out.put("AU", strings.TrimSuffix(strings.TrimSpace(one), "."))
			}
		case "UI":
			out.put("ID", v)
			if strings.Contains(strings.ToLower(r.get("DB")), "medline") {
				out.put("AN", v) // a PMID there, and nowhere else
			}
		case "TI":
			out.put("TI", medlineTitle(v))
		case "IS":
			if _, ok := ident.ISSN(v); ok {
				tag = "SN"
			}
			out.put(tag, v)
		case "SO":
			m := ovidSource().FindStringSubmatch(v)
			if m == nil || sourceIssue().MatchString(v) {
				putSource(out, v)
				continue
			}
			for k, t := range [...]string{"JF", "VL", "CP", "SP", "PY", "SP"} {
				out.put(t, m[k+1])
			}
		default:
			out.put(tag, v)
		}
	}
	return out
}
