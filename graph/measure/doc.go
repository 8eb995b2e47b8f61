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
// # Cost
//
// Of 100,000 works with 3.9 million citations, on a shared core: the twenty
// nearest of twenty seeds by [Walk] 40 CPU-ms, the twenty most co-cited of a work
// 0.05 ms at the median. .ci/peers holds both against igraph (PPR 2.7 CPU-s),
// SQLite and DuckDB (co-citation 0.5 and 60 ms) in one run.
//
// # Which formula
//
// Names that mean different things in different programs are told apart by
// name: [AssociationVOS] is VOSviewer's strength, [AssociationBibliometrix]
// that of bibliometrix.
package measure
