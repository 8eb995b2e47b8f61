package match

// Thresholds on the log-odds that two mentions are one work.
const (
	// sameAt is the log-odds from which a pair is Same. A wrong join costs
	// more than a missed one (it invents citations), so it stands well above
	// even odds: at 4 about one in fifty-five is wrong before vetoes.
	sameAt = 4.0
	// bareAt is the log-odds from which a mention that is nothing but a locator
	// ("2011;20(4):392-411") or nothing but a title goes to the one work it
	// agrees with. It is lower than sameAt since such a mention joins last, as
	// a leaf that unites nothing, and only where no second work comes within
	// bareMargin of the first.
	bareAt     = 2.4
	bareMargin = 2.0
	// likelyAt is the log-odds from which a pair that is not joined is worth a
	// person's look.
	likelyAt = 1.0
	// holdAt is the mean log-odds that the members of two clusters must have
	// with each other for one Same pair to unite them.
	holdAt = 0.0
)

// prior is the log-odds that two mentions that met in a block are one work,
// before any field is looked at.
const prior = -5.0

// Evidence of the title. A title of five or more words is nearly unique
// (about one in 10⁵ recurs within a field, mostly serial reports); one of two
// words is not.
const (
	titleEqual      = 7.5
	titleEqualShort = 6.0 // three or four words
	titleEqualTwo   = 5.5 // two
	titleEqualWord  = 3.5 // one of eight letters and more
	titleEqualWeak  = 1.5 // a title that many works bear ("Introduction"), an acronym
	titleAlone      = 2.0 // on top, where a title of seven words and more is all that the two can be compared by
	titleStart      = 5.5 // one is the beginning of the other: a subtitle or the end was cut
	titleStartShort = 3.0
	titleStartWeak  = 1.5
	titlePart       = 1.5 // what was cut begins with "part", "phase" or a number
	titleWithin     = 1.0 // one stands in the other but not at its beginning: "Cancer statistics" in "Colorectal cancer statistics"
	titleSpelling   = 5.0 // slips of one letter
	titleLeftOut    = 4.0 // words that only one has
	titleOtherWords = 0.5 // the same but for words that stand against each other: series of studies
	titleHalf       = -0.5
	titleDiffers    = -6.0
	titleNumbers    = -7.0 // the same but for numbers: parts, years, phases
	titleNegated    = -3.0 // the same but for a "not"
)

// Evidence of the year. Online and print, and plain slips, move it by one; but
// where neither volume nor page supports it another year is rather another
// piece: yearly reports, a conference paper and its journal version.
const (
	yearEqual    = 1.5
	yearOne      = -0.7
	yearTwo      = -2.5
	yearFar      = -4.5
	yearOneAlone = -3.3
	yearTwoAlone = -5.0
	yearFarAlone = -7.0
)

// Evidence of volume, issue and pages. Equal first pages in equal volumes are
// rare by chance (one in a thousand); unequal ones are slips in about one
// reference of thirty.
const (
	volumeEqual   = 2.0
	volumeDiffers = -2.5
	issueEqual    = 0.5
	issueDiffers  = -0.7
	pageEqual     = 4.0
	pageNear      = 1.5 // one digit lost, added or exchanged
	pageDiffers   = -3.0
	lastEqual     = 1.0
	lastDiffers   = -0.7
	locatorBoth   = -2.0 // on top: volume and page both differ
)

// volumeOfSeries is volumeDiffers where an organisation writes and neither prints
// a page: a bulletin comes out in numbers.
const volumeOfSeries = -6.0

// Evidence of the names.
const (
	firstEqual   = 2.0
	firstNear    = 1.0  // spelling, given name for family name
	firstInOther = -1.0 // the first author of one is a later author of the other
	firstDiffers = -4.0
	initialClash = -1.5 // same family name, other first initial
	othersShare  = 1.0  // most other authors that both print agree
	othersDiffer = -2.0
	teamEqual    = 1.0  // the whole verdict where one mention is three names and more and nothing else
	countDiffers = -0.7 // both lists are whole and of other lengths
	bodyDiffers  = -1.5 // instead of firstDiffers where one is an organisation: they are printed in many ways
)

// Evidence of the journal. Abbreviations are not always recognised, so a
// disagreement says less than agreement, and little where words begin alike.
const (
	journalEqual   = 1.5
	journalDiffers = -1.2
	journalForeign = -2.5 // no word of one may abbreviate a word of the other
)

// numberDiffers is the evidence of two numbers of a series of reports.
const numberDiffers = -5.0

// Evidence of the publisher, where both name one.
const publisherEqual = 1.0

// Evidence of identifiers. They are nearly always right where they are printed.
const (
	identEqual   = 12.0
	identDiffers = -9.0 // a veto in effect: only an equal title, year and locator outweigh it
	identVariant = -1.5 // one letter off, cut, with a suffix of the publisher's site, or an archive's
)
