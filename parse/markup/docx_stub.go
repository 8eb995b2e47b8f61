package markup

import (
	"context"

	"citegraph/corpus"
)

func readDOCX(ctx context.Context, in corpus.Input) (*corpus.Text, error) {
	return nil, corpus.ErrFormat
}
