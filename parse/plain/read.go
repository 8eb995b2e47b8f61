package plain

import (
	"context"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"citegraph/corpus"
)

// Read makes one Text of in.Text: its blocks in order, and what the front
// matter says of the document; of a file that is read piece by piece, one Text
// a piece. It fails when ctx is done or a piece cannot be read.
func Read(ctx context.Context, in corpus.Input) iter.Seq2[*corpus.Text, error] {
	return func(yield func(*corpus.Text, error) bool) {
		if err := ctx.Err(); err != nil {
			yield(nil, err)
			return
		}
		if in.Open != nil {
			readPieces(ctx, in, yield)
			return
		}
		t := &corpus.Text{Body: in.Text, Offsets: in.Offsets}
		t.Blocks = blocks(in.Text)
		front(t)
		yield(t, nil)
	}
}

// maxLine is how much of a line is looked at to tell its kind.
const maxLine = 512

// row is one line of the text.
type row struct {
	corpus.Span      // without surrounding white space
	next        int  // where the next line starts
	indent      int  // columns of white space before it
	page        bool // a form feed stands before it
}

// rows cuts text at \n, \r\n, \r and form feed.
func rows(text string) []row {
	out := make([]row, 0, strings.Count(text, "\n")+1)
	page := false
	for at := 0; at < len(text); {
		end := strings.IndexAny(text[at:], "\n\r\f")
		next := len(text)
		if end < 0 {
			end = len(text)
		} else {
			end += at
			next = end + 1
			if text[end] == '\r' && next < len(text) && text[next] == '\n' {
				next++
			}
		}
		r := row{Span: trim(text, at, end), next: next, page: page}
		r.indent = r.Start - at
		page = next <= len(text) && end < len(text) && text[end] == '\f'
		out = append(out, r)
		at = next
	}
	return out
}

// trim narrows [a,b) to what is not white space.
func trim(text string, a, b int) corpus.Span {
	for a < b {
		r, n := utf8.DecodeRuneInString(text[a:b])
		if !space(r) {
			break
		}
		a += n
	}
	for b > a {
		r, n := utf8.DecodeLastRuneInString(text[a:b])
		if !space(r) {
			break
		}
		b -= n
	}
	return corpus.Span{Start: a, End: b}
}

func space(r rune) bool {
	return r == ' ' || r == '\t' || r == '\v' || r == '\u00a0' || r == '\u3000' || r == '\ufeff' || r == '\u200b' || r >= 0x2000 && r <= 0x200a
}

// blocks groups the lines of text.
func blocks(text string) []corpus.Block {
	rs := rows(text)
	pages := strings.IndexByte(text, '\f') >= 0
	var out []corpus.Block
	page := 0
	if pages {
		page = 1
	}
	for i := 0; i < len(rs); {
		if rs[i].page {
			page++
		}
		if rs[i].Len() == 0 {
			i++
			continue
		}
		j := i + 1
		for j < len(rs) && rs[j].Len() > 0 && !rs[j].page {
			j++
		}
		out = appendRun(out, text, rs[i:j], page)
		i = j
	}
	return out
}

// appendRun adds the blocks of one run of lines between blank lines.
func appendRun(out []corpus.Block, text string, rs []row, page int) []corpus.Block {
	add := func(k corpus.BlockKind, level, i, j int) {
		out = append(out, corpus.Block{Kind: k, Level: level, Page: page, Span: corpus.Span{Start: rs[i].Start, End: rs[j-1].End}})
	}
	start := 0
	for i := range rs {
		alone := len(rs) == 1
		if level := headingLevel(text[rs[i].Start:rs[i].End], alone); level > 0 {
			if start < i {
				add(kindOf(text[rs[start].Start:rs[start].End]), 0, start, i)
			}
			add(corpus.Heading, level, i, i+1)
			start = i + 1
			continue
		}
		if i > start && (itemStart(text[rs[i].Start:rs[i].End]) || keywordStart(text[rs[i].Start:rs[i].End])) {
			add(kindOf(text[rs[start].Start:rs[start].End]), 0, start, i)
			start = i
		}
		if start < i && keywordStart(text[rs[start].Start:rs[start].End]) && !keywordsGoOn(text, rs[i-1], rs[i], i-start) {
			add(corpus.Paragraph, 0, start, i)
			start = i
		}
	}
	if start < len(rs) {
		add(kindOf(text[rs[start].Start:rs[start].End]), 0, start, len(rs))
	}
	return out
}

// kindOf tells what a run is from its first line.
func kindOf(line string) corpus.BlockKind {
	line = line[:min(len(line), maxLine)]
	switch {
	case captionStart(line):
		return corpus.Caption
	case tableRow(line):
		return corpus.Cell
	case itemStart(line):
		return corpus.ListItem
	}
	return corpus.Paragraph
}

// keywordStart reports a line that opens a list of keywords: a label and a
// colon.
func keywordStart(line string) bool {
	for _, p := range keywordLabels {
		if rest, ok := strings.CutPrefix(line, p); ok {
			rest = strings.TrimLeft(rest, " \u00a0")
			return strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "：") || strings.HasPrefix(rest, "—") || strings.HasPrefix(rest, "–")
		}
	}
	return false
}

// keywordsGoOn reports that line b goes on with the keywords of the line before,
// the n-th line of them.
func keywordsGoOn(text string, a, b row, n int) bool {
	if n > 4 {
		return false
	}
	before, next := text[a.Start:a.End], text[b.Start:b.End]
	r, _ := utf8.DecodeRuneInString(next)
	last, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune(",;-–·", last) || unicode.IsLower(r) && last != '.'
}
