package ident

import (
	"strings"
	"testing"
)

type reader func(string) (string, bool)

func check(t *testing.T, name string, read reader, cases map[string]string) {
	t.Helper()
	for in, want := range cases {
		got, ok := read(in)
		if got != want || ok != (want != "") {
			t.Errorf("%s(%q) = %q, %v, want %q", name, in, got, ok, want)
		}
	}
}

func TestDOI(t *testing.T) {
	check(t, "DOI", DOI, map[string]string{
		"10.1186/s12888-020-02923-3":                                                     "10.1186/s12888-020-02923-3",
		"https://doi.org/10.1186/S12888-020-02923-3.":                                    "10.1186/s12888-020-02923-3",
		"http://dx.doi.org/10.1016/S0140-6736(05)67889-0":                                "10.1016/s0140-6736(05)67889-0",
		"doi: 10.1001/archpsyc.1961.01710120031004,":                                     "10.1001/archpsyc.1961.01710120031004",
		"DOI:10.1136/bmj.n71)":                                                           "10.1136/bmj.n71",
		"(doi:10.1000/xyz(1)":                                                            "10.1000/xyz(1)",
		"10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2":       "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
		"10.1002/(SICI)1097-0258(19980815/30)17:15/16&lt;1661::AID-SIM968&gt;3.0.CO;2-2": "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
		"https://doi.org/10.1002%2F14651858.CD012345":                                    "10.1002/14651858.cd012345",
		"10.1186/ s12888-020-02923-3":                                                    "10.1186/s12888-020-02923-3",
		"10. 1186/s12888-020-02923-3":                                                    "10.1186/s12888-020-02923-3",
		"10.1186/s12888-\n020-02923-3":                                                   "10.1186/s12888-020-02923-3",
		"10.1016/j. jad.2020.01.001":                                                     "10.1016/j.jad.2020.01.001",
		"10.1016/j.jad.2020.01.001. PMID: 32056768":                                      "10.1016/j.jad.2020.01.001",
		"10.1016/j.jad.2020.01.001 2020":                                                 "10.1016/j.jad.2020.01.001",
		"10.1371/journal.\npone.0016976":                                                 "10.1371/journal.pone.0016976",
		"https://onlinelibrary.wiley.com/doi/10.1111/acps.12345/full":                    "10.1111/acps.12345",
		"https://www.tandfonline.com/doi/full/10.1080/13607863.2016.1186152?src=recsys":  "10.1080/13607863.2016.1186152",
		"10.1186/s12888–020–02923–3":                                                     "10.1186/s12888-020-02923-3",
		"10.1186/s12888\u200b-020-02923-3":                                               "10.1186/s12888-020-02923-3",
		"10.1000.5/182":                                                                  "10.1000.5/182",
		"110.1000/182":                                                                   "",
		"10.12/182":                                                                      "",
		"10.1000/":                                                                       "",
		"10.1000/..":                                                                     "",
		"":                                                                               "",
		"10.1000/" + strings.Repeat("a", 100_000):                                        "",
	})
}

func TestPubMed(t *testing.T) {
	check(t, "PMID", PMID, map[string]string{
		"PMID: 32056768": "32056768", "pmid:0032": "32", "https://pubmed.ncbi.nlm.nih.gov/32056768/": "32056768",
		"http://www.ncbi.nlm.nih.gov/pubmed/32056768?dopt=Abstract": "32056768", "[PubMed: 32056768]": "32056768",
		"0": "", "PMC123": "", "1234567890": "", "12a": "",
	})
	check(t, "PMCID", PMCID, map[string]string{
		"PMC7216314": "PMC7216314", "PMCID: PMC7216314.": "PMC7216314", "pmc 7216314": "PMC7216314",
		"https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7216314/": "PMC7216314", "PMC7216314.2": "PMC7216314",
		"7216314": "", "PMC": "", "PMCx1": "",
	})
}

func TestArXiv(t *testing.T) {
	check(t, "ArXiv", ArXiv, map[string]string{
		"arXiv:1706.03762v5 [cs.CL]": "1706.03762", "https://arxiv.org/abs/1706.03762": "1706.03762",
		"https://arxiv.org/pdf/0704.0001v1.pdf": "0704.0001", "hep-th/9711200": "hep-th/9711200",
		"arXiv preprint arXiv:1412.6980": "1412.6980", "math.GT/0309136": "math.gt/0309136",
		"https://doi.org/10.48550/arXiv.1706.03762": "1706.03762",
		"1713.03762": "", "1706.0376": "", "0601.1234": "", "foo/9901001": "", "": "",
	})
}

func TestISBN(t *testing.T) {
	check(t, "ISBN", ISBN, map[string]string{
		"ISBN 0-306-40615-2": "9780306406157", "978-0-306-40615-7": "9780306406157", "ISBN-13: 978 0 306 40615 7.": "9780306406157",
		"0-8044-2957-X": "9780804429573", "isbn:9791034900626": "9791034900626", "0-306-40615-3": "", "9780306406158": "", "12": "",
		"isbn-10 080442957x": "9780804429573",
	})
}

func TestISSN(t *testing.T) {
	check(t, "ISSN", ISSN, map[string]string{
		"ISSN 0140-6736": "0140-6736", "01406736": "0140-6736", "2049-3630": "2049-3630", "1050-124x": "1050-124X",
		"0140–6736": "0140-6736", "0140-6737": "", "1995-1997": "", "": "",
	})
}

func TestORCID(t *testing.T) {
	check(t, "ORCID", ORCID, map[string]string{
		"https://orcid.org/0000-0002-1825-0097": "0000-0002-1825-0097", "0000-0002-1694-233X": "0000-0002-1694-233X",
		"ORCID: 0000 0001 5109 3700": "0000-0001-5109-3700", "0000-0002-1825-0098": "", "0000-0000-0000-0000": "",
	})
}

func FuzzIdent(f *testing.F) {
	for _, s := range []string{"10.1000/182", "doi:10.1/ 2", "PMID 1", "arXiv:1706.03762v2", "0140-6736", "%31%30.1000/%00", "10.1000/a</b>", "10.1000/(((("} {
		f.Add(s)
	}
	readers := map[string]reader{"DOI": DOI, "PMID": PMID, "PMCID": PMCID, "ArXiv": ArXiv, "ISBN": ISBN, "ISSN": ISSN, "ORCID": ORCID}
	f.Fuzz(func(t *testing.T, s string) {
		for name, read := range readers {
			got, ok := read(s)
			if ok == (got == "") {
				t.Errorf("%s(%q) = %q, %v", name, s, got, ok)
			}
			if again, ok2 := read(got); ok && (!ok2 || again != got) {
				t.Errorf("%s(%q) = %q, read again %q, %v", name, s, got, again, ok2)
			}
		}
	})
}
