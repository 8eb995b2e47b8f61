// Package journal knows journals: full title ↔ abbreviation ↔ ISSN, from an
// embedded list, and how titles are abbreviated where a journal is not in it.
//
// The list (journals.gz, 15,000 journals) is made by command build from the
// abbreviations of Debian's jabref package and from supplement.tsv, which adds
// journals and ISSNs. From the same pairs command build learns which words are
// abbreviated how (words.gz), so that "J. Neurosci. Methods" and "Journal of
// Neuroscience Methods" are [Compatible] whether listed or not.
//
// Both are read on first use, in about 15 ms. It never decides that two
// journals are one: it says whether their names may be.
package journal

//go:generate go run citegraph/corpus/journal/build -jar /usr/share/java/jabref.jar -o . supplement.tsv
