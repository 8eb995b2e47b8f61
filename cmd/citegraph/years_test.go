package main

import "testing"

func TestTimeline(t *testing.T) {
	for _, c := range []struct {
		years []int
		want  string
	}{
		{nil, ""}, {[]int{0, 0}, ""}, {[]int{2010, 2010, 0}, ""},
		{[]int{2010, 2012}, "2010 █ █ 2012"},
		{[]int{2010, 2011, 2011, 2013, 2013, 2013, 2013}, "2010 ▂▄ █ 2013"},
		{[]int{1950, 2000}, "1950 █         █ 2000"},
	} {
		if got := timeline(c.years); got != c.want {
			t.Errorf("%v: %q, want %q", c.years, got, c.want)
		}
	}
}

func TestBar(t *testing.T) {
	for _, c := range []struct {
		n, most, room int
		want          string
	}{{1, 1, 3, "███"}, {1, 2, 3, "█▌"}, {1, 1000, 10, "▏"}, {7, 8, 1, "▉"}, {0, 0, 5, "▏"}} {
		if got := bar(c.n, c.most, c.room); got != c.want {
			t.Errorf("%d of %d in %d: %q, want %q", c.n, c.most, c.room, got, c.want)
		}
	}
}
