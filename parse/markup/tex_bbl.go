package markup

import (
	"context"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
	"citegraph/parse/tex"
)

// readBiblatex reads the entries of a .bbl file that biber made for biblatex:
//
//	\entry{higgins2002}{article}{}
//	  \name{author}{1}{}{{{hash=…}{family={Higgins}, given={J. P. T.}}}}
//	  \list{publisher}{1}{{Wiley}}
//	  \field{title}{Quantifying heterogeneity in a meta-analysis}
//	  \verb{doi}
//	  \verb 10.1002/sim.1186
//	  \endverb
//	\endentry
func readBiblatex(ctx context.Context, s string) []corpus.Reference {
	var out []corpus.Reference
	seen := map[string]bool{} // a file holds a list for each order it is sorted in
	for ctx.Err() == nil {
		i := strings.Index(s, `\entry{`)
		if i < 0 {
			return out
		}
		s = s[i+len(`\entry`):]
		key, n, ok := texArg(s)
		if !ok {
			continue
		}
		s = s[n:]
		kind, n, _ := texArg(s)
		s = s[n:]
		end := strings.Index(s, `\endentry`)
		if end < 0 {
			end = len(s)
		}
		if !seen[key] {
			seen[key] = true
			w := biblatexWork(s[:end], kind)
			w.ID = key
			out = append(out, corpus.Reference{ID: key, CSL: w, Confidence: 1})
		}
		s = s[end:]
	}
	return out
}

// biblatexTypes are CSL's names for biblatex's types.
var biblatexTypes = map[string]string{
	"article": "article-journal", "book": "book", "collection": "book", "incollection": "chapter", "inbook": "chapter",
	"inproceedings": "paper-conference", "proceedings": "book", "thesis": "thesis", "phdthesis": "thesis", "report": "report",
	"online": "webpage", "misc": "document", "dataset": "dataset", "software": "software", "patent": "patent", "manual": "report",
}

func biblatexWork(s, kind string) corpus.Work {
	f := map[string]string{}
	w := corpus.Work{Type: biblatexTypes[kind]}
	for s != "" {
		i := strings.IndexByte(s, '\\')
		if i < 0 {
			break
		}
		s = s[i:]
		name, n := texName(s)
		s = s[n:]
		switch name {
		case "field", "list":
			k, n, ok := texArg(s)
			if !ok {
				continue
			}
			s = s[n:]
			if name == "list" {
				_, n, _ = texArg(s)
				s = s[n:]
			}
			v, n, _ := tex.Argument(s, maxArgument)
			s = s[n:]
			f[k] = biblatexText(v)
		case "verb":
			k, n, ok := texArg(s)
			if !ok {
				continue
			}
			v, _, _ := strings.Cut(s[n:], `\endverb`)
			f[k] = strings.TrimSpace(strings.Replace(v, `\verb`, "", 1))
			s = s[min(len(s), n+len(v)):]
		case "name":
			role, n, ok := texArg(s)
			if !ok {
				continue
			}
			s = s[n:]
			s = s[args(s, 2):]
			v, n, _ := tex.Argument(s, maxArgument)
			s = s[n:]
			switch role {
			case "author":
				w.Author = biblatexNames(v)
			case "editor":
				w.Editor = biblatexNames(v)
			}
		}
	}
	setFields(&w, f)
	return w
}

// setFields puts the values of an entry where CSL has them.
func setFields(w *corpus.Work, f map[string]string) {
	w.Title = f["title"]
	if f["subtitle"] != "" && w.Title != "" {
		w.Title += ": " + f["subtitle"]
	}
	w.ContainerTitle = first(f["journaltitle"], f["booktitle"], f["maintitle"])
	w.Volume, w.Issue, w.Edition = f["volume"], first(f["number"], f["issue"]), f["edition"]
	w.Page = strings.ReplaceAll(f["pages"], "–", "-")
	w.Publisher, w.PublisherPlace = first(f["publisher"], f["institution"]), f["location"]
	w.Issued = dateOf(first(f["year"], f["date"]))
	w.URL = f["url"]
	w.DOI, _ = ident.DOI(f["doi"])
	w.ISBN, _ = ident.ISBN(f["isbn"])
	w.ISSN, _ = ident.ISSN(f["issn"])
	if v, ok := ident.ArXiv(f["eprint"]); ok && f["eprinttype"] != "pubmed" {
		w.Custom = &corpus.Custom{ArXiv: v}
	}
}

// biblatexText is the text of a value; biber writes ranges as commands.
func biblatexText(s string) string {
	s = strings.NewReplacer(`\bibrangedash`, "-", `\bibinitperiod`, ".", `\bibinitdelim`, " ", `\bibnamedelima`, " ", `\bibnamedelimb`, " ",
		`\bibnamedelimi`, " ", `\bibrangessep`, ", ", "%\n", "").Replace(s)
	return strings.ReplaceAll(strings.Join(strings.Fields(tex.Decode(s)), " "), "- ", "-")
}

// biblatexNames reads a list of names: {{hash=…}{family={Higgins}, given={J.}}}
// or, of older versions, {{}{Higgins}{H.}{J. P. T.}{J.}{}{}{}{}}.
func biblatexNames(s string) []corpus.Name {
	var out []corpus.Name
	for len(out) < 10_000 {
		i := strings.IndexByte(s, '{')
		if i < 0 {
			return out
		}
		one, n, ok := texArg(s[i:])
		if !ok {
			return out
		}
		s = s[i+n:]
		_, n, _ = texArg(one) // the hash
		if first, took, ok := texArg(one[n:]); ok && !strings.Contains(one, "family=") && !strings.Contains(one, "lastname=") {
			rest := one[n+took:]
			_, took, _ = texArg(rest)
			given, _, _ := texArg(rest[took:])
			out = append(out, whole(corpus.Name{Family: biblatexText(first), Given: biblatexText(given)}))
			continue
		}
		name := corpus.Name{Family: part(one, "family"), Given: part(one, "given"), Suffix: part(one, "suffix")}
		if p := part(one, "prefix"); p != "" {
			name.Family = p + " " + name.Family
		}
		if name.Family != "" {
			out = append(out, whole(name))
		}
	}
	return out
}

// whole is an undivided name of several words as what it is: an organisation.
func whole(n corpus.Name) corpus.Name {
	if n.Given == "" && strings.Contains(n.Family, " ") {
		return corpus.Name{Literal: n.Family}
	}
	return n
}

// part is the value of "key={…}" in a name.
func part(s, key string) string {
	for i := 0; ; {
		j := strings.Index(s[i:], key+"=")
		if j < 0 {
			return ""
		}
		i += j + len(key) + 1
		if k := i - len(key) - 2; k >= 0 && (s[k] >= 'a' && s[k] <= 'z') {
			continue // "namefamily="
		}
		v, _, _ := texArg(s[i:])
		return biblatexText(v)
	}
}
