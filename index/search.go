package index

import (
	"context"
	"errors"

	"citegraph/index/query"
)

// Search answers a query.
func (ix *Index) Search(ctx context.Context, q *query.Query, opt SearchOptions) (*Results, error) {
	return nil, errors.New("index: being built")
}

// Related finds studies related to search terms or to works.
func (ix *Index) Related(ctx context.Context, req RelatedRequest) (*Results, error) {
	return nil, errors.New("index: being built")
}

// Complete lists up to n completions of a prefix: names of authors or journals,
// words of titles, or fields of the query language where field is empty.
func (ix *Index) Complete(prefix, field string, n int) []string { return nil }
