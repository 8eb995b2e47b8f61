package plain

import (
	"bytes"
	"context"
	"strings"

	"citegraph/corpus"
)

// readPieces makes a Text of each piece of a file too large to be held whole.
// The front matter is the first piece's; every piece belongs to the work that
// it names.
func readPieces(ctx context.Context, in corpus.Input, yield func(*corpus.Text, error) bool) {
	ps, err := in.Pieces()
	if err != nil {
		yield(nil, err)
		return
	}
	defer ps.Close()
	var work corpus.Work
	for n := 1; ; n++ {
		piece, ok, err := ps.Next(ctx, cutText)
		if err != nil {
			yield(nil, err)
			return
		}
		if !ok {
			return
		}
		t := &corpus.Text{Body: piece.Text, Offsets: piece.Offsets, Notes: piece.Notes, Piece: n}
		t.Blocks = blocks(piece.Text)
		if n == 1 {
			front(t)
			work = t.Work
		}
		t.Work = work
		if !yield(t, nil) {
			return
		}
	}
}

// cutText ends a piece between two paragraphs. A reference list that begins in
// the last quarter, and is the first of the piece, goes to the next piece: there
// it stands whole.
func cutText(raw []byte) int {
	tail := len(raw) * 3 / 4
	if at := lastListHeading(raw[tail:]); at > 0 && lastListHeading(raw[:tail]) == 0 {
		return tail + at
	}
	for _, gap := range []string{"\n\n", "\r\n\r\n", "\n\r\n", "\r\r"} {
		if i := bytes.LastIndex(raw[tail:], []byte(gap)); i > 0 {
			return tail + i + len(gap)
		}
	}
	return corpus.CutAnywhere(raw)
}

// lastListHeading is where the last line stands that is nothing but the heading
// of a reference list, 0 for nowhere.
func lastListHeading(raw []byte) int {
	return corpus.CutAtLine(raw, func(line []byte) bool {
		if i := bytes.IndexAny(line, "\r\n"); i >= 0 {
			line = line[:i]
		}
		s := strings.Trim(string(line), " \t0123456789.:#*")
		return len(s) >= 8 && len(s) <= 24 && headingLevel(string(line), true) > 0 && listHeading(s)
	})
}

// listHeading: the words under which reviews list what they cite, in the
// languages that headings are known in.
func listHeading(s string) bool {
	switch strings.ToLower(s) {
	case "references", "reference list", "literature cited", "works cited", "bibliography", "references cited", "cited literature",
		"literatur", "literaturverzeichnis", "bibliographie", "références", "referencias", "referências", "bibliografía", "bibliografia", "riferimenti":
		return true
	}
	return false
}
