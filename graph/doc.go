// Package graph is the citation graph in bbolt.
package graph
