package index

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"citegraph/graph"
)

// Version is that of the files; an index of another version is stale.
//
//	1: first
//	2: citations are read from the graph
//	3: ids of works in a column
const Version = 3

// The names of the files of a generation.
const (
	fileManifest  = "manifest.json"
	fileColumns   = "columns"
	fileSentences = "sentences"
	fileStems     = "stems"
	fileCurrent   = "CURRENT"
	folder        = "index" // of a library
)

// manifest says what a generation is made of.
type manifest struct {
	Version   int                  `json:"version"`
	Graph     string               `json:"graph"` // the graph's generation, hex
	Counts    graph.Counts         `json:"counts"`
	Shards    int                  `json:"shards"`
	Languages []string             `json:"languages"` // sorted, English first
	Fields    map[string]fieldStat `json:"fields"`
	Files     map[string]fileStamp `json:"files"`
}

// fileStamp is what a file was when it was written. A file whose size and
// modification time are the same is taken for the same at Open.
type fileStamp struct {
	Size   int64  `json:"size"`
	MTime  int64  `json:"mtime"` // nanoseconds
	SHA256 string `json:"sha256"`
}

func generationHex(g graph.Generation) string { return hex.EncodeToString(g[:]) }

func stamp(path string) (fileStamp, error) {
	f, err := os.Open(path)
	if err != nil {
		return fileStamp{}, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return fileStamp{}, err
	}
	st, err := f.Stat()
	if err != nil {
		return fileStamp{}, err
	}
	return fileStamp{st.Size(), st.ModTime().UnixNano(), hex.EncodeToString(h.Sum(nil))}, nil
}

// seal writes the manifest of dir: every file of it, synced, with its sum.
func (m *manifest) seal(dir string) (sum string, err error) {
	m.Files = map[string]fileStamp{}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if err := syncPath(path); err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		m.Files[filepath.ToSlash(rel)], err = stamp(path)
		return err
	})
	if err != nil {
		return "", err
	}
	b, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return "", err
	}
	b = append(b, '\n')
	if err := writeSynced(filepath.Join(dir, fileManifest), b); err != nil {
		return "", err
	}
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:]), syncPath(dir)
}

func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	err = f.Sync()
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

func writeSynced(path string, b []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

// publish makes generation name the current one and removes the others. The
// folder and its place in the library are on the disk before the pointer is.
func publish(dir, name, sum string) error {
	for _, d := range []string{dir, filepath.Dir(dir)} {
		if err := syncPath(d); err != nil {
			return err
		}
	}
	tmp := filepath.Join(dir, fileCurrent+".new")
	if err := writeSynced(tmp, []byte(name+" "+sum+"\n")); err != nil {
		return err
	}
	if err := os.Rename(tmp, filepath.Join(dir, fileCurrent)); err != nil {
		return err
	}
	if err := syncPath(dir); err != nil {
		return err
	}
	return sweep(dir, name)
}

// ours are the folders that a build makes, and nothing else.
var ours = regexp.MustCompile(`^(new[0-9]+|g[0-9a-f]{16}-[0-9]+)$`)

// sweep removes every generation but one, and what a killed build left.
// Readers that have an old one open keep it until they close it.
func sweep(dir, keep string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.IsDir() && e.Name() != keep && ours.MatchString(e.Name()) {
			if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// current reads the pointer and the manifest that it leads to.
func current(dir string) (string, *manifest, error) {
	b, err := os.ReadFile(filepath.Join(dir, fileCurrent))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil, ErrMissing
	} else if err != nil {
		return "", nil, err
	}
	name, sum, ok := strings.Cut(strings.TrimSpace(string(b)), " ")
	if !ok || !ours.MatchString(name) || len(sum) != 64 {
		return "", nil, fmt.Errorf("%w: the pointer to it reads %.80q", ErrDamaged, b)
	}
	path := filepath.Join(dir, name)
	b, err = os.ReadFile(filepath.Join(path, fileManifest))
	if err != nil {
		return "", nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	h := sha256.Sum256(b)
	m := &manifest{}
	if hex.EncodeToString(h[:]) != sum || json.Unmarshal(b, m) != nil {
		return "", nil, fmt.Errorf("%w: %s is not what was written", ErrDamaged, filepath.Join(path, fileManifest))
	}
	return path, m, nil
}

// verify compares the files of a generation with its manifest: sizes always,
// sums where the modification time differs, or all of them.
func (m *manifest) verify(ctx context.Context, path string, all bool) error {
	for name, want := range m.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		p := filepath.Join(path, filepath.FromSlash(name))
		st, err := os.Stat(p)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if st.Size() != want.Size {
			return fmt.Errorf("%w: %s has %d bytes, not %d", ErrDamaged, p, st.Size(), want.Size)
		}
		if !all && st.ModTime().UnixNano() == want.MTime {
			continue
		}
		got, err := stamp(p)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if got.SHA256 != want.SHA256 {
			return fmt.Errorf("%w: %s is not what was written", ErrDamaged, p)
		}
	}
	return nil
}

// Verify compares every file of the index of the library dir with the sums taken when it
// was built, and its generation with the graph's. The error is ErrMissing,
// ErrStale or ErrDamaged where one of them applies.
func Verify(ctx context.Context, dir string, g Graph) error {
	dir = filepath.Join(dir, folder)
	path, m, err := current(dir)
	if err != nil {
		return fmt.Errorf("check index %s: %w", dir, err)
	}
	if err := m.verify(ctx, path, true); err != nil {
		return fmt.Errorf("check index: %w", err)
	}
	if m.Version != Version || m.Graph != generationHex(g.Generation()) {
		return fmt.Errorf("check index %s: %w", dir, ErrStale)
	}
	return nil
}
