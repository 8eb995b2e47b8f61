package pdf

import "citegraph/corpus"

// Notes at the foot of a column: lines smaller than the text, from one that
// opens with a superscript to the end of the column.
const (
	noteSize = 0.95      // of the size of most text, at most
	notePart = 2.0 / 3.0 // of the lines of a column, at most: lists are numbered so too
)

// note is a run of notes and where the flow of text goes on behind it.
type note struct {
	lines []*line
	at    int // index in the flow
}

// notesApart takes the notes out of the flow of lines.
func notesApart(flow []*line, body float64) (text []*line, notes []note) {
	for i := 0; i < len(flow); {
		j := i + 1
		for j < len(flow) && !flow[j].start && flow[j].page == flow[i].page {
			j++
		}
		k := notesFrom(flow[i:j], body)
		text = append(text, flow[i:i+k]...)
		if i+k < j {
			notes = append(notes, note{flow[i+k : j], len(text)})
		}
		i = j
	}
	return text, notes
}

// notesFrom is where in a column its notes begin, its length where it has none.
func notesFrom(column []*line, body float64) int {
	from := len(column)
	for i := len(column) - 1; i >= 0 && column[i].size <= noteSize*body; i-- {
		if column[i].opensRaised() {
			from = i
		}
	}
	if float64(len(column)-from) > notePart*float64(len(column)) {
		return len(column)
	}
	return from
}

// opensRaised reports whether a line begins with a superscript, as affiliations
// and notes do: what is raised elsewhere stands behind a word.
func (l *line) opensRaised() bool { return len(l.runs) > 1 && l.raises(l.runs[0]) }

// note writes lines of notes, a block each; the number stands before its block.
func (c *composer) note(lines []*line) {
	for _, l := range lines { // the first opens so
		if l.opensRaised() {
			c.end()
			label := l.runs[0].text
			c.buf = append(append(c.buf, label...), ' ')
			rest := *l
			rest.runs = l.runs[1:]
			l = &rest
			c.begin(corpus.Footnote, l)
			c.open.Label = label
		}
		c.line(l, false)
	}
	c.end()
}
