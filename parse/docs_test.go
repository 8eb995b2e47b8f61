package parse

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"

	"citegraph/corpus"
)

// TestDump writes the documents of the files named, one a line, by the list in
// the file CITEGRAPH_DUMP_LIST to the file CITEGRAPH_DUMP; it is how the
// scorers are fed before, and without, the program.
func TestDump(t *testing.T) {
	names, out := os.Getenv("CITEGRAPH_DUMP_LIST"), os.Getenv("CITEGRAPH_DUMP")
	if names == "" || out == "" {
		t.Skip("CITEGRAPH_DUMP_LIST and CITEGRAPH_DUMP not given")
	}
	f, err := os.Open(names)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w, err := os.Create(out)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	enc := json.NewEncoder(w)
	for sc := bufio.NewScanner(f); sc.Scan(); {
		for d, err := range Parse(context.Background(), file(sc.Text()), nil) {
			if err != nil {
				t.Error(err)
				break
			}
			if err := enc.Encode(d); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// file is a source of the file system, with what lies beside it.
func file(name string) corpus.Source {
	return corpus.Source{
		Name: name, Size: -1,
		Open: func() (io.ReadCloser, error) { return os.Open(name) },
		Beside: func(other string) (io.ReadCloser, error) {
			root, err := os.OpenRoot(filepath.Dir(name))
			if err != nil {
				return nil, err
			}
			defer root.Close()
			return root.Open(other)
		},
	}
}
