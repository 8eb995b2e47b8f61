package corpus

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// SniffLen is how many bytes of a file [Sniff] wants to see.
const SniffLen = 64 << 10

// Sniff tells the format of a file by its first bytes, whatever their
// encoding. The name counts only where content leaves it open (Markdown is
// plain text until someone says otherwise). Noise, and formats that no reader
// knows, are [FormatUnknown].
func Sniff(head []byte, name string) Format {
	head = head[:min(len(head), SniffLen)]
	if f, ok := sniffMagic(head); ok {
		return f
	}
	text := headText(head)
	if noisy(text) {
		return FormatUnknown
	}
	return sniffText(text, extension(name))
}

// extension is the lower-case extension of name without its dot, behind ".gz".
func extension(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	name = strings.TrimSuffix(name, ".gz")
	return strings.TrimPrefix(path.Ext(name), ".")
}

// headText decodes a head that may end within a character.
func headText(head []byte) string {
	if len(head) == SniffLen {
		for i := 1; i <= 3 && i < len(head); i++ {
			if c := head[len(head)-i]; utf8.RuneStart(c) {
				if c >= utf8.RuneSelf {
					head = head[:len(head)-i]
				}
				break
			}
		}
	}
	text, _, _ := Decode(head, "")
	return text
}

// noisy reports text that nobody wrote: more than one character in thirty of
// the first 8 KiB, or of all, was no character.
func noisy(text string) bool {
	count := func(s string) bool {
		bad := strings.Count(s, "\uFFFD")
		return bad > 4 && bad*30 > utf8.RuneCountInString(s)
	}
	return count(text) || count(text[:min(len(text), 8<<10)])
}

// sniffMagic knows binary formats; ok says that the question is settled.
func sniffMagic(b []byte) (f Format, ok bool) {
	switch {
	case bytes.Contains(b[:min(len(b), 1024)], []byte("%PDF-")):
		return FormatPDF, true
	case isZip(b):
		if isDOCX(b) {
			return FormatDOCX, true
		}
		return FormatUnknown, true
	case isGzip(b), bytes.HasPrefix(b, []byte("{\\rtf")), bytes.HasPrefix(b, []byte("%!PS")):
		return FormatUnknown, true
	}
	return FormatUnknown, false
}

func isGzip(b []byte) bool { return len(b) > 3 && b[0] == 0x1f && b[1] == 0x8b && b[2] == 8 }

func isZip(b []byte) bool {
	return bytes.HasPrefix(b, []byte("PK\x03\x04")) || bytes.HasPrefix(b, []byte("PK\x05\x06")) ||
		bytes.HasPrefix(b, []byte("PK\x07\x08"))
}

// isDOCX: an Office package whose first entries are a word processor's.
func isDOCX(b []byte) bool {
	return isOffice(b) && bytes.Contains(b, []byte("word/"))
}

func isOffice(b []byte) bool {
	return isZip(b) && (bytes.Contains(b[:min(len(b), 4096)], []byte("[Content_Types].xml")) ||
		bytes.Contains(b[:min(len(b), 4096)], []byte("_rels/.rels")))
}

// isPackage: a document that happens to be a zip (Office, OpenDocument, EPUB).
func isPackage(b []byte) bool {
	return isOffice(b) || isZip(b) && bytes.Contains(b[:min(len(b), 128)], []byte("mimetypeapplication/"))
}

// Lazily compiles an expression at its first use: those with long repetitions
// cost milliseconds, and most commands never look at a file.
func Lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// Each pattern stands at the start of a line of decoded text.
var (
	risTag  = regexp.MustCompile(`(?m)^[ \t]?TY {1,3}- {0,3}[A-Z]{2,}`)
	refer   = regexp.MustCompile(`^\s*%0 [A-Z][A-Za-z ]{2,40}\n`)
	risLine = regexp.MustCompile(`(?m)^(?:A[1-4U]|T[I12]|J[OFA]|PY|DO|E[RPD]|SP|UR|VL)  ?- ?`)
	nbibTag = regexp.MustCompile(`(?m)^PMID ?- ?\d`)
	wosTag  = regexp.MustCompile(`(?m)^(?:FN (?:Clarivate|Thomson|ISI)|PT [A-Z](?:\n|$))`)
	bibTag  = regexp.MustCompile(`(?m)^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]`)
	texTag  = Lazily(`(?m)^[^%\n]{0,80}\\(?:documentclass|documentstyle|begin[ \t]*\{(?:document|thebibliography)\})`)
	mdLine  = regexp.MustCompile(`(?m)^(?:#{1,6} \S|\[\^?[\w-]+\]: |` + "```" + `)`)
	mdLink  = Lazily(`\[[^\]\n]{1,200}\]\([^)\n ]{1,500}\)|\[@[\w:.-]+[\];,]`)
	jsonObj = regexp.MustCompile(`^\s*(?:\[\s*(?:[\[\]{])|\{\s*["}])`)
)

func sniffText(text, ext string) Format {
	lead := strings.TrimLeft(text, " \t\n\uFEFF")
	if lead == "" {
		return FormatUnknown
	}
	if lead[0] == '<' {
		if f, ok := sniffMarkup(lead, ext); ok {
			return f
		}
	}
	if jsonObj.MatchString(lead) {
		return sniffJSON(lead)
	}
	if f := sniffTagged(text, lead); f != FormatUnknown {
		return f
	}
	if f := sniffTable(firstLine(lead)); f != FormatUnknown {
		return f
	}
	if _, below, ok := strings.Cut(lead, "\n"); ok && strings.HasPrefix(lead, `"About the data`) {
		if f := sniffTable(firstLine(below)); f != FormatUnknown {
			return f // Dimensions says whence it comes before it begins
		}
	}
	return sniffProse(text, ext)
}

// sniffTagged knows the formats whose records are tagged lines.
func sniffTagged(text, lead string) Format {
	first := func(re *regexp.Regexp, needs ...string) int {
		if at := lines(re, text, 1, needs...); len(at) > 0 {
			return at[0]
		}
		return len(text)
	}
	ris, nbib, wos := first(risTag, "TY "), first(nbibTag, "PMID"), first(wosTag, "FN ", "PT ")
	bib, tex := first(bibTag, "@"), first(texTag(), "\\document", "\\begin")
	best := min(ris, nbib, wos, bib, tex)
	if refer.MatchString(text) || sniffRecords(text, lead) {
		return FormatRIS
	}
	if best == len(text) {
		if at := lines(risLine, text, 3, " -"); len(at) == 3 && leading(text, at[0]) {
			return FormatRIS // records that lost their TY
		}
		return FormatUnknown
	}
	if best != tex && !leading(text, best) {
		return FormatUnknown // an example within a text
	}
	switch best {
	case nbib:
		return FormatNBIB
	case ris:
		return FormatRIS
	case wos:
		return FormatWoS
	case tex:
		return FormatLaTeX
	}
	return FormatBibTeX
}

// lines is where the first n lines begin at which re matches, an expression
// that stands at the start of a line, does not leave it, and needs one of some
// strings in it: expressions are slow, and nearly no line of prose has those.
func lines(re *regexp.Regexp, text string, n int, needs ...string) (at []int) {
	next := make([]int, len(needs)) // where each is found next
	for from := 0; len(at) < n; {
		i := len(text)
		for k, s := range needs {
			if next[k] < from || from == 0 {
				if next[k] = strings.Index(text[from:], s); next[k] < 0 {
					next[k] = len(text)
				} else {
					next[k] += from
				}
			}
			i = min(i, next[k])
		}
		if i == len(text) {
			break
		}
		start := from + strings.LastIndexByte(text[from:i], '\n') + 1
		line := firstLine(text[start:])
		if m := re.FindStringIndex(line); m != nil {
			at = append(at, start+m[0])
		}
		if from = start + len(line) + 1; from >= len(text) {
			break
		}
	}
	return at
}

// leading reports whether position at is near enough to the start of the text
// for what stands there to be what the file is.
func leading(text string, at int) bool { return at < 2048 || at < len(text)/8 && at < 8192 }

// sniffTable knows exports by their heading row.
func sniffTable(line string) Format {
	l := strings.ToLower(strings.ReplaceAll(line, `"`, ""))
	one := func(sep string, of ...string) bool {
		for _, c := range strings.Split(l, sep) {
			if slices.Contains(of, strings.TrimSpace(c)) {
				return true
			}
		}
		return false
	}
	has := func(sep string, want ...string) bool {
		for _, w := range want {
			if !one(sep, w) {
				return false
			}
		}
		return true
	}
	switch {
	case has("\t", "pt", "au", "ti", "so"):
		return FormatWoS
	case has(",", "id", "title", "author", "pub_date", "venue"):
		return FormatOCMeta
	case one(",", "title", "article title", "document title") && one(",", "authors", "author", "author/s", "author names", "year"):
		return FormatScopus
	}
	return FormatUnknown
}

// sniffProse is left with text: what it is follows from its habits, and from
// its name where they do not tell.
func sniffProse(text, ext string) Format {
	switch ext {
	case "md", "markdown", "mkd", "qmd", "rmd":
		return FormatMarkdown
	case "tex", "ltx", "latex", "bbl":
		if strings.Contains(text, "\\") {
			return FormatLaTeX
		}
	case "bib", "bibtex":
		if strings.Contains(text, "@") {
			return FormatBibTeX
		}
	case "json", "jsonl", "ndjson", "xml", "pdf", "docx", "nxml":
		return FormatUnknown // the name promises what the content does not hold
	}
	head := text[:min(len(text), 16<<10)]
	if len(lines(mdLine, head, 3, "#", "]: ", "```")) == 3 && mdLink().MatchString(head) {
		return FormatMarkdown
	}
	return FormatPlain
}

func firstLine(s string) string {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return s[:i]
	}
	return s
}
