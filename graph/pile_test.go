package graph

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// What is put is what is got, however much of it there is; the file is there for
// nobody else, and what a killed process left of one does no harm.
func TestPile(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, pileName), []byte("left"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := pile{dir: dir, room: 1000}
	r := rand.New(rand.NewPCG(1, 1))
	var slips []slip
	var want [][]byte
	for range 500 {
		v := bytes.Repeat([]byte{byte(r.Uint32())}, r.IntN(1<<r.IntN(12)))
		slips, want = append(slips, p.put(v)), append(want, v)
		at := r.IntN(len(slips))
		if got, err := p.get([]byte("x"), slips[at]); err != nil || !bytes.Equal(got, append([]byte("x"), want[at]...)) {
			t.Fatalf("value %d of %d: %d bytes, %v; want %d", at, len(slips), len(got), err, len(want[at]))
		}
	}
	p.close()
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); left != nil {
		t.Errorf("left behind: %q", left)
	}
}
