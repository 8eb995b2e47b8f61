package main

import "testing"

func TestLooksPasted(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"Corrigan PW, Salzer M, Ralph RO, et al. Examining the factor structure of the recovery assessment scale. Schizophr Bull. 2004;30(4):1035-41.", true},
		{"Moran, G. S., & Sprague, C. (2012). Benefits and mechanisms of recovery. Qualitative Health Research, 22(3), 304–319.", true},
		{"Dennis CL. Peer support within a health care context. 2003. doi:10.1016/S0020-7489(02)00092-5", true},
		{"Bandura A: Self-efficacy. Psychol Rev 1977; 84: 191-215", true},
		{"peer support year:2010..2020", false},
		{"Corrigan 2004 recovery", false},
		{"peer support for people with severe mental illness 2010 to 2020", false},
		{"cites(author:\"Corrigan PW\" year:2004) 30(4) recovery scale et al", false},
		{"peer support OR mutual aid 2004;30(4) in hospital wards", false},
		{"hospital* 2004;30(4):1035-41 peer support in wards", false},
		{"", false},
	}
	for _, tt := range tests {
		if got := looksPasted(tt.text); got != tt.want {
			t.Errorf("%q: %v, want %v", tt.text, got, tt.want)
		}
	}
}
