// Package markup reads texts as their authors write them: Markdown (with
// pandoc's and manubot's citations), LaTeX, and Word documents.
//
//	Markdown   lines → blocks (md_block.go) → inline text, citations (md_inline.go)
//	LaTeX      one walk over the source (tex_walk.go); arguments are never
//	           expanded, commands that are not known vanish and their text stays
//	DOCX       the parts of the package as XML tokens (docx_*.go): paragraphs,
//	           notes, and the fields in which Zotero, Mendeley, EndNote and Word
//	           keep what is cited
//
// # Citations
//
// What cites becomes a Callee mark whose targets are the keys ("smith2001",
// "doi:10.1000/x"). The works behind the keys stand in a reference list of the
// text itself, in a file beside it, which the reader opens through
// [corpus.Input.Beside] and hands on unread in Text.Libraries, in the metadata
// of a Markdown text (md_refs.go), or in the document's own fields and commands
// (Text.Cited). A Markdown note is cited by its mark: "[^1]".
//
// # What it never does
//
// It opens nothing but what lies in or under the folder of the text, expands
// no macro, runs nothing, parses no bibliography format. Front matter is read
// line by line, not by a YAML library: anchors and aliases mean nothing here.
package markup
