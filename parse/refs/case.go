package refs

import "unicode"

func upper(r rune) bool { return unicode.IsUpper(r) || unicode.IsTitle(r) }
