package corpus

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFragDataJSON(t *testing.T) {
	tests := []struct {
		v    FragData
		want string
	}{
		{FragData{}, `{}`},
		{FragData{Title: "T", Truncated: true}, `{"title":"T","truncated":true}`},
		{FragData{Year: 1989, Volume: "36", Page: []Hypothesis{{"223-233", 0.9}}}, `{"year":1989,"volume":"36","page":[{"value":"223-233","p":0.9}]}`},
		{FragData{Type: "effect", Stat: map[string]any{"measure": "SMD", "estimate": 0.5, "ci_low": 0.25}}, `{"ci_low":0.25,"estimate":0.5,"measure":"SMD","type":"effect"}`},
	}
	for _, tt := range tests {
		b, err := json.Marshal(tt.v)
		if err != nil || string(b) != tt.want {
			t.Errorf("Marshal(%+v) = %s, %v, want %s", tt.v, b, err, tt.want)
		}
		var got FragData
		if err := json.Unmarshal(b, &got); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(tt.v, got); diff != "" {
			t.Errorf("%s read again:\n%s", b, diff)
		}
	}
}
