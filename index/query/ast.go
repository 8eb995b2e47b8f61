package query

// Type is what a query returns.
type Type string

// The types of result. The zero Type is left to the caller (works).
const (
	Works    Type = "work"
	Authors  Type = "author"
	Journals Type = "journal"
	Contexts Type = "context"
	All      Type = "all"
)

// Query is a parsed query.
type Query struct {
	Root   Node   // nil for a query that is nothing but type:
	Type   Type   // of type:, empty where it does not say
	Source string // as typed
}

// Node is one clause. Its String is its canonical form.
type Node interface {
	String() string
	node()
}

// And holds where all of Kids hold. It has two Kids at least, none of them And.
type And struct{ Kids []Node }

// Or holds where any of Kids holds. It has two Kids at least, none of them Or.
type Or struct{ Kids []Node }

// Not holds where Kid does not.
type Not struct{ Kid Node }

// Kind tells the ways a term matches.
type Kind uint8

// The kinds of term.
const (
	Word     Kind = iota // any form of the word
	Prefix               // Value*, without the star
	Wildcard             // Value with * and ?
	Fuzzy                // within N edits
	Phrase               // these words in this order, unstemmed; N > 0: within N of each other
	Regex                // a whole word that matches
)

// Term is a clause of text.
type Term struct {
	Field string // canonical name, empty for every text field
	Kind  Kind
	Value string
	N     int     // edits of Fuzzy, distance of Phrase
	Boost float64 // 0 stands for 1
	Pos   int     // byte offset in Query.Source
}

// Range is a comparison of numbers; an open end is infinite.
type Range struct {
	Field          string
	Lo, Hi         float64 // -Inf and +Inf where open
	LoOpen, HiOpen bool    // the bound itself is left out
	Pos            int
}

// Exact is a value compared as a whole: an identifier, a volume, a file.
type Exact struct {
	Field string
	Value string
	Best  bool // page:=, only the best reading
	Pos   int
}

// Flag is is:NAME.
type Flag struct {
	Name string
	Pos  int
}

// Has is has:FIELD.
type Has struct {
	Field string
	Pos   int
}

// Rel is a relation and its operand.
type Rel struct {
	Name string
	Arg  int  // the leading number of within and topn
	All  bool // every one of Q, not any
	Q    Node
	Opts []Opt // in the order of their names
	Pos  int
}

// Opt is an option of a relation.
type Opt struct{ Name, Value string }

func (*And) node()   {}
func (*Or) node()    {}
func (*Not) node()   {}
func (*Term) node()  {}
func (*Range) node() {}
func (*Exact) node() {}
func (*Flag) node()  {}
func (*Has) node()   {}
func (*Rel) node()   {}

// Opt is the value of an option, or def.
func (r *Rel) Opt(name, def string) string {
	for _, o := range r.Opts {
		if o.Name == name {
			return o.Value
		}
	}
	return def
}

// Walk calls f for n and all its clauses, depth first, until f returns false
// for a clause, whose own clauses are then passed over.
func Walk(n Node, f func(Node) bool) {
	if n == nil || !f(n) {
		return
	}
	switch n := n.(type) {
	case *And:
		for _, k := range n.Kids {
			Walk(k, f)
		}
	case *Or:
		for _, k := range n.Kids {
			Walk(k, f)
		}
	case *Not:
		Walk(n.Kid, f)
	case *Rel:
		Walk(n.Q, f)
	}
}

// and joins nodes, flattening.
func and(kids []Node) Node {
	var flat []Node
	for _, k := range kids {
		if a, ok := k.(*And); ok {
			flat = append(flat, a.Kids...)
		} else if k != nil {
			flat = append(flat, k)
		}
	}
	switch len(flat) {
	case 0:
		return nil
	case 1:
		return flat[0]
	}
	return &And{flat}
}

// or joins nodes, flattening.
func or(kids []Node) Node {
	var flat []Node
	for _, k := range kids {
		if o, ok := k.(*Or); ok {
			flat = append(flat, o.Kids...)
		} else if k != nil {
			flat = append(flat, k)
		}
	}
	switch len(flat) {
	case 0:
		return nil
	case 1:
		return flat[0]
	}
	return &Or{flat}
}

// not negates; two negations are none.
func not(n Node) Node {
	if x, ok := n.(*Not); ok {
		return x.Kid
	}
	return &Not{n}
}
