package parse

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"citegraph/corpus"
)

func textSource(name, text string) corpus.Source {
	return corpus.Source{Name: name, Size: int64(len(text)), Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}

// A text too large to be held whole is read in pieces; what is cited in the
// first is found in the list that stands in the last, and spans count bytes of
// the file.
func TestPiecesOfOneText(t *testing.T) {
	var b strings.Builder
	b.WriteString("Peer support in müsli factories: a scoping review\n\nAnna Müller, Bert Jones\n\nAbstract\n\nWe read what there is.\n\nIntroduction\n\n")
	for i := 0; b.Len() < 2*corpus.PieceSize; i++ {
		if i%2000 == 0 {
			b.WriteString("Self-efficacy was described early [1] — and later reviewed [2].\n\n")
		}
		fmt.Fprintf(&b, "Paragraph %d says nothing that anybody would cite, at some length, and in naïve words.\n\n", i)
	}
	b.WriteString("References\n\n[1] Bandura A. Self-efficacy: toward a unifying theory of behavioral change. Psychol Rev. 1977;84(2):191-215.\n" +
		"[2] Lloyd-Evans B, Mayo-Wilson E, Harrison B. A systematic review and meta-analysis of randomised controlled trials of peer support for people with severe mental illness. BMC Psychiatry. 2014;14:39.\n")
	text := b.String()
	pieces, linked := 0, 0
	for d, err := range Parse(t.Context(), textSource("long.txt", text), &Options{MaxFile: 1 << 20}) {
		if err != nil {
			t.Fatal(err)
		}
		if !d.Source.Piece || d.Source.Part != pieces || d.Source.Bytes != int64(len(text)) {
			t.Errorf("source of piece %d: %+v", pieces, d.Source)
		}
		pieces++
		if d.Work.Title != "Peer support in müsli factories: a scoping review" {
			t.Errorf("piece %d is of %q", pieces, d.Work.Title)
		}
		if len(d.Refs) != 2 || !strings.HasPrefix(text[d.Refs[0].Span.Start:], "[1] Bandura") && !strings.HasPrefix(text[d.Refs[0].Span.Start:], "Bandura") {
			t.Fatalf("piece %d: %d references, %v", pieces, len(d.Refs), d.Notes)
		}
		for _, c := range d.Calls {
			if got := text[c.Span.Start:c.Span.End]; len(c.Targets) == 1 && got == fmt.Sprintf("[%d]", c.Targets[0]) {
				linked++
			} else {
				t.Errorf("citation %q leads to %v", got, c.Targets)
			}
		}
		if said := fmt.Sprint(d.Notes); !strings.Contains(said, "read-in-pieces") {
			t.Errorf("notes %s", said)
		}
	}
	if want := 2 * strings.Count(text, "described early"); pieces < 2 || linked != want {
		t.Errorf("%d pieces, %d of %d citations linked", pieces, linked, want)
	}
}

// Libraries of any size pass, record by record, and no record is torn.
func TestPiecesOfLibraries(t *testing.T) {
	abstract := strings.Repeat("An abstract that is neither long nor short. ", 20)
	records := map[string]func(i int) string{
		"a.ris": func(i int) string {
			return fmt.Sprintf("TY  - JOUR\r\nID  - k%d\r\nAU  - Müller, A.\r\nTI  - Title %d\r\nAB  - %s\r\nPY  - 2001\r\nER  - \r\n\r\n", i, i, abstract)
		},
		"a.nbib": func(i int) string {
			return fmt.Sprintf("PMID- %d\nTI  - Title %d\nAB  - %s\nFAU - Müller, Anna\nDP  - 2001\n\n", 10_000_000+i, i, abstract)
		},
		"a.bib": func(i int) string {
			s := ""
			if i == 0 {
				s = "@string{jx = {Journal of X}}\n"
			}
			return s + fmt.Sprintf("@article{k%d,\n  title = {Title %d},\n  author = {M{\\\"u}ller, A.},\n  journal = jx,\n  abstract = {%s},\n  year = 2001\n}\n\n", i, i, abstract)
		},
		"a.txt": func(i int) string {
			s := ""
			if i == 0 {
				s = "FN Clarivate Analytics Web of Science\nVR 1.0\n"
			}
			return s + fmt.Sprintf("PT J\nAU Müller, A\nTI Title %d\nAB %s\nSO JOURNAL OF X\nPY 2001\nUT WOS:%015d\nER\n\n", i, abstract, i)
		},
	}
	for name, record := range records {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			want := 0
			for ; b.Len() < corpus.PieceSize*5/2; want++ {
				b.WriteString(record(want))
			}
			text := b.String()
			n := 0
			for d, err := range Parse(t.Context(), textSource(name, text), &Options{MaxFile: 1 << 20}) {
				if err != nil {
					t.Fatal(err)
				}
				if len(d.Notes) > 0 {
					t.Fatalf("notes %v", d.Notes)
				}
				for _, r := range d.Refs {
					if r.CSL.Title != fmt.Sprintf("Title %d", n) || !strings.Contains(text[r.Span.Start:r.Span.End], r.CSL.Title) || r.CSL.Author[0].Family != "Müller" {
						t.Fatalf("record %d is %+v at %q", n, r.CSL, text[r.Span.Start:r.Span.End])
					}
					if name == "a.bib" && r.CSL.ContainerTitle != "Journal of X" {
						t.Fatalf("record %d is in %q", n, r.CSL.ContainerTitle)
					}
					n++
				}
			}
			if n != want {
				t.Errorf("%d of %d records", n, want)
			}
		})
	}
}
