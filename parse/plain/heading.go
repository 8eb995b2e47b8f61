package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// known are words that head a section when they stand alone on a line, folded
// to lower case, with the level they usually have.
func known(s string) int {
	switch s {
	case "abstract", "summary", "introduction", "background", "methods", "method", "materials and methods",
		"material and methods", "methods and materials", "patients and methods", "results", "discussion",
		"results and discussion", "conclusion", "conclusions", "references", "bibliography", "literature cited",
		"works cited", "acknowledgements", "acknowledgments", "acknowledgement", "acknowledgment", "appendix",
		"funding", "author contributions", "authors' contributions", "authors’ contributions", "conflict of interest",
		"conflicts of interest", "competing interests", "declaration of competing interest", "data availability",
		"supplementary material", "supplementary materials", "supporting information", "limitations",
		"literatur", "literaturverzeichnis", "einleitung", "zusammenfassung", "methoden", "ergebnisse", "diskussion",
		"fazit", "danksagung", "anhang", "quellen",
		"résumé", "références", "bibliographie", "méthodes", "résultats", "remerciements", "annexe",
		"resumen", "introducción", "métodos", "resultados", "discusión", "conclusiones", "referencias", "bibliografía", "agradecimientos",
		"resumo", "introdução", "discussão", "conclusão", "conclusões", "referências", "referências bibliográficas", "agradecimentos", "considerações finais", "fontes",
		"riassunto", "introduzione", "metodi", "risultati", "discussione", "conclusioni", "bibliografia", "riferimenti bibliografici",
		"参考文献", "摘要", "引言", "结论", "要旨", "はじめに", "考察", "결론", "참고문헌", "초록",
		"литература", "список литературы", "введение", "выводы":
		return 1
	case "objective", "objectives", "aim", "aims", "purpose", "design", "setting", "participants", "findings", "interpretation",
		"search strategy", "study selection", "data extraction", "data sources", "eligibility criteria", "statistical analysis",
		"risk of bias", "quality assessment", "strengths and limitations", "implications":
		return 2
	}
	return 0
}

// headingLevel tells whether line is a heading: 0 where not, else its level.
// A line that stands alone between blank lines needs less proof.
func headingLevel(line string, alone bool) int {
	if len(line) > 160 || len(line) < 3 {
		return 0
	}
	name, depth := cutNumber(line)
	low := strings.ToLower(strings.TrimRight(name, ":. "))
	if l := known(low); l > 0 {
		if strings.HasSuffix(line, ".") && depth == 0 && !alone {
			return 0
		}
		return max(l, depth)
	}
	if depth > 0 && !alone {
		// "2.1 Search strategy" inside a run: short, capital, no sentence end
		if depth >= 2 && utf8.RuneCountInString(name) <= 70 && startsUpper(name) && !sentenceEnd(name) && !hasYear(name) {
			return depth
		}
		return 0
	}
	if !alone {
		return 0
	}
	if utf8.RuneCountInString(line) > 110 || !startsUpper(name) || sentenceEnd(name) || tableRow(line) || captionStart(line) {
		return 0
	}
	if words := len(strings.Fields(name)); words > 14 || words == 0 {
		return 0
	}
	if strings.ContainsAny(name, ";=@") || strings.Contains(name, "http") || hasYear(name) && strings.ContainsAny(name, "(") {
		return 0
	}
	return max(2, depth)
}

// cutNumber takes "2.", "2.1", "IV." or "A." off a heading and says how deep
// the number is.
func cutNumber(s string) (string, int) {
	i, depth := 0, 0
	for i < len(s) {
		j := i
		for j < len(s) && s[j] >= '0' && s[j] <= '9' {
			j++
		}
		if j == i || j-i > 3 {
			break
		}
		depth++
		i = j
		if i < len(s) && s[i] == '.' {
			i++
			continue
		}
		break
	}
	if depth == 0 {
		j := 0
		for j < len(s) && strings.IndexByte("IVX", s[j]) >= 0 {
			j++
		}
		if j > 0 && j < 6 && j+1 < len(s) && s[j] == '.' && s[j+1] == ' ' {
			return strings.TrimSpace(s[j+1:]), 1
		}
		return s, 0
	}
	rest := s[i:]
	t := strings.TrimLeft(rest, ") \t\u00a0")
	if t == rest && !strings.HasSuffix(s[:i], ".") || t == "" {
		return s, 0
	}
	return t, depth
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hangul, r) || unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r)
}

func sentenceEnd(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".,;!。，", r)
}

// hasYear reports four digits that may be a year.
func hasYear(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		if (s[i] == '1' || s[i] == '2') && digit(s[i+1]) && digit(s[i+2]) && digit(s[i+3]) &&
			(i+4 == len(s) || !digit(s[i+4])) && (i == 0 || !digit(s[i-1])) && (s[i+1] >= '7' || s[i] == '2' && s[i+1] == '0') {
			return true
		}
	}
	return false
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// itemStart reports a bullet or an item number at the start of a line.
func itemStart(line string) bool {
	for _, p := range [...]string{"• ", "▪ ", "● ", "◦ ", "– ", "— ", "* ", "- ", "·\t", "o\t"} {
		if strings.HasPrefix(line, p) {
			return true
		}
	}
	i := 0
	if i < len(line) && (line[i] == '[' || line[i] == '(') {
		i++
	}
	j := i
	for j < len(line) && digit(line[j]) {
		j++
	}
	if j == i || j-i > 3 || j >= len(line) {
		return false
	}
	if line[j] != '.' && line[j] != ']' && line[j] != ')' {
		return false
	}
	j++
	return j < len(line) && (line[j] == ' ' || line[j] == '\t')
}

// captionStart reports "Figure 2.", "Table 1:", "Abb. 3".
func captionStart(line string) bool {
	for _, p := range [...]string{"Figure ", "Fig. ", "Fig ", "FIGURE ", "Table ", "TABLE ", "Box ", "Abb. ", "Abbildung ", "Tab. ", "Tabelle ", "Tabela ", "Figura ", "Tableau ", "Quadro ", "Tabla "} {
		if rest, ok := strings.CutPrefix(line, p); ok {
			i := 0
			for i < len(rest) && (digit(rest[i]) || rest[i] == 'S') {
				i++
			}
			return i > 0 && (i == len(rest) || strings.IndexByte(".: \t)|", rest[i]) >= 0)
		}
	}
	return false
}

// tableRow reports a line of cells: tabs, bars or wide gaps.
func tableRow(line string) bool {
	if strings.Count(line, "\t") >= 2 || strings.Count(line, " | ") >= 2 {
		return true
	}
	gaps := 0
	for i := 0; i+3 <= len(line); i++ {
		if line[i] == ' ' && line[i+1] == ' ' && line[i+2] == ' ' {
			gaps++
			for i < len(line) && line[i] == ' ' {
				i++
			}
		}
	}
	return gaps >= 2
}
