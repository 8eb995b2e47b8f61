package export

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	stdxml "encoding/xml"
	"errors"
	"flag"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

func mustView(t testing.TB, src Source, opt *Options) *View {
	t.Helper()
	v, err := New(context.Background(), src, opt)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func mustWrite(t testing.TB, format string, v *View) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(context.Background(), &b, format, v); err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return b.Bytes()
}

// formatsOf are the formats that hold a view of that relation.
func formatsOf(view string) []Format {
	return slices.DeleteFunc(Formats(), func(f Format) bool { return f.Views != nil && !slices.Contains(f.Views, view) })
}

func TestGolden(t *testing.T) {
	for _, f := range Formats() {
		t.Run(f.Name, func(t *testing.T) {
			if f.Name == "png" {
				t.Skip("how it is compressed is not ours: see TestPNG")
			}
			got := mustWrite(t, f.Name, mustView(t, hostile(), &Options{Layout: "year"}))
			if f.Name == "html" { // the page itself has its own tests
				_, data, _ := strings.Cut(string(got), `id="data">`)
				data, _, _ = strings.Cut(data, "</script>")
				got = []byte(data)
			}
			path := filepath.Join("testdata", "hostile."+f.Name+f.Extension)
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), string(got)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestHostileValuesBreakNothing(t *testing.T) {
	for _, view := range Views() {
		for _, f := range formatsOf(view) {
			v := mustView(t, hostile(), &Options{View: view})
			out := mustWrite(t, f.Name, v)
			if f.Name == "png" { // no text
				if _, err := png.DecodeConfig(bytes.NewReader(out)); err != nil {
					t.Errorf("png of %s: %v", view, err)
				}
				continue
			}
			if !utf8.Valid(out) {
				t.Errorf("%s of %s is not UTF-8", f.Name, view)
			}
			for _, r := range string(out) {
				if r < 0x20 && r != '\n' && r != '\t' && r != '\r' || r >= 0x7f && r < 0xa0 || bidi(r) || r == 0xfffe {
					t.Errorf("%s of %s holds %U", f.Name, view, r)
					break
				}
			}
			switch f.Extension {
			case ".json", ".cyjs", ".cx2", ".canvas":
				if !json.Valid(out) {
					t.Errorf("%s of %s is no JSON", f.Name, view)
				}
			case ".graphml", ".gexf", ".svg":
				d := stdxml.NewDecoder(bytes.NewReader(out))
				for {
					if _, err := d.Token(); err == io.EOF {
						break
					} else if err != nil {
						t.Errorf("%s of %s: %v", f.Name, view, err)
						break
					}
				}
			case ".csv", ".tsv":
				r := csv.NewReader(bytes.NewReader(out))
				if f.Extension == ".tsv" {
					r.Comma = '\t'
					if n := bytes.Count(out, []byte("\n")); n != v.EdgeCount+1 {
						t.Errorf("tsv of %s: %d lines for %d edges", view, n, v.EdgeCount)
					}
				}
				if rows, err := r.ReadAll(); err != nil || len(rows) != v.EdgeCount+1 && f.Views == nil {
					t.Errorf("%s of %s: %d rows, %v", f.Name, view, len(rows), err)
				}
			}
		}
	}
}

func TestSameBytesTwice(t *testing.T) {
	for _, view := range Views() {
		a, b := mustView(t, peerSupport(), &Options{View: view}), mustView(t, peerSupport(), &Options{View: view})
		for _, f := range formatsOf(view) {
			if f.Name == "png" && view != Works { // costly, and drawn from what the others write
				continue
			}
			if !bytes.Equal(mustWrite(t, f.Name, a), mustWrite(t, f.Name, b)) {
				t.Errorf("%s of %s differs", f.Name, view)
			}
			if !bytes.Equal(mustWrite(t, f.Name, a), mustWrite(t, f.Name, a)) {
				t.Errorf("%s of %s differs when written again", f.Name, view)
			}
		}
	}
}

type edge struct {
	Source, Target string
	Weight         float64
}

func edgeList(t testing.TB, v *View) []edge {
	t.Helper()
	var out []edge
	for e, err := range v.Edges() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, edge{e.SourceID, e.TargetID, e.Weight})
	}
	if len(out) != v.EdgeCount {
		t.Errorf("%s: %d edges, counted %d", v.Name, len(out), v.EdgeCount)
	}
	return out
}

func nodeIDs(t testing.TB, v *View) []string {
	t.Helper()
	var out []string
	for n, err := range v.Nodes() {
		if err != nil {
			t.Fatal(err)
		}
		if n.N != len(out) {
			t.Errorf("node %s has place %d, not %d", n.ID, n.N, len(out))
		}
		out = append(out, n.ID)
	}
	if len(out) != v.NodeCount {
		t.Errorf("%s: %d nodes, counted %d", v.Name, len(out), v.NodeCount)
	}
	return out
}

func TestViews(t *testing.T) {
	// 0 cites 1 2 3 5, 3 cites 1 2; authors: a0 wrote 0 1 3, a1 wrote 0 2;
	// journals: j0 has 0 3, j1 has 1 2.
	tests := []struct {
		name  string
		opt   Options
		nodes string
		edges []edge
	}{
		{"works", Options{}, "w0 w1 w2 w3 w4 w5", []edge{{"w0", "w1", 2}, {"w0", "w2", 2}, {"w0", "w3", 2}, {"w0", "w5", 2}, {"w3", "w1", 2}, {"w3", "w2", 2}}},
		{"some works", Options{Works: []uint32{3, 1, 0, 1, 99}}, "w0 w1 w3", []edge{{"w0", "w1", 2}, {"w0", "w3", 2}, {"w3", "w1", 2}}},
		{"no works", Options{Works: []uint32{}}, "", nil},
		{"ego", Options{Ego: []uint32{5}}, "w0 w5", []edge{{"w0", "w5", 2}}},
		{"ego of two", Options{Ego: []uint32{5}, Depth: 2}, "w0 w1 w2 w3 w5", []edge{{"w0", "w1", 2}, {"w0", "w2", 2}, {"w0", "w3", 2}, {"w0", "w5", 2}, {"w3", "w1", 2}, {"w3", "w2", 2}}},
		{"top", Options{Top: 2}, "w0 w1", []edge{{"w0", "w1", 2}}},
		{"top of four", Options{Top: 4}, "w0 w1 w2 w3", []edge{{"w0", "w1", 2}, {"w0", "w2", 2}, {"w0", "w3", 2}, {"w3", "w1", 2}, {"w3", "w2", 2}}},
		{"top by references", Options{View: Coupling, Top: 2}, "w0 w3", []edge{{"w0", "w3", 2}}},
		{"years", Options{From: 1970, To: 1992}, "w1 w3", []edge{{"w3", "w1", 2}}},
		{"weight", Options{MinWeight: 3, Works: []uint32{0, 1}}, "w0 w1", nil},
		{"cocitation", Options{View: CoCitation}, "w1 w2 w3 w5", []edge{{"w1", "w2", 2}, {"w1", "w3", 1}, {"w1", "w5", 1}, {"w2", "w3", 1}, {"w2", "w5", 1}, {"w3", "w5", 1}}},
		{"cocitation, strong", Options{View: CoCitation, MinWeight: 2}, "w1 w2", []edge{{"w1", "w2", 2}}},
		{"coupling", Options{View: Coupling}, "w0 w3", []edge{{"w0", "w3", 2}}},
		{"authors", Options{View: Authors}, "a0 a1", []edge{{"a0", "a1", 2}, {"a1", "a0", 2}}},
		{"coauthors", Options{View: CoAuthors}, "a0 a1", []edge{{"a0", "a1", 1}}},
		{"journals", Options{View: Journals}, "j0 j1", []edge{{"j0", "j1", 4}}},
		{"documents", Options{View: Documents}, "d_3b1ac165f238 d_4be02b656bb2 w1 w2 w3 w5", []edge{{"d_3b1ac165f238", "w1", 2}, {"d_3b1ac165f238", "w2", 2}, {"d_4be02b656bb2", "w1", 2}, {"d_4be02b656bb2", "w2", 2}, {"d_4be02b656bb2", "w3", 2}, {"d_4be02b656bb2", "w5", 2}}},
		{"documents, strong", Options{View: Documents, MinWeight: 3}, "", nil},
		{"documents, top", Options{View: Documents, Top: 1}, "d_3b1ac165f238 d_4be02b656bb2 w1", []edge{{"d_3b1ac165f238", "w1", 2}, {"d_4be02b656bb2", "w1", 2}}},
		{"journals of two works", Options{View: Journals, Works: []uint32{0, 1}}, "j0 j1", []edge{{"j0", "j1", 1}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := mustView(t, hostile(), &tt.opt)
			if got := strings.Join(nodeIDs(t, v), " "); got != tt.nodes {
				t.Errorf("nodes %s, want %s", got, tt.nodes)
			}
			if d := cmp.Diff(tt.edges, edgeList(t, v)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestProximityView(t *testing.T) {
	// every sentence of the hostile graph cites one work in one paragraph
	v := mustView(t, hostile(), &Options{View: CoCitation, Proximity: true})
	got := edgeList(t, v)
	if want := (edge{"w1", "w2", 0.5}); got[0] != want { // same paragraph in two works: 2 × 1/4
		t.Errorf("%v, want %v", got[0], want)
	}
}

func TestEvidence(t *testing.T) {
	v := mustView(t, hostile(), nil)
	for e, err := range v.Edges() {
		if err != nil {
			t.Fatal(err)
		}
		if e.Evidence != 2 || len(e.Places) != 2 || e.Start != 1042 && e.Context != "" {
			t.Errorf("%+v", e)
		}
		if e.Places[1].Start != 5000 {
			t.Errorf("a place without callout stands at %d", e.Places[1].Start)
		}
	}
}

func TestClustersAndPositions(t *testing.T) {
	v := mustView(t, peerSupport(), nil)
	if len(v.Clusters) < 2 {
		t.Fatalf("clusters: %+v", v.Clusters)
	}
	for n := range v.Nodes() {
		if n.Cluster < 1 || n.Cluster > len(v.Clusters) || !n.HasXY {
			t.Errorf("%s: cluster %d, placed %v", n.ID, n.Cluster, n.HasXY)
		}
	}
	if v.Clusters[0].Label == "" {
		t.Error("the first cluster has no label")
	}
	off := false
	bare := mustView(t, peerSupport(), &Options{Communities: &off, Layout: "none"})
	for n := range bare.Nodes() {
		if n.Cluster != 0 || n.HasXY {
			t.Fatal("clusters or positions that nobody asked for")
		}
	}
}

func TestErrors(t *testing.T) {
	ctx := context.Background()
	if _, err := New(ctx, hostile(), &Options{View: "moods"}); !errors.Is(err, ErrView) {
		t.Errorf("view: %v", err)
	}
	if _, err := New(ctx, hostile(), &Options{Layout: "circle"}); !errors.Is(err, errLayout) {
		t.Errorf("layout: %v", err)
	}
	v := mustView(t, hostile(), nil)
	if err := Write(ctx, io.Discard, "xls", v); !errors.Is(err, ErrFormat) {
		t.Errorf("format: %v", err)
	}
	v.NodeCount = 501
	if err := Write(ctx, io.Discard, "dot", v); !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "500") {
		t.Errorf("size: %v", err)
	}
	if err := Write(ctx, io.Discard, "ocindex", mustView(t, hostile(), &Options{View: Authors})); !errors.Is(err, ErrHolds) {
		t.Errorf("authors in an index of citations: %v", err)
	}
	full := errors.New("disk full")
	for _, f := range Formats() {
		if err := Write(ctx, failing{full}, f.Name, mustView(t, hostile(), nil)); !errors.Is(err, full) {
			t.Errorf("%s hides a failed write: %v", f.Name, err)
		}
	}
	dir := t.TempDir()
	old := filepath.Join(dir, "works.graphml")
	if err := os.WriteFile(old, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(ctx)
	w := mustView(t, peerSupport(), nil)
	cancel()
	if _, err := WriteFiles(ended, dir, "graphml", w); err == nil {
		t.Error("the context's end is not seen")
	}
	if b, _ := os.ReadFile(old); string(b) != "old" {
		t.Error("a failed export damaged the old file")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".citegraph-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestWriteFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	var got []string
	for _, f := range Formats() {
		paths, err := WriteFiles(context.Background(), dir, f.Name, mustView(t, hostile(), nil))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range paths {
			got = append(got, filepath.Base(p))
		}
		if len(f.Files) > 0 && len(paths) != len(f.Files) {
			t.Errorf("%s: %v, announced %v", f.Name, paths, f.Files)
		}
	}
	for _, want := range []string{"nodes.csv", "edges.csv", "map.txt", "network.txt", "neo4j-nodes.csv", "works.graphml"} {
		if !slices.Contains(got, want) {
			t.Errorf("no %s among %v", want, got)
		}
	}
}

func TestFormulasAreGuarded(t *testing.T) {
	v := mustView(t, hostile(), nil)
	for raw, want := range map[bool]string{false: "'@cmd", true: "@cmd"} {
		v.Style.Raw = raw
		rows, err := csv.NewReader(bytes.NewReader(mustWrite(t, "csv", v))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		at := slices.Index(rows[0], "context")
		if got := rows[5][at]; got != want {
			t.Errorf("raw %v: %q, want %q", raw, got, want)
		}
	}
	for s, want := range map[string]bool{"": false, "-0.04": false, "+1": false, "-0.04 was": true, "=1+1": true, "@x": true, "x=": false, "1e5": false} {
		if got := Guarded(s); (got == "'"+s) != want || !want && got != s {
			t.Errorf("Guarded(%q) is %q", s, got)
		}
	}
}

func TestAliases(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Formats() {
		for _, name := range append(f.Aliases, f.Name) {
			if seen[name] {
				t.Errorf("%s names two formats", name)
			}
			seen[name] = true
			if got, err := Find(strings.ToUpper(name)); err != nil || got.Name != f.Name {
				t.Errorf("%s: %s, %v", name, got.Name, err)
			}
		}
	}
}

func TestStyles(t *testing.T) {
	v := mustView(t, hostile(), nil)
	v.Style = Style{GEXF: "1.2", LinksKey: "edges", YEd: true, Excel: true, Base: "https://example.org/"}
	for format, want := range map[string]string{
		"gexf": "http://www.gexf.net/1.2draft", "nodelink": "\"edges\":[", "graphml": "<y:NodeLabel>", "csv": "\ufeffsource", "ntriples": "<https://example.org/w2>",
	} {
		if out := string(mustWrite(t, format, v)); !strings.Contains(out, want) && !strings.Contains(out, strings.ReplaceAll(want, `"`, "")) {
			t.Errorf("%s lacks %s", format, want)
		}
	}
}

// TestReadBackFolder writes folders of exports that readback.py, among the
// testdata of the command, checks with other programs, and a list of them
// (expect.tsv: folder, nodes, edges).
func TestReadBackFolder(t *testing.T) {
	dir := os.Getenv("CITEGRAPH_EXPORTS")
	if dir == "" {
		t.Skip("CITEGRAPH_EXPORTS names no folder")
	}
	var list bytes.Buffer
	for _, name := range []string{"hostile", "sample"} {
		src := Source(hostile())
		if name == "sample" {
			src = peerSupport()
		}
		for _, view := range Views() {
			v := mustView(t, src, &Options{View: view})
			folder := name + "-" + view
			fmt.Fprintf(&list, "%s\t%d\t%d\n", folder, v.NodeCount, v.EdgeCount)
			for _, f := range formatsOf(view) {
				if f.MaxNodes > 0 && f.MaxNodes < v.NodeCount {
					continue
				}
				if _, err := WriteFiles(context.Background(), filepath.Join(dir, folder), f.Name, v); err != nil {
					t.Fatal(err)
				}
				out := filepath.Join(dir, folder, f.Name+f.Extension)
				if err := os.WriteFile(out, mustWrite(t, f.Name, v), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "expect.tsv"), list.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkWrite(b *testing.B) {
	v := mustView(b, peerSupport(), nil)
	for _, format := range []string{"graphml", "gexf", "csv", "nodelink", "ntriples"} {
		b.Run(format, func(b *testing.B) {
			n := len(mustWrite(b, format, v))
			b.SetBytes(int64(n))
			for b.Loop() {
				if err := Write(context.Background(), io.Discard, format, v); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
