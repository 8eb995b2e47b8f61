// Package match decides identity: which mentions of works are one work.
//
// # From mentions to works
//
//	mention ─ features ─┬─ equal features are one item
//	                    └─ blocking keys ─ pairs ─ Compare ─ Verdict{Same | Likely | Different, Reason, P}
//	                                                   │
//	                     clusters ─ the surest join first, each checked against the clusters it would unite
//
// Compare looks at two mentions field by field. Each field gives evidence for
// or against, as a log-odds in natural units (weights.go has all of them with
// their reasons); their sum is the verdict. Some contradictions are vetoes,
// whatever agrees otherwise: two DOIs, part 1 and part 2, an article and its
// erratum, a protocol and its trial, two editions of a book. A preprint and the
// article it became are linked, not merged.
//
// A cluster is held together by evidence, not by a chain: a mention that says
// little ("2006;166:1092") may agree with two works that contradict each other
// and must not unite them.
//
// The result is a pure function of the set of mentions: their order does not
// matter. The work is linear in the number of mentions for bounded blocks; a
// block that is too large is sorted and only neighbours are compared.
//
// # What it never does
//
// It reads and stores nothing, and makes no metadata: package graph does.
package match
