package scatter

import (
	"strings"

	"citegraph/corpus"
)

// join says which fragments belong to one reference. That they touch is no
// evidence: in pages of this kind most neighbours are strangers. What joins is
// how the page was cut (behind full stops, but not behind a single capital), or
// a form of print that a cut would have broken.
func (p *page) join() {
	for i := 0; i+1 < len(p.frags); i++ {
		a, b := &p.frags[i], &p.frags[i+1]
		between := p.body[a.Span.End:max(a.Span.End, b.Span.Start)]
		if len(between) > 3 {
			continue
		}
		loose := strings.Trim(between, " ") == ""
		switch {
		case a.Class == corpus.FragAuthors && b.Class == corpus.FragTitle && loose && singleInitial(a) && strings.HasSuffix(a.Text, "."):
			p.bind(i, i+1, 0.85, "a list whose last name has a single initial is followed by its title")
		case a.Class == corpus.FragJournal && b.Class == corpus.FragLocator && !strings.HasSuffix(a.Text, ".") && strings.Trim(between, " ,") == "":
			p.bind(i, i+1, 0.9, "a journal runs on into year, volume and pages")
		case a.Class == corpus.FragTitle && b.Class == corpus.FragIdentifier && strings.Trim(between, " ,") == "" && strings.Contains(between, ","):
			p.bind(i, i+1, 0.9, "a title runs on into its identifier")
		case a.Class == corpus.FragTitle && b.Class == corpus.FragTitle && loose && strings.HasSuffix(a.Text, "?") && isLower(b.Text[0]):
			p.bind(i, i+1, 0.6, "a title goes on behind its question mark")
		case a.Class == corpus.FragTitle && b.Class == corpus.FragTitle && strings.TrimSpace(between) == ":":
			p.bind(i, i+1, 0.8, "a title and its subtitle")
		}
	}
	p.years()
}

// years joins "Kurtz, L. F. (1990)" to its year, which is a date fragment.
func (p *page) years() {
	for i := range p.frags {
		f := &p.frags[i]
		if f.Class != corpus.FragAuthors {
			continue
		}
		rest := p.body[f.Span.End:min(len(p.body), f.Span.End+12)]
		trimmed := strings.TrimLeft(rest, " ")
		if len(trimmed) < 6 || trimmed[0] != '(' || trimmed[5] != ')' && !isLower(trimmed[5]) {
			continue
		}
		if y := trimmed[1:5]; isDigit(y[0]) && isDigit(y[1]) && isDigit(y[2]) && isDigit(y[3]) && (y[0] == '1' || y[0] == '2') {
			end := f.Span.End + len(rest) - len(trimmed) + strings.IndexByte(trimmed, ')') + 1
			if end <= f.Span.End {
				continue
			}
			p.joins = append(p.joins, corpus.Join{Fragments: []int{i}, Span: corpus.Span{Start: f.Span.Start, End: end}, Confidence: 0.95, Reason: "a year in brackets behind the names"})
		}
	}
}

func (p *page) bind(i, j int, c float64, reason string) {
	s := corpus.Span{Start: p.frags[i].Span.Start, End: p.frags[j].Span.End}
	p.joins = append(p.joins, corpus.Join{Fragments: []int{i, j}, Span: s, Confidence: c, Reason: reason})
}
