package pdf

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"citegraph/corpus"
)

// The samples are a page of pdfFile that qpdf locked: revision 5, revision 6
// with streams of objects, revision 6 with a password.
func TestKeysOf256Bits(t *testing.T) {
	for name, want := range map[string]error{"aes256-r5.pdf": nil, "aes256-r6.pdf": nil, "aes256-password.pdf": ErrEncrypted} {
		raw, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		kept := string(raw)
		for tx, err := range Read(context.Background(), corpus.Input{Name: name, Raw: raw}) {
			if !errors.Is(err, want) {
				t.Errorf("%s: error %v, want %v", name, err, want)
			}
			if err == nil && !strings.Contains(tx.Body, "the text of this page was locked with 256 bits.") {
				t.Errorf("%s: %q", name, tx.Body)
			}
		}
		if string(raw) != kept {
			t.Errorf("%s: the input was changed", name)
		}
	}
}
