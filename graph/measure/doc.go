// Package measure computes numbers about a citation graph: degrees, PageRank,
// co-citation and coupling with the usual normalisations, communities,
// components, shortest paths, cores, main paths.
//
// Everything works on a [CSR] of node numbers, or a [Weighted] one, and on
// nothing else: no names, no storage. A graph.Adjacency converts to a CSR as it
// is. Out means from the citing to the cited work, in the reverse.
//
// # Promises
//
// The same graph gives the same numbers, bit for bit: sums are taken in the
// order of node numbers, ties go to the lower number, chance comes from a
// seeded generator. Functions that can take long look at their context.
//
// # Which formula
//
// Names that mean different things in different programs are told apart by
// name: [AssociationVOS] is VOSviewer's strength, [AssociationBibliometrix]
// that of bibliometrix.
package measure
