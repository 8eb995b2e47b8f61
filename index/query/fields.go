package query

import "slices"

// kind of a field: what may stand behind its colon.
type kind uint8

const (
	text     kind = iota // a term
	numeric              // a number, a comparison, a range
	loose                // a number or another short value: volume, issue, page
	exact                // one value, compared as a whole
	flag                 // is:
	presence             // has:, missing:
	boolean              // held:yes
	result               // type:
	absent               // in the design of query languages like ours, but never recorded here
)

// fields are all fields by canonical name.
var fields = map[string]kind{
	"title": text, "abstract": text, "tiab": text, "author": text, "firstauthor": text,
	"lastauthor": text, "journal": text, "keyword": text, "context": text,
	"year": numeric, "cited": numeric, "refs": numeric, "degree": numeric, "conf": numeric,
	"volume": loose, "issue": loose, "page": loose,
	"doi": exact, "pmid": exact, "pmcid": exact, "arxiv": exact, "isbn": exact, "issn": exact,
	"id": exact, "key": exact, "from": exact, "in": exact,
	"is": flag, "has": presence, "missing": presence,
	"held": boolean, "stub": boolean, "review": boolean, "retracted": boolean,
	"ambiguous": boolean, "partial": boolean, "self": boolean,
	"type": result,
	"run":  absent, "lastmod": absent,
}

// aliases are other spellings of fields.
var aliases = map[string]string{
	"au": "author", "authors": "author", "ti": "title", "ab": "abstract", "abs": "abstract",
	"kw": "keyword", "keywords": "keyword", "venue": "journal", "date": "year", "pubyear": "year", "pages": "page",
	"citations": "cited", "references": "refs", "contexts": "context", "citekey": "key", "file": "in",
}

// flags are the values of is:.
var flags = []string{"ambiguous", "held", "partial", "retracted", "review", "self", "stub"}

// present are the values of has: and missing:.
var present = []string{"abstract", "arxiv", "author", "cited", "context", "doi", "isbn", "issn", "issue", "journal",
	"keyword", "page", "pmcid", "pmid", "refs", "title", "url", "volume", "year"}

// types are the values of type:.
var types = map[string]Type{
	"work": Works, "works": Works, "author": Authors, "authors": Authors, "journal": Journals,
	"journals": Journals, "context": Contexts, "contexts": Contexts, "sentence": Contexts, "all": All,
}

// relation is what a relation takes.
type relation struct {
	arg  bool // a leading number
	many bool // all( ) may stand in it
	opts []string
}

var relations = map[string]relation{
	"cites":     {many: true, opts: []string{"min"}},
	"citedby":   {many: true, opts: []string{"min"}},
	"cocited":   {many: true, opts: []string{"min", "near"}},
	"coupled":   {many: true, opts: []string{"min"}},
	"related":   {opts: []string{"method", "n"}},
	"similar":   {opts: []string{"n"}},
	"within":    {arg: true, opts: []string{"via"}},
	"topn":      {arg: true, opts: []string{"sort"}},
	"by":        {},
	"in":        {},
	"coauthors": {opts: []string{"min"}},
	"context":   {},
}

// relationAliases are the names that ADS and INSPIRE give to relations of ours.
var relationAliases = map[string]string{"citations": "cites", "refersto": "cites", "references": "citedby"}

// choices are the values of options that are not numbers.
var choices = map[string][]string{
	"near":   {"bracket", "sentence", "paragraph", "section", "document"},
	"via":    {"both", "cites", "citedby"},
	"sort":   Sorts,
	"method": {"fused", "text", "cocite", "coupling", "direct", "ppr", "classic"},
}

// Sorts are the orders in which works can be listed and cut.
var Sorts = []string{"relevance", "year", "oldest", "cited", "refs", "title", "author", "id"}

// tags are PubMed's field tags, and where they lead: a field, every field of
// text (""), or one of the two below that no field holds as PubMed has it.
var tags = map[string]string{
	"tiab": "tiab", "title/abstract": "tiab", "ti": "title", "title": "title", "tt": "title", "ab": "abstract", "abstract": "abstract",
	"au": "author", "author": "author", "fau": "author", "full author name": "author", "1au": "firstauthor", "author - first": "firstauthor",
	"first author name": "firstauthor", "lastau": "lastauthor", "author - last": "lastauthor", "last author name": "lastauthor",
	"ta": "journal", "jour": "journal", "journal": "journal", "so": "journal",
	"tw": "", "text word": "", "text words": "", "all": "", "all fields": "",
	"dp": "year", "pdat": "year", "dcom": "year", "edat": "year", "crdt": "year", "date - publication": "year", "publication date": "year",
	"date - entry": "year", "date - create": "year", "date - entrez": "year",
	"vi": "volume", "volume": "volume", "ip": "issue", "issue": "issue", "pg": "page", "pagination": "page",
	"pmid": "pmid", "uid": "pmid", "aid": "doi", "doi": "doi", "lid": "doi", "location id": "doi", "pmc": "pmcid", "pmcid": "pmcid",
	"is": "issn", "issn": "issn", "isbn": "isbn",
	"mh": subject, "mesh": subject, "mesh terms": subject, "majr": subject, "mesh major topic": subject, "sh": subject, "mesh subheading": subject,
	"nm": subject, "supplementary concept": subject, "rn": subject, "ec/rn number": subject,
	"ot": "keyword", "other term": "keyword", "pt": kindOfText, "ptyp": kindOfText, "publication type": kindOfText,
}

const (
	subject    = "mesh" // a subject heading: of few works the headings are known
	kindOfText = "is"   // a publication type
)

// unrecorded are PubMed's tags of what no library here knows.
var unrecorded = []string{"ad", "affiliation", "affl", "cn", "corporate author", "filter", "gr", "grants and funding", "investigator", "ir",
	"la", "lang", "language", "lr", "ps", "pl", "place of publication", "sb", "secondary source id", "si", "subset"}

// Fields are the names of all fields, sorted: for completion.
func Fields() []string {
	var s []string
	for name, k := range fields {
		if k != absent {
			s = append(s, name)
		}
	}
	slices.Sort(s)
	return s
}

// Relations are the names of all relations, sorted: for completion.
func Relations() []string { return slices.Sorted(keys(relations)) }

// FieldValues are the values that a field is limited to, sorted; nil for a
// field of free values.
func FieldValues(field string) []string {
	switch field {
	case "is":
		return flags
	case "has", "missing":
		return present
	case "type":
		return []string{"all", "author", "context", "journal", "work"}
	}
	if fields[field] == boolean {
		return []string{"no", "yes"}
	}
	return nil
}

func keys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}
