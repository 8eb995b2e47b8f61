package pdf

import (
	"bytes"
	"fmt"
	"strings"
)

// pdfFile writes a file of one font and the pages that contents draw: enough
// of a PDF to be read, made here so that no sample of others is needed.
func pdfFile(contents ...string) []byte { return pdfWith("", "", "", contents...) }

// pdfWith is pdfFile with an XMP packet, entries of the Info dictionary, and
// annotations on the first page.
func pdfWith(xmp, info, annots string, contents ...string) []byte {
	var b bytes.Buffer
	var at []int
	obj := func(body string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), body)
	}
	b.WriteString("%PDF-1.4\n")
	var kids []string
	for i := range contents {
		kids = append(kids, fmt.Sprintf("%d 0 R", 5+2*i))
	}
	obj(fmt.Sprintf("<< /Type /Catalog /Pages 2 0 R /Metadata %d 0 R >>", 5+2*len(contents)))
	obj(fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(kids)))
	obj("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>")
	obj("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >>")
	for i, c := range contents {
		obj(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Annots [%s] >>", 6+2*i, annots))
		annots = ""
		obj(fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(c), c))
	}
	obj(fmt.Sprintf("<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream", len(xmp), xmp))
	obj("<< " + info + " >>")
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, len(at), start)
	return b.Bytes()
}

// page draws lines, each at a place of its own.
type drawn struct {
	x, y, size float64
	font, text string
}

func drawPage(lines ...drawn) string {
	var b strings.Builder
	b.WriteString("BT\n")
	for _, l := range lines {
		font := l.font
		if font == "" {
			font = "F1"
		}
		s := strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(l.text)
		fmt.Fprintf(&b, "/%s %g Tf 1 0 0 1 %g %g Tm (%s) Tj\n", font, l.size, l.x, l.y, s)
	}
	b.WriteString("ET\n")
	return b.String()
}
