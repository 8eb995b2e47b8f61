package bib

import (
	"fmt"
	"strings"
	"testing"

	"citegraph/corpus"
)

const (
	eggerLine = "Egger, Davey Smith|Bias in meta-analysis detected by a simple, graphical test|BMJ|1997|315|7109|629-634|10.1136/bmj.315.7109.629"
	lairdLine = "DerSimonian, Laird|Meta-analysis in clinical trials|Controlled Clinical Trials|1986|7|3|177-188|10.1016/0197-2456(86)90046-2"
)

// brief is what a record says, in one line.
func brief(w *corpus.Work) string {
	var as []string
	for _, a := range w.Author {
		as = append(as, a.Family+a.Literal)
	}
	return strings.Join([]string{strings.Join(as, ", "), w.Title, w.ContainerTitle, fmt.Sprint(w.Year()), w.Volume, w.Issue, w.Page, w.DOI}, "|")
}

// TestReadNamed reads the text of databases that name every field, and lists
// that name a few.
func TestReadNamed(t *testing.T) {
	noDOI := func(s string) string { return s[:strings.LastIndexByte(s, '|')+1] }
	tests := []struct {
		name, text string
		want       []string
	}{
		{"proquest", strings.Repeat("_", 60) + `

Document 1 of 2

Bias in meta-analysis detected by a simple, graphical test

Author: Egger, Matthias; Davey Smith, George

Publication info: BMJ ; London Vol. 315, Iss. 7109,  (Sep 13, 1997): 629-634.

Title: Bias in meta-analysis detected by a simple, graphical test

Publication title: BMJ; London

Volume: 315

Issue: 7109

Pages: 629-634

Publication year: 1997

Publication date: Sep 13, 1997

ISSN: 0959-8138

DOI: http://dx.doi.org/10.1136/bmj.315.7109.629

ProQuest document ID: 1777

Database: ProQuest Central
` + strings.Repeat("_", 60) + `

Document 2 of 2

Author: DerSimonian, Rebecca; Laird, Nan

Title: Meta-analysis in clinical trials

Publication title: Controlled Clinical Trials

Volume: 7

Issue: 3

Pages: 177-188

Publication year: 1986

DOI: 10.1016/0197-2456(86)90046-2

ProQuest document ID: 1778
`, []string{eggerLine, lairdLine}},
		{"ebsco", "Record: 1\nTitle:\n\tBias in meta-analysis detected by a simple, graphical test.\nAuthors:\n\tEgger, Matthias\n\tDavey Smith, George\nSource:\n\tBMJ (BMJ). Sep 13, 1997, Vol. 315 Issue 7109, p629-634. 6p.\nPublication Type:\n\tAcademic Journal\nDOI:\n\t10.1136/bmj.315.7109.629\nAccession Number:\n\t1498\nDatabase:\n\tAcademic Search\n\n" +
			"Record: 2\nTitle:\n\tMeta-analysis in clinical trials.\nAuthors:\n\tDerSimonian, Rebecca\n\tLaird, Nan\nSource:\n\tControlled Clinical Trials (CONTROL CLIN TRIALS). Sep, 1986, Vol. 7 Issue 3, p177-188. 12p.\nDOI:\n\t10.1016/0197-2456(86)90046-2\nAccession Number:\n\t1499\n", []string{eggerLine, lairdLine}},
		{"psycnet", "Title: Bias in meta-analysis detected by a simple, graphical test.\nAuthors: Egger, Matthias; Davey Smith, George\nSource: BMJ, Vol 315(7109), Sep 13, 1997. pp. 629-634.\nDigital Object Identifier: 10.1136/bmj.315.7109.629\nAccession Number: 1997-1\nDatabase: PsycINFO\n\nTitle: Meta-analysis in clinical trials.\nAuthors: DerSimonian, Rebecca; Laird, Nan\nSource: Controlled Clinical Trials, Vol 7(3), Sep, 1986. pp. 177-188.\nDigital Object Identifier: 10.1016/0197-2456(86)90046-2\nAccession Number: 1986-2\n", []string{eggerLine, lairdLine}},
		{"embase", "RECORD 1\n\nTITLE\nBias in meta-analysis detected by a simple, graphical test\nAUTHOR NAMES\nEgger M.\nDavey Smith G.\nSOURCE\nBMJ (1997) 315:7109 (629-634). Date of Publication: 13 Sep 1997\nDOI\n10.1136/bmj.315.7109.629\nEMBASE ACCESSION NUMBER\nL27\n\nRECORD 2\n\nTITLE\nMeta-analysis in clinical trials\nAUTHOR NAMES\nDerSimonian R.\nLaird N.\nSOURCE\nControlled Clinical Trials (1986) 7:3 (177-188). Date of Publication: 1986\nDOI\n10.1016/0197-2456(86)90046-2\nEMBASE ACCESSION NUMBER\nL28\n", []string{eggerLine, lairdLine}},
		{"endnote", "Reference Type:  Journal Article\nRecord Number: 1\nAuthor: Egger, Matthias; Davey Smith, George\nYear: 1997\nTitle: Bias in meta-analysis detected by a simple, graphical test\nJournal: BMJ\nVolume: 315\nIssue: 7109\nPages: 629-634\nDOI: 10.1136/bmj.315.7109.629\n\n\nReference Type:  Journal Article\nRecord Number: 2\nAuthor: DerSimonian, Rebecca; Laird, Nan\nYear: 1986\nTitle: Meta-analysis in clinical trials\nJournal: Controlled Clinical Trials\nVolume: 7\nIssue: 3\nPages: 177-188\nDOI: 10.1016/0197-2456(86)90046-2\n", []string{eggerLine, lairdLine}},
		{"scopus", "Scopus\nEXPORT DATE: 25 November 2021\n\nEgger, M., Davey Smith, G.\n7101;7102;\nBias in meta-analysis detected by a simple, graphical test\n(1997) BMJ, 315 (7109), pp. 629-634. Cited 9 times.\nhttps://www.scopus.com/inward/record.uri?eid=2-s2.0-1\n\nDOI: 10.1136/bmj.315.7109.629\nDOCUMENT TYPE: Article\nSOURCE: Scopus\n\nDerSimonian, R., Laird, N.\n7103;7104;\nMeta-analysis in clinical trials\n(1986) Controlled Clinical Trials, 7 (3), pp. 177-188. Cited 8 times.\nhttps://www.scopus.com/inward/record.uri?eid=2-s2.0-2\n\nDOI: 10.1016/0197-2456(86)90046-2\nSOURCE: Scopus\n", []string{eggerLine, lairdLine}},
		{"pubmed", "1. BMJ. 1997 Sep 13;315(7109):629-634. doi: 10.1136/bmj.315.7109.629.\n\nBias in meta-analysis detected by a simple, graphical test.\n\nEgger M(1), Davey Smith G.\n\nAuthor information:\n(1)Department of Social Medicine, Bristol.\n\nPMID: 9310563 [Indexed for MEDLINE]\n\n\n2. Controlled Clinical Trials. 1986 Sep;7(3):177-188. doi:\n10.1016/0197-2456(86)90046-2.\n\nMeta-analysis in clinical trials.\n\nDerSimonian R, Laird N.\n\nPMID: 3802833\n", []string{eggerLine, lairdLine}},
		{"jstor", "Bias in meta-analysis detected by a simple, graphical test\nAuthor(s): Matthias Egger and George Smith\nSource: BMJ, Sep. 13, 1997, Vol. 315, No. 7109 (Sep. 13, 1997), pp. 629-634\nPublished by: BMJ\nStable URL: https://www.jstor.org/stable/1\n\nMeta-analysis in clinical trials\nAuthor(s): Rebecca DerSimonian and Nan Laird\nSource: Controlled Clinical Trials, Sep., 1986, Vol. 7, No. 3 (Sep., 1986), pp. 177-188\nPublished by: Elsevier\nStable URL: https://www.jstor.org/stable/2\n",
			[]string{strings.Replace(noDOI(eggerLine), "Davey Smith", "Smith", 1), noDOI(lairdLine)}},
		{"scholar", "[PDF] Bias in meta-analysis detected by a simple, graphical test\nM Egger, GD Smith - BMJ, 1997 - bmj.com\nObjective: to see whether it is …\nSave Cite Cited by 9 Related articles All 5 versions\n\nMeta-analysis in clinical trials\nR DerSimonian, N Laird - Controlled Clinical Trials, 1986 - Elsevier\nSave Cite Cited by 8 Related articles\n",
			[]string{"Egger, Smith|Bias in meta-analysis detected by a simple, graphical test|BMJ|1997||||", "DerSimonian, Laird|Meta-analysis in clinical trials|Controlled Clinical Trials|1986||||"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := input(t, "export.txt", tt.text)
			if in.Format != corpus.FormatRIS {
				t.Fatalf("taken for %s", in.Format)
			}
			refs, notes, err := readAll(t, in)
			if err != nil || len(refs) != len(tt.want) {
				t.Fatalf("%d records, %v, %v", len(refs), notes, err)
			}
			for i, r := range refs {
				if got := brief(&r.CSL); got != tt.want[i] {
					t.Errorf("got  %s\nwant %s", got, tt.want[i])
				}
				if r.Span.Start < 0 || r.Span.End > len(tt.text) || r.Span.Len() <= 0 {
					t.Errorf("span %v", r.Span)
				}
			}
		})
	}
}

// Articles say such things of themselves too.
func TestNoNamed(t *testing.T) {
	for _, s := range []string{
		"Title: A study\nAuthor: Jane Doe\nAbstract: We read.\nKeywords: reading\nDOI: 10.1000/x\n\n1. Introduction\n\nIt was read.\n",
		"A study of reading\nAuthor(s): Jane Doe\nSource: Journal of Reading, Vol. 1, No. 1 (1990), pp. 1-2\nStable URL: https://www.jstor.org/stable/1\n\nIt was read by all who came.\n",
		"Sources were searched. One was cited by 12 related articles, others were cited by 3 related articles.\n",
	} {
		if in := input(t, "a.txt", s); in.Format == corpus.FormatRIS {
			t.Errorf("a library: %q", s)
		}
	}
}
