package markup

import (
	"context"
	"testing"

	"citegraph/corpus"
)

func TestTeXDate(t *testing.T) {
	for src, year := range map[string]int{
		`\title{Sleep}\date{2026}\begin{document}\maketitle Text.\end{document}`:          2026,
		`\title{Sleep}\date{14 March 2019}\begin{document}\maketitle Text.\end{document}`: 2019,
		`\title{Sleep}\date{\today}\begin{document}\maketitle Text.\end{document}`:        0,
	} {
		for x, err := range Read(context.Background(), corpus.Input{Name: "a.tex", Format: corpus.FormatLaTeX, Text: src, Raw: []byte(src)}) {
			if err != nil {
				t.Fatal(err)
			}
			got := 0
			if x.Work.Issued != nil {
				got = x.Work.Issued.Year()
			}
			if got != year {
				t.Errorf("%s: year %d, want %d", src, got, year)
			}
		}
	}
}
