package scatter

import (
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/journal"
)

// headings are words that are names of journals, but head a section of a page
// far more often.
var headings = map[string]bool{"methods": true, "method": true, "background": true, "results": true, "conclusions": true, "conclusion": true,
	"discussion": true, "introduction": true, "objective": true, "objectives": true, "design": true, "purpose": true, "aims": true, "article": true,
	"references": true, "materials": true, "abstract": true, "keywords": true, "limitations": true, "summary": true, "health": true, "medicine": true,
	"data": true, "interventions": true, "patients": true, "measurements": true, "setting": true, "evidence": true, "support": true, "care": true, "treatment": true, "education": true,
	"participants": true, "acknowledgements": true, "funding": true, "outcome": true, "outcomes": true, "procedure": true, "analysis": true, "statistics": true, "drugs": true, "plants": true, "children": true, "community": true, "society": true, "systems": true, "view": true, "cancer prevention": true, "prevention": true, "research": true, "environment": true, "animals": true, "genes": true, "cells": true, "diseases": true, "diet": true, "policy": true}

// asJournal reads s, a piece between the ends of sentences, as the name of a
// journal: one of the list, or words that names of journals are made of.
func asJournal(s string) (corpus.FragData, float64, bool) {
	t := strings.Trim(s, " .,;:")
	if m := volumeTail().FindStringIndex(t); m != nil {
		t = t[:m[0]]
	}
	words := strings.Fields(t)
	if len(words) == 0 || len(words) > 14 || !isUpper(t[0]) && !strings.HasPrefix(t, "eLife") && !strings.HasPrefix(t, "npj ") {
		return corpus.FragData{}, 0, false
	}
	if headings[strings.ToLower(t)] {
		return corpus.FragData{}, 0, false
	}
	if j, ok := journal.Lookup(t); ok && (capitals(words) || len(words) > 1 && !strings.Contains(t, ",") || len(words) > 2 && journal.Slug(j.Title) == journal.Slug(t)) {
		c := 0.97
		switch {
		case len(words) == 1 && journal.Slug(j.Title) != journal.Slug(t) && len(t) < 6:
			return corpus.FragData{}, 0, false // Rep. and its like are torn off something
		case len(words) == 1 || !capitals(words):
			c = 0.8
		}
		return corpus.FragData{Full: j.Title, Abbreviation: j.Abbrev}, c, true
	}
	if len(words) == 2 && len(words[0]) == 2 && words[0][1] == '.' && strings.HasSuffix(strings.TrimSpace(s), ".") {
		return corpus.FragData{}, 0, false // "J. Anim." goes on behind the cut
	}
	if p := likeJournal(words); p > 0.5 {
		v := corpus.FragData{Full: t}
		if abbreviated(words) {
			v = corpus.FragData{Abbreviation: t}
		}
		return v, p, true
	}
	return corpus.FragData{}, 0, false
}

// capitals reports whether the words of a name, small ones apart, begin with
// capitals: "Journal of Applied Psychology", not "Journal of applied things".
func capitals(words []string) bool {
	low := 0
	for _, w := range words {
		if isLower(w[0]) && !joining[w] {
			low++
		}
	}
	return low == 0 || len(words) == 1 || low == 1 && (words[0][0] == 'e' || words[0] == "npj")
}

var joining = map[string]bool{"of": true, "and": true, "the": true, "in": true, "for": true, "on": true, "de": true, "et": true, "der": true, "und": true, "y": true, "e": true,
	"la": true, "des": true, "du": true, "fur": true, "to": true, "with": true, "da": true, "do": true, "di": true, "van": true, "from": true, "del": true, "a": true, "en": true, "voor": true, "della": true, "dell": true, "los": true, "las": true, "el": true, "als": true, "&": true}

// genres are words that say what kind of thing a periodical is.
var genres = map[string]bool{"journal": true, "j": true, "rev": true, "review": true, "reviews": true, "annals": true, "ann": true, "archives": true, "arch": true,
	"bulletin": true, "bull": true, "proceedings": true, "proc": true, "transactions": true, "trans": true, "letters": true, "lett": true, "revista": true, "zeitschrift": true,
	"acta": true, "advances": true, "adv": true, "frontiers": true, "front": true, "int": true, "international": true, "quarterly": true, "magazine": true, "reports": true, "rep": true,
	"yearbook": true, "opinion": true, "opin": true, "trends": true, "progress": true, "prog": true, "communications": true, "commun": true, "gazette": true, "annual": true, "annu": true, "cahiers": true, "revue": true, "jurnal": true, "jornal": true, "arq": true, "arquivos": true, "folia": true, "biochim": true, "methods": true, "today": true, "res": true, "sci": true, "med": true}

// fields are words that names of journals end with.
var fields = map[string]bool{"research": true, "science": true, "sciences": true, "biology": true, "medicine": true, "psychology": true, "technology": true,
	"chemistry": true, "physics": true, "engineering": true, "psychiatry": true, "ecology": true, "genetics": true, "physiology": true, "pharmacology": true, "pathology": true,
	"microbiology": true, "agriculture": true, "nutrition": true, "genomics": true, "immunology": true, "neurology": true, "nursing": true, "botany": true, "toxicology": true, "biotechnology": true, "evolution": true}

// likeJournal is how likely words that no listed journal has are the name of
// one: all begin with capitals, all are words or abbreviations of the trade.
func likeJournal(words []string) float64 {
	known, abbr, genre, content := 0, 0, 0, 0
	last := ""
	for _, w := range words {
		bare := strings.Trim(w, ".,;:()[]")
		if bare == "" {
			continue
		}
		if joining[bare] {
			continue
		}
		if !isUpper(bare[0]) || isDigit(bare[len(bare)-1]) {
			return 0
		}
		content++
		last = strings.ToLower(bare)
		n, ab := journal.Word(bare)
		if genres[strings.ToLower(bare)] {
			genre++
		}
		switch {
		case ab && n == 0 || ab && strings.HasSuffix(w, "."):
			abbr++
			known++
		case n > 0 || ab:
			known++
		case len(bare) <= 5 && !strings.HasSuffix(w, "s"): // an unknown short word may abbreviate
			known += 0
		}
	}
	if content == 0 || content > 12 {
		return 0
	}
	share := float64(known) / float64(content)
	switch {
	case content == 1:
		return 0
	case fields[last] && share >= 0.99 && content <= 5 && !strings.Contains(strings.Join(words, " "), ":"):
		return 0.8
	case genre > 0 && share >= 0.99:
		return 0.83
	case genre > 0 && abbr+genre >= 2 && share >= 0.6:
		return 0.85
	case abbr >= 2 && share >= 0.6:
		return 0.85
	case abbr >= 1 && share >= 0.99 && content <= 6:
		return 0.7
	case genre > 0 && share >= 0.5 && content <= 6:
		return 0.6
	}
	return 0
}

// abbreviated reports whether a name is printed short.
func abbreviated(words []string) bool {
	for _, w := range words {
		n, ab := journal.Word(w)
		if ab && n == 0 || strings.HasSuffix(w, ".") {
			return true
		}
	}
	return false
}

// journalWord reports whether a word stands in names of journals.
func journalWord(w string) bool {
	n, ab := journal.Word(w)
	return n > 0 || ab
}

// journalTail finds a journal at the end of a piece that begins with something
// else ("… randomised trial to measure the Psychol Assess"): the longest tail
// of two words or more that is a listed journal or abbreviated like one, behind
// a word without a capital.
func journalTail(s string) (from int, v corpus.FragData, confidence float64, ok bool) {
	t := strings.TrimRight(s, " .,;:")
	starts := wordStarts(t)
	tails := max(1, len(starts)-12)
	for k := tails; k < len(starts)-1; k++ {
		i := starts[k]
		tail, before := t[i:], strings.Fields(t[:i])
		words := strings.Fields(tail)
		if !isUpper(t[i]) || !capitals(words) {
			continue
		}
		j, found := journal.Lookup(tail)
		switch {
		case !found:
		case parts(before[len(before)-1]) && (abbreviated(words) || genres[strings.ToLower(words[0])] || len(before) <= 4),
			abbreviated(words) && journal.Slug(j.Abbrev) == journal.Slug(tail) && journal.Slug(j.Title) != journal.Slug(tail): // "… High-Cholesterol Diet Autoimmun Rev"
			return i, corpus.FragData{Full: j.Title, Abbreviation: j.Abbrev}, 0.85, true
		}
	}
	for k := tails; k < len(starts)-1; k++ {
		i := starts[k]
		words := strings.Fields(t[i:])
		before := strings.Fields(t[:i])
		if isUpper(t[i]) && parts(before[len(before)-1]) && abbreviated(words) {
			if p := likeJournal(words); p > 0.8 {
				return i, corpus.FragData{Abbreviation: t[i:]}, 0.64, true
			}
		}
	}
	return 0, v, 0, false
}

// parts reports that a journal may begin behind the word w of a title: it has
// no capital, or is a number, and does not want what follows.
func parts(w string) bool {
	if !isLower(w[0]) && !isDigit(w[len(w)-1]) && !strings.HasSuffix(w, ")") {
		return false
	}
	switch w {
	case "the", "of", "in", "to", "a", "on", "for", "and", "with", "from":
		return true
	}
	return !joining[w]
}

func wordStarts(s string) []int {
	var out []int
	for i := range len(s) {
		if s[i] != ' ' && (i == 0 || s[i-1] == ' ') {
			out = append(out, i)
		}
	}
	return out
}
