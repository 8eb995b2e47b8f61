package refs

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func sampleLexicon() *Lexicon {
	b := NewLexiconBuilder()
	for range 3 {
		b.Add(FamilyWords, "van der Berg")
		b.Add(GivenWords, "Berg Anna")
		b.Add(TitleWords, "A study of dunes")
		b.Add(JournalWords, "Journal of Dune Studies")
		b.Add(PublisherWords, "Dune Press")
		b.Add(PlaceWords, "The Hague")
	}
	return b.Build(2, 1)
}

func TestLexicon(t *testing.T) {
	l := sampleLexicon()
	if got := l.word(wordHash("BERG")); got != 2<<(2*lexFamily)|2<<(2*lexGiven) {
		t.Errorf("Berg is %b: half family, half given wanted", got)
	}
	if l.word(wordHash("unseen")) != 0 || l.phrase(1) != 0 {
		t.Error("an unseen word is known")
	}
	x := NewExtractor(l)
	x.Extract("Doe A. On sand. Journal of Dune Studies 3, 4. Dune Press, The Hague", Style{})
	var journal, publisher, place string
	for i, tok := range x.Tokens() {
		w := x.raw[tok.Start:tok.End] + " "
		if x.inf[i].jm != 0 {
			journal += w
		}
		switch {
		case x.inf[i].pm > 32:
			place += w
		case x.inf[i].pm != 0:
			publisher += w
		}
	}
	if journal != "Journal of Dune Studies " || publisher != "Dune Press " || place != "The Hague " {
		t.Errorf("journal %q, publisher %q, place %q", journal, publisher, place)
	}
}

func TestLexiconRoundTrip(t *testing.T) {
	l := sampleLexicon()
	b := l.encode()
	back, err := decodeLexicon(b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(b, back.encode()); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	for i := range b {
		if _, err := decodeLexicon(b[:i]); err == nil {
			t.Fatalf("%d of %d bytes were taken for a lexicon", i, len(b))
		}
	}
}
