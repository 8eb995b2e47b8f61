package lint

import (
	"cmp"
	"context"
	"iter"
	"strconv"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/fold"
	"citegraph/corpus/journal"
	"citegraph/graph"
)

// work is what lints need of a graph.Work.
type work struct {
	id, title string
	year      int
	volume    string
	journal   uint32
	authors   []uint32
	names     []corpus.Name // of the first authors
	mentions  int
	held      bool
	retracted bool
	ids       []string // "doi:…", "pmid:…"
	own       []string // of these, the ones that are its best
}

// place is a document.
type place struct {
	path string
	part int
}

// known is what the library knows: works, and where each was read.
type known struct {
	works  []work
	at     map[place]map[int]uint32 // works by Reference.N; 0 is the document itself
	byID   map[string][]uint32      // works by identifier
	titles map[string][]uint32      // works by folded title, of at least minTitle words
	spots  map[string][]uint32      // works by journal, volume and first page
	lines  map[uint32]*line         // by journal
	stems  map[string]*stem         // by stem of DOI
	title  map[uint32]string        // of a journal: the one that most works have
	venue  map[string]uint32        // journals by key of a title
}

// minTitle is how many words a title must have to be nearly nobody else's.
const minTitle = 7

func learn(ctx context.Context, works iter.Seq2[*graph.Work, error]) (*known, error) {
	k := &known{at: map[place]map[int]uint32{}, byID: map[string][]uint32{}, titles: map[string][]uint32{}, spots: map[string][]uint32{},
		venue: map[string]uint32{}, title: map[uint32]string{}}
	printed := map[string]int{} // works by key of their journal's title
	for w, err := range works {
		if err == nil && len(k.works)%1024 == 0 {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		k.add(w)
		k.addVenue(w.Journal, containerOf(&w.CSL), printed)
	}
	k.lines = linesOf(k.works)
	k.stems = stemsOf(k.works)
	return k, nil
}

func (k *known) add(w *graph.Work) {
	n := uint32(len(k.works))
	r := work{id: w.ID, title: cut(w.CSL.Title, 1024), year: w.CSL.Year(), volume: w.CSL.Volume, journal: w.Journal,
		authors: w.Authors, names: w.CSL.Author[:min(3, len(w.CSL.Author))], mentions: len(w.Mentions), held: w.Held, retracted: w.Retracted}
	r.own = idsOf(&w.CSL)
	for _, a := range w.Aliases {
		if strings.HasPrefix(a, "doi:") || strings.HasPrefix(a, "pmid:") {
			r.ids = append(r.ids, a)
			k.byID[a] = append(k.byID[a], n)
		}
	}
	if t := fold.Tokens(r.title); len(t) >= minTitle {
		s := strings.Join(t, " ")
		k.titles[s] = append(k.titles[s], n)
	}
	if s := spotOf(w.Journal, &w.CSL); s != "" {
		k.spots[s] = append(k.spots[s], n)
	}
	for i := range w.Mentions {
		m := &w.Mentions[i]
		switch m.Kind {
		case "self", "reference", "record":
			p := place{m.Path, m.Part}
			if k.at[p] == nil {
				k.at[p] = map[int]uint32{}
			}
			k.at[p][m.N] = n
		}
	}
	k.works = append(k.works, r)
}

// addVenue notes a title of journal j. Where titles were taken for one journal
// and are none, the one that most works have is its name.
func (k *known) addVenue(j uint32, title string, printed map[string]int) {
	key := journal.Key(title)
	if j == graph.None || key == "" {
		return
	}
	if printed[key]++; printed[key] == 1 {
		k.venue[key] = j
	}
	if k.title[j] == "" || printed[key] > printed[journal.Key(k.title[j])] {
		k.title[j] = title
	}
}

// spotOf names the place of an article: its journal, volume and first page. A
// page of one or two digits is where many items of a journal begin.
func spotOf(j uint32, w *corpus.Work) string {
	page, _, _ := strings.Cut(w.Page, "-")
	if j == graph.None || w.Volume == "" || len(page) < 2 || len(page) > 16 || len(w.Volume) > 16 {
		return ""
	}
	return strconv.Itoa(int(j)) + " " + strings.ToLower(w.Volume) + " " + strings.ToLower(page)
}

func containerOf(w *corpus.Work) string {
	return cut(cmp.Or(w.ContainerTitle, w.ContainerTitleShort), 512)
}

// cut shortens s to at most n bytes, between characters.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}

// brief is s for the middle of a sentence.
func brief(s string) string {
	if len(s) <= 100 {
		return s
	}
	return cut(s, 97) + "…"
}
