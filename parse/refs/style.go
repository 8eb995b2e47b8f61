package refs

// Style describes the list a reference stands in, as far as its neighbours
// agree. The zero value says nothing.
type Style struct {
	hash, hash2 uint32
}

// What a labelled reference shows of the style of its list.
const (
	sDatePlace = iota // where the date stands
	sDateOpen         // in which brackets
	sQuoted           // whether the title is quoted
	sAuthorEnd        // how the authors end
	sTitleEnd         // how the title ends
	sBookEnd          // what follows the container, and how it ends
	sTraits
)

// Profile is what one labelled reference shows of its list's style; zero
// where it does not show it.
type Profile [sTraits]uint8

// ProfileOf reads the profile of the reference that x extracted last, given
// the label of each token.
func ProfileOf[T uint8 | int](x *Extractor, path []T) Profile {
	var p Profile
	n := min(len(path), len(x.inf))
	seen := uint32(0)
	for i := range n {
		l := int(path[i])
		if i > 0 && int(path[i-1]) == l {
			continue
		}
		g := &x.inf[i].gap
		class := uint8(g.class()) + 1
		if i > 0 && seen>>uint(path[i-1])&1 == 1 {
			p.ended(int(path[i-1]), l, class)
		}
		if seen>>uint(l)&1 == 0 {
			p.began(l, seen, g)
		}
		seen |= 1 << uint(l)
	}
	return p
}

// ended notes how a segment of a label ended before one of next.
func (p *Profile) ended(label, next int, class uint8) {
	set := func(t int, v uint8) {
		if p[t] == 0 {
			p[t] = v
		}
	}
	switch label {
	case Author:
		set(sAuthorEnd, class)
	case Title:
		set(sTitleEnd, class)
	case ContainerTitle:
		if next == Volume || next == Date {
			class += 96
		}
		set(sBookEnd, class)
	}
}

// began notes how the first segment of a label begins.
func (p *Profile) began(label int, seen uint32, g *gap) {
	switch label {
	case Date:
		p[sDateOpen] = 1 + g.open
		switch {
		case seen&(1<<Page|1<<Publisher|1<<PublisherPlace) != 0:
			p[sDatePlace] = 4
		case seen&(1<<ContainerTitle|1<<Volume) != 0:
			p[sDatePlace] = 3
		case seen&(1<<Title) != 0:
			p[sDatePlace] = 2
		default:
			p[sDatePlace] = 1
		}
	case Title:
		p[sQuoted] = 1
		if g.open == oQuote {
			p[sQuoted] = 2
		}
	}
}

// votes counts the profiles of a list.
type votes struct {
	n     [sTraits][256]uint16
	total [sTraits]int
}

func (v *votes) add(p Profile, by int) {
	for t, x := range p {
		if x != 0 {
			v.n[t][x] += uint16(by)
			v.total[t] += by
		}
	}
}

// trait is the value that the others agree on, own left out; 0 where they
// are fewer than three or do not agree.
func (v *votes) trait(t int, own uint8) uint32 {
	total := v.total[t]
	if own != 0 {
		total--
	}
	if total < 3 {
		return 0
	}
	for x, n := range v.n[t] {
		if uint8(x) == own && own != 0 {
			n--
		}
		if int(n)*10 >= total*7 {
			return uint32(x)
		}
	}
	return 0
}

// style is what a reference of profile own learns from the rest of its list.
func (v *votes) style(own Profile) Style {
	var t [sTraits]uint32
	for i := range t {
		t[i] = v.trait(i, own[i])
	}
	var s Style
	if t[sDatePlace]|t[sDateOpen]|t[sQuoted] != 0 {
		s.hash = 1 + t[sDatePlace] + 8*t[sDateOpen] + 64*t[sQuoted]
	}
	if t[sAuthorEnd]|t[sTitleEnd]|t[sBookEnd] != 0 {
		s.hash2 = 1 + hash3(t[sAuthorEnd], t[sTitleEnd], t[sBookEnd])
	}
	return s
}

// StyleAmong is the style that a reference of the profile own finds among
// others, itself not counted in.
func StyleAmong(others []Profile, own Profile) Style {
	var v votes
	for _, p := range others {
		v.add(p, 1)
	}
	v.add(own, 1)
	return v.style(own)
}
