package index

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
)

// stemmers by language code.
var stemmers = map[string]func(*snowballstem.Env) bool{
	"da": danish.Stem, "de": german.Stem, "en": english.Stem, "es": spanish.Stem, "fi": finnish.Stem, "fr": french.Stem,
	"it": italian.Stem, "nl": dutch.Stem, "no": norwegian.Stem, "pt": portuguese.Stem, "ru": russian.Stem, "sv": swedish.Stem,
}

// forms of one English word that share no stem: -isation and -ization,
// behaviour and behavior, tumour and tumor, centre and center; analyses and
// analysis, hypotheses and hypothesis.
var british = strings.NewReplacer("isation", "ization", "ise\x00", "ize\x00", "ised\x00", "ized\x00", "ising\x00", "izing\x00",
	"our\x00", "or\x00", "ours\x00", "ors\x00", "oural", "oral", "ourally", "orally", "yse\x00", "yze\x00", "ysed\x00", "yzed\x00",
	"aemia", "emia", "oedema", "edema", "paed", "ped", "haem", "hem", "tre\x00", "ter\x00", "tres\x00", "ters\x00", "programme", "program",
	"lyses\x00", "lysis\x00", "heses\x00", "hesis\x00", "gnoses\x00", "gnosis\x00", "stases\x00", "stasis\x00", "crises\x00", "crisis\x00")

// stem is the stem of a folded word in a language; the word itself where the
// language is not known or the word holds no letter.
func stem(word, lang string) string {
	f, ok := stemmers[lang]
	if !ok || len(word) < 3 || !strings.ContainsAny(word, "abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюя") {
		return word
	}
	if lang == "en" {
		if len(word) > 5 {
			word = strings.TrimSuffix(british.Replace(word+"\x00"), "\x00")
		}
	}
	env := snowballstem.NewEnv(word)
	f(env)
	return env.Current()
}

// stops are words so frequent that a query does not insist on them; a few for
// each language, enough to tell the languages apart too.
var stops = map[string][]string{
	"en": strings.Fields("a an and are as at be by for from has have in is it its of on or that the their this to was were which with"),
	"de": strings.Fields("der die das und ist von mit den dem des ein eine einer im bei für fur auf zu nicht als auch sich werden"),
	"fr": strings.Fields("le la les des du de et est une un dans pour par sur avec chez au aux en ce cette sont"),
	"es": strings.Fields("el los las del una y en con para por que se es su como al entre"),
	"pt": strings.Fields("o os as do da dos das uma em com para por que se ao na no nos nas sao"),
	"it": strings.Fields("il lo gli della dei delle di che con per una nel nella sono e del dal"),
	"nl": strings.Fields("het een van de en in op voor met bij is zijn niet dat door"),
	"sv": strings.Fields("och i att en ett som av for pa med ar det den till hos"),
	"da": strings.Fields("og i at en et som af for pa med er det den til hos ved"),
	"no": strings.Fields("og i at en et som av for pa med er det den til hos ved"),
	"fi": strings.Fields("ja on ei se etta oli joka ovat kuin myos"),
	"ru": strings.Fields("и в на не с по для что это как от из при"),
}

// stopSet is the union that a query passes over: English, since a word of
// another language's list may be a word that matters ("die", "son").
var stopSet = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range stops["en"] {
		m[w] = true
	}
	return m
}()

// language is the two-letter code that a text says it is in, or a guess by its
// small words; "en" where nothing speaks for another.
func language(tag, text string) string {
	if len(tag) >= 2 {
		code := strings.ToLower(tag)
		code, _, _ = strings.Cut(strings.ReplaceAll(code, "_", "-"), "-")
		if three, ok := languageCodes[code]; ok {
			code = three
		}
		if _, ok := stemmers[code]; ok {
			return code
		}
	}
	if len(text) < 40 {
		return "en"
	}
	if len(text) > 2000 {
		text = text[:2000]
	}
	votes := map[string]int{}
	words(text, func(w []byte, _, _, _ int) {
		for _, l := range stopLanguages[string(w)] {
			votes[l]++
		}
	})
	best := "en"
	for _, l := range languageOrder {
		if votes[l] > votes[best]+2 {
			best = l
		}
	}
	return best
}

var languageOrder = []string{"en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "no", "fi", "ru"}

var languageCodes = map[string]string{"eng": "en", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "spa": "es", "por": "pt", "ita": "it",
	"dut": "nl", "nld": "nl", "swe": "sv", "dan": "da", "nor": "no", "nob": "no", "nb": "no", "nn": "no", "fin": "fi", "rus": "ru",
	"english": "en", "german": "de", "french": "fr", "spanish": "es", "portuguese": "pt", "italian": "it"}

var stopLanguages = func() map[string][]string {
	m := map[string][]string{}
	for _, l := range languageOrder {
		for _, w := range stops[l] {
			m[w] = append(m[w], l)
		}
	}
	return m
}()
