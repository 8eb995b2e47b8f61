package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/graph"
)

// under tells a path of the library that lies in a folder as index was given it.
func under(file, folder string) bool {
	folder = path.Clean(filepath.ToSlash(folder))
	file = path.Clean(filepath.ToSlash(file))
	if folder == "." {
		return !path.IsAbs(file) && !strings.HasPrefix(file, "../")
	}
	return strings.HasPrefix(file, strings.TrimSuffix(folder, "/")+"/")
}

// gone are the files of the library in one of the folders that are there no
// longer. What lies in an archive is there as long as the archive is.
func gone(files []graph.File, folders []string) (out []string) {
	for _, f := range files {
		for _, folder := range folders {
			if under(f.Path, folder) && isGone(f.Path) {
				out = append(out, f.Path)
				break
			}
		}
	}
	return out
}

func isGone(name string) bool {
	if fromStdin(name) {
		return false
	}
	_, err := os.Lstat(name)
	if !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	for dir := filepath.Dir(name); dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if fi, err := os.Stat(dir); err == nil {
			return fi.IsDir() // else a member of an archive
		}
	}
	return true
}

// noteGone says which files of the folders that were read again are gone: they
// stay in the library until they are taken out.
func (p *program) noteGone(store *graph.Store, folders []string) ([]string, error) {
	files, err := store.Files()
	if err != nil {
		return nil, err
	}
	names := gone(files, folders)
	if len(names) == 0 {
		return nil, nil
	}
	what := "1 file that was read before is"
	if len(names) > 1 {
		what = fmt.Sprintf("%d files that were read before are", len(names))
	}
	p.prog.note("note: %s not there any more: %s; what was read stays in the library until: citegraph remove --gone %s", what, firstOf(names), shellWords(folders))
	return names, nil
}

// firstOf names the first few of many.
func firstOf(names []string) string {
	const most = 5
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
}

// filesNamed are the files of the library that an operand names: a path as index
// was given it, a folder of such, or the end of one path.
func filesNamed(files []graph.File, name string) ([]string, error) {
	var in, ends []string
	for _, f := range files {
		switch {
		case path.Clean(f.Path) == path.Clean(name):
			return []string{f.Path}, nil
		case under(f.Path, name):
			in = append(in, f.Path)
		case strings.HasSuffix(f.Path, "/"+name):
			ends = append(ends, f.Path)
		}
	}
	const hint = "the files are listed by: citegraph stats --files"
	switch {
	case len(in) > 0:
		return in, nil
	case len(ends) == 1:
		return ends, nil
	case len(ends) > 1:
		return nil, &status{code: exitNoLibrary, text: fmt.Sprintf("%q is the end of %d paths: %s", name, len(ends), strings.Join(ends, ", ")), hint: hint}
	}
	return nil, &status{code: exitNoLibrary, text: fmt.Sprintf("the library has read no file or folder %q", name), hint: hint}
}

// fileJSON is a file of the library.
type fileJSON struct {
	Path      string `json:"path"`
	SHA256    string `json:"sha256"`
	Documents int    `json:"documents"`
}

// files lists what the library was made of.
func (p *program) files(c *cli.Context, store *graph.Store) error {
	files, err := store.Files()
	if err != nil {
		return err
	}
	rows := make([]fileJSON, len(files))
	for i, f := range files {
		rows[i] = fileJSON{f.Path, f.SHA256, f.Docs}
	}
	done, err := records(p, c, struct {
		Schema string     `json:"schema"`
		Files  []fileJSON `json:"files"`
	}{"citegraph.files/1", rows}, rows)
	if err != nil {
		return err
	}
	for _, f := range rows {
		if done {
			break
		}
		more := ""
		if f.Documents != 1 {
			more = " " + p.print.paint(dim, "("+count(f.Documents, "document")+")")
		}
		p.print.printf("%s%s\n", oneLine(f.Path), more)
	}
	if len(rows) == 0 {
		return errEmpty
	}
	return nil
}
