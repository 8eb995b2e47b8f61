package refs

// What stands where in a part of a book: "Title. S. 12-30 in: Editors (Hg.),
// Book. Place". Between "in" and the book stand its editors, before "in" is no
// book. The chain sees a few words at a time and now and then loses the thread;
// here the order of the segments puts it right.

// within relabels segments around the editors that "in" announces.
func (f *fields) within() {
	titled := false
	for i := 0; i < len(f.parts); i++ {
		p := &f.parts[i]
		switch {
		case p.label == Title:
			titled = true
			continue
		case !titled || i == 0 || p.label != Author && p.label != Editor || !f.announced(i):
			continue
		}
		p.label = Editor
		if i+1 == len(f.parts) || f.parts[i+1].label != Title && f.parts[i+1].label != ContainerTitle {
			continue
		}
		f.parts[i+1].label = ContainerTitle
		if i < 2 || f.parts[i-1].label != ContainerTitle || f.parts[i-2].label != Title {
			return
		}
		if q := f.parts[i-1]; q.to-q.from == 1 && isIn(&f.s.x.inf[q.from]) {
			p.from, p.start = q.from, q.start
		} else {
			f.parts[i-2].to, f.parts[i-2].end = q.to, q.end
		}
		f.parts = append(f.parts[:i-1], f.parts[i:]...)
		return
	}
}

// announced reports whether "in" stands at the start of segment i or at the
// end of the one before.
func (f *fields) announced(i int) bool {
	first, before := &f.s.x.inf[f.parts[i].from], &f.s.x.inf[f.parts[i].from-1]
	return isIn(first) && first.gap.close != cNone || isIn(before) && before.gap.close != cNone && f.parts[i-1].label != Title
}

// isIn reports a word that announces a container: no single letter, which is
// an initial as well.
func isIn(t *info) bool {
	return t.role&rIn != 0 && t.nlow > 1 && t.nlow < 6
}
