package corpus

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
)

// streamable reports whether src is of a format whose reader can take it piece
// by piece, in an encoding that can be cut anywhere between two lines.
func streamable(src Source) bool {
	rc, err := src.Open()
	if err != nil {
		return false
	}
	defer rc.Close()
	head := make([]byte, SniffLen)
	n, err := io.ReadFull(rc, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false
	}
	f := Sniff(head[:n], src.Name)
	_, _, note := Decode(head[:min(n, 4096)], "")
	switch f {
	case FormatPlain, FormatCSL, FormatOpenAlex, FormatRIS, FormatNBIB, FormatBibTeX, FormatWoS:
		return !strings.HasPrefix(note, "decoded as UTF") && !strings.HasPrefix(string(head[:n]), "PT\t")
	}
	return false
}

// openStream sums src up and leaves the reading to its reader.
func openStream(ctx context.Context, src Source) (Input, error) {
	in := Input{Name: src.Name, Open: src.Open}
	rc, err := src.Open()
	if err != nil {
		return in, err
	}
	defer rc.Close()
	head := make([]byte, SniffLen)
	n, err := io.ReadFull(rc, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return in, err
	}
	in.Format = Sniff(head[:n], src.Name)
	sum := sha256.New()
	sum.Write(head[:n])
	in.Bytes = int64(n)
	for {
		if err := ctx.Err(); err != nil {
			return in, err
		}
		n, err := io.CopyN(sum, rc, 4<<20)
		in.Bytes += n
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return in, fmt.Errorf("read %s: %w", Quote(src.Name), err)
		}
	}
	in.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return in, nil
}
