package list

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"citegraph/corpus"
)

// block is a reference list with the byte offsets of its first lines.
type block struct {
	text   string
	starts map[int]bool
	weight float32
}

func printedBlocks(t *testing.T, dir string) []block {
	var out []block
	decodeLines(t, filepath.Join(dir, "refs", "segmentation", "blocks_train.jsonl.gz"), func(d *json.Decoder) {
		var x struct {
			Source, Text string
			Refs         [][2]int
		}
		if err := d.Decode(&x); err != nil {
			t.Fatal(err)
		}
		if x.Source != "grobid-refseg" { // the others state no licence
			return
		}
		at := make([]int, 0, len(x.Text)+1)
		for i := range x.Text {
			at = append(at, i)
		}
		b := block{text: x.Text, starts: map[int]bool{}, weight: 1.5}
		for _, r := range x.Refs {
			if r[0] < len(at) {
				b.starts[at[r[0]]] = true
			}
		}
		out = append(out, b)
	})
	return out
}

// renderedBlocks prints references of one style as lists, in lines.
func renderedBlocks(t *testing.T, dir string) []block {
	rng := rand.New(rand.NewPCG(3, 5))
	by := map[string][]string{}
	add := func(style, raw string) {
		raw = strings.Join(strings.Fields(raw), " ")
		if len(raw) > 30 && len(raw) < 900 && len(by[style]) < 60 {
			by[style] = append(by[style], raw)
		}
	}
	decodeLines(t, filepath.Join(dir, "refs", "synthetic-train.jsonl.gz"), func(d *json.Decoder) {
		var x struct {
			Raw, Style string
			Noise      []string
		}
		if err := d.Decode(&x); err != nil {
			t.Fatal(err)
		}
		for _, n := range x.Noise {
			if n != "given-expanded" {
				return
			}
		}
		add(x.Style, x.Raw)
	})
	decodeLines(t, filepath.Join(dir, "refs", "train.jsonl.gz"), func(d *json.Decoder) {
		var x struct{ Raw, Source, ID string }
		if err := d.Decode(&x); err != nil {
			t.Fatal(err)
		}
		add(fmt.Sprint(x.Source, rng.IntN(60)), x.Raw)
	})
	styles := make([]string, 0, len(by))
	for s := range by {
		styles = append(styles, s)
	}
	sort.Strings(styles)
	var out []block
	for _, s := range styles {
		if len(by[s]) >= 8 {
			out = append(out, render(by[s], rng))
		}
	}
	return out
}

// render prints one list: wrapped at some width, with hyphens, perhaps sorted,
// perhaps with hanging indents or blank lines, perhaps without numbers.
func render(raws []string, rng *rand.Rand) block {
	raws = append([]string(nil), raws...)
	rng.Shuffle(len(raws), func(i, j int) { raws[i], raws[j] = raws[j], raws[i] })
	raws = raws[:min(len(raws), 12+rng.IntN(40))]
	for i, r := range raws {
		if l, n := label(r); n > 0 && l != "" && rng.IntN(4) > 0 {
			raws[i] = r[n:]
		}
	}
	if rng.IntN(4) > 0 {
		sort.Strings(raws)
	}
	width := 42 + rng.IntN(70)
	if rng.IntN(4) == 0 {
		width = 1 << 20 // an entry a line
	}
	hang, blank := 0, rng.IntN(12) == 0
	if rng.IntN(5) == 0 {
		hang = 2 + rng.IntN(6)
	}
	hyphens := rng.IntN(3) > 0
	switch rng.IntN(14) {
	case 0:
		mark := []string{"• ", "– ", "* ", "- "}[rng.IntN(4)]
		for i := range raws {
			raws[i] = mark + raws[i]
		}
	case 1:
		for i := range raws {
			raws[i] = fmt.Sprintf("[%d] %s", i+1, raws[i])
		}
	case 2:
		for i := range raws {
			raws[i] = fmt.Sprintf("%d. %s", i+1, raws[i])
		}
	}
	b := block{starts: map[int]bool{}, weight: 1}
	var sb strings.Builder
	for _, r := range raws {
		b.starts[sb.Len()] = true
		col := 0
		for i, w := range strings.Fields(r) {
			n := len([]rune(w))
			if i > 0 {
				if col+1+n > width {
					room := width - col - 2
					if k := breakLink(w, room); k > 0 {
						sb.WriteString(" " + w[:k] + "\n" + strings.Repeat(" ", hang) + w[k:])
						col = hang + n - k
						continue
					}
					if k := room; hyphens && n > 7 && k > 3 && k < n-3 && ascii(w) && rng.IntN(2) == 0 {
						fmt.Fprintf(&sb, " %s-\n%s%s", w[:k], strings.Repeat(" ", hang), w[k:])
						col = hang + n - k
						continue
					}
					sb.WriteString("\n" + strings.Repeat(" ", hang))
					col = hang
				} else {
					sb.WriteByte(' ')
					col++
				}
			}
			sb.WriteString(w)
			col += n
		}
		sb.WriteByte('\n')
		if blank {
			sb.WriteByte('\n')
		}
	}
	b.text = sb.String()
	return b
}

// breakLink is where a link may be broken to leave at most room bytes; 0 where
// w is none.
func breakLink(w string, room int) int {
	if !strings.Contains(w, "://") && !strings.HasPrefix(w, "www.") || room < 8 {
		return 0
	}
	return strings.LastIndexAny(w[:min(room, len(w)-2)], "/-._") + 1
}

func ascii(w string) bool {
	for i := 0; i < len(w); i++ {
		if c := w[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// joined is a document as a page of the web prints it: a paragraph or an entry
// a line.
func joined(lines, labels []string, refs []string, rng *rand.Rand) (out []string, ref []bool) {
	para := ""
	flush := func() {
		if para != "" {
			out, ref = append(out, para, ""), append(ref, false, false)
		}
		para = ""
	}
	for i, l := range lines {
		if labels[i] == "ref" {
			continue
		}
		l = strings.TrimSpace(l)
		if len(l) < 50 && !strings.HasSuffix(l, ".") {
			flush()
			para = l
			flush()
			continue
		}
		para = strings.TrimSpace(para + " " + l)
		if strings.HasSuffix(l, ".") && rng.IntN(4) == 0 || len(para) > 2500 {
			flush()
		}
	}
	flush()
	if rng.IntN(4) > 0 {
		out, ref = append(out, "References"), append(ref, false)
	}
	number := rng.IntN(2) == 0
	blank := rng.IntN(5) == 0
	for i, r := range refs {
		if number {
			r = fmt.Sprintf("%d. %s", i+1, r)
		}
		out, ref = append(out, r), append(ref, true)
		if blank {
			out, ref = append(out, ""), append(ref, false)
		}
	}
	return out, ref
}

func (b block) refs() []string {
	var out []string
	at := make([]int, 0, len(b.starts))
	for s := range b.starts {
		at = append(at, s)
	}
	sort.Ints(at)
	for i, s := range at {
		to := len(b.text)
		if i+1 < len(at) {
			to = at[i+1]
		}
		raw, _ := mend(b.text, []corpus.Span{{Start: s, End: to}})
		out = append(out, raw)
	}
	return out
}
