package export

import (
	"slices"
	"strconv"
	"strings"
)

// Vocabularies: FaBiO for works, CiTO for citations, PRISM and Dublin Core for
// fields, PROV for where it was read. Works are named by their DOI where they
// have one, else under Style.Base.
const (
	nsRDF   = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsXSD   = "http://www.w3.org/2001/XMLSchema#"
	nsRDFS  = "http://www.w3.org/2000/01/rdf-schema#"
	nsDCT   = "http://purl.org/dc/terms/"
	nsFaBiO = "http://purl.org/spar/fabio/"
	nsCiTO  = "http://purl.org/spar/cito/"
	nsPRISM = "http://prismstandard.org/namespaces/basic/2.0/"
	nsFOAF  = "http://xmlns.com/foaf/0.1/"
	nsOA    = "http://www.w3.org/ns/oa#"
	nsSKOS  = "http://www.w3.org/2004/02/skos/core#"
	nsBase  = "urn:citegraph:"
)

// prefixes of Turtle, sorted.
var prefixes = [...][2]string{
	{"cito", nsCiTO}, {"dcterms", nsDCT}, {"fabio", nsFaBiO}, {"foaf", nsFOAF}, {"oa", nsOA}, {"prism", nsPRISM}, {"rdf", nsRDF}, {"rdfs", nsRDFS}, {"skos", nsSKOS}, {"xsd", nsXSD},
}

// triples writes statements about one subject, sorted, in one of the two
// syntaxes.
type triples struct {
	w      *writer
	turtle bool
	base   string
	lines  []string
}

func (t *triples) add(predicate, object string) {
	t.lines = append(t.lines, t.iri(predicate)+" "+object)
}

func (t *triples) text(predicate, s string) {
	if s = clean(s); s != "" {
		t.add(predicate, literal(s))
	}
}

func (t *triples) typed(predicate, value, typ string) {
	t.add(predicate, `"`+value+`"^^`+t.iri(nsXSD+typ))
}

// end writes what was said about the subject.
func (t *triples) end(subject string) {
	slices.Sort(t.lines)
	t.lines = slices.Compact(t.lines)
	s := t.iri(subject)
	for i, l := range t.lines {
		switch {
		case !t.turtle:
			t.w.s(s, " ", l, " .\n")
		case i == 0:
			t.w.s(s, " ", l)
		default:
			t.w.s(" ;\n  ", l)
		}
	}
	if t.turtle && len(t.lines) > 0 {
		t.w.s(" .\n")
	}
	t.lines = t.lines[:0]
}

// iri is an IRI in brackets or, in Turtle, with its prefix.
func (t *triples) iri(s string) string {
	if t.turtle {
		for _, p := range prefixes {
			if rest, ok := strings.CutPrefix(s, p[1]); ok && rest != "" && strings.Trim(rest, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
				return p[0] + ":" + rest
			}
		}
	}
	return "<" + s + ">"
}

// literal escapes as N-Triples and Turtle both want it.
func literal(s string) string { return `"` + literalEscapes.Replace(s) + `"` }

var literalEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

// name is the IRI of a node.
func (t *triples) name(n *Node) string {
	if n.DOI != "" {
		return "https://doi.org/" + pathEscape(n.DOI)
	}
	return t.base + pathEscape(n.ID)
}

func writeNTriples(w *writer, v *View) error { return writeRDF(w, v, false) }

func writeTurtle(w *writer, v *View) error { return writeRDF(w, v, true) }

func writeRDF(w *writer, v *View, turtle bool) error {
	t := &triples{w: w, turtle: turtle, base: v.Style.Base}
	if t.base == "" {
		t.base = nsBase
	}
	t.base = pathEscape(t.base)
	if turtle {
		for _, p := range prefixes {
			w.s("@prefix ", p[0], ": <", p[1], "> .\n")
		}
	}
	names := make([]string, 0, v.NodeCount)
	err := w.nodes(v, func(n *Node) {
		name := t.name(n)
		names = append(names, name)
		t.node(n)
		t.end(name)
	})
	if err != nil {
		return err
	}
	return w.edges(v, func(e *Edge) { t.edge(v, e, names) })
}

func (t *triples) node(n *Node) {
	class := map[string]string{"work": nsFaBiO + "Work", "author": nsFOAF + "Agent", "journal": nsFaBiO + "Journal", "keyword": nsSKOS + "Concept", "document": nsFOAF + "Document"}[n.Type]
	t.add(nsRDF+"type", t.iri(class))
	t.text(nsRDFS+"label", line(n.Label))
	t.text(nsDCT+"identifier", n.ID)
	if n.Type == "author" {
		t.text(nsFOAF+"name", n.Title)
		return
	}
	t.text(nsDCT+"title", n.Title)
	for _, a := range n.Authors {
		t.text(nsDCT+"creator", a)
	}
	t.text(nsPRISM+"publicationName", n.Journal)
	t.text(nsPRISM+"doi", n.DOI)
	if n.PMID != "" {
		t.text(nsDCT+"identifier", "pmid:"+n.PMID)
	}
	if n.Year >= 1000 && n.Year <= 9999 {
		t.typed(nsDCT+"issued", strconv.Itoa(n.Year), "gYear")
	}
}

// edge states the relation, and for a citation that was read somewhere also
// the citation itself with its place.
func (t *triples) edge(v *View, e *Edge, names []string) {
	s, o := names[e.Source], names[e.Target]
	relation := nsCiTO + "cites"
	switch v.Relation {
	case "cocited":
		relation = nsCiTO + "isRelatedTo"
	case "coupled":
		relation = nsCiTO + "isRelatedTo"
	case "together":
		relation = nsSKOS + "related"
	case "coauthored":
		relation = nsFOAF + "knows"
	}
	t.add(relation, t.iri(o))
	t.end(s)
	if v.Name != Works || e.File == "" {
		return
	}
	c := t.base + "citation:" + pathEscape(e.SourceID) + ":" + pathEscape(e.TargetID)
	t.add(nsRDF+"type", t.iri(nsCiTO+"Citation"))
	t.add(nsCiTO+"hasCitingEntity", t.iri(s))
	t.add(nsCiTO+"hasCitedEntity", t.iri(o))
	t.text(nsDCT+"source", e.File)
	t.text(nsDCT+"description", e.Context)
	t.typed(nsOA+"start", strconv.Itoa(e.Start), "nonNegativeInteger")
	t.typed(nsOA+"end", strconv.Itoa(e.End), "nonNegativeInteger")
	t.end(c)
}
