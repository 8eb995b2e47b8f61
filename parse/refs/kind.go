package refs

import "citegraph/corpus"

// seen is what the words of a reference say of its kind.
type seen struct {
	thesis, report, software, data bool
	meeting                        bool // in the name of the container
	serial                         bool // the container is called as journals are
	org                            bool // an organisation writes or publishes it
	editors                        bool
}

// look gathers the words that tell kinds apart, each in the segments where it
// tells something.
func (f *fields) look() seen {
	var s seen
	for _, p := range f.parts {
		for i := p.from; i < p.to; i++ {
			t := &f.s.x.inf[i]
			low := string(t.low[:t.nlow])
			switch p.label {
			case Genre, Note, Medium, Edition:
				s.thesis = s.thesis || t.role&rThesis != 0 && t.nlow > 2 && low != "unpublished"
				s.report = s.report || t.role&rReport != 0 && t.nlow > 4
				s.software = s.software || low == "software" || low == "program" || low == "code"
				s.data = s.data || low == "dataset" || low == "data" || low == "database"
			case ContainerTitle, Event:
				s.meeting = s.meeting || t.role&rMeeting != 0 && meets(low)
				s.serial = s.serial || low == "journal" || low == "transactions" || low == "trans" || low == "academy" || low == "acad" || low == "soc" || low == "society" || low == "letters"
			case Publisher:
				s.org = s.org || t.role&rOrg != 0 && t.role&rPublisher == 0 && t.nlow > 3
				s.thesis = s.thesis || t.role&rThesis != 0 && t.nlow > 5 && low != "unpublished"
			case Author:
				s.org = s.org || t.role&rOrg != 0 && t.nlow > 4
			case Editor:
				s.editors = true
			}
		}
	}
	return s
}

// meets reports whether a folded word names a meeting, not a series of papers.
func meets(low string) bool {
	switch low {
	case "trans", "transactions", "annual", "international", "presented", "anais", "actas", "actes", "atti":
		return false
	}
	return true
}

// kind infers the CSL type from what was found and which words were used.
func (f *fields) kind(w *corpus.Work) string {
	s := f.look()
	switch {
	case s.thesis:
		return "thesis"
	case s.software:
		return "software"
	case s.data:
		return "dataset"
	case w.ContainerTitle != "" && s.meeting && !(s.serial && w.Volume != "") && (w.Issue == "" || w.Volume == ""):
		return "paper-conference"
	case s.report && w.ContainerTitle == "":
		return "report"
	case w.ContainerTitle != "" && (w.Volume != "" || w.Issue != "") && w.Publisher == "" && !s.editors:
		return "article-journal"
	case w.ContainerTitle != "" && (s.editors || w.Publisher != "" || w.PublisherPlace != ""):
		return "chapter"
	case w.ContainerTitle != "":
		return "article-journal"
	case s.org && w.ISBN == "" && w.Edition == "" && (literal(w.Author) || w.PublisherPlace == ""):
		if w.URL != "" && w.Publisher == "" {
			return "webpage"
		}
		return "report"
	case w.Publisher != "" || w.PublisherPlace != "" || w.ISBN != "" || w.Edition != "" || w.NumberOfPages != "":
		return "book"
	case w.URL != "":
		return "webpage"
	case w.Title != "":
		return "document"
	}
	return ""
}

// literal reports whether the authors are one organisation.
func literal(names []corpus.Name) bool { return len(names) == 1 && names[0].Literal != "" }
