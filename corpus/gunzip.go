package corpus

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"sync/atomic"
)

// A budget is what all archives within one file of the walk share.
type budget struct {
	expanded atomic.Int64
	entries  int
}

// freeExpansion is how much may come out before the ratio is looked at.
const freeExpansion = 8 << 20

// checkExpansion says what is wrong with out bytes that came from in, or nil.
// The total of the tree is charged with more.
func (b *budget) checkExpansion(o *WalkOptions, out, in, more int64) error {
	if out > freeExpansion && out > in*o.MaxRatio {
		return fmt.Errorf("expands more than %d-fold: taken for an archive bomb", o.MaxRatio)
	}
	if b.expanded.Add(more) > o.MaxExpanded {
		return fmt.Errorf("the archive expands to more than %d MiB (--max-archive-mib raises the limit)", o.MaxExpanded>>20)
	}
	return nil
}

// gunzip reads all members of a gzip stream. Bytes behind the last member that
// are no gzip are left and noted.
type gunzip struct {
	src    io.ReadCloser
	in     *counting
	br     *bufio.Reader
	z      *gzip.Reader
	out    int64
	opt    *WalkOptions
	budget *budget
	paid   *atomic.Int64 // what was charged to the budget for this stream, by whoever read it furthest
	note   string
	err    error
}

type counting struct {
	r io.Reader
	n int64
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

func newGunzip(src io.ReadCloser, opt *WalkOptions, b *budget, paid *atomic.Int64) (*gunzip, error) {
	g := &gunzip{src: src, in: &counting{r: src}, opt: opt, budget: b, paid: paid}
	g.br = bufio.NewReader(g.in)
	z, err := gzip.NewReader(g.br)
	if err != nil {
		src.Close()
		return nil, fmt.Errorf("gzip header: %w", whole(err))
	}
	z.Multistream(false)
	g.z = z
	return g, nil
}

// whole makes an end within a stream the error that it is.
func whole(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

func (g *gunzip) Read(p []byte) (int, error) {
	if g.err != nil {
		return 0, g.err
	}
	n, err := g.z.Read(p)
	g.out += int64(n)
	more := int64(0)
	if paid := g.paid.Load(); g.out > paid && g.paid.CompareAndSwap(paid, g.out) {
		more = g.out - paid
	}
	if berr := g.budget.checkExpansion(g.opt, g.out, g.in.n, more); berr != nil {
		g.err = berr
		return 0, berr
	}
	if errors.Is(err, io.EOF) {
		err = g.next()
	} else if err != nil {
		err = fmt.Errorf("gzip data at byte %d: %w", g.in.n-int64(g.br.Buffered()), err)
	}
	g.err = err
	return n, err
}

// next goes on to the next member: io.EOF where there is none.
func (g *gunzip) next() error {
	head, _ := g.br.Peek(3)
	switch {
	case len(head) == 0:
		return io.EOF
	case isGzip(append(head, 0)[:4]):
		if err := g.z.Reset(g.br); err != nil {
			return fmt.Errorf("gzip member at byte %d: %w", g.in.n-int64(g.br.Buffered()), whole(err))
		}
		g.z.Multistream(false)
		return nil
	}
	rest, _ := io.ReadAll(io.LimitReader(g.br, 64<<10))
	if len(bytes.Trim(rest, "\x00")) > 0 {
		g.note = fmt.Sprintf("at least %d bytes behind the gzip data are none and were left out", len(rest))
	}
	return io.EOF
}

// Note says what was left out, once all was read.
func (g *gunzip) Note() string { return g.note }

func (g *gunzip) Close() error { return g.src.Close() }
