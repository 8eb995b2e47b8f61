package main

import (
	"fmt"
	"strconv"
	"strings"
)

// yearBars draws works by year; runs of more than thirty years are drawn by
// five. Years without works in between are drawn too, but of a long gap only
// that there is one.
func (p *program) yearBars(years []yearCount) {
	if len(years) == 0 {
		return
	}
	step, first, last := 1, years[0].Year, years[len(years)-1].Year
	if last-first > 30 {
		step = 5
	}
	bins, most := map[int]int{}, 0
	for _, y := range years {
		b := y.Year / step * step
		bins[b] += y.Works
		most = max(most, bins[b])
	}
	pr := p.print
	pr.printf("\n%s\n", pr.paint(bold, "Works by year"))
	room, empty := max(10, min(pr.width, 100)-24), 0
	for b := first / step * step; b <= last; b += step {
		n := bins[b]
		if n == 0 {
			empty++
			continue
		}
		label := strconv.Itoa(b)
		if step > 1 {
			label += fmt.Sprintf("–%02d", (b+step-1)%100)
		}
		if empty > 2 {
			pr.printf("%s\n", pr.paint(dim, fmt.Sprintf("%10s", "⋮")))
		} else {
			for e := empty; e > 0; e-- {
				pr.printf("%s\n", pr.paint(dim, fmt.Sprintf("%10s", "·")))
			}
		}
		empty = 0
		pr.printf("%10s  %s %d\n", label, pr.paint(cyan, bar(n, most, room)), n)
	}
}

// bar is n of most as a bar of at most room cells, drawn to an eighth of one.
func bar(n, most, room int) string {
	eighths := max(1, n*room*8/max(1, most))
	s := strings.Repeat("█", eighths/8)
	if r := eighths % 8; r > 0 {
		s += string([]rune("▏▎▍▌▋▊▉")[r-1])
	}
	return s
}

// timeline is the years of citing works as one small line: "2009 ▁ ▂▅█ 2024".
// It is empty where there are fewer than two years to tell apart. Spans of more
// than forty years are drawn by five.
func timeline(years []int) string {
	count, first, last := map[int]int{}, 0, 0
	for _, y := range years {
		if y > 0 {
			count[y]++
			last = max(last, y)
			if first == 0 || y < first {
				first = y
			}
		}
	}
	if first == last {
		return ""
	}
	step := 1
	if last-first >= 40 {
		step = 5
	}
	var heights []int
	most := 0
	for from := first; from <= last; from += step {
		n := 0
		for y := from; y < from+step; y++ {
			n += count[y]
		}
		heights = append(heights, n)
		most = max(most, n)
	}
	var b strings.Builder
	for _, n := range heights {
		if n == 0 {
			b.WriteByte(' ')
			continue
		}
		b.WriteRune([]rune("▁▂▃▄▅▆▇█")[(n*8-1)/most])
	}
	return fmt.Sprintf("%d %s %d", first, b.String(), last)
}
