// Package query is the query language: words, phrases and fields as a search
// box has them, and relations over the citation graph that take whole queries
// as their operands.
//
//	query   = or
//	or      = and { "OR" and }
//	and     = unary { [ "AND" ] unary }
//	unary   = [ "NOT" | "-" ] primary
//	primary = "(" or ")" | relation | field | tagged | term | "@" name
//	field   = name ":" ( comparison | range | "(" or ")" | term )
//	relation= name "(" [ int "," ] or { "," option "=" scalar } ")"
//	tagged  = term "[" tag "]"                               (PubMed)
//	term    = word | word"*" | word"~"[1|2] | phrase[~int] | /regexp/ | ^phrase
//
// One precedence: NOT and "-" bind tightest, then AND (written or implied),
// then OR. Operators are upper case.
//
// Initials behind a name, as in author:Smith J, are part of it. in:FOLDER and
// from:FOLDER stand for the files below; a slash behind the name says that no
// file is meant.
//
// @name stands for a query that was saved under the name ([ParseSaved]).
//
// # Loud, never silent
//
// A query that cannot do what it appears to do is an [Error] with the place, the
// reason and what to type instead; what is merely odd (a lower-case "or"
// between two words) is a [Warning]. [Query.String] is the canonical form: what
// was understood, in full; parsing it gives the same query again.
//
// # What it never does
//
// It knows neither the index nor the graph: no term is stemmed and no
// identifier looked up here.
package query
