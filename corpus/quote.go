package corpus

import (
	"fmt"
	"strconv"
)

// Quote writes a file name so that it is safe in a message and can be told
// from the words around it: as it is where it is plain, else as %q does.
func Quote(name string) string {
	plain := name != ""
	for _, r := range name {
		plain = plain && strconv.IsPrint(r) && r != '"' && r != '\uFFFD'
	}
	if plain {
		return name
	}
	return strconv.Quote(name)
}

// A SkipError says that something in a walk was passed over, and why. The walk
// goes on behind it.
type SkipError struct {
	Name   string // as in Source.Name
	Reason string // a few words, lower case
	Err    error  // the cause, may be nil
}

func (e *SkipError) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("%s: %s", Quote(e.Name), e.Reason)
	}
	return fmt.Sprintf("%s: %s: %v", Quote(e.Name), e.Reason, e.Err)
}

func (e *SkipError) Unwrap() error { return e.Err }
