// Package scatter reads text that has lost its order: scraped pages in which
// references lie torn into author lists, titles, journals and
// year;volume(issue):pages, shuffled among prose, link labels and spam, with
// dashes and apostrophes gone.
package scatter
