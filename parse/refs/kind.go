package refs

import "citegraph/corpus"

// kind infers the CSL type from what was found and which words were used.
func (f *fields) kind(w *corpus.Work) string {
	var seen role
	for _, p := range f.parts {
		for i := p.from; i < p.to; i++ {
			r := f.s.x.inf[i].role
			switch p.label {
			case Genre:
				seen |= r & (rThesis | rReport | rMeeting)
			case ContainerTitle, Event, CollectionTitle:
				seen |= r & rMeeting
			case Publisher:
				seen |= r & rOrg
			case Editor:
				seen |= rEditor
			}
		}
	}
	_, genre := f.first(Genre)
	switch {
	case genre && seen&rThesis != 0:
		return "thesis"
	case w.ContainerTitle != "" && seen&rMeeting != 0:
		return "paper-conference"
	case genre && seen&rReport != 0:
		return "report"
	case w.ContainerTitle != "" && (w.Volume != "" || w.Issue != "") && w.Publisher == "":
		return "article-journal"
	case w.ContainerTitle != "" && (seen&rEditor != 0 || w.Publisher != "" || w.PublisherPlace != ""):
		return "chapter"
	case w.ContainerTitle != "":
		return "article-journal"
	case w.Publisher != "" && w.URL != "" && w.PublisherPlace == "" && seen&rOrg != 0:
		return "report"
	case w.Publisher != "" || w.PublisherPlace != "" || w.ISBN != "" || w.Edition != "":
		return "book"
	case w.URL != "":
		return "webpage"
	case w.Title != "":
		return "document"
	}
	return ""
}
