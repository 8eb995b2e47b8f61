package index

import (
	"context"
	"errors"
)

// maxSeeds is how many works a request may start from.
const maxSeeds = 50

type fusion struct{}

func (ix *Index) relate(ctx context.Context, req RelatedRequest) (*fusion, error) {
	return nil, errors.New("related: being built")
}
func (f *fusion) ranking(req RelatedRequest) []scored { return nil }

// Related finds studies related to search terms or to works.
func (ix *Index) Related(ctx context.Context, req RelatedRequest) (*Results, error) {
	return nil, errors.New("index: being built")
}
