package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// floors are the rooms in the order in which data flows; a package may import
// only packages of floors before its own, or of its own.
var floors = map[string][]string{
	"corpus": {"corpus"},
	"parse":  {"corpus", "parse"},
	"graph":  {"corpus", "graph"},
	"index":  {"corpus", "graph", "index"},
	"cmd":    {"corpus", "parse", "graph", "index", "cmd"},
}

// readers never know each other: each turns bytes into corpus.Text alone.
var readers = []string{"parse/plain", "parse/html", "parse/jats", "parse/pdf", "parse/markup", "parse/bib"}

// owners says which packages of ours may import a module of others.
var owners = map[string][]string{
	"go.etcd.io/bbolt":                {"graph"},
	"github.com/blevesearch":          {"index", "index/segment"},
	"github.com/urfave/cli":           {"cmd/citegraph"},
	"github.com/modelcontextprotocol": {"cmd/citegraph"},
	"github.com/ledongthuc/pdf":       {"parse/pdf"},
	"golang.org/x/net":                {"parse/html"},
	"golang.org/x/term":               {"cmd/citegraph"},
	"golang.org/x/text":               nil, // anyone
	"github.com/google/go-cmp":        nil,
	"github.com/rogpeppe/go-internal": {"cmd/citegraph"},
}

var forbiddenNames = []string{"utils", "util", "common", "models", "types", "helpers", "internal", "misc"}

type goPackage struct {
	ImportPath   string
	Doc          string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

func listPackages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Doc,Imports,TestImports,XTestImports", "citegraph/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []goPackage
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("go list: %v", err)
		}
		all = append(all, p)
	}
	if len(all) < 10 {
		t.Fatalf("only %d packages listed", len(all))
	}
	return all
}

func TestArrows(t *testing.T) {
	for _, p := range listPackages(t) {
		room := strings.TrimPrefix(p.ImportPath, "citegraph/")
		floor, _, _ := strings.Cut(room, "/")
		if p.Doc == "" {
			t.Errorf("%s has no package comment", room)
		}
		if slices.Contains(forbiddenNames, path.Base(room)) {
			t.Errorf("%s: a package is named after what it is about", room)
		}
		for _, imp := range p.Imports {
			checkImport(t, room, floor, imp)
		}
		for _, imp := range append(p.TestImports, p.XTestImports...) {
			checkOwner(t, room, imp)
		}
	}
}

func checkImport(t *testing.T, room, floor, imp string) {
	t.Helper()
	own, ours := strings.CutPrefix(imp, "citegraph/")
	if !ours {
		checkOwner(t, room, imp)
		return
	}
	target, _, _ := strings.Cut(own, "/")
	if !slices.Contains(floors[floor], target) {
		t.Errorf("%s imports %s: data flows the other way", room, own)
	}
	for _, r := range readers {
		if room != r && own == r && slices.ContainsFunc(readers, func(x string) bool { return room == x }) {
			t.Errorf("reader %s knows reader %s", room, own)
		}
	}
}

// TestOneWayToTheTerminal: messages go through progress.note and data through
// the printer, which make text of inputs harmless; who writes to a stream
// himself does so knowingly.
func TestOneWayToTheTerminal(t *testing.T) {
	allowed := map[string]int{"print.go": 1, "progress.go": 3, "main.go": 3, "search.go": 1}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, call := range []string{"fmt.Print", "fmt.Fprintf(p.", "fmt.Fprint(p.", "fmt.Fprintln(p.", "fmt.Fprintf(t.", "fmt.Fprintf(os."} {
			n += strings.Count(string(b), call)
		}
		if n != allowed[f] {
			t.Errorf("%s writes to a stream %d times by itself, %d are known", f, n, allowed[f])
		}
	}
}

// checkOwner holds which room may import a module that is not ours.
func checkOwner(t *testing.T, room, imp string) {
	t.Helper()
	first, _, _ := strings.Cut(imp, "/")
	if !strings.Contains(first, ".") {
		return
	}
	for mod, who := range owners {
		if imp == mod || strings.HasPrefix(imp, mod+"/") {
			if who != nil && !slices.Contains(who, room) {
				t.Errorf("%s imports %s, which belongs to %v", room, imp, who)
			}
			return
		}
	}
	t.Errorf("%s imports %s, a module that no line of the table allows", room, imp)
}
