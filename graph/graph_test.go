package graph

import (
	"errors"
	"strings"
	"testing"
)

func TestGraph(t *testing.T) {
	s := newStore(t)
	mustAdd(t, s, mixed()...)
	res := mustDerive(t, s)
	if res.New != res.Counts.Works || res.UpToDate {
		t.Errorf("first derive: %+v", res)
	}
	if res := mustDerive(t, s); !res.UpToDate {
		t.Errorf("second derive: %+v", res)
	}
	g := mustSnapshot(t, s)
	// 13 documents, 5 works they cite, 2 placeholders
	if c := g.Counts(); c.Works != 20 || c.Unresolved != 2 || c.Held != 17 || c.Documents != 15 {
		t.Errorf("counts: %+v", c)
	}
	white, err := g.Lookup("https://doi.org/10.1186/S12888-020-02923-3")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"m0", "pmid:33176729", "33176729", "white2020effectiveness"} {
		if n, err := g.Lookup(name); err != nil || n != white {
			t.Errorf("Lookup(%q) = %d, %v; want %d", name, n, err, white)
		}
	}
	w, err := g.Work(white)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := g.Lookup(w.ID); err != nil || n != white {
		t.Errorf("Lookup(%q) = %d, %v", w.ID, n, err)
	}
	if got := w.CSL.Author[0].Given; got != "Sarah" {
		t.Errorf("first author's given name is %q", got)
	}
	var nf *NotFound
	if _, err := g.Lookup("white2020efect"); !errors.As(err, &nf) || len(nf.Similar) == 0 || nf.Similar[0] != "white2020effectiveness" {
		t.Errorf("no suggestion: %v", err)
	}
	citers, err := g.CitedBy(white)
	if err != nil || len(citers) != w.CitedBy || w.CitedBy < 5 {
		t.Errorf("cited by %v, %v", citers, err)
	}
	c, err := g.Citation(citers[0], white)
	if err != nil || len(c.Evidence) == 0 {
		t.Fatalf("citation %+v, %v", c, err)
	}
	if _, err := g.Citation(white, white); !errors.Is(err, ErrNotFound) {
		t.Errorf("citation of itself: %v", err)
	}
	out, in, err := g.CSR()
	if err != nil || len(out.Targets) != g.Counts().Citations || len(in.Targets) != len(out.Targets) {
		t.Errorf("CSR: %v", err)
	}
	if _, err := g.Work(999); !errors.Is(err, ErrNotFound) {
		t.Errorf("work 999: %v", err)
	}
	n, err := g.LookupJournal("world psychiatry")
	if err != nil {
		t.Fatal(err)
	}
	if j, err := g.Journal(n); err != nil || j.Title != "World Psychiatry" || len(j.Works) != 1 {
		t.Errorf("journal %+v, %v", j, err)
	}
}

func TestScraped(t *testing.T) {
	s := newStore(t)
	mustAdd(t, s, mixed()...)
	mustDerive(t, s)
	g := mustSnapshot(t, s)
	repper, err := g.Lookup("repper2011review")
	if err != nil {
		t.Fatal(err)
	}
	w, err := g.Work(repper)
	if err != nil {
		t.Fatal(err)
	}
	if w.Mentions, err = g.Mentions(repper); err != nil {
		t.Fatal(err)
	}
	var found *Mention
	for i := range w.Mentions {
		if w.Mentions[i].Path == "scraped.txt" {
			found = &w.Mentions[i]
		}
	}
	if found == nil || found.Raw != "2011;20(4):392411." {
		t.Fatalf("the locator alone was not resolved: %+v", w.Mentions)
	}
	if len(w.Hypotheses) > 0 {
		t.Errorf("settled pages are left open: %v", w.Hypotheses)
	}
	var self *Work
	for w, err := range g.Works() {
		if err != nil {
			t.Fatal(err)
		}
		if w.CSL.Title == "scraped.txt" {
			self = w
		}
	}
	if self == nil || !self.Held || !self.Partial {
		t.Fatalf("the scraped document itself: %+v", self)
	}
	cites, err := g.Cites(self.N)
	if err != nil || len(cites) != 4 { // repper, deegan, numbers 23 and 30
		t.Errorf("it cites %v, %v", cites, err)
	}
	for _, n := range cites {
		w, _ := g.Work(n)
		c, err := g.Citation(self.N, n)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(w.CSL.Title, "reference 23 ") && (len(c.Evidence) != 2 || c.Evidence[0].Text != "Peers helped [23, 30].") {
			t.Errorf("evidence of a placeholder: %+v", c.Evidence)
		}
		if c.Evidence[0].Path != "scraped.txt" {
			t.Errorf("evidence %+v", c.Evidence)
		}
	}
}
