package lint

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
)

// List is a list of retracted works by DOI and PMID.
type List struct{ why map[string]string } // by "doi:…", "pmid:…"

// find says what the list has on a work, or on what a reference prints.
func (l *List) find(w *work, r *corpus.Work) (why string, ok bool) {
	if l == nil {
		return "", false
	}
	for _, id := range append(idsOf(r), w.ids...) {
		if why, ok = l.why[id]; ok {
			return why, true
		}
	}
	return "", false
}

// ReadList reads a list of retracted works: the CSV of Retraction Watch (told
// by its columns OriginalPaperDOI, OriginalPaperPubMedID; a work that was
// reinstated, corrected, or is under an expression of concern is said to be
// so), or one DOI or PMID a line, where the rest of the line and lines that
// begin with # are left out.
func ReadList(r io.Reader) (*List, error) {
	b := bufio.NewReaderSize(r, 64<<10)
	head, err := b.Peek(4096)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, err
	}
	line, _, _ := bytes.Cut(head, []byte("\n"))
	l := &List{why: map[string]string{}}
	if bytes.Contains(line, []byte("OriginalPaperDOI")) || bytes.Contains(line, []byte("OriginalPaperPubMedID")) {
		err = l.readWatch(b)
	} else {
		err = l.readPlain(b)
	}
	if err == nil && len(l.why) == 0 {
		err = errors.New("no DOI and no PMID in it")
	}
	return l, err
}

func (l *List) add(id, why string) {
	if _, met := l.why[id]; !met {
		l.why[id] = why
	}
}

func (l *List) readPlain(r io.Reader) error {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		s := strings.TrimSpace(strings.TrimPrefix(sc.Text(), "\ufeff"))
		if s == "" || s[0] == '#' {
			continue
		}
		word := s
		if i := strings.IndexAny(s, " \t,;"); i > 0 {
			word = s[:i]
		}
		if doi, ok := ident.DOI(word); ok {
			l.add("doi:"+doi, "is on the list of retracted works")
		} else if pmid, ok := ident.PMID(word); ok {
			l.add("pmid:"+pmid, "is on the list of retracted works")
		}
	}
	return sc.Err()
}

func (l *List) readWatch(r io.Reader) error {
	c := csv.NewReader(r)
	c.FieldsPerRecord, c.LazyQuotes, c.ReuseRecord = -1, true, true
	head, err := c.Read()
	if err != nil {
		return err
	}
	col := map[string]int{}
	for i, h := range head {
		col[strings.TrimPrefix(strings.TrimSpace(h), "\ufeff")] = i
	}
	for n := 2; ; n++ {
		row, err := c.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("row %d: %w", n, err)
		}
		get := func(name string) string {
			if i, ok := col[name]; ok && i < len(row) {
				return strings.TrimSpace(row[i])
			}
			return ""
		}
		why := watchSays(get)
		if doi, ok := ident.DOI(get("OriginalPaperDOI")); ok {
			l.add("doi:"+doi, why)
		}
		if s := get("OriginalPaperPubMedID"); s != "0" {
			if pmid, ok := ident.PMID(s); ok {
				l.add("pmid:"+pmid, why)
			}
		}
	}
}

// watchSays tells nature, date, reasons and notice of a row.
func watchSays(get func(string) string) string {
	says := "was retracted"
	switch n := strings.ToLower(get("RetractionNature")); {
	case strings.Contains(n, "concern"):
		says = "is under an expression of concern"
	case strings.Contains(n, "reinstate"):
		says = "was retracted, then reinstated"
	case strings.Contains(n, "correct"):
		says = "was corrected"
	}
	if d, _, _ := strings.Cut(get("RetractionDate"), " "); d != "" {
		says += " on " + cut(d, 20)
	}
	reasons := strings.FieldsFunc(get("Reason"), func(r rune) bool { return r == ';' || r == '+' })
	for i := range reasons {
		reasons[i] = strings.TrimSpace(reasons[i])
	}
	if s := strings.Trim(strings.Join(reasons, "; "), "; "); s != "" {
		says += ": " + cut(s, 200)
	}
	if d, ok := ident.DOI(get("RetractionDOI")); ok {
		says += " (notice: doi:" + d + ")"
	}
	return says
}
