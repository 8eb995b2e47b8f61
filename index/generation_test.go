package index

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"citegraph/graph"
	"citegraph/index/query"
)

func build(t *testing.T, dir string, g Graph) {
	t.Helper()
	if err := Build(context.Background(), dir, g, nil); err != nil {
		t.Fatal(err)
	}
}

// alive is the folder of the current generation.
func alive(t *testing.T, dir string) string {
	t.Helper()
	path, _, err := current(filepath.Join(dir, folder))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestOpenErrors(t *testing.T) {
	g := shelf()
	other := shelf()
	other.gen[0] = 2
	tests := []struct {
		name string
		harm func(t *testing.T, dir string)
		g    Graph
		want error
	}{
		{"missing", func(t *testing.T, dir string) { os.RemoveAll(filepath.Join(dir, folder)) }, g, ErrMissing},
		{"other graph", func(*testing.T, string) {}, other, ErrStale},
		{"pointer", func(t *testing.T, dir string) {
			overwrite(t, filepath.Join(dir, folder, fileCurrent), []byte("gnothing\n"))
		}, g, ErrDamaged},
		{"pointer leads out", func(t *testing.T, dir string) {
			overwrite(t, filepath.Join(dir, folder, fileCurrent), []byte("../g0000000000000000-1 "+string(make([]byte, 64))))
		}, g, ErrDamaged},
		{"manifest", func(t *testing.T, dir string) { flip(t, filepath.Join(alive(t, dir), fileManifest), 40) }, g, ErrDamaged},
		{"columns", func(t *testing.T, dir string) { flip(t, filepath.Join(alive(t, dir), fileColumns), -9) }, g, ErrDamaged},
		{"segment", func(t *testing.T, dir string) { flip(t, segmentFile(t, dir), 100) }, g, ErrDamaged},
		{"segment cut", func(t *testing.T, dir string) {
			if err := os.Truncate(segmentFile(t, dir), 500); err != nil {
				t.Fatal(err)
			}
		}, g, ErrDamaged},
		{"stems gone", func(t *testing.T, dir string) { os.Remove(filepath.Join(alive(t, dir), fileStems)) }, g, ErrDamaged},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			build(t, dir, g)
			tt.harm(t, dir)
			ix, err := Open(dir, tt.g)
			if !errors.Is(err, tt.want) {
				t.Fatalf("Open: %v, want %v", err, tt.want)
			}
			if ix != nil {
				t.Error("an index and an error")
			}
			if err := Verify(context.Background(), dir, tt.g); !errors.Is(err, tt.want) {
				t.Errorf("Verify: %v, want %v", err, tt.want)
			}
			build(t, dir, tt.g)
			if ix, err = Open(dir, tt.g); err != nil {
				t.Fatalf("after a rebuild: %v", err)
			}
			if got := ids(find(t, ix, "hope", SearchOptions{})); got != "w4" {
				t.Errorf("after a rebuild hope finds %s", got)
			}
			ix.Close()
		})
	}
}

// TestVerifySilentRot: a byte that changed under the same time is not seen at
// Open, but by Verify.
func TestVerifySilentRot(t *testing.T) {
	dir, g := t.TempDir(), shelf()
	build(t, dir, g)
	path := filepath.Join(alive(t, dir), fileSentences)
	st, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	flip(t, path, 30)
	if err := os.Chtimes(path, st.ModTime(), st.ModTime()); err != nil {
		t.Fatal(err)
	}
	if err := Verify(context.Background(), dir, g); !errors.Is(err, ErrDamaged) {
		t.Errorf("Verify: %v, want ErrDamaged", err)
	}
}

func TestBuildReplaces(t *testing.T) {
	dir, g := t.TempDir(), shelf()
	build(t, dir, g)
	ix, err := Open(dir, g)
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	root := filepath.Join(dir, folder)
	for _, d := range []string{"new123", "gallery", "gabcdef0123456789-5"} { // a killed build, a stranger, an old generation
		if err := os.Mkdir(filepath.Join(root, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	build(t, dir, g)
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if len(names) != 3 || names[0] != fileCurrent || names[2] != "gallery" {
		t.Errorf("the folder holds %v", names)
	}
	if got := ids(find(t, ix, "hope", SearchOptions{})); got != "w4" {
		t.Errorf("the reader of the old generation finds %q", got)
	}
}

func TestBuildCancelled(t *testing.T) {
	dir, g := t.TempDir(), shelf()
	build(t, dir, g)
	before := alive(t, dir)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Build(ctx, dir, g, nil); !errors.Is(err, context.Canceled) {
		t.Fatalf("Build: %v, want Canceled", err)
	}
	if got := alive(t, dir); got != before {
		t.Errorf("a cancelled build left %s current, not %s", got, before)
	}
	if entries, _ := os.ReadDir(filepath.Join(dir, folder)); len(entries) != 2 {
		t.Errorf("a cancelled build left %v", entries)
	}
}

func TestEmptyGraph(t *testing.T) {
	ix := openFake(t, newFake(nil, nil, nil), nil)
	for _, q := range []string{"hope", "type:author", "cites(x)", "-hope", "type:context a"} {
		if r := find(t, ix, q, SearchOptions{Facets: Facets}); r.Total != 0 {
			t.Errorf("%s finds %d in an empty library", q, r.Total)
		}
	}
	r, err := ix.Related(context.Background(), RelatedRequest{Terms: "hope"})
	if err != nil || len(r.Hits) != 0 {
		t.Errorf("related: %v, %v", r, err)
	}
}

// TestDeadline: a search that has no time left says so.
func TestDeadline(t *testing.T) {
	ix := openFake(t, shelf(), nil)
	ctx, cancel := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer cancel()
	q, _, err := query.Parse("peer support")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ix.Search(ctx, q, SearchOptions{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Search: %v", err)
	}
}

func overwrite(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

// flip changes one byte, from the end where at is negative.
func flip(t *testing.T, path string, at int) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if at < 0 {
		at += len(b)
	}
	b[at] ^= 0x10
	overwrite(t, path, b)
}

func segmentFile(t *testing.T, dir string) string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(alive(t, dir), "text0", "*.zap"))
	if err != nil || len(all) != 1 {
		t.Fatalf("segments %v, %v", all, err)
	}
	return all[0]
}

var _ Graph = (*graph.Graph)(nil)
