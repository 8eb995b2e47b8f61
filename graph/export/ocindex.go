package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// writeOCIndex writes citations as the OpenCitations Index does: citing, cited,
// creation (the date of the citing work) and timespan (from the cited date to
// the citing one, ISO 8601). Works are named by all their identifiers, DOI and
// PMID. A citation of a work that has none cannot be told there: how many were
// left out is said through Style.Note.
func writeOCIndex(w *writer, v *View) error {
	type end struct {
		ids  string
		date []int
	}
	ends := make([]end, 0, v.NodeCount)
	err := w.nodes(v, func(n *Node) {
		ends = append(ends, end{strings.Clone(ocIDs(n)), slices.Clone(n.Date)})
	})
	if err != nil {
		return err
	}
	c := newTable(w, v, ',', []string{"citing", "cited", "creation", "timespan"})
	left := 0
	err = w.edges(v, func(e *Edge) {
		s, t := &ends[e.Source], &ends[e.Target]
		if s.ids == "" || t.ids == "" {
			left++
			return
		}
		c.text(s.ids)
		c.text(t.ids)
		c.raw(isoDate(s.date))
		c.raw(timespan(s.date, t.date))
		c.end()
	})
	if err == nil && left > 0 && v.Style.Note != nil {
		v.Style.Note(fmt.Sprintf("%d of %d citations were left out: the citing or the cited work has neither DOI nor PMID", left, v.EdgeCount))
	}
	return err
}

// ocIDs are the identifiers of a work, split by spaces; one that holds a space
// is none.
func ocIDs(n *Node) string {
	var ids []string
	for _, id := range [][2]string{{"doi:", clean(n.DOI)}, {"pmid:", clean(n.PMID)}} {
		if id[1] != "" && !strings.ContainsAny(id[1], " \t\n\r") {
			ids = append(ids, id[0]+id[1])
		}
	}
	return strings.Join(ids, " ")
}

// isoDate is year, month and day as far as they are known.
func isoDate(date []int) string {
	var b strings.Builder
	for i, n := range date {
		fmt.Fprintf(&b, []string{"%04d", "-%02d", "-%02d"}[i], n)
	}
	return b.String()
}

// timespan is the time from one date to a later one, as exact as the less exact
// of the two; with a minus where the other is later.
func timespan(later, earlier []int) string {
	n := min(len(later), len(earlier))
	if n == 0 {
		return ""
	}
	a, z, sign := later[:n], earlier[:n], ""
	if slices.Compare(a, z) < 0 {
		a, z, sign = z, a, "-"
	}
	if n == 1 {
		return sign + "P" + strconv.Itoa(a[0]-z[0]) + "Y"
	}
	months := (a[0]-z[0])*12 + a[1] - z[1]
	days := ""
	if n == 3 {
		// So many whole months after z, at the end of a shorter month.
		after := func(months int) time.Time {
			first := time.Date(z[0], time.Month(z[1]+months), 1, 0, 0, 0, 0, time.UTC)
			return first.AddDate(0, 0, min(z[2], first.AddDate(0, 1, -1).Day())-1)
		}
		end := time.Date(a[0], time.Month(a[1]), a[2], 0, 0, 0, 0, time.UTC)
		if after(months).After(end) {
			months--
		}
		days = strconv.Itoa(int(end.Sub(after(months)).Hours()/24)) + "D"
	}
	return fmt.Sprintf("%sP%dY%dM%s", sign, months/12, months%12, days)
}

// dateParts are year, month and day of a date as far as they can be one.
func dateParts(parts [][]int) []int {
	if len(parts) == 0 {
		return nil
	}
	p := parts[0]
	bounds := [3][2]int{{1, 9999}, {1, 12}, {1, 31}}
	for i := range p[:min(len(p), 3)] {
		if p[i] < bounds[i][0] || p[i] > bounds[i][1] {
			return p[:i]
		}
	}
	return p[:min(len(p), 3)]
}
