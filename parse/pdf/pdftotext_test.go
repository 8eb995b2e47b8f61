package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

var (
	brokenWord = regexp.MustCompile(`-\s*\n\s*`)
	aWord      = regexp.MustCompile(`[\p{L}\p{N}_]+`)
)

func wordsOf(s string) []string {
	return aWord.FindAllString(strings.ToLower(brokenWord.ReplaceAllString(norm.NFKC.String(s), "")), -1)
}

// runsOf counts the runs of n words.
func runsOf(words []string, n int) map[string]int {
	m := map[string]int{}
	for i := 0; i+n <= len(words); i++ {
		m[strings.Join(words[i:i+n], " ")]++
	}
	return m
}

// share is the share of want that is in got, with multiplicity.
func share(want, got map[string]int) float64 {
	hit, all := 0, 0
	for k, n := range want {
		hit, all = hit+min(n, got[k]), all+n
	}
	return float64(hit) / float64(max(all, 1))
}

// TestAgainstPdftotext holds words and their order against poppler's, over the
// PDFs of the shared reviews: how many of its words we have, and how many of
// its runs of four words. The latter twice: as we read, running heads behind
// the text, and with heads left where they stand, as poppler leaves them; that
// is the order in question. Third, how many of our runs of four words stand so
// in its reading order or in its layout, because tables are read by rows here
// and in its layout, by columns in its reading order. CITEGRAPH_PDFTEXT names a
// folder to write our text into, to see what differs.
func TestAgainstPdftotext(t *testing.T) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	shared := os.Getenv("CITEGRAPH_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	files, _ := filepath.Glob(filepath.Join(shared, "reviews", "docs", "*.pdf"))
	if len(files) == 0 {
		t.Skip("shared data absent: reviews/docs/*.pdf")
	}
	var recall, order, placed, either float64
	for _, f := range files {
		their := func(args ...string) []string {
			out, err := exec.Command(tool, append(args, f, "-")...).Output()
			if err != nil {
				t.Fatalf("pdftotext %s: %v", filepath.Base(f), err)
			}
			return wordsOf(string(out))
		}
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		text, withHeads := readOne(t, raw).Body, headsInPlace(t, raw)
		if dir := os.Getenv("CITEGRAPH_PDFTEXT"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, filepath.Base(f)+".txt"), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, got := their(), wordsOf(text)
		fours, both := runsOf(got, 4), runsOf(want, 4)
		r, o := share(runsOf(want, 1), runsOf(got, 1)), share(both, fours)
		p := share(both, runsOf(wordsOf(withHeads), 4))
		for k, n := range runsOf(their("-layout"), 4) {
			both[k] = max(both[k], n)
		}
		e := share(fours, both)
		t.Logf("%-20s %6d words, recall %.3f, order %.3f, heads in place %.3f, of ours in either order %.3f", filepath.Base(f), len(want), r, o, p, e)
		recall, order, placed, either = recall+r, order+o, placed+p, either+e
	}
	n := float64(len(files))
	t.Logf("mean recall %.4f, order %.4f, heads in place %.4f, of ours in either order %.4f", recall/n, order/n, placed/n, either/n)
	if recall/n < .97 || order/n < .92 || placed/n < .93 || either/n < .93 {
		t.Errorf("recall is less than .97, the order of four words less than .92, with heads in place less than .93, or in either order less than .93")
	}
}

// headsInPlace is the text of a file with its running heads among the rest.
func headsInPlace(t *testing.T, raw []byte) string {
	doc, err := open(raw)
	if err != nil {
		t.Fatal(err)
	}
	pages, _, _, err := lines(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	return compose(pages).t.Body
}
