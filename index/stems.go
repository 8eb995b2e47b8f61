package index

import (
	"bufio"
	"bytes"
	"os"
	"slices"
	"sort"
	"strings"
)

// The stems file holds a line for each stem that is not its own only word:
//
//	language NUL stem NUL word NUL word … LF
//
// sorted by bytes. A word is looked up by its stem in every language of the
// library; the words are those of the texts, sorted.

// writeStems writes the file. vocabulary are the words of the texts, foreign
// those of texts in other languages than English.
func writeStems(path string, vocabulary map[string]bool, foreign map[string]map[string]bool) error {
	var lines []string
	lines = appendStems(lines, "en", vocabulary)
	for lang, ws := range foreign {
		lines = appendStems(lines, lang, ws)
	}
	slices.Sort(lines)
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(f, 1<<18)
	for _, l := range lines {
		b.WriteString(l)
		b.WriteByte('\n')
	}
	err = b.Flush()
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

func appendStems(lines []string, lang string, vocabulary map[string]bool) []string {
	groups := map[string][]string{}
	for w := range vocabulary {
		st := stem(w, lang)
		groups[st] = append(groups[st], w)
	}
	for st, ws := range groups {
		if len(ws) > 1 || ws[0] != st {
			slices.Sort(ws)
			lines = append(lines, lang+"\x00"+st+"\x00"+strings.Join(ws, "\x00"))
		}
	}
	return lines
}

// stemTable is the file, opened.
type stemTable struct {
	data      []byte
	languages []string
}

// words are the words with a stem; nil where it is not in the table.
func (t *stemTable) words(lang, st string) []string {
	key := []byte(lang + "\x00" + st + "\x00")
	// lo is the first line that is not before key; lines are found from any byte.
	at := sort.Search(len(t.data), func(i int) bool {
		b := t.line(i)
		return bytes.Compare(b, key) >= 0
	})
	if at >= len(t.data) {
		return nil
	}
	b, ok := bytes.CutPrefix(t.line(at), key)
	if !ok {
		return nil
	}
	return strings.Split(string(b), "\x00")
}

// line is the line around byte i.
func (t *stemTable) line(i int) []byte {
	start := bytes.LastIndexByte(t.data[:i], '\n') + 1
	end := bytes.IndexByte(t.data[i:], '\n')
	if end < 0 {
		return t.data[start:]
	}
	return t.data[start : i+end]
}

// expand are the words that a bare word stands for, itself first.
func (t *stemTable) expand(word string) []string {
	out := []string{word}
	for _, lang := range t.languages {
		st := stem(word, lang)
		ws := t.words(lang, st)
		if ws == nil {
			ws = []string{st}
		}
		for _, w := range ws {
			if !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	return out
}
