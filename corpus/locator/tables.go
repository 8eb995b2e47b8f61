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

// firsts is how many of the ranges begin at a page of so many bits, by the issue
// (see issueClass): volumes are numbered through, so the eighth issue does not
// begin at page 10.
var firsts = [issueClasses][21]float64{
	{3, 1227, 326, 544, 1120, 2048, 3362, 4662, 5714, 5085, 3397, 1702, 891, 431, 168, 27, 9, 1, 1, 1, 1},
	{1, 259, 99, 129, 320, 581, 739, 561, 351, 163, 89, 42, 21, 7, 4, 1, 1, 1, 1, 1, 1},
	{1, 55, 26, 37, 66, 142, 421, 843, 627, 310, 126, 55, 25, 10, 3, 2, 1, 1, 1, 1, 1},
	{1, 70, 22, 32, 73, 127, 191, 624, 874, 483, 228, 85, 25, 24, 6, 2, 1, 1, 1, 1, 1},
	{1, 40, 14, 23, 53, 95, 112, 260, 624, 612, 211, 69, 20, 8, 2, 4, 1, 1, 1, 1, 1},
	{1, 96, 22, 43, 75, 124, 219, 288, 573, 791, 588, 236, 67, 30, 7, 1, 1, 1, 1, 1, 1},
	{1, 58, 9, 26, 55, 109, 164, 199, 293, 483, 472, 204, 111, 26, 7, 1, 1, 1, 1, 1, 1},
	{1, 75, 17, 38, 57, 134, 156, 266, 301, 368, 473, 291, 161, 43, 12, 3, 1, 1, 1, 1, 1},
	{1, 23, 2, 3, 8, 13, 16, 28, 25, 30, 91, 146, 120, 81, 12, 3, 1, 1, 1, 1, 1},
	{1, 37, 9, 12, 28, 71, 99, 127, 192, 180, 145, 52, 41, 56, 27, 11, 2, 1, 1, 1, 1},
}

// ranges is how many ranges each row of firsts counts, and alones how much more
// often than usual an article of the class has one number in place of a range.
var (
	ranges = [issueClasses]float64{30719, 3366, 2748, 2866, 2148, 3160, 2217, 2396, 601, 1089}
	alones = [issueClasses]float64{1.0, 1.25, 0.55, 0.6, 0.7, 0.8, 1.05, 1.15, 2.5, 1.35}
)

const issueClasses = 10

// issueClass tells issues apart as far as the first page depends on them: none,
// 1, 2, 3, 4, to 6, to 9, to 12, to 26, more.
func issueClass(issue string) int {
	n := 0
	for i := 0; i < len(issue) && issue[i] >= '0' && issue[i] <= '9' && n < 1000; i++ {
		n = 10*n + int(issue[i]-'0')
	}
	switch {
	case n <= 4:
		return n
	case n <= 6:
		return 5
	case n <= 9:
		return 6
	case n <= 12:
		return 7
	case n <= 26:
		return 8
	}
	return 9
}

// firstShare is the probability that a range in such an issue begins at page a.
func firstShare(a, class int) float64 {
	k := bits.Len(uint(a+1)) - 1
	if k >= len(firsts[0]) {
		return 1e-12
	}
	return firsts[class][k] / ranges[class] / float64(int(1)<<k)
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
