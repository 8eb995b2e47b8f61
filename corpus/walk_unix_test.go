//go:build unix

package corpus

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWalkFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"b.txt": "two", "a/x.txt": "one", "a/.hidden": "no", ".dot/y.txt": "no",
		"lib/graph.db": "no", "lib/index/store": "no", "empty.txt": "", "c.txt.gz": gz(t, "three"),
		"d.zip": zipOf(t, "in/e.txt", "four", "__MACOSX/._e.txt", "no", "f.txt", "five"),
	})
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.Symlink("b.txt", filepath.Join(dir, "inside.txt")))
	must(os.Symlink("/etc/passwd", filepath.Join(dir, "outside.txt")))
	must(os.Symlink("loop.txt", filepath.Join(dir, "loop.txt")))
	must(os.Symlink("..", filepath.Join(dir, "a", "up")))
	must(syscall.Mkfifo(filepath.Join(dir, "pipe.txt"), 0o644))
	want := []string{
		"a/up! link to a folder, not followed",
		"a/x.txt: one", "b.txt: two", "c.txt.gz: three",
		"d.zip!in/e.txt: four", "d.zip!f.txt: five", "empty.txt: error", "inside.txt: two",
		"loop.txt! link that leads nowhere",
		"outside.txt! link out of the folder, not followed: what it leads to must be named itself",
		"pipe.txt! not a regular file (pipe)",
	}
	if d := cmp.Diff(want, walkAll(t, dir, nil, dir)); d != "" {
		t.Error(d)
	}
}
