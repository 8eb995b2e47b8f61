// Command build makes the list of journals that package journal embeds, from
// the list of abbreviations in Debian's jabref package and our supplement.
//
//	apt-get install jabref
//	go run ./corpus/journal/build -jar /usr/share/java/jabref.jar -o corpus/journal corpus/journal/supplement.tsv
//
// journals.gz holds lines "title<TAB>abbreviation<TAB>ISSN,ISSN" (abbreviations without dots), sorted by
// title, the supplement's entry where both name a journal. keys.bin leads
// from names to places in the list (package journal says how). words.gz holds
// lines "abbreviation<TAB>word word …": which words each abbreviation of a
// word stands for in the titles, folded. Output depends on the input alone.
package main

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"citegraph/corpus/fold"
	named "citegraph/corpus/journal"
)

type journal struct{ title, abbrev, issn string }

func main() {
	jar := flag.String("jar", "/usr/share/java/jabref.jar", "jabref's jar, which holds journals/journalList.txt")
	out := flag.String("o", ".", "folder to write to")
	flag.Parse()
	if err := run(*jar, *out, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func run(jar, out string, supplements []string) error {
	list, err := fromJar(jar)
	if err != nil {
		return fmt.Errorf("read %s: %w", jar, err)
	}
	for _, f := range supplements {
		more, err := fromTSV(f)
		if err != nil {
			return fmt.Errorf("read %s: %w", f, err)
		}
		list = append(list, more...)
	}
	merged := merge(list)
	var b, w bytes.Buffer
	for _, j := range merged {
		fmt.Fprintf(&b, "%s\t%s\t%s\n", j.title, j.abbrev, j.issn)
	}
	words(&w, merged)
	if err := write(filepath.Join(out, "journals.gz"), b.Bytes()); err != nil {
		return err
	}
	var all []named.Journal
	for _, j := range merged {
		n := named.Journal{Title: j.title, Abbrev: j.abbrev}
		if j.issn != "" {
			n.ISSN = strings.Split(j.issn, ",")
		}
		all = append(all, n)
	}
	if err := os.WriteFile(filepath.Join(out, "keys.bin"), named.Keys(all), 0o644); err != nil {
		return err
	}
	return write(filepath.Join(out, "words.gz"), w.Bytes())
}

func fromJar(file string) ([]journal, error) {
	z, err := zip.OpenReader(file)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	f, err := z.Open("journals/journalList.txt")
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	var list []journal
	for line := range strings.Lines(string(b)) {
		title, abbrev, ok := strings.Cut(strings.TrimSpace(line), " = ")
		abbrev, _, _ = strings.Cut(abbrev, ";") // a CODEN behind it
		title, abbrev = strings.Join(strings.Fields(title), " "), strings.Join(strings.Fields(abbrev), " ")
		if !ok || strings.HasPrefix(line, "#") || title == "" || abbrev == "" || strings.Contains(title, "\t") {
			continue
		}
		list = append(list, journal{title: title, abbrev: undot(abbrev)})
	}
	return list, nil
}

// undot drops the dots behind abbreviated words, as MEDLINE prints them.
func undot(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer(". ", " ", ".,", ",", ".:", ":", ".]", "]", ".)", ")").Replace(strings.TrimRight(s, ".")+" ")), " ")
}

func fromTSV(file string) ([]journal, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var list []journal
	for line := range strings.Lines(string(b)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("%q has %d fields, want 3", line, len(f))
		}
		list = append(list, journal{f[0], f[1], f[2]})
	}
	return list, nil
}

// merge keeps one journal a title: the last, which is the supplement's.
func merge(list []journal) []journal {
	at := map[string]int{}
	var out []journal
	for _, j := range list {
		k := named.Slug(j.title)
		if i, ok := at[k]; ok {
			out[i] = j
			continue
		}
		at[k] = len(out)
		out = append(out, j)
	}
	slices.SortFunc(out, func(a, b journal) int {
		return cmp.Or(cmp.Compare(fold.Fold(a.title), fold.Fold(b.title)), cmp.Compare(a.title, b.title))
	})
	return out
}

// words aligns the words of titles with those of their abbreviations, where
// both have equally many, and writes which word each abbreviation stands for.
func words(w io.Writer, list []journal) {
	seen := map[string]map[string]int{}
	for _, j := range list {
		t, a := content(j.title), content(j.abbrev)
		if len(t) != len(a) {
			continue
		}
		for i := range t {
			if a[i] == t[i] || a[i] == "" || t[i] == "" || a[i][0] != t[i][0] || len(a[i]) >= len(t[i]) {
				continue
			}
			if seen[a[i]] == nil {
				seen[a[i]] = map[string]int{}
			}
			seen[a[i]][t[i]]++
		}
	}
	var keys []string
	for k := range seen {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		var full []string
		for f, n := range seen[k] {
			// a prefix needs no table to be understood; it is listed only as
			// a known abbreviation
			if !strings.HasPrefix(f, k) && n >= 1 {
				full = append(full, f)
			}
		}
		slices.Sort(full)
		fmt.Fprintf(w, "%s\t%s\n", k, strings.Join(full, " "))
	}
}

var small = map[string]bool{"of": true, "the": true, "and": true, "in": true, "for": true, "on": true, "de": true, "la": true, "der": true,
	"die": true, "das": true, "und": true, "et": true, "des": true, "du": true, "di": true, "e": true, "y": true, "fur": true, "to": true, "with": true, "a": true,
	"del": true, "della": true, "van": true, "voor": true, "en": true, "dem": true, "den": true, "l": true, "d": true, "do": true, "da": true}

func content(s string) []string {
	return slices.DeleteFunc(fold.Tokens(s), func(w string) bool { return small[w] })
}

func write(file string, b []byte) error {
	var buf bytes.Buffer
	z, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(b); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile(file, buf.Bytes(), 0o644)
}
