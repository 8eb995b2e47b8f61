package locator

import (
	"math"
	"strings"
	"testing"
)

func TestExpandPages(t *testing.T) {
	tests := map[string]string{
		"145-55": "145-155", "145–155": "145-155", "145 — 155.": "145-155", "pp. 145-55": "145-155", "p.145": "145",
		"1003-8": "1003-1008", "301-7": "301-307", "301-07": "301-307", "95-104": "95-104", "S12–S20": "S12-S20", "S12-20": "S12-S20",
		"e47140": "e47140", "117984": "117984", "e17-e8": "e17-e18", "xii-xv": "xii-xv", "145-": "145", "": "", "-": "",
		"246-233": "246-233", "246-33": "246-33", "145--55": "145-155", "145-55, 160": "145-155,160", "123-124.e5": "123-124.e5", "12:34-40": "12:34-40",
		"CD012345": "CD012345", "p145": "145", "999-1003": "999-1003",
	}
	for in, want := range tests {
		got := ExpandPages(in)
		if got != want {
			t.Errorf("ExpandPages(%q) = %q, want %q", in, got, want)
		}
		if again := ExpandPages(got); again != got {
			t.Errorf("ExpandPages(%q) = %q, again %q", in, got, again)
		}
	}
}

func TestPages(t *testing.T) {
	tests := []struct {
		run, first string
		others     []string
	}{
		{"14555", "145-155", []string{"14555"}},
		{"223-33", "223-233", nil},
		{"10427", "104-127", []string{"1042-1047", "10427"}},
		{"3017", "301-307", nil},
		{"S40S43", "S40-S43", nil},
		{"110A117A", "110A-117A", nil},
		{"e47140", "e47140", nil},
		{"CD011849", "CD011849", nil},
		{"193207", "193-207", nil},
		{"30", "30", nil},
		{"392411", "392-411", nil},
		{"117984", "1179-1184", nil},
	}
	for _, tt := range tests {
		got := Pages(tt.run)
		if len(got) == 0 || got[0].Value != tt.first {
			t.Errorf("Pages(%q) = %v, want %s first", tt.run, got, tt.first)
			continue
		}
		sum := 0.0
		seen := map[string]bool{}
		for i, h := range got {
			sum += h.P
			seen[h.Value] = true
			if i > 0 && h.P > got[i-1].P {
				t.Errorf("Pages(%q) is not sorted: %v", tt.run, got)
			}
		}
		if sum > 1+1e-9 || math.IsNaN(sum) {
			t.Errorf("Pages(%q): probabilities sum to %g", tt.run, sum)
		}
		for _, o := range tt.others {
			if !seen[o] {
				t.Errorf("Pages(%q) = %v lacks %s", tt.run, got, o)
			}
		}
	}
	if got := Pages(strings.Repeat("1", 10_000)); got != nil {
		t.Errorf("Pages of 10,000 digits: %v", got)
	}
}

func TestLearn(t *testing.T) {
	var full, minimal []Run
	for _, s := range []string{"337347", "565573", "399405", "253258", "344349", "197210", "12861292", "270280"} {
		full = append(full, Run{Text: s})
	}
	for _, s := range []string{"33747", "56573", "399405", "2538", "3449", "197210", "128692", "27080"} {
		minimal = append(minimal, Run{Text: s})
	}
	if h := Learn(full); h.Full < 0.7 {
		t.Errorf("habit of full ranges: %+v", h)
	}
	if h := Learn(minimal); h.Minimal < 0.7 {
		t.Errorf("habit of minimal ranges: %+v", h)
	}
	// 101110 alone is more likely 1011-1110 abbreviated than in a full text
	r := Run{Text: "101110"}
	if got := r.Pages(Learn(full))[0].Value; got != "101-110" {
		t.Errorf("101110 among full ranges is %s", got)
	}
}

func FuzzPages(f *testing.F) {
	for _, s := range []string{"14555", "S40S43", "e1", "0", "00", "1-2", "a-b", "p.", "pp", "٣٤", "12:3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, h := range Pages(s) {
			if h.P < 0 || h.P > 1+1e-9 || math.IsNaN(h.P) || h.Value == "" {
				t.Errorf("Pages(%q): %v", s, h)
			}
		}
		one := ExpandPages(s)
		if two := ExpandPages(one); one != two {
			t.Errorf("ExpandPages(%q) = %q, again %q", s, one, two)
		}
	})
}
