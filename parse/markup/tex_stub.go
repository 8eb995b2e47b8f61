package markup

import (
	"context"

	"citegraph/corpus"
)

func readLaTeX(ctx context.Context, in corpus.Input) (*corpus.Text, error) {
	return nil, corpus.ErrFormat
}
func readDOCX(ctx context.Context, in corpus.Input) (*corpus.Text, error) {
	return nil, corpus.ErrFormat
}
