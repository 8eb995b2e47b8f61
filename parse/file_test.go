package parse

import (
	"io"
	"os"
	"path/filepath"

	"citegraph/corpus"
)

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
