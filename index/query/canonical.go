package query

import (
	"math"
	"strconv"
	"strings"
)

// String is the canonical form of the query: every operator written, every
// field under its own name.
func (q *Query) String() string {
	var parts []string
	if q.Type != "" {
		parts = append(parts, "type:"+string(q.Type))
	}
	if q.Root != nil {
		s := q.Root.String()
		if _, isOr := q.Root.(*Or); isOr && q.Type != "" {
			s = "(" + s + ")"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " AND ")
}

func (n *And) String() string {
	s := make([]string, len(n.Kids))
	for i, k := range n.Kids {
		s[i] = k.String()
		if _, ok := k.(*Or); ok {
			s[i] = "(" + s[i] + ")"
		}
	}
	return strings.Join(s, " AND ")
}

func (n *Or) String() string {
	s := make([]string, len(n.Kids))
	for i, k := range n.Kids {
		s[i] = k.String()
	}
	return strings.Join(s, " OR ")
}

func (n *Not) String() string {
	switch n.Kid.(type) {
	case *And, *Or:
		return "NOT (" + n.Kid.String() + ")"
	}
	return "NOT " + n.Kid.String()
}

func (t *Term) String() string {
	var b strings.Builder
	if t.Field != "" {
		b.WriteString(t.Field + ":")
	}
	switch t.Kind {
	case Word:
		b.WriteString(bare(t.Value))
	case Prefix:
		b.WriteString(bare(t.Value) + "*")
	case Wildcard:
		b.WriteString(bareWild(t.Value))
	case Fuzzy:
		b.WriteString(bare(t.Value) + "~" + strconv.Itoa(t.N))
	case Phrase:
		b.WriteString(quote(t.Value))
		if t.N > 0 {
			b.WriteString("~" + strconv.Itoa(t.N))
		}
	case Regex:
		b.WriteString("/" + strings.ReplaceAll(t.Value, "/", `\/`) + "/")
	}
	if t.Boost != 0 && t.Boost != 1 {
		b.WriteString("^" + number(t.Boost))
	}
	return b.String()
}

func (r *Range) String() string {
	lo, hi := math.IsInf(r.Lo, -1), math.IsInf(r.Hi, 1)
	switch {
	case !lo && !hi && r.Lo == r.Hi && !r.LoOpen && !r.HiOpen:
		return r.Field + ":" + number(r.Lo)
	case !lo && hi && r.LoOpen:
		return r.Field + ":>" + number(r.Lo)
	case !lo && hi:
		return r.Field + ":>=" + number(r.Lo)
	case lo && !hi && r.HiOpen:
		return r.Field + ":<" + number(r.Hi)
	case lo && !hi:
		return r.Field + ":<=" + number(r.Hi)
	}
	return r.Field + ":" + number(r.Lo) + ".." + number(r.Hi)
}

func (e *Exact) String() string {
	op := ":"
	if e.Best {
		op = ":="
	}
	if isBare(e.Value) {
		return e.Field + op + e.Value
	}
	return e.Field + op + quote(e.Value)
}

func (f *Flag) String() string { return "is:" + f.Name }

func (h *Has) String() string { return "has:" + h.Field }

func (r *Rel) String() string {
	var b strings.Builder
	b.WriteString(r.Name + "(")
	if relations[r.Name].arg {
		b.WriteString(strconv.Itoa(r.Arg) + ", ")
	}
	if r.All {
		b.WriteString("all(" + r.Q.String() + ")")
	} else {
		b.WriteString(r.Q.String())
	}
	for _, o := range r.Opts {
		b.WriteString(", " + o.Name + "=" + o.Value)
	}
	b.WriteString(")")
	return b.String()
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// bare writes a word so that it is read as that word again.
func bare(s string) string { return escape(s, `*?~^\:"()[],;/`) }

// bareWild is bare for a word whose stars and question marks mean something.
func bareWild(s string) string { return escape(s, `~^\:"()[],;/`) }

func escape(s, special string) string {
	var b strings.Builder
	switch {
	case s == "AND" || s == "OR" || s == "NOT":
		b.WriteByte('\\')
	case strings.HasPrefix(s, "-"), strings.HasPrefix(s, "@"):
		b.WriteByte('\\')
	case isForeign(s) && !strings.ContainsRune(special+"*?", firstRune(s)) && !isSpace(firstRune(s)):
		b.WriteByte('\\')
	}
	for _, r := range s {
		if strings.ContainsRune(special, r) || isSpace(r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isBare reports whether an exact value needs no quotes.
func isBare(s string) bool {
	if s == "" || strings.ContainsAny(s[:1], `-=<>(/^"`) || strings.Contains(s, "..") {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		return isSpace(r) || strings.ContainsRune(`*?~^\"()[],`, r)
	})
}
