package graph

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// pileName is the file of a pile: one name, since one process writes; what a
// killed one left is written over.
const pileName = ".graph.pile"

// pileRoom is how many bytes of a pile stay in memory.
const pileRoom = 8 << 20

// pile keeps what is made early and needed late of each mention and work: in
// memory as long as it is little, then in a file that goes with the process.
// Held as the structures of Go it would be most of what derivation takes.
//
// One goroutine puts; any number get, while none puts.
type pile struct {
	dir  string
	room int // see pileRoom
	file *os.File
	end  uint64 // of what is in the file
	tail []byte // what comes after that
	err  error  // of writing: nothing can be read any more
}

// slip says where a value of a pile is.
type slip struct {
	at uint64
	n  uint32
}

func (p *pile) put(v []byte) slip {
	if len(p.tail)+len(v) > p.room {
		p.spill()
	}
	s := slip{p.end + uint64(len(p.tail)), uint32(len(v))}
	p.tail = append(p.tail, v...)
	return s
}

// spill moves what is in memory to the file.
func (p *pile) spill() {
	if p.err != nil || len(p.tail) == 0 {
		return
	}
	if p.file == nil {
		name := filepath.Join(p.dir, pileName)
		_ = os.Remove(name)
		if p.file, p.err = os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600); p.err != nil {
			return
		}
		_ = os.Remove(name) // at once where the system lets it, else at the end
	}
	_, p.err = p.file.WriteAt(p.tail, int64(p.end))
	p.end += uint64(len(p.tail))
	p.tail = p.tail[:0]
}

// get appends the value of a slip to b.
func (p *pile) get(b []byte, s slip) ([]byte, error) {
	if p.err != nil {
		return nil, fmt.Errorf("keep aside: %w", p.err)
	}
	if s.at >= p.end {
		from := s.at - p.end
		return append(slices.Grow(b, int(s.n)+4), p.tail[from:from+uint64(s.n)]...), nil
	}
	n := len(b)
	b = slices.Grow(b, int(s.n)+4)[:n+int(s.n)] // with room for a checksum
	if _, err := p.file.ReadAt(b[n:], int64(s.at)); err != nil {
		return nil, fmt.Errorf("read what was kept aside: %w", err)
	}
	return b, nil
}

func (p *pile) close() {
	if p.file != nil {
		p.file.Close()
		_ = os.Remove(p.file.Name())
	}
	*p = pile{}
}
