package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

// TestSBOM holds that every module that is linked stands in the bill of
// materials and, with its licence, in NOTICE.
func TestSBOM(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if .Version}}{{.Path}} {{.Version}}{{end}}{{end}}", "citegraph/cmd/citegraph").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	notice, err := os.ReadFile(filepath.Join("..", "..", "NOTICE"))
	if err != nil {
		t.Fatal(err)
	}
	named := strings.FieldsFunc(string(notice), func(r rune) bool { return r == ' ' || r == '\n' || r == ',' })
	isNamed := map[string]bool{}
	for _, n := range named {
		isNamed[n] = true
	}
	info := &debug.BuildInfo{Main: debug.Module{Path: "citegraph"}}
	seen := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		path, v, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || seen[path] {
			continue
		}
		seen[path] = true
		info.Deps = append(info.Deps, &debug.Module{Path: path, Version: v, Sum: "h1:x"})
		if !isNamed[path] {
			t.Errorf("NOTICE does not name %s, which is linked into the program", path)
		}
	}
	if len(seen) < 10 {
		t.Fatalf("only %d modules listed", len(seen))
	}
	var got bytes.Buffer
	if err := writeSBOM(&got, info); err != nil {
		t.Fatal(err)
	}
	var doc bom
	if err := json.Unmarshal(got.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Components) != len(seen)+1 || len(doc.Dependencies[0].Deps) != len(seen)+1 {
		t.Errorf("%d components for %d modules and the standard library", len(doc.Components), len(seen))
	}
}
