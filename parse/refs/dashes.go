package refs

import (
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/locator"
)

// dashes reads page runs whose dash may be lost (14555). A list that prints
// dashes has none to restore: its plain numbers are first pages or article
// numbers. What is not certain becomes hypotheses.
func dashes(list []Labelled) {
	var runs []locator.Run
	dashed, long := 0, 0
	for i := range list {
		w := &list[i].CSL
		switch {
		case strings.Contains(w.Page, "-"):
			dashed++
		case plainRun(w.Page):
			runs = append(runs, locator.Run{Text: w.Page, Year: w.Year(), Issue: w.Issue})
			if len(w.Page) >= 5 {
				long++
			}
		}
	}
	if len(runs) == 0 || dashed >= 3 && dashed >= len(runs) {
		return
	}
	if len(runs) > 5 && dashed == 0 && 4*long < len(runs) {
		return // two page numbers without their dash are long: this style prints first pages
	}
	habit := locator.Usual
	if len(runs) > 5 && dashed == 0 {
		habit = locator.Learn(runs)
	}
	for i := range list {
		w := &list[i].CSL
		if !plainRun(w.Page) || w.Volume == "" {
			continue
		}
		hyp := locator.Run{Text: w.Page, Year: w.Year(), Issue: w.Issue}.Pages(habit)
		if len(hyp) < 2 {
			continue
		}
		list[i].hypotheses("page", hyp)
		if best := hyp[0]; strings.Contains(best.Value, "-") && best.P >= certain(w.Page, len(runs), dashed) {
			w.Page = best.Value
		}
	}
}

// plainRun reports whether a page value is a run of digits long enough to be
// two page numbers.
func plainRun(s string) bool {
	if len(s) < 3 || len(s) > 12 {
		return false
	}
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}

// certain is the probability from which a range is taken for the value. Alone,
// a number of up to four digits is a page more often than two, and one of six
// that can be an article's number in physics is that.
func certain(page string, runs, dashed int) float64 {
	switch {
	case runs > 5 && dashed == 0:
		return 0.5
	case len(page) >= 5 && !issueNumbered(page):
		return 0.6
	}
	return 2
}

// issueNumbered reports whether digits can be an article's number made of its
// issue, 01 to 12, and its place in it, as the journals of physics number
// theirs since 1998: 114029.
func issueNumbered(s string) bool {
	return len(s) == 6 && (s[0] == '0' && s[1] != '0' || s[0] == '1' && s[1] <= '2')
}

// hypotheses sets the readings of a field.
func (l *Labelled) hypotheses(field string, h []corpus.Hypothesis) {
	if l.Hypotheses == nil {
		l.Hypotheses = make(map[string][]corpus.Hypothesis, 8)
	}
	l.Hypotheses[field] = h
}
