package jats

import "strings"

// print writes the text of a citation. Where markup stands for punctuation,
// the punctuation is put in: "Smith" and "J" are no "SmithJ".
// A label that is printed again at the head of the text is left out; print
// reports whether it was.
func (r *reader) print(n *node, label string) bool {
	if n == nil {
		return false
	}
	pr := printer{r: r, mixed: hasText(n), label: strings.Trim(label, " .()[]")}
	pr.kids(n)
	return pr.cut
}

// hasText reports whether an element has text of its own between its children.
func hasText(n *node) bool {
	for _, k := range n.kids {
		if k.name == "" && strings.TrimSpace(k.str) != "" {
			return true
		}
	}
	return false
}

// printer writes a citation and remembers what stood last.
type printer struct {
	r     *reader
	mixed bool
	label string // that may stand at the head of the text, "" behind it
	cut   bool   // it stood there
	prev  string // name of the element that ended last, "" after text
	tail  byte   // last byte written
	from  int    // source position behind it
	close string // what the element just written needs behind it
}

func (p *printer) kids(n *node) {
	for _, k := range n.kids {
		if k.name == "" {
			p.text(k)
			continue
		}
		p.element(k)
	}
}

func (p *printer) text(k *node) {
	e := k.text
	if strings.TrimSpace(k.str) == "" {
		if !p.mixed {
			return
		}
	} else {
		if p.label != "" {
			e = p.behindLabel(e)
		}
		p.prev = ""
		p.shut()
		s := strings.TrimRight(k.str, " \t\n\r")
		p.tail, p.from = s[len(s)-1], k.end
	}
	p.r.open = append(p.r.open, frame{flow: flowInline, mark: -1})
	p.r.text(e)
	p.r.open = p.r.open[:len(p.r.open)-1]
}

// behindLabel is the text behind the label at its head.
func (p *printer) behindLabel(e event) event {
	label := p.label
	p.label = ""
	rest := strings.TrimLeft(e.raw, " \t\n[(")
	if !strings.HasPrefix(rest, label) {
		return e
	}
	rest = rest[len(label):]
	tail := strings.TrimLeft(rest, ".)] \t\n")
	if len(tail) == len(rest) && rest != "" {
		return e // a longer number
	}
	p.cut = true
	e.from += len(e.raw) - len(tail)
	e.raw = tail
	return e
}

// shut writes the closing sign that the last element owes.
func (p *printer) shut() {
	if p.close == "" {
		return
	}
	if !p.mixed {
		p.r.part.c.Put(p.close, p.from, p.from)
		p.tail = p.close[len(p.close)-1]
	}
	p.close = ""
}

// containers are elements whose children are printed one by one.
var containers = map[string]bool{
	"person-group": true, "name": true, "string-name": true, "name-alternatives": true,
	"citation-alternatives": true, "date-in-citation": true, "conference": true, "publisher": true,
}

func (p *printer) element(k *node) {
	c := &p.r.part.c
	if k.name != "bold" && k.name != "sup" {
		p.label = ""
	}
	switch {
	case k.name == "label" || roles[k.name] == roleSkip:
		return
	case k.name == "etal":
		if len(k.kids) == 0 && !p.saysEtAl(k) {
			p.put(", et al.", k)
		} else {
			p.kids(k)
		}
		p.prev = "name"
		return
	case containers[k.name]:
		if k.name != "name" && k.name != "string-name" || k.kid("surname") == nil {
			if hasText(k) {
				p.between(k)
			}
			p.kids(k)
			p.prev = prevOf(k)
			return
		}
		p.nameParts(k)
		return
	}
	if k.words() == "" {
		return
	}
	p.between(k)
	p.prev = prevOf(k)
	if kind, ok := inlineMarks[k.name]; ok && hasElement(k) {
		m := c.Begin(kind)
		p.kids(k)
		c.End(m)
		return
	}
	p.r.replay1(k)
	p.tail, p.from = lastByte(k), k.end
	if (k.name == "issue") && !p.mixed {
		p.close = ")"
	}
}

// nameParts writes a name in the order of its markup.
func (p *printer) nameParts(k *node) {
	p.between(k)
	first := true
	for _, part := range k.kids {
		if part.name == "" {
			p.text(part)
			continue
		}
		if part.words() == "" {
			continue
		}
		if !first && p.prev != "" {
			p.r.part.c.Space(part.at)
		}
		first = false
		p.r.replay1(part)
		p.prev, p.tail, p.from = "part", lastByte(part), part.end
	}
	p.prev = "name"
}

// prevOf names the element for what follows it.
func prevOf(k *node) string {
	switch k.name {
	case "string-name", "collab":
		return "name"
	case "italic", "bold":
		if e := k.kid("article-title", "source", "year", "volume"); e != nil {
			return e.name
		}
	}
	return k.name
}

func (p *printer) put(s string, k *node) {
	p.r.part.c.Put(s, k.at, k.at)
	p.tail, p.from = s[len(s)-1], k.at
}

// between writes what belongs between the element that ended last and k.
func (p *printer) between(k *node) {
	sep := p.separator(k)
	if sep == "" {
		return
	}
	at := p.from
	if at == 0 {
		at = k.at
	}
	p.r.part.c.Put(sep, at, at)
}

func (p *printer) separator(k *node) string {
	if p.r.part.c.Empty() || p.tail == 0 {
		return ""
	}
	if p.mixed {
		switch {
		case p.prev == "":
			return ""
		case p.prev == "name" && isName(k):
			return ", "
		case wordByte(p.tail) && wordByte(firstByte(k)), p.tail == '.' || p.tail == ',' || p.tail == ';':
			return " "
		}
		return ""
	}
	p.shut()
	stop := ". "
	if p.tail == '.' || p.tail == '?' || p.tail == '!' {
		stop = " "
	}
	switch k.name {
	case "name", "string-name", "collab", "person-group":
		if p.prev == "name" {
			return ", "
		}
	case "issue":
		return "("
	case "fpage", "elocation-id", "page-range":
		if p.prev == "volume" || p.prev == "issue" {
			return ":"
		}
		return ", "
	case "lpage":
		return "-"
	case "volume":
		if p.prev == "year" {
			return ";"
		}
		return " "
	case "year":
		if p.prev == "month" || p.prev == "day" || p.prev == "season" {
			return " "
		}
	case "month", "day", "season":
		return " "
	case "publisher-name":
		if p.prev == "publisher-loc" {
			return ": "
		}
	case "pub-id":
		switch k.get("pub-id-type") {
		case "doi":
			return stop + "doi:"
		case "pmid":
			return stop + "PMID: "
		case "pmcid", "pmc":
			return stop + "PMCID: "
		}
	}
	return stop
}

// saysEtAl reports whether the words stand beside the empty element.
func (p *printer) saysEtAl(k *node) bool { return p.mixed && p.prev == "" && p.tail == '.' }

func isName(k *node) bool {
	switch k.name {
	case "name", "string-name", "collab", "person-group", "etal":
		return true
	}
	return false
}

func hasElement(n *node) bool {
	for _, k := range n.kids {
		if k.name != "" {
			return true
		}
	}
	return false
}

func wordByte(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= 0x80 || b == ')'
}

func firstByte(k *node) byte {
	if s := k.words(); s != "" {
		return s[0]
	}
	return 0
}

func lastByte(k *node) byte {
	if s := k.words(); s != "" {
		return s[len(s)-1]
	}
	return 0
}

// replay1 writes one element into the open block.
func (r *reader) replay1(k *node) {
	r.open = append(r.open, frame{flow: flowInline, mark: -1})
	r.replay(k)
	r.open = r.open[:len(r.open)-1]
}
