package corpus

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// PieceSize is how many bytes one piece of a file has that is read piece by
// piece; a record that is longer makes a longer piece.
const PieceSize = 4 << 20

// Pieces reads a file that is too large to be held whole (Open of an [Input] is
// set) from its start to its end.
type Pieces struct {
	in   Input
	rc   io.ReadCloser
	rest []byte // read and not yet given out
	at   int    // byte of the file at which rest begins
	end  bool   // rest is all that is left
}

// Pieces opens in. Close it.
func (in Input) Pieces() (*Pieces, error) {
	rc, err := in.Open()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", Quote(in.Name), err)
	}
	return &Pieces{in: in, rc: rc}, nil
}

// Close ends the reading.
func (p *Pieces) Close() error { return p.rc.Close() }

// Next is the next piece, decoded, as an Input of its own whose offsets lead to
// the bytes of the file; ok is false at the end. cut says how many of raw's
// bytes make a whole piece, 0 where more must be seen; what it cannot cut
// within [DefaultMaxFile] is cut between two characters.
func (p *Pieces) Next(ctx context.Context, cut func(raw []byte) int) (piece Input, ok bool, err error) {
	n := 0
	for want := PieceSize; n == 0; want *= 2 {
		if err := p.fill(ctx, want); err != nil {
			return Input{}, false, fmt.Errorf("read %s: %w", Quote(p.in.Name), err)
		}
		switch {
		case p.end:
			n = len(p.rest)
		case want >= DefaultMaxFile:
			n = wholeRunes(p.rest)
		default:
			n = cut(p.rest)
		}
		if p.end && n == 0 {
			return Input{}, false, nil
		}
	}
	piece = Input{Name: p.in.Name, Format: p.in.Format, SHA256: p.in.SHA256, Bytes: p.in.Bytes}
	var note string
	piece.Text, piece.Offsets, note = Decode(p.rest[:n], "")
	piece.Offsets = piece.Offsets.from(p.at)
	if note != "" {
		piece.Notes = []Note{{Code: "encoding", Text: fmt.Sprintf("from byte %d: %s", p.at, note)}}
	}
	p.rest = append([]byte(nil), p.rest[n:]...) // so that what was given out is free
	p.at += n
	return piece, true, nil
}

// fill reads until rest has n bytes or is all.
func (p *Pieces) fill(ctx context.Context, n int) error {
	for !p.end && len(p.rest) < n {
		if err := ctx.Err(); err != nil {
			return err
		}
		have := len(p.rest)
		if cap(p.rest) < n {
			p.rest = append(make([]byte, 0, n), p.rest...)
		}
		k, err := io.ReadFull(p.rc, p.rest[have:n])
		p.rest = p.rest[:have+k]
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			p.end = true
		} else if err != nil {
			return err
		}
	}
	return nil
}

// wholeRunes is the length of b without a character that it may end within.
func wholeRunes(b []byte) int {
	for i := 1; i <= utf8.UTFMax && i < len(b); i++ {
		if c := b[len(b)-i]; utf8.RuneStart(c) {
			if !utf8.FullRune(b[len(b)-i:]) {
				return len(b) - i
			}
			break
		}
	}
	return len(b)
}

// CutAtLine is how much of raw stands before the last line that starts says a
// piece may begin with, 0 for none. starts sees no more than the first 64 bytes
// of a line.
func CutAtLine(raw []byte, starts func(line []byte) bool) int {
	for end := len(raw); end > 1; {
		i := bytes.LastIndexAny(raw[:end-1], "\n\r") + 1
		if i <= 0 {
			return 0
		}
		if starts(raw[i:min(len(raw), i+64)]) {
			return i
		}
		end = i
	}
	return 0
}

// CutAnywhere cuts raw behind its last line, else behind its last blank, else
// between two characters.
func CutAnywhere(raw []byte) int {
	if i := bytes.LastIndexAny(raw, "\n\r"); i > 0 {
		return i + 1
	}
	if i := bytes.LastIndexAny(raw, " \t"); i > 0 {
		return i + 1
	}
	return wholeRunes(raw)
}
