package scatter

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"citegraph/corpus"
)

const (
	reNumber  = `([-−–]?\d{1,4}(?:\.\d{1,4})?)`
	reMeasure = `(SMD|WMD|MD|RR|OR|HR|IRR|RD|ES|AOR|aOR|aHR|[Cc]ohen's d|[Hh]edges' g)`
)

var (
	effect = pattern{corpus.Lazily(`\b` + reMeasure + `\s?[=:,]?\s?` + reNumber + `\s?[:;,(]?\s?\(?(\d{2})\s?%\s?(?:CI|Cr?I|confidence interval)\s?[:=,]?\s?\[?` +
		reNumber + `(?:\s?,\s?|\s?;\s?|\s?to\s?|\s?–\s?|\s-\s)` + reNumber + `[\])]?`), []string{"CI", "CrI", "confidence interval"}, 48, 48}
	spread  = pattern{corpus.Lazily(`\bI(?:2|²|\^2)\s?=\s?(\d{1,3}(?:\.\d+)?)\s?%`), []string{"I2", "I²", "I^2"}, 0, 16}
	sample  = pattern{corpus.Lazily(`(?i)\b(?:total\s(?:sample\s(?:size\s)?)?of\s(\d[\d,]{0,9})(?:\s(?:participants|patients|people|individuals|subjects|adults|women|men|children|students))?|n\s?=\s?(\d[\d,]{0,9})\b)`), []string{"otal of ", "otal sample ", "n=", "n =", "N=", "N ="}, 4, 64}
	follow  = pattern{corpus.Lazily(`(?i)\bfollow-?\s?up(?:\s(?:in|of|across|for)\s[a-z0-9 ]{1,30}?)?\s(?:rang(?:ing|ed)|varied|varying|was|of)?\s?(?:from|between)\s(\d{1,3})\s?(?:to|and|-|–)\s?(\d{1,3})\s?(months?|weeks?|years?)`), []string{"ollow-up", "ollow up", "ollowup"}, 1, 100}
	dbNames = pattern{corpus.Lazily(`\b(MEDLINE|Medline|PsycINFO|PsycInfo|PsychINFO|PsycARTICLES|Embase|EMBASE|CINAHL|Cochrane (?:Library|[Dd]atabases?|CENTRAL|Central Register of Controlled Trials)|CENTRAL|Web of Science|Scopus|SCOPUS|LILACS|SciELO|ERIC|ProQuest|Global Health|AMED|ASSIA|PROSPERO|International Prospective Register [Oo]f Systematic Reviews|ClinicalTrials\.gov|OpenGrey|WHO ICTRP|CNKI|Wanfang|Sociological Abstracts|Google Scholar)\b`), []string{"MEDLINE", "Medline", "Psyc", "Embase", "EMBASE", "CINAHL", "Cochrane", "CENTRAL", "Web of Sc", "Scopus", "SCOPUS",
		"LILACS", "SciELO", "ERIC", "ProQuest", "Global Health", "AMED", "ASSIA", "PROSPERO", "International Prosp", "ClinicalTr", "OpenGrey", "WHO ICTRP", "CNKI", "Wanfang", "Sociological Abs", "Google Sch"}, 0, 64}
	house = pattern{corpus.Lazily(`([A-Z][A-Za-z.' -]{1,30}(?:, [A-Z]{2}|, [A-Z][a-z]+)?):\s([A-Z][A-Za-z&.,' -]{2,70});\s?((?:1[6-9]|20)\d\d)\b\.?`), []string{"; 1", "; 2", ";1", ";2"}, 130, 8}
	dates = pattern{corpus.Lazily(`\b(\d{1,2})(?:st|nd|rd|th)?\s(January|February|March|April|May|June|July|August|September|October|November|December),?\s((?:19|20)\d\d)\b`), []string{" January", " February", " March", " April", " May", " June", " July", " August", " September", " October", " November", " December"}, 6, 8}
)

// statistics finds effects with their intervals, heterogeneity, sample sizes
// and times of follow-up. Minus signs may be hyphens.
func (p *page) statistics() {
	stat := func(m []int, kind string, v map[string]any, c float64) {
		p.add(corpus.FragStatistic, corpus.Span{Start: m[0], End: m[1]}, corpus.FragData{Type: kind, Stat: v}, c)
	}
	p.each(effect, func(m []int) {
		if p.body[m[1]-1] == ']' && strings.Count(p.body[m[0]:m[1]], "[") == 0 || p.body[m[1]-1] == ')' && strings.Count(p.body[m[0]:m[1]], "(") == 0 {
			m[1]--
		}
		stat(m, "effect", map[string]any{"measure": p.group(m, 1), "estimate": number(p.group(m, 2)), "ci_level": number(p.group(m, 3)),
			"ci_low": number(p.group(m, 4)), "ci_high": number(p.group(m, 5))}, 0.97)
	})
	p.each(spread, func(m []int) {
		stat(m, "heterogeneity", map[string]any{"measure": "I2", "value": number(p.group(m, 1))}, 0.98)
	})
	p.each(follow, func(m []int) {
		unit := strings.TrimSuffix(strings.ToLower(p.group(m, 3)), "s")
		stat(m, "follow_up", map[string]any{"measure": "follow_up_" + unit + "s", "low": number(p.group(m, 1)), "high": number(p.group(m, 2))}, 0.9)
	})
	p.each(sample, func(m []int) {
		n := p.group(m, 1) + p.group(m, 2)
		start := m[0]
		if strings.HasPrefix(strings.ToLower(p.body[start:]), "n") && start > 0 && p.body[start-1] != ' ' && p.body[start-1] != '(' {
			return
		}
		stat(m, "sample_size", map[string]any{"measure": "n", "value": number(strings.ReplaceAll(n, ",", ""))}, 0.9)
	})
}

func (p *page) group(m []int, g int) string {
	if m[2*g] < 0 {
		return ""
	}
	return p.body[m[2*g]:m[2*g+1]]
}

func number(s string) float64 {
	f, _ := strconv.ParseFloat(strings.NewReplacer("−", "-", "–", "-").Replace(s), 64)
	return f
}

// canonical names of databases that are printed in several ways.
var canonical = map[string]string{"medline": "MEDLINE", "psycinfo": "APA PsycINFO", "psychinfo": "APA PsycINFO", "psycarticles": "APA PsycArticles", "embase": "Embase",
	"cochrane library": "Cochrane Library", "cochrane database": "Cochrane Library", "cochrane databases": "Cochrane Library", "central": "Cochrane CENTRAL",
	"cochrane central": "Cochrane CENTRAL", "cochrane central register of controlled trials": "Cochrane CENTRAL", "scopus": "Scopus",
	"international prospective register of systematic reviews": "PROSPERO", "eric": "ERIC"}

// databases finds what was searched, where the sentence says that it was.
func (p *page) databases() {
	p.each(dbNames, func(m []int) {
		name := p.body[m[0]:m[1]]
		if c, ok := canonical[strings.ToLower(name)]; ok {
			name = c
		}
		if p.loose(corpus.Span{Start: m[0], End: m[1]}) { // a link label
			return
		}
		p.add(corpus.FragDatabase, corpus.Span{Start: m[0], End: m[1]}, corpus.FragData{Name: name}, 0.9)
	})
}

// publishers finds "Place: Publisher; Year".
func (p *page) publishers() {
	p.each(house, func(m []int) {
		place := p.group(m, 1)
		start := m[2]
		// the place begins behind the last word that is no name
		words := strings.Fields(place)
		for k := len(words) - 1; k > 0; k-- {
			if isLower(words[k-1][0]) || strings.HasSuffix(words[k-1], ".") && len(words[k-1]) > 3 {
				words = words[k:]
				break
			}
		}
		if len(words) > 3 {
			words = words[len(words)-3:]
		}
		short := strings.Join(words, " ")
		if i := strings.LastIndex(place, short); i > 0 {
			start += i
		}
		year, _ := strconv.Atoi(p.group(m, 3))
		p.add(corpus.FragPublisher, corpus.Span{Start: start, End: m[1]}, corpus.FragData{Place: short, Publisher: p.group(m, 2), Year: year}, 0.9)
	})
}

// dates finds dates of a day.
func (p *page) dates() {
	p.each(dates, func(m []int) {
		day, _ := strconv.Atoi(p.group(m, 1))
		year, _ := strconv.Atoi(p.group(m, 3))
		month, err := time.Parse("January", p.group(m, 2))
		if err != nil || day < 1 || day > 31 {
			return
		}
		v := corpus.FragData{Year: year, Type: "date", Value: fmt.Sprintf("%04d-%02d-%02d", year, month.Month(), day)}
		p.add(corpus.FragDate, corpus.Span{Start: m[0], End: m[1]}, v, 0.95)
	})
}
