package scatter

import (
	"regexp"
	"strconv"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/locator"
	"citegraph/corpus/scan"
)

// The pieces of a locator. A volume may have a letter and a second number, an
// issue anything short in brackets, pages letters on either side.
const (
	reYear  = `(1[6-9]\d\d|20\d\d)`
	reMonth = `(?:[ ,]\s?(?:[A-Z][a-z]{2,8}\.?|\d{1,2})(?:[-/ ]\s?(?:[A-Z][a-z]{2,8}|\d{1,2}))?(?:\s\d{1,2})?)?`
	reVol   = `((?:[Vv]ol(?:ume|\.)?\s?)?[A-Z]?\d{1,4}[A-Z]?(?:[-–/][A-Za-z\d]{1,4})?|(?:Volume|Vol\.?)\s[A-Z]+(?:\s\d{1,3})?|Suppl\.?(?:\s\d+)?|\d{5,6})`
	reIssue = `(?:\s?\(\s?(\(?[A-Za-z\d][^()\n]{0,18}\)?)\))`
	rePages = `([A-Za-z]{0,4}\d[\dA-Za-z]*(?:\s?[-–]\s?[A-Za-z]{0,2}\d+[A-Za-z]?|\.e\d+)?|\d{1,5}[A-Z]-\d{1,5}[A-Z])`
)

// printed is a way of printing a locator.
type printed struct {
	re                         func() *regexp.Regexp
	year, volume, issue, pages int  // groups, 0 where it has none
	behind                     byte // what follows the year it begins with, be it behind a month
	alone                      bool // only between the ends of sentences
	sure                       float64
}

// maxLocator bounds the bytes of a locator.
const maxLocator = 96

// shapes are the ways of printing a locator, the surest first. The names of
// groups say what each holds.
var shapes = []printed{
	// 2011;20(4):392411 and 2016 Jan 9;71(4):395404
	{corpus.Lazily(`^` + reYear + reMonth + `\s?;\s?` + reVol + reIssue + `?\s?:\s?` + rePages), 1, 2, 3, 4, ';', false, 0.99},
	// 2022;16 (1)
	{corpus.Lazily(`^` + reYear + reMonth + `\s?;\s?` + reVol + reIssue), 1, 2, 3, 0, ';', false, 0.95},
	// (2020) 83:8997
	{corpus.Lazily(`^` + reYear + `\)[.,]?\s` + reVol + reIssue + `?\s?:\s?` + rePages), 1, 2, 3, 4, ')', false, 0.95},
	// 2013, Volume 2, 145166 and 2009, 240(3), 337347
	{corpus.Lazily(`^` + reYear + `,\s` + reVol + reIssue + `?,\s` + rePages), 1, 2, 3, 4, ',', true, 0.93},
	// 31(2):28696 and 17(1), 316
	{corpus.Lazily(`^` + reVol + reIssue + `\s?[:,]\s?` + rePages), 0, 1, 2, 3, 0, true, 0.9},
	// 26, 115 (1997)
	{corpus.Lazily(`^` + reVol + `,\s` + rePages + `\s\(` + reYear + `\)?`), 3, 1, 0, 2, 0, true, 0.85},
	// 10 1:304318
	{corpus.Lazily(`^(\d{1,3})\s(\d{1,4}):` + rePages), 0, 1, 2, 3, 0, true, 0.8},
	// 98:2536
	{corpus.Lazily(`^` + reVol + `:\s?` + rePages), 0, 1, 0, 2, 0, true, 0.8},
	// 27, 176182
	{corpus.Lazily(`^` + reVol + `,\s?(\d{1,10}|[a-zA-Z]{1,4}\d{2,8})`), 0, 1, 0, 2, 0, true, 0.7},
}

// found is a locator before its pages are read.
type found struct {
	span corpus.Span
	v    corpus.FragData
	run  locator.Run
	sure float64
}

// locators finds year;volume(issue):pages in its forms. How the text prints
// ranges is learnt from all of them before the runs are read.
func (p *page) locators() {
	var all []found
	read := func(sh *printed, at int) {
		end := min(len(p.body), at+maxLocator)
		m := sh.re().FindStringSubmatchIndex(p.body[at:end])
		if m == nil {
			return
		}
		for k := range m {
			if m[k] >= 0 {
				m[k] += at
			}
		}
		if !p.free(corpus.Span{Start: m[0], End: m[1]}) {
			return
		}
		f := found{span: corpus.Span{Start: m[0], End: m[1]}, sure: sh.sure}
		group := func(g int) string {
			if g == 0 || m[2*g] < 0 {
				return ""
			}
			return p.body[m[2*g]:m[2*g+1]]
		}
		if !p.bounded(f.span, sh.alone, sh.year == 0) || sh.alone && !p.numbered(f.span.Start, group(sh.volume), group(sh.issue), group(sh.pages), sh.year > 0) {
			return
		}
		if is := group(sh.issue); len(is) > 4 && is[0] == 'e' && isDigit(is[1]) {
			return
		}
		f.v.Year, _ = strconv.Atoi(group(sh.year))
		f.v.Volume, f.v.Issue = group(sh.volume), strings.TrimSpace(group(sh.issue))
		f.run = locator.Run{Text: strings.ReplaceAll(group(sh.pages), " ", ""), Year: f.v.Year, Issue: f.v.Issue}
		p.take(f.span)
		all = append(all, f)
	}
	// those that begin with a year are sure, and go first
	for _, sure := range []bool{true, false} {
		dated := -1 // the first year from i on that a semicolon follows
		for i := 0; i < len(p.body); i++ {
			if p.taken[i] || !p.mayStart(i, sure) {
				continue
			}
			if sure && dated < i {
				if dated = scan.Year(p.body, i); dated < 0 {
					dated = len(p.body)
				}
			}
			for k := range shapes {
				sh := &shapes[k]
				goes := sh.behind == 0 || sh.behind == ';' && i == dated || sh.behind == p.body[min(i+4, len(p.body)-1)]
				if (sh.year == 1) == sure && goes && !p.taken[i] {
					read(sh, i)
				}
			}
		}
	}
	var runs []locator.Run
	for _, f := range all {
		if f.run.Text != "" {
			runs = append(runs, f.run)
		}
	}
	habit := locator.Learn(runs)
	for _, f := range all {
		if f.run.Text != "" {
			f.v.Page = f.run.Pages(habit)
		}
		p.add(corpus.FragLocator, f.span, f.v, f.sure)
	}
}

// mayStart reports whether a locator may begin at i: with a year, or with what
// volumes begin with.
func (p *page) mayStart(i int, year bool) bool {
	b := p.body
	if i > 0 && (isAlpha(b[i-1]) || isDigit(b[i-1])) {
		return false
	}
	if year {
		return i+4 < len(b) && (b[i] == '1' || b[i] == '2') && isDigit(b[i+1]) && isDigit(b[i+2]) && isDigit(b[i+3]) && !isDigit(b[i+4])
	}
	return isDigit(b[i]) || isUpper(b[i]) && i+1 < len(b) && isDigit(b[i+1]) || strings.HasPrefix(b[i:], "Vol") || strings.HasPrefix(b[i:], "Suppl") || strings.HasPrefix(b[i:], "vol")
}

// bounded reports whether a locator may stand at s. Those that could be other
// numbers must follow a journal or the end of a sentence and end one.
func (p *page) bounded(s corpus.Span, alone, yearless bool) bool {
	b := p.body
	if s.Start > 0 && (isAlpha(b[s.Start-1]) || isDigit(b[s.Start-1]) || b[s.Start-1] == '.' && s.Start > 1 && isDigit(b[s.Start-2]) || b[s.Start-1] == '-' || b[s.Start-1] == '/') {
		return false
	}
	if s.End < len(b) && (isAlpha(b[s.End]) || isDigit(b[s.End])) {
		return false
	}
	if !alone {
		return true
	}
	// the end: a full stop, the end of the line, a link label, a new sentence
	end := strings.TrimLeft(b[s.End:min(len(b), s.End+8)], " ,;)")
	if end != "" && end[0] != '.' && end[0] != '\n' && !isUpper(end[0]) && !p.taken[min(len(b)-1, s.End+1)] || strings.HasPrefix(b[s.End:], ".") && s.End+1 < len(b) && isDigit(b[s.End+1]) {
		return false
	}
	if yearless && end != "" && isUpper(end[0]) && !strings.HasPrefix(b[s.End:], " ") {
		return false
	}
	return true
}

// numbered reports whether numbers alone may be a locator: behind the name of a
// journal, or, where there are three of them, behind any name or full stop.
func (p *page) numbered(start int, volume, issue, pages string, year bool) bool {
	if year || issue != "" {
		return p.afterName(start)
	}
	if len(pages) == 4 && (pages[:2] == "19" || pages[:2] == "20") && pages < "2040" { // 425434, 2008: pages and a year
		return false
	}
	if len(pages) < 4 || len(volume) > 4 {
		return p.journalBefore(start)
	}
	return p.afterJournal(start) || p.journalBefore(start)
}

// afterName reports whether a sentence or a word with a capital ends before i.
func (p *page) afterName(i int) bool {
	b := p.body
	for i > 0 && (b[i-1] == ' ' || b[i-1] == ',' || b[i-1] == '(') {
		i--
	}
	if i == 0 || b[i-1] == '\n' || b[i-1] == '.' || b[i-1] == '?' || b[i-1] == ')' || p.taken[i-1] {
		return true
	}
	j := i
	for j > 0 && isAlpha(b[j-1]) {
		j--
	}
	return j < i && isUpper(b[j])
}

// journalBefore reports whether the words before i are the name of a journal.
func (p *page) journalBefore(i int) bool {
	end := i
	for end > 0 && (p.body[end-1] == ' ' || p.body[end-1] == ',') {
		end--
	}
	start := end
	for words := 0; words < 10 && start > 0; words++ {
		k := start
		for k > 0 && p.body[k-1] != ' ' && p.body[k-1] != '\n' && !p.taken[k-1] && start-k < 40 {
			k--
		}
		w := strings.Trim(p.body[k:start], ".,;:()")
		if w == "" || !isUpper(w[0]) && !joining[w] {
			return false
		}
		if _, _, ok := asJournal(p.body[k:end]); ok && isUpper(w[0]) {
			return true
		}
		for start = k; start > 0 && p.body[start-1] == ' '; start-- {
		}
	}
	return false
}

// afterJournal reports whether what stands before i ends a sentence, or looks
// like the name of a journal: words with capitals.
func (p *page) afterJournal(i int) bool {
	b := p.body
	for i > 0 && (b[i-1] == ' ' || b[i-1] == ',') {
		i--
	}
	if i == 0 || b[i-1] == '\n' || b[i-1] == '.' || b[i-1] == '?' || p.taken[i-1] {
		return true
	}
	if b[i-1] == '(' || !isAlpha(b[i-1]) {
		return false
	}
	// two words back, one with a capital is enough
	j := i
	for n := 0; n < 2 && j > 0; n++ {
		k := j
		for k > 0 && isAlpha(b[k-1]) {
			k--
		}
		if k == j {
			return false
		}
		if w := b[k:j]; isUpper(w[0]) && journalWord(w) {
			return true
		}
		if isUpper(b[k]) {
			return false
		}
		j = k
		for j > 0 && b[j-1] == ' ' {
			j--
		}
	}
	return false
}
