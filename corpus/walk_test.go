package corpus

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func gz(t *testing.T, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// zipOf makes an archive of name, content pairs.
func zipOf(t *testing.T, pairs ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		w, err := z.Create(pairs[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, s := range files {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// walkAll loads everything under paths: "name: content", or "name! reason".
// Sources are opened when the walk is over.
func walkAll(t *testing.T, dir string, opt *WalkOptions, paths ...string) []string {
	t.Helper()
	var got []string
	var srcs []Source
	for s, err := range Walk(context.Background(), paths, opt) {
		srcs = append(srcs, s)
		var skip *SkipError
		if errors.As(err, &skip) {
			srcs[len(srcs)-1].Open = nil
			srcs[len(srcs)-1].Name = skip.Name + "! " + skip.Reason
		} else if err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range srcs {
		line := strings.TrimPrefix(s.Name, dir+string(filepath.Separator))
		if s.Open != nil {
			in, err := Load(context.Background(), s, nil)
			line += ": " + in.Text
			if err != nil {
				line = strings.TrimPrefix(s.Name, dir+string(filepath.Separator)) + ": error"
			}
			for _, n := range in.Notes {
				line += " (" + n.Code + ")"
			}
		}
		got = append(got, line)
	}
	return got
}

func TestWalkGiven(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"real/a.txt": "one", ".hidden.txt": "two", "graph.db": "no", "z.txt": "three"})
	if err := os.Symlink("real", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real/a.txt", filepath.Join(dir, "l.txt")); err != nil {
		t.Fatal(err)
	}
	j := func(s string) string { return filepath.Join(dir, s) }
	got := walkAll(t, dir, &WalkOptions{Stdin: strings.NewReader("from a pipe")}, j("link"), j("l.txt"), j(".hidden.txt"), j("missing"), "-")
	want := []string{"link/a.txt: one", "l.txt: one", ".hidden.txt: two", "missing! cannot be read", "-: from a pipe"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"l.txt: one", "link! link to a folder, not followed", "real/a.txt: one", "z.txt: three"}, walkAll(t, dir, nil, dir)); d != "" {
		t.Error("a folder that is a library itself:", d)
	}
}

func TestStdinOnce(t *testing.T) {
	big := strings.Repeat("{\"title\":\"x\"}\n", 1000)
	for src, err := range Walk(context.Background(), []string{"-"}, &WalkOptions{Stdin: strings.NewReader(big)}) {
		if err != nil {
			t.Fatal(err)
		}
		var size *SizeError
		if _, err := Load(context.Background(), src, &LoadOptions{MaxFile: 1000}); !errors.As(err, &size) {
			t.Errorf("got %v", err)
		}
	}
}

func TestWalkStdinArchive(t *testing.T) {
	got := walkAll(t, "", &WalkOptions{Stdin: strings.NewReader(gz(t, "packed"))}, "-")
	if d := cmp.Diff([]string{"-: packed"}, got); d != "" {
		t.Error(d)
	}
}

func TestWalkGzip(t *testing.T) {
	one, two := gz(t, "one "), gz(t, "two")
	tests := []struct{ name, file, in, want string }{
		{"members", "a.txt.gz", one + two, "one two"},
		{"padding", "a.txt.gz", one + two + strings.Repeat("\x00", 100), "one two"},
		{"junk", "a.txt.gz", one + two + "junk", "one two (damaged-container)"},
		{"cut", "a.txt.gz", one + two[:len(two)-4], "error"},
		{"crc", "a.txt.gz", one[:len(one)-8] + "\x00\x00\x00\x00" + one[len(one)-4:], "! cannot be read"},
		{"hidden", "a.txt", one, "one "},
		{"twice", "a.txt.gz.gz", gz(t, one), "one "},
		{"not gzip", "a.txt.gz", "plain", "! named .gz but holds no gzip data"},
		{"too deep", "a.txt", gz(t, gz(t, gz(t, gz(t, one)))), "! archive nested too deep (limit 4)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, map[string]string{tt.file: tt.in})
			got := strings.TrimPrefix(strings.TrimPrefix(walkAll(t, dir, nil, dir)[0], tt.file), ": ")
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWalkZip(t *testing.T) {
	stored := func(flags, method uint16, crc uint32, size uint64) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.CreateRaw(&zip.FileHeader{Name: "a.txt", Flags: flags, Method: method, CRC32: crc, CompressedSize64: 5, UncompressedSize64: size})
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, "words")
		ok, _ := z.Create("ok.txt")
		io.WriteString(ok, "fine")
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	sum := crc32.ChecksumIEEE([]byte("words"))
	nested := zipOf(t, "deep.txt", "deep")
	for range 5 {
		nested = zipOf(t, "n.zip", nested)
	}
	tests := []struct {
		name, in string
		opt      *WalkOptions
		want     []string
	}{
		{"good", stored(0, zip.Store, sum, 5), nil, []string{"!a.txt: words", "!ok.txt: fine"}},
		{"crc", stored(0, zip.Store, sum+1, 5), nil, []string{"!a.txt! cannot be read", "!ok.txt: fine"}},
		{"lying size", stored(0, zip.Store, sum, 3), nil, []string{"!a.txt! cannot be read", "!ok.txt: fine"}},
		{"encrypted", stored(1, zip.Store, sum, 5), nil, []string{"!a.txt! encrypted", "!ok.txt: fine"}},
		{"method", stored(0, 99, sum, 5), nil, []string{"!a.txt! compression method 99 is not known", "!ok.txt: fine"}},
		{"bomb", stored(0, zip.Deflate, sum, 1<<30), nil, []string{"!a.txt! expands to 1024 MiB, the limit is 256 (--max-archive-mib raises it)", "!ok.txt: fine"}},
		{"ratio", stored(0, zip.Deflate, sum, 9<<20), nil, []string{"!a.txt! expands more than 200-fold: taken for an archive bomb", "!ok.txt: fine"}},
		{"slip", zipOf(t, "../../x.txt", "one", "/tmp/y.txt", "two"), nil, []string{"!../../x.txt: one", "!/tmp/y.txt: two"}},
		{"nested", zipOf(t, "b.zip", zipOf(t, "c.txt", "see")), nil, []string{"!b.zip!c.txt: see"}},
		{"too deep", nested, nil, []string{"!n.zip!n.zip!n.zip!n.zip! archive nested too deep (limit 4)"}},
		{"entries", zipOf(t, "a", "1", "b", "2", "c", "3"), &WalkOptions{MaxEntries: 2}, []string{"!a: 1", "!b: 2", "! more than 2 entries: from entry 3 (c) on not read"}},
		{"budget", zipOf(t, "a", "1111", "b", "2222", "c", "3"), &WalkOptions{MaxExpanded: 6}, []string{"!a: 1111", "!b! this entry and those behind it are not read"}},
		{"truncated", zipOf(t, "a", "1")[:40], nil, []string{"! zip archive cannot be read"}},
		{"not a zip", "plain", nil, []string{"! named .zip but holds no zip archive"}},
		{"names twice", zipOf(t, "a", "1", "a", "2"), nil, []string{"!a: 1", "!a (2): 2"}},
		{"prefix", "#!/bin/sh\n" + zipOf(t, "a", "1"), nil, []string{"!a: 1"}},
		{"empty", zipOf(t), nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, map[string]string{"z.zip": tt.in})
			var got []string
			for _, l := range walkAll(t, dir, tt.opt, dir) {
				got = append(got, strings.TrimPrefix(l, "z.zip"))
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestWalkZipOverlap(t *testing.T) {
	// Two directory entries over one body, as overlap bombs have them.
	one := []byte(zipOf(t, "a.txt", strings.Repeat("words ", 50)))
	zr, err := zip.NewReader(bytes.NewReader(one), int64(len(one)))
	if err != nil {
		t.Fatal(err)
	}
	end := bytes.LastIndex(one, []byte("PK\x05\x06"))
	dir := bytes.Index(one, []byte("PK\x01\x02"))
	central := one[dir:end]
	twice := append(bytes.Clone(one[:dir]), central...)
	twice = append(twice, central...)
	eocd := bytes.Clone(one[end:])
	eocd[8], eocd[10] = 2, 2
	eocd[12] = byte(2 * len(central))
	twice = append(twice, eocd...)
	p := t.TempDir()
	write(t, p, map[string]string{"z.zip": string(twice)})
	want := []string{fmt.Sprintf("z.zip! entries %s and %[1]s share their bytes: taken for an archive bomb", zr.File[0].Name)}
	if d := cmp.Diff(want, walkAll(t, p, nil, p)); d != "" {
		t.Error(d)
	}
}

func TestGzipBomb(t *testing.T) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	zeros := make([]byte, 1<<20)
	for range 20 {
		w.Write(zeros)
	}
	w.Close()
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.txt.gz": b.String()})
	for s, err := range Walk(context.Background(), []string{dir}, nil) {
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Load(context.Background(), s, nil); err == nil || !strings.Contains(err.Error(), "200-fold") {
			t.Errorf("got %v", err)
		}
	}
}

func TestBeside(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"p/a.tex": "\\documentclass{article}", "p/refs.bib": "@article{a}", "secret.txt": "no",
		"p/z.zip": zipOf(t, "s/a.tex", "\\documentclass{article}", "s/r.bib", "in zip"),
	})
	for s, err := range Walk(context.Background(), []string{filepath.Join(dir, "p")}, nil) {
		if err != nil || filepath.Base(s.Name) == "refs.bib" || strings.HasSuffix(s.Name, "r.bib") {
			continue
		}
		in, err := Load(context.Background(), s, nil)
		if err != nil {
			t.Fatal(err)
		}
		name, want := "refs.bib", "@article{a}"
		if strings.Contains(s.Name, "!") {
			name, want = "r.bib", "in zip"
		}
		if b, err := in.Beside(name); err != nil || string(b) != want {
			t.Errorf("%s beside %s: %q, %v", name, s.Name, b, err)
		}
		for _, bad := range []string{"../secret.txt", "/etc/passwd", "", "..", "none.bib"} {
			if b, err := in.Beside(bad); err == nil {
				t.Errorf("%q beside %s gave %q", bad, s.Name, b)
			}
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"a.txt", "", "a.txt: not a format that can be read: the file is empty"},
		{"a.txt", " \r\n", "nothing but white space"},
		{"a.xml", "words", "named .xml, but the content is something else"},
		{"a.xml", "<?xml version='1.0'?><x/>", "markup of a kind that is not known"},
		{"a.txt", strings.Repeat("\x00\x01\x02\x03", 400), "binary data"},
		{"a\nb.txt", "{\\rtf1}", `read "a\nb.txt": not a format that can be read: RTF`},
		{"a.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00\x00\x00\x00\x00\x00\x00", "an old Office file"},
	}
	for _, tt := range tests {
		src := Source{Name: tt.name, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(tt.in)), nil }}
		_, err := Load(context.Background(), src, nil)
		if !errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: got %v, want %q", tt.name, err, tt.want)
		}
	}
}

func TestLoadBlankHead(t *testing.T) {
	text := strings.Repeat("\n", 2*SniffLen) + "TY  - JOUR\nER  - \n"
	in, err := Load(context.Background(), Source{Name: "a.txt", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}, nil)
	if err != nil || in.Format != FormatRIS || in.Text != text {
		t.Errorf("%v, format %q", err, in.Format)
	}
}

func TestLoadLimit(t *testing.T) {
	source := func(name, text string) Source {
		return Source{Name: name, Size: -1, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
	}
	var size *SizeError
	if _, err := Load(context.Background(), source("a.html", "<html><body>"+strings.Repeat("words ", 1000)), &LoadOptions{MaxFile: 5999}); !errors.As(err, &size) {
		t.Errorf("got %v", err)
	}
	src := source("a.txt", strings.Repeat("words ", 1000))
	in, err := Load(context.Background(), src, &LoadOptions{MaxFile: 5999})
	if err != nil || in.Open == nil || in.Raw != nil || in.Bytes != 6000 || len(in.SHA256) != 64 {
		t.Errorf("text over the limit: open %v, %d bytes, sum %q, %v", in.Open != nil, in.Bytes, in.SHA256, err)
	}
	in, err = Load(context.Background(), src, &LoadOptions{MaxFile: 6000})
	if err != nil || len(in.Raw) != 6000 || len(in.SHA256) != 64 {
		t.Errorf("%d bytes, sum %q, %v", len(in.Raw), in.SHA256, err)
	}
}

func TestWalkSocket(t *testing.T) {
	dir, err := os.MkdirTemp("", "w")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	l, err := net.Listen("unix", filepath.Join(dir, "s"))
	if err != nil {
		t.Skip("no unix sockets: ", err)
	}
	defer l.Close()
	if d := cmp.Diff([]string{"s! not a regular file (socket)"}, walkAll(t, dir, nil, dir)); d != "" {
		t.Error(d)
	}
}

func TestWalkStops(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a": "1", "b": "2", "c": "3"})
	n := 0
	for range Walk(context.Background(), []string{dir, dir}, nil) {
		if n++; n == 2 {
			break
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var last error
	for _, err := range Walk(ctx, []string{dir}, nil) {
		last = err
		cancel()
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("a cancelled walk ended with %v", last)
	}
}

func TestLoadStreamsJSONLines(t *testing.T) {
	s := strings.Repeat(`{"id":"a","type":"book","title":"x"}`+"\n", 3000)
	src := Source{Name: "w.ndjson", Size: int64(len(s)), Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(s)), nil }}
	in, err := Load(context.Background(), src, &LoadOptions{MaxFile: 80_000})
	if err != nil || in.Open == nil || in.Raw != nil || in.Bytes != int64(len(s)) || in.Format != FormatCSL {
		t.Fatalf("%v, format %q, %d bytes", err, in.Format, in.Bytes)
	}
	packed := src
	packed.Size = -1
	if in, err := Load(context.Background(), packed, &LoadOptions{MaxFile: 80_000}); err != nil || in.Open == nil {
		t.Errorf("size unknown: %v", err)
	}
	held, err := Load(context.Background(), src, nil)
	if err != nil || held.SHA256 != in.SHA256 || held.Open != nil {
		t.Errorf("held whole: %v, sums %s and %s", err, held.SHA256, in.SHA256)
	}
}
