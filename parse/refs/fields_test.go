package refs

import (
	"strings"
	"testing"

	"citegraph/corpus"

	"github.com/google/go-cmp/cmp"
)

// read reads the fields of a reference whose segments are marked:
// "{author}Doe, J. {date}(2001)."
func readMarked(t *testing.T, marked string) corpus.Work {
	t.Helper()
	s := &scratch{x: NewExtractor(&Lexicon{})}
	var raw strings.Builder
	var starts, labels []int
	for _, p := range strings.Split(marked, "{")[1:] {
		name, text, _ := strings.Cut(p, "}")
		l := LabelIndex(name)
		if l < 0 {
			t.Fatalf("no label %q", name)
		}
		starts, labels = append(starts, raw.Len()), append(labels, l)
		raw.WriteString(text)
	}
	s.x.Extract(raw.String(), Style{})
	k := 0
	n := len(s.x.toks)
	s.w.Path, s.w.Prob = make([]int, n), make([]float32, n*len(labelNames))
	for i, tok := range s.x.toks {
		for k+1 < len(starts) && tok.Start >= starts[k+1] {
			k++
		}
		s.w.Path[i] = labels[k]
		s.w.Prob[i*len(labelNames)+labels[k]] = 1
	}
	s.cut(raw.String())
	out := Labelled{}
	f := fields{raw: raw.String(), parts: s.parts, s: s, out: &out}
	f.fill()
	one := []Labelled{out}
	dashes(one)
	return one[0].CSL
}

func date(parts ...int) *corpus.Date { return &corpus.Date{Parts: [][]int{parts}} }

func TestFields(t *testing.T) {
	tests := []struct {
		name, marked string
		want         corpus.Work
	}{
		{
			"a journal that counts its volumes by years",
			"{author}Doe, J. {title}A sample. {container-title}J. Rare Stud. {date}2011, 2011, {page}508957.",
			corpus.Work{Type: "article-journal", Author: []corpus.Name{{Family: "Doe", Given: "J."}}, Title: "A sample",
				ContainerTitle: "J. Rare Stud", Volume: "2011", Page: "508957", Issued: date(2011)},
		},
		{
			"a book that In announces where its editors follow",
			"{author}Doe J {date}(2011) {title}A sample of it. In The Rare Handbook. {editor}Roe T, Poe A, editors. {publisher-place}Oxford: {publisher}Rare Press.",
			corpus.Work{Type: "chapter", Author: []corpus.Name{{Family: "Doe", Given: "J"}}, Title: "A sample of it", ContainerTitle: "The Rare Handbook",
				Editor: []corpus.Name{{Family: "Roe", Given: "T"}, {Family: "Poe", Given: "A"}}, Publisher: "Rare Press", PublisherPlace: "Oxford", Issued: date(2011)},
		},
		{
			"two letters behind names that begin with initials are the journal's",
			"{author}A. Doe and B. C. Roe, C.R. {container-title}Rare Phys. {volume}10, {page}116 {date}(2009).",
			corpus.Work{Type: "article-journal", Author: []corpus.Name{{Family: "Doe", Given: "A."}, {Family: "Roe", Given: "B. C."}},
				ContainerTitle: "C.R. Rare Phys", Volume: "10", Page: "116", Issued: date(2009)},
		},
		{
			"a volume of a new series",
			"{author}Doe, J., {title}«Un esempio», {container-title}Studi Rari, {volume}n.s. 4 {date}(1988), {page}pp. 12-20.",
			corpus.Work{Type: "article-journal", Author: []corpus.Name{{Family: "Doe", Given: "J."}}, Title: "Un esempio",
				ContainerTitle: "Studi Rari", Volume: "4", Page: "12-20", Issued: date(1988)},
		},
		{
			"how many volumes there are is no part of a title, nor is what says that the authors are editors",
			"{author}Doe, J. {date}(1994) {title}(Hg.): Über das Beispiel. Zweite Fassung, 2 Bde., {publisher-place}Trier.",
			corpus.Work{Type: "book", Author: []corpus.Name{{Family: "Doe", Given: "J."}}, Title: "Über das Beispiel. Zweite Fassung",
				PublisherPlace: "Trier", Issued: date(1994)},
		},
		{
			"the day of a date is no page, and In alone no container",
			"{author}Doe, J. {date}(2004): {title}Ein Beispiel. {container-title}In: {URL}http://example.org/a.pdf {page}(13.2.04)",
			corpus.Work{Type: "webpage", Author: []corpus.Name{{Family: "Doe", Given: "J."}}, Title: "Ein Beispiel",
				URL: "http://example.org/a.pdf", Issued: date(2004)},
		},
		{
			"a book that a lower-case in announces behind a quoted title",
			"{author}J. Doe, {title}‘Storie di un esempio’, in Esempi e generi letterari, {publisher-place}Roma {date}2008, {page}pp. 12-34.",
			corpus.Work{Type: "chapter", Author: []corpus.Name{{Family: "Doe", Given: "J."}}, Title: "Storie di un esempio",
				ContainerTitle: "Esempi e generi letterari", PublisherPlace: "Roma", Issued: date(2008), Page: "12-34"},
		},
		{
			"a double issue labelled as volume and issue",
			"{author}Doe J. {title}Einander helfen. {container-title}Sozial Extra. {volume}5/{issue}6 {date}(1994).",
			corpus.Work{Type: "article-journal", Author: []corpus.Name{{Family: "Doe", Given: "J."}}, Title: "Einander helfen",
				ContainerTitle: "Sozial Extra", Issue: "5/6", Issued: date(1994)},
		},
		{
			"article",
			"{citation-number}12. {author}Gillard SG, Edwards C. {title}Introducing peer worker roles into UK mental health services. {container-title}BMC Health Serv Res. {date}2013;{volume}13{issue}(2):{page}188–96. {DOI}doi:10.1186/1472-6963-13-188",
			corpus.Work{Type: "article-journal", Author: []corpus.Name{{Family: "Gillard", Given: "SG"}, {Family: "Edwards", Given: "C."}},
				Title: "Introducing peer worker roles into UK mental health services", ContainerTitle: "BMC Health Serv Res",
				Issued: date(2013), Volume: "13", Issue: "2", Page: "188-196", DOI: "10.1186/1472-6963-13-188"},
		},
		{
			"German chapter",
			"{author}Bock, Petra {date}(2004): {title}„Alte Karten“. Neue Wege. {editor}In: Weiß, Hans/Kurz, Eva (Hrsg.): {container-title}Räume im Wandel. {publisher-place}Köln: {publisher}Böhlau, {page}S. 12ff.",
			corpus.Work{Type: "chapter", Author: []corpus.Name{{Family: "Bock", Given: "Petra"}}, Editor: []corpus.Name{{Family: "Weiß", Given: "Hans"}, {Family: "Kurz", Given: "Eva"}},
				Title: "„Alte Karten“. Neue Wege", ContainerTitle: "Räume im Wandel", Issued: date(2004), PublisherPlace: "Köln", Publisher: "Böhlau", Page: "12"},
		},
		{
			"counted words",
			"{title}A title. {container-title}in: Zeitschrift für Soziologie, {volume}50. Jg., {issue}Heft 3, {date}Juni 1991, {page}S. 145-155",
			corpus.Work{Type: "article-journal", Title: "A title", ContainerTitle: "Zeitschrift für Soziologie", Issued: date(1991, 6), Volume: "50", Issue: "3", Page: "145-155"},
		},
		{
			"Korean counters",
			"{title}한국 사회, {container-title}사회과학연구, {volume}제12권, {issue}제3호, {page}pp.10-25, {date}2011.",
			corpus.Work{Type: "article-journal", Title: "한국 사회", ContainerTitle: "사회과학연구", Issued: date(2011), Volume: "12", Issue: "3", Page: "10-25"},
		},
		{
			"web page",
			"{author}World Health Organization. {title}Depression. {date}2021. {URL}Available from: https://www.who.int/news-room/ fact-sheets/detail/depression {accessed}[accessed 3 May 2022].",
			corpus.Work{Type: "webpage", Author: []corpus.Name{{Literal: "World Health Organization"}}, Title: "Depression", Issued: date(2021),
				Accessed: date(2022, 5, 3), URL: "https://www.who.int/news-room/fact-sheets/detail/depression"},
		},
		{
			"tagged volume, quoted title",
			"{author}Lee A. {title}“What remains?” {container-title}<i>Brain</i> {volume}<b>75</b>, {page}12 {date}(1999)",
			corpus.Work{Type: "article-journal", Author: []corpus.Name{{Family: "Lee", Given: "A."}}, Title: "What remains?", ContainerTitle: "Brain", Issued: date(1999), Volume: "75", Page: "12"},
		},
		{
			"pages of a book, letter of the year",
			"{author}Arendt, H. {date}1951a. {title}The Origins of Totalitarianism. {publisher-place}New York: {publisher}Harcourt. {page}477 p.",
			corpus.Work{Type: "book", Author: []corpus.Name{{Family: "Arendt", Given: "H."}}, Title: "The Origins of Totalitarianism", Issued: date(1951),
				PublisherPlace: "New York", Publisher: "Harcourt", NumberOfPages: "477"},
		},
		{
			"letters in pages",
			"{container-title}PLoS One {date}2012;{volume}7:{page}e47140",
			corpus.Work{Type: "article-journal", ContainerTitle: "PLoS One", Issued: date(2012), Volume: "7", Page: "e47140"},
		},
		{
			"supplement",
			"{container-title}Thorax {date}2008;{volume}63{issue}(Suppl 4):{page}S12-20",
			corpus.Work{Type: "article-journal", ContainerTitle: "Thorax", Issued: date(2008), Volume: "63", Issue: "Suppl 4", Page: "S12-S20"},
		},
		{
			"lost dash",
			"{container-title}Br J Psychiatry {date}2008;{volume}193:{page}14555",
			corpus.Work{Type: "article-journal", ContainerTitle: "Br J Psychiatry", Issued: date(2008), Volume: "193", Page: "145-155"},
		},
		{
			"container labelled as title",
			"{author}Bock, P. {date}(2003): {title}Orte und Wege. In: Räume im Wandel. {publisher-place}Köln.",
			corpus.Work{Type: "chapter", Author: []corpus.Name{{Family: "Bock", Given: "P."}}, Title: "Orte und Wege", ContainerTitle: "Räume im Wandel", Issued: date(2003), PublisherPlace: "Köln"},
		},
		{
			"quotation ends the title",
			"{author}Bock, P. {date}(2003), {title}»Orte und Wege«, Kurzbericht zur Raumordnung, {issue}Nr. 2.",
			corpus.Work{Type: "article-journal", Author: []corpus.Name{{Family: "Bock", Given: "P."}}, Title: "Orte und Wege", ContainerTitle: "Kurzbericht zur Raumordnung", Issued: date(2003), Issue: "2"},
		},
		{
			"book behind editors labelled a title",
			"{author}Eder, K. {title}»Ungleichheit. {container-title}Die Kultur der Gesellschaft«, {editor}in: H. Haferkamp (Hg.), {title}Kultur und Struktur, {publisher-place}Berlin {date}1990.",
			corpus.Work{Type: "chapter", Author: []corpus.Name{{Family: "Eder", Given: "K."}}, Title: "Ungleichheit. Die Kultur der Gesellschaft", Editor: []corpus.Name{{Family: "Haferkamp", Given: "H."}},
				ContainerTitle: "Kultur und Struktur", PublisherPlace: "Berlin", Issued: date(1990)},
		},
		{
			"editors labelled authors",
			"{author}Dillman, D. A., {date}1983: {title}Mail Questionnaires. {page}S. 359-376 in: {author}Rossi, P. H./Wright, J. D., {title}Handbook of Survey Research. {publisher-place}New York.",
			corpus.Work{Type: "chapter", Author: []corpus.Name{{Family: "Dillman", Given: "D. A."}}, Title: "Mail Questionnaires", Editor: []corpus.Name{{Family: "Rossi", Given: "P. H."}, {Family: "Wright", Given: "J. D."}},
				ContainerTitle: "Handbook of Survey Research", PublisherPlace: "New York", Issued: date(1983), Page: "359-376"},
		},
		{
			"report behind the title",
			"{author}Forsyth, C. {title}The execution analyser. Technical Report CS-12, {publisher}York Ltd, {date}1992.",
			corpus.Work{Type: "report", Author: []corpus.Name{{Family: "Forsyth", Given: "C."}}, Title: "The execution analyser", Genre: "Technical Report CS-12", Publisher: "York Ltd", Issued: date(1992)},
		},
		{
			"number of a report behind the title",
			"{author}Lucassen, J. {title}Types and Effects. MIT/LCS/TR-408. {publisher-place}Cambridge, {date}1987.",
			corpus.Work{Type: "book", Author: []corpus.Name{{Family: "Lucassen", Given: "J."}}, Title: "Types and Effects", Number: "MIT/LCS/TR-408", PublisherPlace: "Cambridge", Issued: date(1987)},
		},
		{
			"volume behind the title",
			"{author}Castells, M. {date}(2009). {title}The Power of Identity, Volume II. {publisher-place}Malden.",
			corpus.Work{Type: "book", Author: []corpus.Name{{Family: "Castells", Given: "M."}}, Title: "The Power of Identity", Volume: "II", PublisherPlace: "Malden", Issued: date(2009)},
		},
		{
			"volume with a title of its own",
			"{author}Schneider, D. {date}(1995): {title}Betriebswirtschaftslehre, Band 1: Grundlagen. {publisher-place}München.",
			corpus.Work{Type: "book", Author: []corpus.Name{{Family: "Schneider", Given: "D."}}, Title: "Betriebswirtschaftslehre, Band 1: Grundlagen", PublisherPlace: "München", Issued: date(1995)},
		},
		{
			"words that announce a link",
			"{author}Veja {date}(2012), {title}A hora da Sentença, online: <htp://veja/sentenca>.",
			corpus.Work{Type: "document", Author: []corpus.Name{{Family: "Veja"}}, Title: "A hora da Sentença", Issued: date(2012)},
		},
		{
			"words that announce no link",
			"{author}Doe, J. {title}Attitudes, access and anguish: a study. {container-title}BMJ Open {date}2012.",
			corpus.Work{Type: "article-journal", Author: []corpus.Name{{Family: "Doe", Given: "J."}}, Title: "Attitudes, access and anguish: a study", ContainerTitle: "BMJ Open", Issued: date(2012)},
		},
		{
			"issue labelled as pages",
			"{container-title}African Affairs, {volume}111, {page}443, 303-314 {date}(2012)",
			corpus.Work{Type: "article-journal", ContainerTitle: "African Affairs", Volume: "111", Issue: "443", Page: "303-314", Issued: date(2012)},
		},
		{
			"year of a meeting",
			"{title}The Visualizer. {container-title}Proceedings of Human Factors (CHI{issue}91), {page}181-188 {date}1991.",
			corpus.Work{Type: "paper-conference", Title: "The Visualizer", ContainerTitle: "Proceedings of Human Factors (CHI91)", Page: "181-188", Issued: date(1991)},
		},
		{
			"space lost between author and title",
			"{author}R. Giacobazzi and P. {title}ProsserBinary constraint problems. {container-title}Artificial Intelligence, {date}1994.",
			corpus.Work{Type: "article-journal", Author: []corpus.Name{{Family: "Giacobazzi", Given: "R."}, {Family: "Prosser", Given: "P."}}, Title: "Binary constraint problems", ContainerTitle: "Artificial Intelligence", Issued: date(1994)},
		},
		{
			"capital within a title",
			"{author}Smith, J. {title}PowerPoint in class. {container-title}Education, {date}2004.",
			corpus.Work{Type: "article-journal", Author: []corpus.Name{{Family: "Smith", Given: "J."}}, Title: "PowerPoint in class", ContainerTitle: "Education", Issued: date(2004)},
		},
		{
			"year that begins a title",
			"{author}Doe, J. {date}2000. 2000 {title}Census of Population.",
			corpus.Work{Type: "document", Author: []corpus.Name{{Family: "Doe", Given: "J."}}, Title: "2000 Census of Population", Issued: date(2000)},
		},
		{
			"translator behind the title",
			"{author}Kafka, F. {title}The Trial. Translated by Willa and Edwin Muir. {publisher-place}New York {date}1984.",
			corpus.Work{Type: "book", Author: []corpus.Name{{Family: "Kafka", Given: "F."}}, Title: "The Trial", Translator: []corpus.Name{{Family: "Willa"}, {Family: "Muir", Given: "Edwin"}},
				Issued: date(1984), PublisherPlace: "New York"},
		},
		{
			"volume behind the book",
			"{title}Tombusviruses. {container-title}In The Plant Viruses Volume 3. {date}1988: {page}13-72.",
			corpus.Work{Type: "article-journal", Title: "Tombusviruses", ContainerTitle: "The Plant Viruses", Volume: "3", Issued: date(1988), Page: "13-72"},
		},
		{
			"reports keep their number",
			"{title}Trade. {container-title}CEPS Working Document No. 71, {date}1992.",
			corpus.Work{Type: "article-journal", Title: "Trade", ContainerTitle: "CEPS Working Document No. 71", Issued: date(1992)},
		},
		{
			"date behind the magazine",
			"{author}Levy, S. {title}Great Minds. {container-title}Newsweek 27 May 2002.",
			corpus.Work{Type: "article-journal", Author: []corpus.Name{{Family: "Levy", Given: "S."}}, Title: "Great Minds", ContainerTitle: "Newsweek", Issued: date(2002, 5, 27)},
		},
		{
			"days of a meeting",
			"{title}A paper. {container-title}Proceedings of a Workshop, 14–16 December 1994.",
			corpus.Work{Type: "paper-conference", Title: "A paper", ContainerTitle: "Proceedings of a Workshop, 14–16 December 1994"},
		},
		{
			"country in a journal's name",
			"{container-title}Proc Natl Acad Sci {publisher-place}USA {volume}94:{page}2031 {date}(1997)",
			corpus.Work{Type: "article-journal", ContainerTitle: "Proc Natl Acad Sci USA", Volume: "94", Page: "2031", Issued: date(1997)},
		},
		{
			"stop within the quotation",
			"{author}Bock, P. {date}(2003). {title}“Paths and Places.” The Lay of the Land, {page}pp. 3–36.",
			corpus.Work{Type: "article-journal", Author: []corpus.Name{{Family: "Bock", Given: "P."}}, Title: "Paths and Places", ContainerTitle: "The Lay of the Land", Issued: date(2003), Page: "3-36"},
		},
		{
			"stop behind the quotation",
			"{author}Bock, P. {date}(2003): {title}„Oh weh“. Geschichten vom Land. {publisher-place}Köln.",
			corpus.Work{Type: "book", Author: []corpus.Name{{Family: "Bock", Given: "P."}}, Title: "„Oh weh“. Geschichten vom Land", Issued: date(2003), PublisherPlace: "Köln"},
		},
		{
			"two numbers in one segment",
			"{container-title}Labor Review, {volume}Nr. 4, Jg. 55, {date}2002, {page}S. 667-685",
			corpus.Work{Type: "article-journal", ContainerTitle: "Labor Review", Issued: date(2002), Volume: "55", Issue: "4", Page: "667-685"},
		},
		{
			"volume and issue behind a space",
			"{container-title}Clio {volume}66 10:{page}3302-3305 {date}(1995)",
			corpus.Work{Type: "article-journal", ContainerTitle: "Clio", Issued: date(1995), Volume: "66", Issue: "10", Page: "3302-3305"},
		},
		{
			"issue of a year",
			"{container-title}Der Landkreis, {volume}Heft 4/{issue}89, {page}S. 3 {date}(1989)",
			corpus.Work{Type: "article-journal", ContainerTitle: "Der Landkreis", Issued: date(1989), Issue: "4", Page: "3"},
		},
		{
			"a word without its number",
			"{title}De levensloop. {collection-title}SEO-rapport {issue}Nr. {note}832 {date}2005",
			corpus.Work{Type: "document", Title: "De levensloop", CollectionTitle: "SEO-rapport", Note: "832", Issued: date(2005)},
		},
		{
			"article number in the brackets of an issue",
			"{container-title}PLoS Genet {date}2011;{volume}7{issue}(e1002100)",
			corpus.Work{Type: "article-journal", ContainerTitle: "PLoS Genet", Issued: date(2011), Volume: "7", Page: "e1002100"},
		},
		{
			"number of an article in physics",
			"{container-title}Phys. Rev. D {volume}83 {date}(2011) {page}014018",
			corpus.Work{Type: "article-journal", ContainerTitle: "Phys. Rev. D", Issued: date(2011), Volume: "83", Page: "014018"},
		},
		{
			"journal that begins like an initial",
			"{author}G. Kramer and B. Lampe, Z. {container-title}Phys. C {volume}34, {page}497 {date}(1987)",
			corpus.Work{Type: "article-journal", Author: []corpus.Name{{Family: "Kramer", Given: "G."}, {Family: "Lampe", Given: "B."}}, ContainerTitle: "Z. Phys. C", Issued: date(1987), Volume: "34", Page: "497"},
		},
		{
			"words that point to a work",
			"{author}Vgl. auch Petra Bock, {title}Orte und Wege. {publisher-place}Köln {date}2003.",
			corpus.Work{Type: "book", Author: []corpus.Name{{Family: "Bock", Given: "Petra"}}, Title: "Orte und Wege", Issued: date(2003), PublisherPlace: "Köln"},
		},
		{
			"nobody wrote it",
			"{author}O. V. {date}(2004): {title}Orte und Wege. {container-title}In: Der Tag {date}vom 28.09.2004, {page}S. 22",
			corpus.Work{Type: "article-journal", Title: "Orte und Wege", ContainerTitle: "Der Tag", Issued: date(2004, 9, 28), Page: "22"},
		},
		{
			"quotation begins the title",
			"{author}Bock, P. {date}(2003). {title}“Just so”: on stories told, and untold. {container-title}Folklore, {volume}7.",
			corpus.Work{Type: "article-journal", Author: []corpus.Name{{Family: "Bock", Given: "P."}}, Title: "“Just so”: on stories told, and untold", ContainerTitle: "Folklore", Issued: date(2003), Volume: "7"},
		},
		{
			"newspaper",
			"{author}Der Tag {date}vom 28. 10. 1995, {page}S. 2.",
			corpus.Work{Type: "article-journal", ContainerTitle: "Der Tag", Issued: date(1995, 10, 28), Page: "2"},
		},
		{
			"book and series behind a title",
			"{author}Bock, P. {date}(2003): {title}Orte und Wege. In: Räume im Wandel. {container-title}Berichte zur Landeskunde, {volume}Band 22.",
			corpus.Work{Type: "article-journal", Author: []corpus.Name{{Family: "Bock", Given: "P."}}, Title: "Orte und Wege", ContainerTitle: "Räume im Wandel", CollectionTitle: "Berichte zur Landeskunde", Volume: "22", Issued: date(2003)},
		},
		{
			"series in brackets",
			"{author}Bock, P. {date}1978. {title}Die alten Handschriften (Texte und Studien, Bd. 20). {publisher-place}Berlin.",
			corpus.Work{Type: "book", Author: []corpus.Name{{Family: "Bock", Given: "P."}}, Title: "Die alten Handschriften", CollectionTitle: "Texte und Studien", Volume: "20", Issued: date(1978), PublisherPlace: "Berlin"},
		},
		{
			"letter of the year in brackets",
			"{author}Bock, P., {date}1999 {title}(a), {container-title}Celestial Mechanics, {volume}72, {page}69",
			corpus.Work{Type: "article-journal", Author: []corpus.Name{{Family: "Bock", Given: "P."}}, ContainerTitle: "Celestial Mechanics", Issued: date(1999), Volume: "72", Page: "69"},
		},
		{
			"year glued to the volume",
			"{container-title}Anesth Analg. {volume}2005;100{issue}(1): {page}4-10",
			corpus.Work{Type: "article-journal", ContainerTitle: "Anesth Analg", Issued: date(2005), Volume: "100", Issue: "1", Page: "4-10"},
		},
		{
			"thesis in press",
			"{author}Doe, J. {date}(in press). {title}On things. {genre}PhD thesis, {publisher}University of Bergen.",
			corpus.Work{Type: "thesis", Author: []corpus.Name{{Family: "Doe", Given: "J."}}, Title: "On things", Genre: "PhD thesis", Publisher: "University of Bergen", Status: "in press"},
		},
		{
			"arXiv and numbered identifiers",
			"{title}On things. {note}arXiv:1511.00794 [hep-ph]. {PMID}PMID: 12345678; {PMCID}PMC1234567. {ISBN}ISBN 978-3-16-148410-0",
			corpus.Work{Type: "book", Title: "On things", PMID: "12345678", PMCID: "PMC1234567", ISBN: "9783161484100", Note: "arXiv:1511.00794 [hep-ph]", Custom: &corpus.Custom{ArXiv: "1511.00794"}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, readMarked(t, tt.marked)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestFullPage(t *testing.T) {
	tests := []struct{ first, last, want string }{
		{"145", "55", "155"}, {"145", "155", "155"}, {"S12", "20", "S20"}, {"S12", "S20", "S20"}, {"99", "101", "101"}, {"321", "5", "325"}, {"xii", "xv", "xv"},
	}
	for _, tt := range tests {
		if got := fullPage(tt.first, tt.last); got != tt.want {
			t.Errorf("fullPage(%q, %q) = %q, want %q", tt.first, tt.last, got, tt.want)
		}
	}
}

func TestTrimTitle(t *testing.T) {
	tests := []struct{ in, want string }{
		{" “Title.” ", "Title"}, {"«Il titolo», ", "Il titolo"}, {"Why now?", "Why now?"}, {"On “this” and “that”", "On “this” and “that”"},
		{"Title (a study)", "Title (a study)"}, {"(Title", "Title"}, {"Two\n lines,", "Two lines"}, {"", ""}, {"“", ""},
	}
	for _, tt := range tests {
		if got := trimTitle(tt.in); got != tt.want {
			t.Errorf("trimTitle(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}
