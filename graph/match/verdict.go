package match

import "math"

// Kind is the outcome of a comparison.
type Kind uint8

// The outcomes.
const (
	Different Kind = iota
	Likely         // not joined, but a person should look
	Same
)

func (k Kind) String() string { return [...]string{"different", "likely", "same"}[k] }

// Verdict is what Compare decided, and why. Reason names the fields that
// agree, strongest first ("doi", "title+author+year", "locator+author"), or of
// a Different pair what contradicts ("doi", "part", "erratum", "edition").
type Verdict struct {
	Kind   Kind
	Reason string
	P      float64 // that the two are one work
	odds   float64 // log-odds
	veto   bool
}

// probability turns log-odds into a probability that never claims more than the
// labelled mentions bear out: of pairs far beyond any doubt about one in a
// thousand is labelled otherwise.
func probability(odds float64) float64 { return .0005 + .999/(1+math.Exp(-odds)) }
