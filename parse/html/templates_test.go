package html

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"citegraph/corpus"
)

// refsOf lists the entries and the callees of a page.
func refsOf(x *corpus.Text) string {
	var b strings.Builder
	for _, bl := range x.Blocks {
		if bl.Kind == corpus.RefEntry {
			fmt.Fprintf(&b, "%s [%s] %s", bl.ID, bl.Label, x.Slice(bl.Span))
			if f := bl.Fields; f != nil {
				fmt.Fprintf(&b, " | %s %s", f.DOI, f.PMID)
				if f.Title != "" {
					fmt.Fprintf(&b, " %s|%s|%d|%s|%s|%v", f.Title, f.ContainerTitle, f.Year(), f.Volume, f.Page, f.Author)
				}
			}
			b.WriteByte('\n')
		}
	}
	for _, m := range x.Marks {
		if m.Kind == corpus.Callee {
			fmt.Fprintf(&b, "(%s→%s)", x.Slice(m.Span), strings.Join(m.Targets, ","))
		}
	}
	return b.String()
}

// The ways in which publishers' pages mark up reference lists and link to
// them.
func TestTemplates(t *testing.T) {
	const one, two = "Higgins JPT. Quantifying heterogeneity. Stat Med 2002;21:1539–58.", "Egger M. Bias in meta-analysis. BMJ 1997;315:629–34."
	const want = "[1] " + one + " | 10.1002/sim.1186 12111919\n"
	tests := []struct{ name, src, want string }{
		{
			"archive",
			`<p>See<sup><a href="#B1" class="usa-link" aria-describedby="B1">1</a>, <a href="#B2">2</a></sup>.</p>
			<section id="ref-list1" class="ref-list"><h2 class="pmc_sec_title">References</h2><section id="ref-list1_sec2"><ul class="ref-list font-sm">
			<li id="B1"><span class="label">1.</span><cite>` + one + `</cite> [<a href="https://doi.org/10.1002/sim.1186" class="usa-link">DOI</a>] [<a href="https://pubmed.ncbi.nlm.nih.gov/12111919/">PubMed</a>] [<a href="https://scholar.google.com/x">Google Scholar</a>]</li>
			<li id="B2"><span class="label">2.</span><cite>` + two + `</cite> [<a href="/articles/PMC2127453/">PMC free article</a>]</li></ul></section></section>`,
			"B1 " + want + "B2 [2] " + two + "\n(1→B1)(2→B2)",
		},
		{
			"archive of old",
			`<p>See [<a href="#B1" rid="B1" class=" bibr popnode">1</a>].</p><div class="ref-list-sec sec" id="reference-list"><h2>References</h2>
			<div class="ref-cit-blk half_rhythm" id="B1">1. <span class="element-citation">` + one + ` <span class="nowrap ref pubmed">[<a href="/pubmed/12111919">PubMed</a>]</span> [<a href="//dx.doi.org/10.1002/sim.1186">CrossRef</a>]</span></div>
			<div class="ref-cit-blk half_rhythm" id="B2">2. <span class="element-citation">` + two + `</span></div></div>`,
			"B1 [1] " + one + " | 10.1002/sim.1186 \nB2 [2] " + two + "\n(1→B1)",
		},
		{
			"ordered list with links below",
			`<p>See [<a href="#pone.01.ref001" class="ref-tip">1</a>].</p><div class="toc-section"><a id="references" name="references"></a><h2>References</h2><ol class="references">
			<li id="ref1"><span class="order">1. </span><a name="pone.01.ref001" id="pone.01.ref001" class="link-target"></a>` + one + `<ul class="reflinks" data-doi="10.1002/sim.1186"><li><a href="https://www.ncbi.nlm.nih.gov/pubmed/12111919">PubMed/NCBI</a></li><li><a href="https://scholar.google.com/x">Google Scholar</a></li></ul></li>
			<li id="ref2"><span class="order">2. </span><a name="pone.01.ref002" id="pone.01.ref002" class="link-target"></a>` + two + `</li></ol></div>`,
			"pone.01.ref001 " + want + "ref2 [2] " + two + "\n(1→pone.01.ref001)",
		},
		{
			"accordion",
			`<p>See <a href="#x-bib-0001" class="bibLink tab-link" data-tab="pane">1</a>.</p><section class="article-section article-section__references" id="references-section"><div class="accordion"><div class="accordion__control"><h2>REFERENCES</h2></div><div class="accordion__content"><ul class="rlist separator">
			<li data-bib-id="x-bib-0001"><span class="bullet">1</span><span class="author">Higgins JPT</span>. <span class="articleTitle">Quantifying heterogeneity</span>. <i>Stat Med</i> <span class="pubYear">2002</span>;<span class="vol">21</span>:<span class="pageFirst">1539</span>–<span class="pageLast">58</span>.<div class="extra-links getFTR"><a href="https://doi.org/10.1002/sim.1186">Crossref</a><a href="https://pubmed.ncbi.nlm.nih.gov/12111919/">PubMed</a></div></li>
			<li data-bib-id="x-bib-0002"><span class="bullet">2</span>` + two + `</li></ul></div></div></section>`,
			"x-bib-0001 [1] " + one + " | 10.1002/sim.1186 12111919 Quantifying heterogeneity||2002|21|1539-1558|[{Higgins JPT   }]\nx-bib-0002 [2] " + two + "\n(1→x-bib-0001)",
		},
		{
			"links by data attribute",
			`<p>See <span class="ref-lnk"><a data-rid="CIT0001 CIT0002" data-refLink="_i1" href="#">Higgins 2002; Egger 1997</a></span>.</p><div id="references-Section"><h2>References</h2><ul class="references numeric-ordered-list">
			<li id="CIT0001"><span>` + one + `</span><span class="googleScholar-container"> [<a class="google-scholar" href="https://scholar.google.com/x">Google Scholar</a>]</span></li><li id="CIT0002"><span>` + two + `</span></li></ul></div>`,
			"CIT0001 [] " + one + "\nCIT0002 [] " + two + "\n(Higgins 2002; Egger 1997→CIT0001,CIT0002)",
		},
		{
			"split view",
			`<p>See <a class="link link-ref link-reveal xref-bibr" reveal-id="B1" data-open="B1">1</a>.</p><h2>References</h2><div class="ref-list js-splitview-ref-list">
			<div content-id="B1" class="js-splitview-ref-item"><div class="refLink"><a name="jumplink-B1" href="javascript:;"></a></div><div class="ref-content" data-id="B1"><span class="label title-label">1.</span><div class="citation mixed-citation">` + one + `<div class="citation-links"><a href="https://doi.org/10.1002/sim.1186">Crossref</a></div></div></div></div>
			<div content-id="B2" class="js-splitview-ref-item"><div class="ref-content" data-id="B2"><span class="label title-label">2.</span><div class="citation mixed-citation">` + two + `</div></div></div></div>`,
			"B1 [1] " + one + " | 10.1002/sim.1186 \nB2 [2] " + two + "\n(1→B1)",
		},
		{
			"preprints",
			`<p>See <cite class="ltx_cite ltx_citemacro_citep">[<a href="#bib.bib1" title="" class="ltx_ref">1</a>]</cite>.</p><section id="bib" class="ltx_bibliography"><h2 class="ltx_title ltx_title_bibliography">References</h2><ul id="bib.L1" class="ltx_biblist">
			<li id="bib.bib1" class="ltx_bibitem"><span class="ltx_tag ltx_role_refnum ltx_tag_bibitem">[1]</span><span class="ltx_bibblock">Higgins JPT. Quantifying heterogeneity. </span>
			<span class="ltx_bibblock">Stat Med 2002;21:1539–58.</span></li><li id="bib.bib2" class="ltx_bibitem"><span class="ltx_tag ltx_role_refnum ltx_tag_bibitem">[2]</span><span class="ltx_bibblock">` + two + `</span></li></ul></section>`,
			"bib.bib1 [1] " + one + "\nbib.bib2 [2] " + two + "\n(1→bib.bib1)",
		},
		{
			"references in pop-ups",
			`<p>As shown.<span class="ref"><strong class="xref xrefblue"><sup>1</sup></strong><span class="refCtt closed"><sup class="xref big">1</sup><span>` + one + `</span></span></span></p><div class="articleSection"><h1 class="articleSectionTitle">Referências</h1><div class="ref-list"><ul class="refList">
			<li><sup class="xref big">1</sup><div>` + one + `</div></li><li><sup class="xref big">2</sup><div>` + two + `</div></li></ul></div></div>`,
			" [1] " + one + "\n [2] " + two + "\n",
		},
		{
			"author lists within",
			`<p>See <a id="xref-ref-1-1" class="xref-bibr" href="#ref-1">1</a>.</p><div class="section ref-list" id="ref-list-1"><h2>References</h2><ol class="cit-list">
			<li><span class="ref-label">1.</span><a class="rev-xref-ref" href="#xref-ref-1-1" title="View reference 1 in text" id="ref-1">↵</a><div class="cit ref-cit ref-journal" id="cit-1"><div class="cit-metadata"><ol class="cit-auth-list"><li><span class="cit-auth"><span class="cit-name-surname">Higgins</span> <span class="cit-name-given-names">JPT</span></span>. </li></ol><cite><span class="cit-article-title">Quantifying heterogeneity</span>. <abbr class="cit-jnl-abbrev">Stat Med</abbr> <span class="cit-pub-date">2002</span>;<span class="cit-vol">21</span>:<span class="cit-fpage">1539</span>–<span class="cit-lpage">58</span>.</cite></div><div class="cit-extra"><a href="/lookup/external-ref?access_num=12111919&amp;link_type=MED">PubMed</a></div></div></li>
			<li><span class="ref-label">2.</span><a class="rev-xref-ref" href="#xref-ref-2-1" id="ref-2">↵</a><div class="cit ref-cit" id="cit-2">` + two + `</div></li></ol></div>`,
			"ref-1 [1] " + one + " |  12111919 Quantifying heterogeneity|Stat Med|2002|21|1539-1558|[{Higgins JPT   }]\nref-2 [2] " + two + "\n(1→ref-1)",
		},
		{
			"paragraphs in boxes, other lists behind",
			`<p>See (<a href="#B1">1</a>).</p><div class="JournalFullText"><h2>References</h2><div class="References"><p class="ReferencesCopy1"><a name="B1" id="B1"></a>1. ` + one + `</p><p class="ReferencesCopy2"><a href="http://scholar.google.com">Google Scholar</a></p></div>
			<div class="References"><p class="ReferencesCopy1"><a name="B2" id="B2"></a>2. ` + two + `</p></div></div><div class="rail"><h3>Most read</h3><ul><li>Lopez A (2019) Something else. J Other 3:4-5</li><li>Brown B (2018) Another thing. J Other 2:14-25</li></ul></div>`,
			"B1 [1] " + one + "\nB2 [2] " + two + "\n(1→B1)",
		},
		{
			"boxes, other lists behind",
			`<p>See <a href="#B1">1</a>.</p><div class="sec"><h2>References</h2><div class="ref-list"><div class="ref-cit-blk" id="B1"><span>` + one + `</span></div><div class="ref-cit-blk" id="B2"><span>` + two + `</span></div></div></div>
			<div class="rail"><ul><li>Lopez A (2019) Something else. J Other 3:4-5</li><li>Brown B (2018) Another thing. J Other 2:14-25</li></ul></div>`,
			"B1 [] " + one + "\nB2 [] " + two + "\n(1→B1)",
		},
		{
			"heading closed by another, sections named after the contents",
			`<p>See <a href="#r1">1</a>.</p><div class="toc-section"><h3>References</h2><ol><li id="r1">` + one + `</li><li id="r2">` + two + `</li></ol></div>`,
			"r1 [] " + one + "\nr2 [] " + two + "\n(1→r1)",
		},
		{
			"paragraphs of a journal system",
			`<p>See (Higgins, 2002).</p><section class="item references"><h2 class="label">References</h2><div class="value"><p>` + one + `</p><p>` + two + `</p></div></section><section class="item issue"><h2>Issue</h2><p>Vol. 4 (2022)</p></section>`,
			" [] " + one + "\n [] " + two + "\n",
		},
		{
			"numbers beside",
			`<p>See <sup>1</sup>.</p><div class="references"><div class="h2">References</div><div class="reference"><div class="reference-number">1.</div><div class="reference-content">` + one + `</div></div><div class="reference"><div class="reference-number">2.</div><div class="reference-content">` + two + `</div></div></div>`,
			" [1] " + one + "\n [2] " + two + "\n",
		},
		{
			"table",
			`<p>See [1].</p><h2>References</h2><table><tr><td valign="top"><a name="r1">1.</a></td><td>` + one + `</td></tr><tr><td><a name="r2">2.</a></td><td>` + two + `</td></tr></table><h2>Notes</h2><p>None.</p>`,
			"r1 [1] " + one + "\nr2 [2] " + two + "\n",
		},
		{
			"manuscript of pandoc",
			`<p>See <span class="citation" data-cites="h e">(<a href="#ref-h" role="doc-biblioref">Higgins 2002</a>)</span>.</p><h1 class="unnumbered" id="references">References</h1><div id="refs" class="references csl-bib-body" role="list"><div id="ref-h" class="csl-entry" role="listitem"><div class="csl-left-margin">1. </div><div class="csl-right-inline">` + one + `</div></div><div id="ref-e" class="csl-entry" role="listitem"><div class="csl-left-margin">2. </div><div class="csl-right-inline">` + two + `</div></div></div>`,
			"ref-h [1] " + one + "\nref-e [2] " + two + "\n(Higgins 2002→ref-h)",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := read1(t, "<html><head><title>A review</title></head><body><h1>A review</h1><h2>Introduction</h2>"+tt.src+"</body></html>")
			if d := cmp.Diff(tt.want, refsOf(x)); d != "" {
				t.Error(d)
			}
			if strings.Contains(tt.src, "refCtt") && strings.Count(x.Body, "Quantifying") != 1 {
				t.Errorf("the pop-up was read: %q", x.Body)
			}
		})
	}
}
