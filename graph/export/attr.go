package export

import (
	"strconv"
	"strings"
)

// kind is the type of an attribute's values.
type kind uint8

const (
	text kind = iota
	integer
	offset // in a file, which may pass 32 bits
	float
	boolean
)

// attr is a typed attribute of a node or an edge: how it is called in every
// format, and its value as that format's plain text. ok is false where the
// value is not known.
type attr[T any] struct {
	name string
	kind kind
	get  func(T) (v string, ok bool)
}

// json is the value of a as JSON.
func (a attr[T]) json(v string) string {
	if a.kind == text {
		return jsonString(v)
	}
	return v
}

func str[T any](name string, f func(T) string) attr[T] {
	return attr[T]{name, text, func(v T) (string, bool) { s := f(v); return s, s != "" }}
}

func num[T any](name string, f func(T) int) attr[T] {
	return attr[T]{name, integer, func(v T) (string, bool) { n := f(v); return strconv.Itoa(n), n != 0 }}
}

func count[T any](name string, f func(T) int) attr[T] {
	return attr[T]{name, integer, func(v T) (string, bool) { return strconv.Itoa(f(v)), true }}
}

func dec[T any](name string, f func(T) float64) attr[T] {
	return attr[T]{name, float, func(v T) (string, bool) { x := f(v); return number(x), x != 0 }}
}

func yes[T any](name string, f func(T) bool) attr[T] {
	return attr[T]{name, boolean, func(v T) (string, bool) { return strconv.FormatBool(f(v)), true }}
}

// nodeAttrs are the attributes of nodes, without label, x, y and size, which
// most formats treat on their own.
func nodeAttrs(v *View) []attr[*Node] {
	all := []attr[*Node]{
		str("type", func(n *Node) string { return n.Type }),
		str("title", func(n *Node) string { return n.Title }),
	}
	if v.works() {
		all = append(all,
			str("key", func(n *Node) string { return n.Key }),
			str("authors", func(n *Node) string { return strings.Join(n.Authors, "; ") }),
			str("journal", func(n *Node) string { return n.Journal }),
			num("year", func(n *Node) int { return n.Year }),
			str("doi", func(n *Node) string { return n.DOI }),
			str("pmid", func(n *Node) string { return n.PMID }),
			str("status", (*Node).Status),
			yes("held", func(n *Node) bool { return n.Held }),
			yes("ambiguous", func(n *Node) bool { return n.Ambiguous }),
			yes("retracted", func(n *Node) bool { return n.Retracted }),
			str("review", func(n *Node) string { return n.Review }),
			count("references", func(n *Node) int { return n.References }),
			dec("confidence", func(n *Node) float64 { return n.Confidence }),
		)
		if v.Name == Works {
			all = append(all,
				dec("pagerank", func(n *Node) float64 { return n.PageRank }),
				num("core", func(n *Node) int { return n.Core }),
				num("component", func(n *Node) int { return n.Component }),
			)
		}
	} else {
		all = append(all, count("works", func(n *Node) int { return n.References }))
	}
	return append(all,
		count("cited", func(n *Node) int { return n.Cited }),
		num("cluster", func(n *Node) int { return n.Cluster }),
		str("cluster_label", func(n *Node) string { return v.clusterLabel(n.Cluster) }),
	)
}

// edgeAttrs are the attributes of edges, without weight.
func edgeAttrs(v *View) []attr[*Edge] {
	all := []attr[*Edge]{str("relation", func(*Edge) string { return v.Relation })}
	if v.Name == Works {
		return append(all,
			dec("confidence", func(e *Edge) float64 { return e.Confidence }),
			count("evidence", func(e *Edge) int { return e.Evidence }),
			str("file", func(e *Edge) string { return e.File }),
			attr[*Edge]{"byte_start", offset, func(e *Edge) (string, bool) { return strconv.Itoa(e.Start), e.File != "" }},
			attr[*Edge]{"byte_end", offset, func(e *Edge) (string, bool) { return strconv.Itoa(e.End), e.File != "" }},
			str("section", func(e *Edge) string { return e.Section }),
			str("context", func(e *Edge) string { return e.Context }),
			dec("spc", func(e *Edge) float64 { return e.SPC }),
			attr[*Edge]{"main_path", boolean, func(e *Edge) (string, bool) { return "true", e.MainPath }},
			attr[*Edge]{"key_route", boolean, func(e *Edge) (string, bool) { return "true", e.KeyRoute }},
		)
	}
	all = append(all, count("evidence", func(e *Edge) int { return e.Evidence }))
	if v.Name == CoCitation || v.Name == Coupling {
		all = append(all,
			dec("salton", func(e *Edge) float64 { return e.Salton }),
			dec("jaccard", func(e *Edge) float64 { return e.Jaccard }),
			dec("association", func(e *Edge) float64 { return e.Association }),
			dec("association_per_occurrence", func(e *Edge) float64 { return e.PerOccurrence }),
		)
	}
	return all
}

// works tells views whose nodes have what works have.
func (v *View) works() bool {
	return v.Name == Works || v.Name == CoCitation || v.Name == Coupling || v.Name == Documents
}

func (v *View) clusterLabel(n int) string {
	if n < 1 || n > len(v.Clusters) {
		return ""
	}
	return v.Clusters[n-1].Label
}

// direction says in words which way the edges run.
func (v *View) direction() string {
	switch v.Name {
	case Works:
		return "directed: each edge runs from the citing work to the cited work"
	case Authors:
		return "directed: each edge runs from the citing author to the cited author"
	case Journals:
		return "directed: each edge runs from the citing journal to the cited journal"
	case Documents:
		return "directed: each edge runs from the citing document to the cited work"
	case CoCitation:
		return "undirected: both works are cited by the same work"
	case Coupling:
		return "undirected: both works cite the same work"
	case Keywords:
		return "undirected: both are keywords of the same work"
	}
	return "undirected: both are authors of the same work"
}

// description is title, direction and notes in one line each.
func (v *View) description() []string {
	return append([]string{v.Title, "Edges are " + v.direction() + "."}, v.Notes...)
}
