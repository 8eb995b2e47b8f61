package bib

import "citegraph/corpus"

// custom reads what we keep under "custom".
func (r *cslReader) custom(w *corpus.Work) {
	if r.c.peek() != '{' {
		r.c.skip()
		return
	}
	var u corpus.Custom
	some := false
	strs := func(key string) []string {
		l, ok := r.c.list()
		if !ok {
			r.wrong("custom." + key)
		}
		some = some || len(l) > 0
		for i := range l {
			l[i] = cut(clean(l[i]), maxKey)
		}
		return l
	}
	r.c.object(func(key string) {
		switch key {
		case "arxiv":
			r.set(&u.ArXiv, "custom.arxiv")
			some = some || u.ArXiv != ""
		case "aliases":
			u.Aliases = strs(key)
		case "cites":
			u.Cites = strs(key)
		case "retracted":
			u.Retracted = r.c.peek() == 't'
			some = some || u.Retracted
			r.c.skip()
		case "held":
			u.Held = r.c.peek() == 't'
			some = some || u.Held
			r.c.skip()
		case "stub":
			u.Stub = r.c.peek() == 't'
			some = some || u.Stub
			r.c.skip()
		default:
			r.c.skip()
		}
	})
	if some {
		w.Custom = &u
	}
}

// references reads Crossref's list of cited works.
func (r *cslReader) references() {
	if r.c.peek() != '[' {
		r.c.skip()
		return
	}
	r.c.array(func() {
		if r.c.peek() != '{' {
			r.c.skip()
			return
		}
		ref := corpus.Reference{Confidence: 1}
		w := &ref.CSL
		r.c.object(func(key string) {
			switch key {
			case "DOI":
				r.set(&w.DOI, key)
			case "article-title", "volume-title":
				r.set(&w.Title, key)
			case "journal-title", "series-title":
				r.set(&w.ContainerTitle, key)
			case "volume":
				r.set(&w.Volume, key)
			case "issue":
				r.set(&w.Issue, key)
			case "first-page":
				r.set(&w.Page, key)
			case "unstructured":
				r.set(&ref.Raw, key)
			case "year":
				s, _ := r.c.text()
				w.Issued = parseDate(s)
			case "author":
				s, _ := r.c.text()
				w.Author = []corpus.Name{medlineName(s)}
			default:
				r.c.skip()
			}
		})
		ref.Raw = cut(clean(ref.Raw), maxTitle)
		r.mended = append(r.mended, tidy(w)...)
		if len(r.ref.References) >= maxCited {
			return
		}
		ref.N = len(r.ref.References) + 1
		r.ref.References = append(r.ref.References, ref)
	})
}
