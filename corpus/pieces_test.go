package corpus

import (
	"io"
	"strings"
	"testing"
)

// Pieces hold every byte of a file once, cut where they were asked to, and
// their offsets lead to the file.
func TestPieces(t *testing.T) {
	line := "Müller said so — twice.\r\n"
	tests := map[string]string{
		"lines":       strings.Repeat(line, 400_000),
		"one line":    strings.Repeat("wörter ", 1_200_000),
		"no blank":    strings.Repeat("ö", 5_000_000),
		"bom":         "\xef\xbb\xbf" + strings.Repeat(line, 200_000),
		"not so long": line,
		"western":     strings.Repeat("M\xfcller war da.\n", 600_000),
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			in := Input{Name: "a.txt", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
			ps, err := in.Pieces()
			if err != nil {
				t.Fatal(err)
			}
			defer ps.Close()
			at := 0
			for {
				piece, ok, err := ps.Next(t.Context(), CutAnywhere)
				if err != nil {
					t.Fatal(err)
				}
				if !ok {
					break
				}
				if strings.ContainsRune(piece.Text, '\uFFFD') {
					t.Fatal("a character was torn")
				}
				s := piece.Offsets.Span(Span{0, len(piece.Text)})
				if s.Start != at && !(at == 0 && strings.HasPrefix(text, "\xef\xbb\xbf") && s.Start == 3) {
					t.Fatalf("a piece begins at %d, the one before ended at %d", s.Start, at)
				}
				if i := strings.Index(piece.Text, "said"); i >= 0 {
					s := piece.Offsets.Span(Span{i, i + 4})
					if text[s.Start:s.End] != "said" {
						t.Fatalf("offsets lead to %q", text[s.Start:s.End])
					}
				}
				at = s.End
			}
			if at != len(text) {
				t.Fatalf("%d bytes of %d were given out", at, len(text))
			}
		})
	}
}
