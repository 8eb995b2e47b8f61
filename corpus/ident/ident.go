// Package ident reads and checks identifiers of works, journals and people:
// DOI, PMID, PMCID, arXiv, ISBN, ISSN, ORCID. Each function takes an
// identifier as printed (with its prefix, link or label, or bare), returns its
// normal form, and false where it is none, check digit included.
package ident

// DOI: lower case, without resolver, prefix or trailing punctuation.
func DOI(s string) (string, bool) { return "", false }

// PMID: digits only, without leading zeros.
func PMID(s string) (string, bool) { return "", false }

// PMCID: "PMC" and digits.
func PMCID(s string) (string, bool) { return "", false }

// ArXiv: "2101.00001" or "hep-th/9901001", without version.
func ArXiv(s string) (string, bool) { return "", false }

// ISBN: 13 digits; ISBN-10 is converted.
func ISBN(s string) (string, bool) { return "", false }

// ISSN: "1234-567X".
func ISSN(s string) (string, bool) { return "", false }

// ORCID: "0000-0002-1825-0097".
func ORCID(s string) (string, bool) { return "", false }
