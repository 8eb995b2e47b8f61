package main

import (
	"fmt"
	"strings"

	"citegraph/parse/refs"
)

// dump prints the renderings with their labels, to look at.
func dump(set []labelled) {
	names := refs.LabelNames()
	for _, l := range set {
		if l.source != "rendered" {
			continue
		}
		var b strings.Builder
		last := -1
		at := 0
		for i, t := range refs.Tokenize(l.raw, nil) {
			if int(l.labels[i]) != last {
				last = int(l.labels[i])
				b.WriteString(l.raw[at:t.Start] + "[" + names[last] + ":]")
				at = t.Start
			}
			b.WriteString(l.raw[at:t.End])
			at = t.End
		}
		fmt.Println(b.String() + l.raw[at:])
	}
}
