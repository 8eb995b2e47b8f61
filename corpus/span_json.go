package corpus

import (
	"encoding/json"
	"fmt"
)

// MarshalJSON writes [start,end].
func (s Span) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "[%d,%d]", s.Start, s.End), nil
}

// UnmarshalJSON reads [start,end].
func (s *Span) UnmarshalJSON(b []byte) error {
	var v [2]int
	if err := json.Unmarshal(b, &v); err != nil {
		return fmt.Errorf("span: %w", err)
	}
	s.Start, s.End = v[0], v[1]
	return nil
}
