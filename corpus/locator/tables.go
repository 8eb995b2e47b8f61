package locator

import "math/bits"

// spans is how often (per mille, over 48,866 ranges) the last page lies so far
// behind the first; beyond the table the share falls off slowly.
var spans = [...]float64{0.3, 16.4, 25.8, 44.2, 58.6, 78.4, 77.4, 88.1, 80.8, 79.3, 65.7, 61.3, 49.1, 41.3, 33.2, 28.0,
	20.4, 18.7, 14.6, 13.1, 10.9, 9.9, 8.0, 7.8, 6.1, 5.2, 4.4, 4.9, 3.9, 3.7, 3.2, 2.9, 2.4, 2.2, 2.0, 1.9, 1.7, 1.7, 1.4, 1.4,
	1.2, 1.1, 1.1, 1.0, 0.8, 0.8, 0.7, 0.8, 0.6, 0.6, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.4, 0.4, 0.3, 0.3}

// spanShare is the probability of a range of so many pages after the first.
func spanShare(n int) float64 {
	switch {
	case n < 0:
		return 0
	case n < len(spans):
		return spans[n] / 1000
	case n < 120:
		return 6e-5
	case n < 400:
		return 8e-6
	}
	return 1e-8
}

// firsts is how many of the ranges begin at a page of so many bits.
var firsts = [...]float64{2, 1869, 520, 847, 1777, 3288, 5254, 7485, 9097, 8094, 5517, 2741, 1397, 677, 231, 52, 13, 2, 1, 1, 1}

// firstShare is the probability that a range begins at page a.
func firstShare(a int) float64 {
	k := bits.Len(uint(a+1)) - 1
	if k >= len(firsts) {
		return 1e-12
	}
	return firsts[k] / 48866 / float64(int(1)<<k)
}

// singles is how many numbers that are no range have so many digits.
var singles = [...]float64{1, 402, 1290, 2147, 1326, 419, 2411, 155, 25, 2, 2}

// singleShare is the probability that a number that is no range is this one of
// n digits.
func singleShare(n int) float64 {
	if n >= len(singles) {
		return 1e-14
	}
	share := singles[n] / 8180
	for range n - 1 {
		share /= 10
	}
	return share / 9
}

// noRange is the share of articles of a year that print one number: article
// numbers came with online journals.
func noRange(year int) float64 {
	switch {
	case year == 0:
		return 0.14
	case year < 2000:
		return 0.067
	case year < 2010:
		return 0.077
	case year < 2017:
		return 0.165
	}
	return 0.315
}
