package sample

import "citegraph/corpus"

// Files lists the sample texts with what must be found in them.
func Files() []File {
	return []File{
		{
			Path: "who.txt", Format: corpus.FormatPlain, Kind: corpus.Article,
			Title:    "Who is a peer worker? A short review of definitions",
			Callouts: 18, Links: 32,
			Works: []string{
				"mead2001", "dennis2003", "solomon2004", "repper2011", "davidson2012", "davidson1999",
				"lloydevans2014", "chinman2014", "pitt2013", "craig2004", "cabral2014", "stratford2019",
				"gillard2015", "faulkner2012", "leamy2011", "anthony1993", "solomon1995", "sells2006",
				"horvath1989", "gillard2017", "king2018", "vandewalle2016", "ibrahim2020", "charles2020",
			},
		},
		{
			Path: "trials.txt", Format: corpus.FormatPlain, Kind: corpus.Article,
			Title:    "What trials of peer support have counted: a short review",
			Callouts: 24, Links: 29,
			Works: []string{
				"bellamy2017", "burke2019", "cabassa2017", "chinman2015", "sample2026who", "clarke2000",
				"cook2012", "cooper2024", "corrigan2004", "craig2004", "davidson2004", "fuhr2014",
				"gillard2022", "herth1992", "johnson2018", "king2018", "lloydevans2014", "lyons2021",
				"mahlke2017", "pitt2013", "rivera2007", "rogers1997", "salzer2014", "salzer2016",
				"simpson2014", "sledge2011", "smit2023", "snyder1991", "white2020",
			},
		},
		{
			Path: "online.html", Format: corpus.FormatHTML, Kind: corpus.Article,
			Title:    "Peer support at a distance: a short review",
			Callouts: 17, Links: 24,
			Works: []string{
				"eysenbach2004", "ali2015", "naslund2016", "dennis2009", "dennis2003", "pfeiffer2011",
				"proudfoot2012", "fortuna2020", "shalaby2020", "bellamy2017", "davidson2012", "lloydevans2014",
				"pitt2013", "white2020", "watson2019", "solomon2004", "mead2001", "faulkner2012",
				"dillon2013", "lyons2021", "fuhr2014", "sample2026who", "sample2026trials", "cooper2024",
			},
		},
		{
			Path: "how.xml", Format: corpus.FormatJATS, Kind: corpus.Article,
			Title:    "How peer support is thought to work: a narrative review",
			Callouts: 27, Links: 37,
			Works: []string{
				"lloydevans2014", "white2020", "fuhr2014", "pitt2013", "solomon2004", "salzer2002",
				"festinger1954", "davidson1999", "davidson2012", "bandura1977", "mahlke2017", "burke2019",
				"riessman1965", "moran2012", "yalom2005", "sells2006", "horvath1989", "gillard2015",
				"gillard2017", "watson2019", "walker2013", "repper2011", "goffman1963", "mead2001",
				"dillon2013", "rogers1997", "corrigan2006", "gillard2022", "simpson2014", "sample2026who",
				"sample2026trials", "king2018",
			},
		},
		{
			Path: "roles.md", Format: corpus.FormatMarkdown, Kind: corpus.Article,
			Title:    "Peer worker roles and the teams around them: a short review",
			Callouts: 23, Links: 33,
			Works: []string{
				"chinman2014", "bellamy2017", "lloydevans2014", "white2020", "pitt2013", "vandewalle2016",
				"gillard2013", "cabral2014", "walker2013", "repper2011", "faulkner2012", "ibrahim2020",
				"mirbahaeddin2022", "cooper2024", "charles2020", "puschner2019", "gillard2017", "stratford2019",
				"gillard2015", "solomon1995", "clarke2000", "rivera2007", "wrightberryman2011", "craig2004",
				"chinman2015", "lawn2008", "doughty2011", "corrigan2006", "trachtenberg2013", "slade2014",
				"sample2026who", "sample2026how", "king2018",
			},
		},
		{
			Path: "roles.bib", Format: corpus.FormatBibTeX, Kind: corpus.Library,
			Works: []string{
				"bellamy2017", "cabral2014", "charles2020", "chinman2014", "chinman2015", "clarke2000",
				"cooper2024", "corrigan2006", "craig2004", "doughty2011", "faulkner2012", "gillard2013",
				"gillard2015", "gillard2017", "ibrahim2020", "king2018", "lawn2008", "lloydevans2014",
				"mirbahaeddin2022", "pitt2013", "puschner2019", "repper2011", "rivera2007", "sample2026how",
				"sample2026who", "slade2014", "solomon1995", "stratford2019", "trachtenberg2013", "vandewalle2016",
				"walker2013", "white2020", "wrightberryman2011",
			},
		},
		{
			Path: "methods.tex", Format: corpus.FormatLaTeX, Kind: corpus.Article,
			Title:    "Pooling trials of peer support: a methods review",
			Callouts: 22, Links: 39,
			Works: []string{
				"lloydevans2014", "pitt2013", "fuhr2014", "white2020", "lyons2021", "burke2019",
				"smit2023", "moher2009", "page2021", "higgins2011", "guyatt2008", "dersimonian1986",
				"higgins2003", "deeks2008", "chinman2014", "sledge2011", "simpson2014", "johnson2018",
				"cook2012", "solomon1995", "sells2006", "rivera2007", "mahlke2017", "rogers1997",
				"corrigan2004", "salzer2014", "birchwood1990", "attkisson1982", "repper2011", "davidson2012",
				"king2018", "cabassa2017", "sample2026trials", "cooper2024",
			},
		},
		{
			Path: "library.bib", Format: corpus.FormatBibTeX, Kind: corpus.Library,
			Works: []string{
				"lloydevans2014", "white2020", "pitt2013", "fuhr2014", "repper2011", "davidson2012",
				"davidson1999", "solomon2004", "mead2001", "chinman2014", "bellamy2017", "cabassa2017",
				"king2018", "burke2019", "lyons2021", "walker2013", "vandewalle2016", "ibrahim2020",
				"charles2020", "cooper2024", "smit2023", "watson2019", "yalom2005", "trachtenberg2013",
				"deeks2008",
			},
		},
		{
			Path: "library.ris", Format: corpus.FormatRIS, Kind: corpus.Library,
			Works: []string{
				"lloydevans2014", "white2020", "sledge2011", "simpson2014", "mahlke2017", "johnson2018",
				"gillard2022", "craig2004", "rivera2007", "clarke2000", "chinman2015", "solomon1995",
				"sells2006", "davidson2004", "corrigan2006", "cook2012", "salzer2016", "proudfoot2012",
				"dennis2009", "rogers1997", "horvath1989", "snyder1991", "herth1992", "goffman1963",
			},
		},
		{
			Path: "library.json", Format: corpus.FormatCSL, Kind: corpus.Library,
			Works: []string{
				"white2020", "lloydevans2014", "pitt2013", "fuhr2014", "repper2011", "king2018",
				"gillard2015", "gillard2017", "mahlke2017", "simpson2014", "sledge2011", "sells2006",
				"rivera2007", "craig2004", "rogers1997", "horvath1989", "burke2019", "salzer2014",
				"cabral2014", "chinman2015",
			},
		},
		{
			Path: "scattered.txt", Format: corpus.FormatPlain, Kind: corpus.Scraped,
			Callouts: 12, Links: 0,
			Fragments: map[string]int{
				corpus.FragAuthors:   16,
				corpus.FragTitle:     20,
				corpus.FragJournal:   10,
				corpus.FragLocator:   16,
				corpus.FragPublisher: 1,
			},
			Works: []string{
				"lloydevans2014", "white2020", "repper2011", "simpson2014", "mahlke2017", "king2018",
				"sells2006", "rivera2007", "craig2004", "rogers1997", "horvath1989", "sledge2011",
				"chinman2015", "cabral2014", "pfeiffer2011", "gillard2015", "burke2019", "davidson1999",
				"corrigan2006", "herth1992", "trachtenberg2013", "moran2012",
			},
		},
	}
}
