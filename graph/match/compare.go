package match

import (
	"cmp"
	"slices"
	"strings"
)

// Compare looks at two mentions field by field. It is symmetric.
func Compare(a, b *Item) Verdict {
	var fo folder
	x, y := fo.features(a), fo.features(b)
	return compare(&x, &y)
}

// compare looks at two mentions field by field; the title last, since it costs
// most and often nothing that it says would matter any more.
func compare(a, b *features) Verdict {
	if a.key != "" && a.key == b.key {
		return Verdict{Same, "same text", 1, identEqual, false}
	}
	if a.onlyNames() || b.onlyNames() {
		return compareTeams(a, b)
	}
	id, clash := identifiers(a, b)
	odds := prior
	switch {
	case id != "":
		odds += identEqual
	case clash == "doi" && variants(a.doi, b.doi):
		odds += identVariant
	case clash != "":
		odds += identDiffers
	}
	an, author := authors(a, b)
	loc, place := locators(a, b)
	venue := sameJournal(a.journal, b.journal)
	odds += an + loc + journalOdds[venue+2]
	if a.number != "" && b.number != "" && a.number != b.number {
		odds += numberDiffers
	}
	if odds+titleEqual < likelyAt {
		return Verdict{Kind: Different, Reason: cmp.Or(clash, "nothing agrees"), P: probability(odds), odds: odds + titleHalf}
	}
	tc, t := compareTitles(a, b)
	if id != "" && tc != titleSame && (headsPage(a, b) || headsPage(b, a)) {
		tc, t = titleMissing, 0
	}
	if veto := vetoes(a, b, tc); veto != "" && id == "" {
		return Verdict{Kind: Different, Reason: veto, odds: titleDiffers, veto: true}
	}
	odds += t
	if an == 0 && loc == 0 && venue == 0 && clash == "" && tc == titleSame && len(a.tokens) >= 7 && len(a.title) >= 40 {
		odds += titleAlone
	}
	if a.publisher != "" && a.publisher == b.publisher {
		odds += publisherEqual
	}
	var agree []string
	for _, f := range [...]struct {
		name string
		yes  bool
	}{{id, id != ""}, {"title", tc == titleSame || tc == titleCut || tc == titleClose}, {"author", author}, {"year", place&yearAgrees != 0},
		{"locator", place&placeAgrees != 0}, {"journal", venue > 0}} {
		if f.yes {
			agree = append(agree, f.name)
		}
	}
	v := Verdict{Reason: strings.Join(agree, "+"), P: probability(odds), odds: odds}
	switch {
	case odds >= sameAt:
		v.Kind = Same
	case odds >= likelyAt:
		v.Kind = Likely
	default:
		v.Reason = cmp.Or(clash, v.Reason)
	}
	return v
}

// onlyNames reports whether a mention is a list of three names and more, and
// nothing else: what is left of a reference in a text that lost its order.
func (f *features) onlyNames() bool {
	return len(f.names) >= 3 && f.title == "" && f.year == 0 && f.page == "" && f.volume == "" && f.key == "" && f.doi+f.pmid+f.pmcid+f.arxiv+f.isbn == ""
}

// compareTeams compares a list of names with a work: a team writes more than
// one, so it is for a person to say which.
func compareTeams(a, b *features) Verdict {
	n := min(len(a.names), len(b.names))
	equal := n >= 3
	for i := 0; i < n && equal; i++ {
		x, y := a.names[i], b.names[i]
		equal = x.family == y.family && (x.initials == "" || y.initials == "" || x.initials[0] == y.initials[0])
	}
	if !equal || a.onlyNames() && b.onlyNames() {
		return Verdict{Kind: Different, Reason: "names", odds: prior}
	}
	return Verdict{Kind: Likely, Reason: "names", P: probability(teamEqual), odds: teamEqual}
}

// journalOdds by the outcome of sameJournal, from -2.
var journalOdds = [...]float64{journalForeign, journalDiffers, 0, journalEqual}

// identifiers names one that both have, and one in which they differ.
func identifiers(a, b *features) (equal, differ string) {
	for _, p := range [...]struct {
		name, a, b string
		unique     bool // a work has one only
	}{
		{"doi", a.doi, b.doi, true}, {"pmid", a.pmid, b.pmid, true}, {"pmcid", a.pmcid, b.pmcid, true},
		{"arxiv", a.arxiv, b.arxiv, true},
	} {
		switch {
		case p.a == "" || p.b == "":
		case p.a == p.b:
			return p.name, ""
		case p.unique && differ == "":
			differ = p.name
		}
	}
	return "", differ
}

// variants reports whether two DOIs may be one: a slip of a letter, an end cut
// or put on, or the number that JSTOR gave beside the publisher's.
func variants(a, b string) bool {
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a) || oneSlip(a, b) ||
		strings.HasPrefix(a, "10.2307/") != strings.HasPrefix(b, "10.2307/")
}

// vetoes finds what forbids that the two are one work, however much else
// agrees.
func vetoes(a, b *features, tc titleClass) string {
	locator := a.page != "" && a.page == b.page && a.volume == b.volume && a.year == b.year
	switch {
	case tc == titleNumbered && !locator:
		return "part"
	case a.marker != b.marker && !locator:
		return max(a.marker, b.marker).String()
	case a.edition != "" && b.edition != "" && a.edition != b.edition:
		return "edition"
	case !sameStage(a, b) && tc != titleMissing && !(locator && a.volume != ""):
		return max(a.stage, b.stage).String()
	}
	return ""
}

// authors compares the lists of names.
func authors(a, b *features) (odds float64, same bool) {
	if len(a.names) == 0 || len(b.names) == 0 {
		return 0, false
	}
	x, y := a.names[0], b.names[0]
	switch {
	case x.family == y.family:
		odds, same = firstEqual, true
		if x.initials != "" && y.initials != "" && x.initials[0] != y.initials[0] {
			odds += initialClash
		}
	case len(x.family) >= 5 && len(y.family) >= 5 && (oneSlip(x.family, y.family) || strings.HasSuffix(x.family, y.family) || strings.HasSuffix(y.family, x.family)):
		odds, same = firstNear, true
	case sameBody(x, y), oneBody(a.names, b.names):
		odds, same = firstEqual, true
	case has(b.names, x.family) || has(a.names, y.family):
		odds = firstInOther
	case len(x.body) > 2 || len(y.body) > 2:
		odds = bodyDiffers
	default:
		odds = firstDiffers
	}
	short, long := a.names, b.names
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) < 2 {
		return odds, same
	}
	n := othersIn(short, long)
	if len(short) == len(long) {
		n = max(n, othersIn(long, short)) // a name that stands twice is one there, two here
	}
	switch share := float64(n) / float64(len(short)-1); {
	case share >= .6:
		odds += othersShare
		if len(short) < len(long) && !startsList(short, long) {
			odds += countDiffers
		}
	case share < .3:
		odds += othersDiffer
	}
	return odds, same
}

// othersIn counts the authors of a after the first who are among those of b.
func othersIn(a, b []name) (n int) {
	for _, x := range a[1:] {
		if has(b, x.family) {
			n++
		}
	}
	return n
}

func has(list []name, family string) bool {
	return slices.ContainsFunc(list, func(n name) bool { return n.family == family || len(family) >= 6 && oneSlip(n.family, family) })
}

func startsList(short, long []name) bool {
	for i, s := range short {
		if s.family != long[i].family {
			return false
		}
	}
	return true
}

// What locators found to agree.
const (
	yearAgrees  = 1 << iota
	placeAgrees // volume and first page
)

// locators compares year, volume, issue and pages.
func locators(a, b *features) (odds float64, agree int) {
	year := a.year != 0 && b.year != 0
	if year {
		switch d := a.year - b.year; {
		case d == 0:
			odds += yearEqual
			agree |= yearAgrees
		case d == 1 || d == -1:
			odds += yearOne
		case d == 2 || d == -2:
			odds += yearTwo
		default:
			odds += yearFar
		}
	}
	vol := 0
	if a.volume != "" && b.volume != "" {
		vol = -1
		if a.volume == b.volume || sameVolume(a, b) {
			vol = 1
			odds += volumeEqual
		} else {
			odds += volumeDiffers
		}
	}
	if a.issue != "" && b.issue != "" {
		if a.issue == b.issue {
			odds += issueEqual
		} else {
			odds += issueDiffers
		}
	}
	page := comparePages(a, b)
	if a.page == "1" && b.page == "1" && a.issue != "" && b.issue != "" && a.issue != b.issue {
		page = 0 // each issue may begin there
	}
	odds += page
	if vol < 0 && a.page == "" && b.page == "" && a.byBody() && b.byBody() {
		odds += volumeOfSeries - volumeDiffers
	}
	if year && vol <= 0 && page <= 0 {
		odds += yearAlone(a.year - b.year)
	}
	switch {
	case page > 0 && vol > 0:
		agree |= placeAgrees
	case page < 0 && vol < 0:
		odds += locatorBoth
	}
	return odds, agree
}

// byBody reports whether the first author is an organisation.
func (f *features) byBody() bool {
	return len(f.names) > 0 && f.names[0].initials == "" && len(f.names[0].body) > 0
}

// yearAlone is what a difference of years says more where neither volume nor
// page supports that the two are one.
func yearAlone(d int) float64 {
	switch max(d, -d) {
	case 0:
		return 0
	case 1:
		return yearOneAlone - yearOne
	case 2:
		return yearTwoAlone - yearTwo
	}
	return yearFarAlone - yearFar
}

// sameVolume: a volume that swallowed its supplement or issue.
func sameVolume(a, b *features) bool {
	swallowed := func(a, b *features) bool {
		return b.issue != "" && (a.issue == "" || a.issue == b.issue) && a.volume == b.volume+b.issue
	}
	return swallowed(a, b) || swallowed(b, a)
}

// before reports whether page x stands before page y. Of numbers of other lengths
// one may have lost a digit.
func before(x, y string) bool {
	return x != "" && len(x) == len(y) && x < y && strings.Trim(x+y, "0123456789") == ""
}

func comparePages(a, b *features) float64 {
	if a.page == "" || b.page == "" {
		for _, p := range a.pages {
			if p == b.page && p != "" {
				return pageEqual
			}
		}
		for _, p := range b.pages {
			if p == a.page && p != "" {
				return pageEqual
			}
		}
		return 0
	}
	switch {
	case a.page == b.page:
		if a.last != "" && b.last != "" {
			if a.last == b.last {
				return pageEqual + lastEqual
			}
			return pageEqual + lastDiffers
		}
		return pageEqual
	case slices.Contains(a.pages, b.page) || slices.Contains(b.pages, a.page):
		return pageEqual
	case before(a.last, b.page) || before(b.last, a.page):
		return pageDiffers // one ends before the other begins
	case a.last != "" && a.last == b.last:
		return pageNear
	case len(a.page) >= 3 && len(b.page) >= 3 && oneSlip(a.page, b.page):
		return pageNear
	}
	return pageDiffers
}
