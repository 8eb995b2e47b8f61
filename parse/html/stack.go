package html

// scopes are elements that an end tag inside them does not reach beyond.
var scopes = map[string]bool{"td": true, "th": true, "table": true, "caption": true, "html": true}

// implied closes what a start tag of that name ends without saying so.
func (w *walker) implied(tag string) {
	switch tag {
	case "li":
		w.closeUpTo("li", "ul", "ol", "menu", "table")
	case "dd", "dt":
		w.closeUpTo("dd", "dl", "table")
		w.closeUpTo("dt", "dl", "table")
	case "td", "th":
		w.closeUpTo("td", "tr", "table")
		w.closeUpTo("th", "tr", "table")
	case "tr":
		w.closeUpTo("tr", "table")
	case "tbody", "thead", "tfoot":
		w.closeUpTo("tbody", "table")
		w.closeUpTo("thead", "table")
	case "body":
		w.closeUpTo("head", "body")
	case "a":
		w.closeUpTo("a", "li", "td", "p", "div")
	}
	if blocks[tag] && w.count["p"] > 0 {
		w.closeUpTo("p", "td", "th", "table", "caption", "button")
	}
	if !headOnly[tag] && w.count["head"] > 0 {
		w.closeUpTo("head", "body")
	}
}

// headOnly are the elements that stand in the head.
var headOnly = map[string]bool{
	"html": true, "head": true, "title": true, "meta": true, "link": true, "script": true, "style": true, "base": true,
	"noscript": true, "template": true,
}

// closeUpTo closes the innermost open element of that name and all in it,
// unless one of the stops lies between.
func (w *walker) closeUpTo(tag string, stops ...string) {
	if w.count[tag] == 0 {
		return
	}
	for i := len(w.open) - 1; i >= 0; i-- {
		if w.open[i].tag == tag {
			w.popTo(i)
			return
		}
		for _, s := range stops {
			if w.open[i].tag == s {
				return
			}
		}
	}
}

// end takes an end tag.
func (w *walker) end(tag string) {
	if w.over > 0 && !void[tag] {
		w.over--
		return
	}
	if len(tag) == 2 && tag[0] == 'h' && w.count[tag] == 0 {
		tag = w.openHeading() // "<h1>…</h2>" ends the heading, as in browsers
	}
	if w.count[tag] == 0 {
		return
	}
	block := blocks[tag] || skipped[tag]
	for i := len(w.open) - 1; i >= 0; i-- {
		f := &w.open[i]
		if f.tag == tag {
			w.popTo(i)
			return
		}
		if scopes[f.tag] && !tableTag(tag) || !block && blocks[f.tag] {
			return
		}
		if tableTag(tag) && f.tag == "table" {
			return
		}
	}
}

// openHeading is the name of the innermost open heading, "" where there is none.
func (w *walker) openHeading() string {
	for i := len(w.open) - 1; i >= 0 && i > len(w.open)-20; i-- {
		if w.open[i].level > 0 {
			return w.open[i].tag
		}
	}
	return ""
}

func tableTag(tag string) bool {
	switch tag {
	case "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "body", "html":
		return true
	}
	return false
}

// popTo closes the open elements from the innermost to that at i.
func (w *walker) popTo(i int) {
	for len(w.open) > i {
		f := w.open[len(w.open)-1]
		w.open = w.open[:len(w.open)-1]
		w.close(&f)
		w.leaveRegion(len(w.open))
	}
}
