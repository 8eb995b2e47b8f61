package refs

import (
	"context"
	"strings"
	"sync"
	"testing"

	"citegraph/corpus"

	"github.com/google/go-cmp/cmp"
)

func model(t testing.TB) *Model {
	t.Helper()
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// samples are references in many styles.
var samples = []string{
	"1. Gillard S, Edwards C, Gibson SL, Owen K, Wright C. Introducing peer worker roles into UK mental health service teams: a qualitative analysis of the organisational benefits and challenges. BMC Health Serv Res. 2013;13:188. doi:10.1186/1472-6963-13-188",
	"Mahlke, C. I., Krämer, U. M., Becker, T., & Bock, T. (2014). Peer support in mental health services. Current Opinion in Psychiatry, 27(4), 276–281. https://doi.org/10.1097/YCO.0000000000000074",
	"Kuhn, Thomas S. The Structure of Scientific Revolutions. 2nd ed. Chicago: University of Chicago Press, 1970.",
	"Luhmann, Niklas (1984): Soziale Systeme. Grundriß einer allgemeinen Theorie. Frankfurt am Main: Suhrkamp.",
	"J. D. Watson and F. H. C. Crick, “Molecular structure of nucleic acids,” Nature, vol. 171, no. 4356, pp. 737–738, Apr. 1953.",
	"LeCun Y, Bengio Y, Hinton G. Deep learning. Nature 2015; 521: 436-44.",
	"A. Einstein, Ann. Phys. 17, 891 (1905).",
}

func TestLabel(t *testing.T) {
	type want struct {
		author, title, container, volume, issue, page, doi string
		year                                               int
	}
	wants := []want{
		{"Gillard", "Introducing peer worker roles into UK mental health service teams: a qualitative analysis of the organisational benefits and challenges", "BMC Health Serv Res", "13", "", "188", "10.1186/1472-6963-13-188", 2013},
		{"Mahlke", "Peer support in mental health services", "Current Opinion in Psychiatry", "27", "4", "276-281", "10.1097/yco.0000000000000074", 2014},
		{"Kuhn", "The Structure of Scientific Revolutions", "", "", "", "", "", 1970},
		{"Luhmann", "Soziale Systeme. Grundriß einer allgemeinen Theorie", "", "", "", "", "", 1984},
		{"Watson", "Molecular structure of nucleic acids", "Nature", "171", "4356", "737-738", "", 1953},
		{"LeCun", "Deep learning", "Nature", "521", "", "436-444", "", 2015},
		{"Einstein", "", "Ann. Phys", "17", "", "891", "", 1905},
	}
	for i, l := range model(t).Label(context.Background(), samples, nil) {
		w := l.CSL
		got := want{title: w.Title, container: w.ContainerTitle, volume: w.Volume, issue: w.Issue, page: w.Page, doi: w.DOI, year: w.Year()}
		if len(w.Author) > 0 {
			got.author = w.Author[0].Family
		}
		if got != wants[i] {
			t.Errorf("%s\n got %+v\nwant %+v", samples[i], got, wants[i])
		}
		if l.Confidence <= 0 || l.Confidence > 1 {
			t.Errorf("%s: confidence %v", samples[i], l.Confidence)
		}
	}
}

// TestOneListOrMany: the references of a list that agrees with itself are read
// the same whatever the goroutine, and a cancelled context stops.
func TestLabelConcurrent(t *testing.T) {
	m := model(t)
	want := m.Label(context.Background(), samples, nil)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if d := cmp.Diff(want, m.Label(context.Background(), samples, nil)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
	wg.Wait()
	ctx, stop := context.WithCancel(context.Background())
	stop()
	for _, l := range m.Label(ctx, samples, nil) {
		if len(l.Segments) != 0 {
			t.Error("a cancelled call labelled")
		}
	}
}

// checkSegments: joined, the segments are the reference.
func checkSegments(t *testing.T, raw string, l Labelled) {
	t.Helper()
	at := 0
	for _, s := range l.Segments {
		if s.Start != at || s.End < s.Start || LabelIndex(s.Label) < 0 {
			t.Fatalf("%q: segment %+v does not follow byte %d", raw, s, at)
		}
		at = s.End
	}
	if at != len(raw) {
		t.Fatalf("%q: segments end at %d of %d", raw, at, len(raw))
	}
}

func TestHostile(t *testing.T) {
	m := model(t)
	for name, raw := range map[string]string{
		"empty":          "",
		"punctuation":    " .,;:()[]“”",
		"open brackets":  strings.Repeat("(", 200_000),
		"long title":     "Doe J. " + strings.Repeat("word ", 200_000) + " J 2001;1:2.",
		"one word":       strings.Repeat("a", 1<<20),
		"digits":         strings.Repeat("9", 1<<16),
		"links":          strings.Repeat("http://x ", 20_000),
		"doi":            "10.1000/" + strings.Repeat("x", 100_000),
		"invalid":        "\xff\xfe\x80Doe\xc3",
		"angle brackets": strings.Repeat("<", 100_000),
		"marks":          "a" + strings.Repeat("\u0301", 50_000),
	} {
		t.Run(name, func(t *testing.T) {
			l := m.Label(context.Background(), []string{raw}, nil)
			checkSegments(t, raw, l[0])
		})
	}
}

func FuzzLabel(f *testing.F) {
	for _, s := range samples {
		f.Add(s)
	}
	f.Add("(Hrsg.): 12 권 제3호 pp. – ff.")
	m := model(f)
	f.Fuzz(func(t *testing.T, raw string) {
		for _, l := range m.Label(context.Background(), []string{raw, raw, raw, raw, raw}, nil) {
			checkSegments(t, raw, l)
			for _, n := range l.CSL.Author {
				if n == (corpus.Name{}) {
					t.Fatalf("%q: an empty name", raw)
				}
			}
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	b.SetBytes(int64(len(embedded)))
	for b.Loop() {
		if _, err := Load(embedded); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLabel(b *testing.B) {
	m := model(b)
	n, bytes := 0, 0
	for _, s := range samples {
		bytes += len(s)
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		m.Label(context.Background(), samples, nil)
		n += len(samples)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "references/s")
}

// BenchmarkRead is without the fields: features, best path, marginals.
func BenchmarkRead(b *testing.B) {
	m := model(b)
	n := 0
	for b.Loop() {
		for _, s := range samples {
			m.Read(s)
			n++
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "references/s")
}

// TestPlaced reads a place that came out as the end of the title.
func TestPlaced(t *testing.T) {
	m := model(t)
	for raw, want := range map[string]string{
		"Virtuelle Welten, Opladen":     "Virtuelle Welten|Opladen",
		"Soziale Systeme. Frankfurt":    "Soziale Systeme|Frankfurt",
		"Zwei Jahre in Berlin":          "Zwei Jahre in Berlin|",
		"Virtuelle Welten, wunderbar":   "Virtuelle Welten, wunderbar|",
		"Virtuelle Welten, ihre Folgen": "Virtuelle Welten, ihre Folgen|",
		"Klinik (Berlin, Deutschland)":  "Klinik (Berlin, Deutschland)|",
	} {
		labels := make([]uint8, len(Tokenize(raw, nil)))
		for i := range labels {
			labels[i] = Title
		}
		w := m.LabelAs(raw, labels).CSL
		if got := w.Title + "|" + w.PublisherPlace; got != want {
			t.Errorf("%q is %q, want %q", raw, got, want)
		}
	}
}

// FuzzLabelAs reads fields of references labelled at random: the passes over
// the segments must bear any order of labels.
func FuzzLabelAs(f *testing.F) {
	for i, s := range samples {
		f.Add(s, uint64(i)*0x9E3779B97F4A7C15)
	}
	f.Add("P. MüllerEinführung in: Doe (Hg.), Buch Vol. 3, 111, 443, 303-314 CHI95 1995", uint64(0x1234567))
	f.Add("“A.” in, 2000. 2000 [PhD thesis] MIT/LCS/TR-4 online: Translated by X Y", uint64(77))
	f.Fuzz(func(t *testing.T, raw string, seed uint64) {
		m := model(t)
		n := len(Tokenize(raw, nil))
		labels := make([]uint8, n)
		for i := range labels {
			if seed = seed*6364136223846793005 + 1442695040888963407; i > 0 && seed>>61 > 2 {
				labels[i] = labels[i-1] // runs, as the chain makes them
				continue
			}
			labels[i] = uint8(seed >> 33 % uint64(len(labelNames)))
		}
		m.LabelAs(raw, labels)
	})
}

// TestLabelNothing: a string without a word says nothing, whatever was read
// before it.
func TestLabelNothing(t *testing.T) {
	got := model(t).Label(context.Background(), []string{"Doe J. On things. J Stud 2003;1:2-9. PMID: 12345678", "…"}, nil)
	if w := got[1].CSL; w.PMID != "" || w.Title != "" {
		t.Errorf("nothing was read as %+v", w)
	}
}
