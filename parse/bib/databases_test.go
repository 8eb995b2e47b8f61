package bib

import (
	"strings"
	"testing"

	"citegraph/corpus"

	"github.com/google/go-cmp/cmp"
)

func TestReadEndNote(t *testing.T) {
	w := felton
	w.Issued = date(1995, 10)
	rec := `<record><rec-number>7</rec-number><ref-type name="Journal Article">17</ref-type><contributors><authors>
<author><style face="normal" font="default" size="100%">Felton, Chip J</style></author><author>Stastny, Peter</author></authors></contributors>
<titles><title><style face="normal">Consumers as peer specialists on intensive case management teams: </style><style face="italic">impact on client outcomes</style></title>
<secondary-title>Psychiatric Services</secondary-title></titles><pages>1037-44</pages><volume>46</volume><number>10</number>
<dates><year>1995</year><pub-dates><date>Oct</date></pub-dates></dates><electronic-resource-num>10.1176/ps.46.10.1037</electronic-resource-num></record>`
	head := `<?xml version="1.0" encoding="UTF-8"?><xml><records>`
	check(t, "a.xml", head+rec+rec+"</records></xml>", []want{{"7", w}, {"7", w}})
	notes := check(t, "a.xml", head+rec+"<record><titles><title>cut"+rec+"<record><titles></record>"+rec, []want{{"7", w}, {"7", w}, {"7", w}})
	if len(notes) != 2 || notes[0].Code != "skipped-record" || notes[1].Code != "skipped-record" {
		t.Errorf("notes %v", notes)
	}
}

func TestReadPubMed(t *testing.T) {
	w := felton
	w.PMID, w.ContainerTitleShort, w.ISSN, w.Language = "8829007", "Psychiatr Serv", "1075-2730", "eng"
	w.Abstract, w.Keyword = "OBJECTIVE: To see. RESULTS: Seen.", "Case Management"
	text := `<?xml version="1.0" ?><!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "https://dtd.nlm.nih.gov/x.dtd"><PubmedArticleSet>
<PubmedArticle><MedlineCitation><PMID Version="1">8829007</PMID><Article><Journal><ISSN IssnType="Print">1075-2730</ISSN>
<JournalIssue><Volume>46</Volume><Issue>10</Issue><PubDate><Year>1995</Year><Month>Oct</Month></PubDate></JournalIssue>
<Title>Psychiatric Services</Title><ISOAbbreviation>Psychiatr Serv</ISOAbbreviation></Journal>
<ArticleTitle>Consumers as <i>peer</i> specialists on intensive case management teams: impact on client outcomes.</ArticleTitle>
<Pagination><MedlinePgn>1037-44</MedlinePgn></Pagination><Abstract><AbstractText Label="OBJECTIVE">OBJECTIVE: To see.</AbstractText><AbstractText>RESULTS: Seen.</AbstractText></Abstract>
<AuthorList><Author><LastName>Felton</LastName><ForeName>Chip J</ForeName><Initials>CJ</Initials></Author><Author><LastName>Stastny</LastName><ForeName>Peter</ForeName></Author></AuthorList>
<Language>eng</Language></Article><MeshHeadingList><MeshHeading><DescriptorName>Case Management</DescriptorName></MeshHeading></MeshHeadingList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">8829007</ArticleId><ArticleId IdType="doi">10.1176/ps.46.10.1037</ArticleId></ArticleIdList>
<ReferenceList><Reference><Citation>Mosher LR. Soteria. Hosp Community Psychiatry. 1983;34:1.</Citation><ArticleIdList><ArticleId IdType="pubmed">123456</ArticleId></ArticleIdList></Reference>
<Reference><Citation>Known by its string alone.</Citation></Reference></ReferenceList></PubmedData></PubmedArticle></PubmedArticleSet>`
	check(t, "a.xml", text, []want{{"8829007", w}})
	refs, _, _ := readAll(t, input(t, "a.xml", text))
	cited := refs[0].References
	if len(cited) != 2 || cited[0].CSL.PMID != "123456" || cited[1].Raw != "Known by its string alone." || cited[1].N != 2 {
		t.Errorf("cited %+v", cited)
	}
}

func TestReadWoS(t *testing.T) {
	w := felton
	w.Title = "Consumers as peer specialists on intensive case management teams: Impact on client outcomes"
	w.ContainerTitle, w.ContainerTitleShort, w.ISSN, w.Language, w.Keyword = "PSYCHIATRIC SERVICES", "Psychiatr. Serv.", "1075-2730", "English", "peer, support"
	tagged := `FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Felton, CJ
   Stastny, P
AF Felton, Chip J
   Stastny, Peter
TI Consumers as peer specialists on intensive case management teams: Impact
   on client outcomes
SO PSYCHIATRIC SERVICES
LA English
DT Article
DE peer; support
SN 1075-2730
JI Psychiatr. Serv.
PD OCT
PY 1995
VL 46
IS 10
BP 1037
EP 1044
DI 10.1176/ps.46.10.1037
CR Mosher LR, 1983, HOSP COMMUNITY PSYCH, V34, P715, DOI 10.1176/ps.34.8.715
   *WHO, 1992, ICD 10 CLASS MENT BE
UT WOS:A1995RX76100012
ER

EF
`
	check(t, "a.txt", tagged, []want{{"WOS:A1995RX76100012", w}})
	table := "\uFEFFPT\tAU\tAF\tTI\tSO\tLA\tDE\tSN\tJI\tPD\tPY\tVL\tIS\tBP\tEP\tDI\tCR\tUT\n" +
		"J\tFelton, CJ; Stastny, P\tFelton, Chip J; Stastny, Peter\tConsumers as peer specialists on intensive case management teams: Impact on client outcomes\tPSYCHIATRIC SERVICES\tEnglish\tpeer; support\t1075-2730\tPsychiatr. Serv.\tOCT\t1995\t46\t10\t1037\t1044\t10.1176/ps.46.10.1037\tMosher LR, 1983, HOSP COMMUNITY PSYCH, V34, P715, DOI 10.1176/ps.34.8.715; *WHO, 1992, ICD 10 CLASS MENT BE\tWOS:A1995RX76100012\n"
	check(t, "a.txt", table, []want{{"WOS:A1995RX76100012", w}})
	for _, text := range []string{tagged, table} {
		refs, _, _ := readAll(t, input(t, "a.txt", text))
		if c := refs[0].References; len(c) != 2 || c[0].CSL.DOI != "10.1176/ps.34.8.715" || c[1].CSL.Author[0].Literal != "WHO" || c[1].N != 2 {
			t.Errorf("cited %+v", c)
		}
	}
}

func TestCitedReference(t *testing.T) {
	tests := []struct {
		in   string
		want corpus.Work
	}{
		{"Felton CJ, 1995, PSYCHIAT SERV, V46, P1037, DOI 10.1176/ps.46.10.1037",
			corpus.Work{Author: names("Felton", "CJ"), Issued: date(1995), ContainerTitle: "PSYCHIAT SERV", Volume: "46", Page: "1037", DOI: "10.1176/ps.46.10.1037"}},
		{"van der Gaag M, 2006, SCHIZOPHR BULL, V32, PS12", corpus.Work{Author: names("van der Gaag", "M"), Issued: date(2006), ContainerTitle: "SCHIZOPHR BULL", Volume: "32", Page: "S12"}},
		{"[Anonymous], 2003, GUIDE TO THE METHODS", corpus.Work{Issued: date(2003), Title: "GUIDE TO THE METHODS"}},
		{"*WHO, 1992, ICD 10 CLASS MENT BE", corpus.Work{Author: names("WHO", "*"), Issued: date(1992), Title: "ICD 10 CLASS MENT BE"}},
		{"Higgins J., 2011, COCHRANE HDB, DOI [10.1002/9780470712184, DOI 10.1/X]", corpus.Work{Author: names("Higgins", "J."), Issued: date(2011), ContainerTitle: "COCHRANE HDB", DOI: "10.1002/9780470712184"}},
		{"Moher D, 2009, PLOS MED, V6, DOI 10.1371/journal.pmed.1000097", corpus.Work{Author: names("Moher", "D"), Issued: date(2009), ContainerTitle: "PLOS MED", Volume: "6", DOI: "10.1371/journal.pmed.1000097"}},
		{"Smith J, IN PRESS", corpus.Work{Author: names("Smith", "J"), Status: "in press"}},
	}
	for _, tt := range tests {
		if d := cmp.Diff(tt.want, citedReference(tt.in).CSL); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.in, d)
		}
	}
}

func TestReadScopus(t *testing.T) {
	w := felton
	w.Issued = date(1995)
	text := `Authors,"Author full names",Title,Year,"Source title",Volume,Issue,"Art. No.","Page start","Page end",DOI,References,"Document Type",EID
"Felton C.J.; Stastny P.","Felton, Chip J (57190001234); Stastny, Peter (6602000001)","Consumers as peer specialists on intensive case management teams: impact on client outcomes",1995,"Psychiatric Services",46,10,,1037,1044,10.1176/ps.46.10.1037,"Mosher, L.R., Menn, A.Z., Community residential treatment for schizophrenia; two-year follow-up (1978) Hospital and Community Psychiatry, 29 (11), pp. 715-723; Rogers C., On becoming a person, Houghton Mifflin, (1961)",Article,2-s2.0-1
`
	check(t, "scopus.csv", text, []want{{"2-s2.0-1", w}})
	refs, _, _ := readAll(t, input(t, "scopus.csv", text))
	c := refs[0].References
	if len(c) != 2 {
		t.Fatalf("cited %+v", c)
	}
	if d := cmp.Diff(corpus.Work{Type: "article-journal", Author: names("Mosher", "L.R.", "Menn", "A.Z."), Title: "Community residential treatment for schizophrenia; two-year follow-up",
		ContainerTitle: "Hospital and Community Psychiatry", Volume: "29", Issue: "11", Page: "715-723", Issued: date(1978)}, c[0].CSL); d != "" {
		t.Error(d)
	}
	check(t, "pubmed.csv", "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,DOI\n8829007,\"A title, with comma\",\"Felton CJ, Stastny P\",x,Felton CJ,Psychiatr Serv,1995,10.1176/ps.46.10.1037\n",
		[]want{{"", corpus.Work{Type: "article-journal", PMID: "8829007", Title: "A title, with comma", Author: names("Felton", "CJ", "Stastny", "P"), ContainerTitle: "Psychiatr Serv", Issued: date(1995), DOI: "10.1176/ps.46.10.1037"}}})
}

// TestReadTables reads one work as each database and screening tool has it.
func TestReadTables(t *testing.T) {
	const title = "Consumers as peer specialists on intensive case management teams: impact on client outcomes"
	full, day := felton, felton
	day.Issued = date(1995, 10, 1)
	tests := []struct {
		name, text string
		id         string
		with       func(*corpus.Work)
	}{
		{"ieee", `"Document Title",Authors,"Publication Title",Date Added To Xplore,"Publication Year","Volume","Issue","Start Page","End Page","DOI",Issue Date,Document Identifier
"` + title + `","C. J. Felton; P. Stastny","Psychiatric Services","05 Oct 2005","1995","46","10","1037","1044","10.1176/ps.46.10.1037",Oct. 1995,"IEEE Conferences"`, "", func(w *corpus.Work) {
			w.Type, w.Author = "paper-conference", names("Felton", "C. J.", "Stastny", "P.")
		}},
		{"dimensions", `"About the data: exported on a day, with criteria, by somebody"
Rank,Publication ID,DOI,PMID,Title,Source title,Publication Date,PubYear,Volume,Issue,Pagination,Publication Type,Authors
1,pub.1000,10.1176/ps.46.10.1037,8829007,` + title + `,Psychiatric Services,1995-10,1995,46,10,1037-1044,Article,"Felton, Chip J; Stastny, Peter"`, "pub.1000", func(w *corpus.Work) { w.PMID = "8829007" }},
		{"lens", `Lens ID,Title,Date Published,Publication Year,Publication Type,Source Title,ISSNs,Author/s,Volume,Issue Number,Start Page,End Page,PMID,DOI,References
000-001,` + title + `,1995-10-01,1995,journal article,Psychiatric Services,10752730; 15579700,Chip J Felton; Peter Stastny,46,10,1037,1044,8829007,10.1176/ps.46.10.1037,001-002; 003-004`, "000-001", func(w *corpus.Work) {
			w.PMID, w.ISSN, w.Issued, w.Custom = "8829007", "1075-2730 1557-9700", day.Issued, &corpus.Custom{Cites: []string{"001-002", "003-004"}}
		}},
		{"covidence", `Title,Authors,Published Year,Published Month,Journal,Volume,Issue,Pages,DOI,Covidence #
` + title + `,"Felton, Chip J; Stastny, Peter",1995,10,Psychiatric Services,46,10,1037-1044,10.1176/ps.46.10.1037,#34`, "", nil},
		{"rayyan", `key,title,year,month,day,journal,volume,issue,pages,authors,doi,pubmed_id,pmc_id
r-1,` + title + `,1995,10,1,Psychiatric Services,46,10,1037-1044,Chip J Felton and Peter Stastny,10.1176/ps.46.10.1037,8829007,PMC123456`, "r-1", func(w *corpus.Work) {
			w.PMID, w.PMCID, w.Issued = "8829007", "PMC123456", day.Issued
		}},
		{"embase", `"TITLE","AUTHOR NAMES","SOURCE","PUBLICATION YEAR","VOLUME","ISSUE","FIRST PAGE","LAST PAGE","DATE OF PUBLICATION","DOI","MEDLINE PMID"
"` + title + `","Felton CJ, Stastny P","Psychiatric Services","1995","46","10","1037","1044","1 Oct 1995","10.1176/ps.46.10.1037","8829007"`, "", func(w *corpus.Work) {
			w.PMID, w.Issued, w.Author = "8829007", day.Issued, names("Felton", "CJ", "Stastny", "P")
		}},
		{"pubmed", `PMID,Title,Authors,Citation,Journal/Book,Publication Year,DOI
8829007,` + title + `,"Felton CJ, Stastny P",Psychiatr Serv. 1995 Oct;46(10):1037-44. doi: 10.1176/ps.46.10.1037.,Psychiatric Services,1995,10.1176/ps.46.10.1037`, "", func(w *corpus.Work) {
			w.PMID, w.Issued, w.Author = "8829007", date(1995), names("Felton", "CJ", "Stastny", "P")
		}},
		{"zotero", `"Key","Item Type","Publication Year","Author","Title","Publication Title","DOI","Date","Pages","Issue","Volume"
"ABCD1234","journalArticle","1995","Felton, Chip J; Stastny, Peter","` + title + `","Psychiatric Services","10.1176/ps.46.10.1037","1995-10","1037-1044","10","46"`, "ABCD1234", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := full
			if tt.with != nil {
				tt.with(&w)
			}
			check(t, tt.name+".csv", tt.text+"\n", []want{{tt.id, w}})
			if got := corpus.Sniff([]byte(tt.text), tt.name+".csv"); got != corpus.FormatScopus {
				t.Errorf("taken for %q", got)
			}
		})
	}
}

// TestReadNumbered reads the plain text of Ovid, in both its forms, and of
// Cochrane: two records each.
func TestReadNumbered(t *testing.T) {
	w, short := felton, felton
	w.Issued, short.Issued = date(1995), date(1995)
	short.Author = names("Felton", "CJ", "Stastny", "P")
	two := func(s, first, second string) string { return s + "\n" + strings.ReplaceAll(s, first, second) }
	check(t, "ovid.txt", two(`<1>
VN  - Ovid Technologies
DB  - Ovid MEDLINE(R)
UI  - 8829007
TI  - Consumers as peer specialists on intensive case management teams: impact on
      client outcomes.
SO  - Psychiatric Services. 46(10):1037-1044, 1995 Oct.
AU  - Felton CJ
AU  - Stastny P
FA  - Felton, Chip J
FA  - Stastny, Peter
IS  - 1075-2730
DO  - https://dx.doi.org/10.1176/ps.46.10.1037
YR  - 1995
`, "<1>", "<2>"), []want{{"8829007", with(w, "8829007", "1075-2730")}, {"8829007", with(w, "8829007", "1075-2730")}})
	check(t, "fields.txt", two(`<1>
Accession Number
L25312345
Title
Consumers as peer specialists on intensive case management teams: impact on client outcomes.
Source
Psychiatric Services. Vol.46(10), 1995, pp. 1037-1044.
Authors
Felton CJ; Stastny P.
Institution
A department of somewhere
DOI
10.1176/ps.46.10.1037
`, "<1>", "<2>"), []want{{"L25312345", short}, {"L25312345", short}})
	check(t, "central.txt", two(`Record #1 of 2
ID: CN-00121234
AU: Felton CJ
AU: Stastny P
TI: Consumers as peer specialists on intensive case management teams: impact on client outcomes
SO: Psychiatric Services
YR: 1995
VL: 46
NO: 10
PG: 1037-1044
PM: PUBMED 8829007
DOI: 10.1176/ps.46.10.1037

`, "#1", "#2"), []want{{"CN-00121234", with(short, "8829007", "")}, {"CN-00121234", with(short, "8829007", "")}})
}

func with(w corpus.Work, pmid, issn string) corpus.Work {
	w.PMID, w.ISSN = pmid, issn
	return w
}

func TestScopusCited(t *testing.T) {
	tests := []struct {
		in   string
		want corpus.Work
	}{
		{"Felton C.J., Stastny P., Consumers as peer specialists, Psychiatric Services, 46, 10, pp. 1037-1044, (1995)",
			corpus.Work{Author: names("Felton", "C.J.", "Stastny", "P."), Title: "Consumers as peer specialists", ContainerTitle: "Psychiatric Services", Volume: "46", Issue: "10", Page: "1037-1044", Issued: date(1995)}},
		{"Page M.J., et al., The PRISMA 2020 statement: an updated guideline, BMJ, 372, (2021)",
			corpus.Work{Author: names("Page", "M.J."), Title: "The PRISMA 2020 statement: an updated guideline", ContainerTitle: "BMJ", Volume: "372", Issued: date(2021)}},
		{"Rogers, C.R., On becoming a person (1961), Houghton Mifflin, Boston",
			corpus.Work{Author: names("Rogers", "C.R."), Title: "On becoming a person", ContainerTitle: "Houghton Mifflin, Boston", Issued: date(1961)}},
		{"no year at all", corpus.Work{Title: "no year at all"}},
	}
	for _, tt := range tests {
		if d := cmp.Diff(tt.want, scopusCited(tt.in).CSL); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.in, d)
		}
	}
}

func TestReadOpenAlex(t *testing.T) {
	w := felton
	w.Issued, w.ISSN, w.Publisher, w.Abstract = date(1995, 10, 1), "1075-2730", "American Psychiatric Association", "Peers help peers"
	w.Custom = &corpus.Custom{Cites: []string{"W111", "W222"}}
	w.Author = []corpus.Name{{Family: "Felton", Given: "Chip J", ORCID: "0000-0002-1825-0097"}, {Family: "Stastny", Given: "Peter"}}
	work := `{"id":"https://openalex.org/W2000000001","doi":"https://doi.org/10.1176/ps.46.10.1037","title":"Consumers as peer specialists on intensive case management teams: impact on client outcomes","display_name":"Consumers as peer specialists on intensive case management teams: impact on client outcomes","publication_year":1995,"publication_date":"1995-10-01","type":"article","primary_location":{"is_oa":false,"source":{"id":"https://openalex.org/S1","display_name":"Psychiatric Services","issn_l":"1075-2730","issn":["1075-2730"],"host_organization_name":"American Psychiatric Association"}},"authorships":[{"author":{"display_name":"Chip J Felton","orcid":"https://orcid.org/0000-0002-1825-0097"}},{"author":{"display_name":"Peter Stastny","orcid":null}}],"biblio":{"volume":"46","issue":"10","first_page":"1037","last_page":"1044"},"is_retracted":false,"referenced_works":["https://openalex.org/W111","https://openalex.org/W222"],"abstract_inverted_index":{"Peers":[0],"help":[1],"peers":[2]}}`
	check(t, "works.jsonl", work+"\n", []want{{"W2000000001", w}})
	check(t, "works.json", `{"meta":{"count":1},"results":[`+work+`],"group_by":[]}`, []want{{"W2000000001", w}})
}

func TestReadOCMeta(t *testing.T) {
	w := felton
	w.Issued, w.ISSN, w.PMID, w.Publisher = date(1995, 10), "1075-2730", "8829007", "American Psychiatric Association"
	w.Author = []corpus.Name{{Family: "Felton", Given: "Chip J", ORCID: "0000-0002-1825-0097"}, {Literal: "Peer Study Group"}}
	check(t, "0.csv", `"id","title","author","issue","volume","venue","page","pub_date","type","publisher","editor"
"doi:10.1176/ps.46.10.1037 pmid:8829007 omid:br/061","Consumers as peer specialists on intensive case management teams: impact on client outcomes","Felton, Chip J [orcid:0000-0002-1825-0097 omid:ra/1]; Peer Study Group","10","46","Psychiatric Services [issn:1075-2730 omid:br/2]","1037-1044","1995-10","journal article","American Psychiatric Association [crossref:11]",""
`, []want{{"br/061", w}})
}

func TestPageRange(t *testing.T) {
	tests := map[string]string{
		"12663-76": "12663-12676", "1037--1044": "1037-1044", "223–33": "223-233", "S12-9": "S12-S19", "S12-S9": "S12-S19", "e45": "e45",
		"pp. 12-15": "12-15", "p. 5": "5", "12-8": "12-18", "99-1": "99-1", "1-2, 5": "1-2, 5", "": "", "xii-xv": "xii-xv", "C744-56": "C744-C756", "S-88-S-105": "S88-S105", "10.1-10.9": "10.1-10.9",
	}
	for in, want := range tests {
		if got := pageRange(in); got != want {
			t.Errorf("pageRange(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestParseDate(t *testing.T) {
	season := func(y int, s string) *corpus.Date { return &corpus.Date{Parts: [][]int{{y}}, Season: s} }
	tests := map[string]*corpus.Date{
		"2019": date(2019), "2019-05-12": date(2019, 5, 12), "2019/05//": date(2019, 5), "2019 Mar 5": date(2019, 3, 5), "2019 Mar-Apr": date(2019, 3),
		"5 May 2019": date(2019, 5, 5), "May 2019": date(2019, 5), "2019 Winter": season(2019, "winter"), "1 Jan.-Feb. 2019": date(2019, 1, 1), "2001a": date(2001),
		"2019-05": date(2019, 5), "n.d.": {Literal: "n.d."}, "": nil, "99999999999999999999": {Literal: "99999999999999999999"}, "2019-2020": date(2019),
	}
	for in, want := range tests {
		if d := cmp.Diff(want, parseDate(in)); d != "" {
			t.Errorf("parseDate(%q): %s", in, d)
		}
	}
}

func TestNames(t *testing.T) {
	tests := map[string]corpus.Name{
		"Smith, Jane": {Family: "Smith", Given: "Jane"}, "Smith, J., Jr.": {Family: "Smith", Given: "J.", Suffix: "Jr."}, "King, Jr., Martin": {Family: "King", Suffix: "Jr.", Given: "Martin"},
		"World Health Organization,": {Literal: "World Health Organization"}, "Plato": {Family: "Plato"}, "": {},
		"CNCFlora - Centro Nacional de Conservação da Flora": {Literal: "CNCFlora - Centro Nacional de Conservação da Flora"},
	}
	for in, want := range tests {
		if d := cmp.Diff(want, nameOf(in)); d != "" {
			t.Errorf("nameOf(%q): %s", in, d)
		}
	}
	bib := map[string][]corpus.Name{
		"Jean-Paul Sartre and others":                         {{Family: "Sartre", Given: "Jean-Paul"}},
		"Ludwig van Beethoven AND {NASA}":                     {{Family: "van Beethoven", Given: "Ludwig"}, {Literal: "NASA"}},
		"de la Cruz, Ana and Lee":                             {{Family: "de la Cruz", Given: "Ana"}, {Family: "Lee"}},
		"Smith JA and family=Berg, given=Jan, prefix=van der": {{Family: "Smith", Given: "JA"}, {Family: "van der Berg", Given: "Jan"}},
		"{\\'E}mile Zola and {Simon and Schuster}":            {{Family: "Zola", Given: "Émile"}, {Literal: "Simon and Schuster"}},
		"Martin Luther King Jr":                               {{Family: "King", Given: "Martin Luther", Suffix: "Jr"}},
	}
	for in, want := range bib {
		if d := cmp.Diff(want, tidyNames(bibNames(in))); d != "" {
			t.Errorf("bibNames(%q): %s", in, d)
		}
	}
}

func TestChunksAndNumbers(t *testing.T) {
	in := input(t, "a.ndjson", strings.Repeat("{\"id\":\"a\",\"title\":\"T\"}\n", 4500))
	var sizes []int
	n := 0
	for text, err := range ReadCSL(t.Context(), in) {
		if err != nil {
			t.Fatal(err)
		}
		sizes = append(sizes, len(text.Records))
		for _, r := range text.Records {
			if n++; r.N != n {
				t.Fatalf("record %d has N %d", n, r.N)
			}
			if got := in.Text[r.Span.Start:r.Span.End]; got != `{"id":"a","title":"T"}` {
				t.Fatalf("record %d spans %q", n, got)
			}
		}
	}
	if d := cmp.Diff([]int{2000, 2000, 500}, sizes); d != "" {
		t.Error(d)
	}
}

func TestLongFieldsAreCut(t *testing.T) {
	refs, notes, err := readAll(t, input(t, "a.json", `[{"id":"`+strings.Repeat("k", 70_000)+`","title":"`+strings.Repeat("é", 500_000)+`","DOI":"10.5555/a.1"}]`))
	if err != nil || len(refs) != 1 || len(refs[0].CSL.Title) > maxTitle || len(refs[0].ID) > maxKey || refs[0].CSL.DOI != "10.5555/a.1" || len(notes) < 2 {
		t.Errorf("%d records, %v, notes %v", len(refs), err, notes)
	}
}
