package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
)

// testServer is a server over the samples, asked in this process.
func testServer(t *testing.T) func(path string, change func(*http.Request)) *http.Response {
	t.Helper()
	dir := t.TempDir()
	if err := writeSampleFolder(filepath.Join(dir, "reviews")); err != nil {
		t.Fatal(err)
	}
	lib := filepath.Join(dir, "lib")
	must(t, "--library", lib, "index", filepath.Join(dir, "reviews"))
	s := &server{dir: lib, top: 50, host: "127.0.0.1", port: 7171, slots: make(chan struct{}, 4)}
	return func(path string, change func(*http.Request)) *http.Response {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Host = "127.0.0.1:7171"
		if change != nil {
			change(r)
		}
		w := httptest.NewRecorder()
		s.handler().ServeHTTP(w, r)
		return w.Result()
	}
}

func TestServer(t *testing.T) {
	get := testServer(t)
	tests := []struct {
		name, path string
		change     func(*http.Request)
		want       int
	}{
		{"page", "/", nil, 200},
		{"search", "/api/search?q=peer", nil, 200},
		{"related", "/api/related?q=peer+support+after+discharge", nil, 200},
		{"localhost", "/", func(r *http.Request) { r.Host = "localhost:7171" }, 200},
		{"another host", "/", func(r *http.Request) { r.Host = "evil.example" }, 421},
		{"another host with our port", "/", func(r *http.Request) { r.Host = "evil.example:7171" }, 421},
		{"another port", "/", func(r *http.Request) { r.Host = "127.0.0.1:80" }, 421},
		{"another site", "/api/search?q=x", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, 403},
		{"another origin", "/api/search?q=x", func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }, 403},
		{"no origin of its own", "/api/search?q=x", func(r *http.Request) { r.Header.Set("Origin", "null") }, 403},
		{"our origin", "/api/search?q=peer", func(r *http.Request) { r.Header.Set("Origin", "http://127.0.0.1:7171") }, 200},
		{"post", "/", func(r *http.Request) { r.Method = http.MethodPost }, 405},
		{"no file of the disk", "/etc/passwd", nil, 404}, {"no way up", "/../../etc/passwd", nil, 307},
		{"no profiles", "/debug/pprof/", nil, 404},
		{"syntax", "/api/search?q=" + url.QueryEscape("(peer"), nil, 400},
		{"too long", "/api/search?q=" + strings.Repeat("a", 2000), nil, 400},
		{"window", "/api/search?q=peer&n=99999999999", nil, 400},
		{"negative", "/api/search?q=peer&offset=-1", nil, 400},
		{"not text", "/api/search?q=%ff%fe", nil, 400},
		{"unknown work", "/api/work?id=none", nil, 404},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res := get(tt.path, tt.change)
			if res.StatusCode != tt.want {
				t.Errorf("status %d, want %d", res.StatusCode, tt.want)
			}
			if res.Header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(res.Header.Get("Content-Security-Policy"), "frame-ancestors 'none'") {
				t.Errorf("headers: %v", res.Header)
			}
			if res.Header.Get("Access-Control-Allow-Origin") != "" {
				t.Error("other sites may read this answer")
			}
		})
	}
}

func TestServerAnswers(t *testing.T) {
	get := testServer(t)
	var res struct {
		Schema string
		Total  int
		Hits   []struct{ ID string }
	}
	if err := json.NewDecoder(get("/api/search?q=peer&n=1", nil).Body).Decode(&res); err != nil {
		t.Fatal(err)
	}
	if res.Schema != "citegraph.search/1" || res.Total < 1 || len(res.Hits) != 1 {
		t.Fatalf("search answers %+v", res)
	}
	var work struct{ Schema string }
	if err := json.NewDecoder(get("/api/work?id="+res.Hits[0].ID, nil).Body).Decode(&work); err != nil || work.Schema != "citegraph.work/1" {
		t.Errorf("work answers %+v, %v", work, err)
	}
}

func TestServerToken(t *testing.T) {
	s := &server{host: "127.0.0.1", port: 7171, token: "secret", slots: make(chan struct{}, 4)}
	for path, want := range map[string]int{"/nothing": 403, "/nothing?token=wrong": 403, "/nothing?token=secret": 404} {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Host = "127.0.0.1:7171"
		w := httptest.NewRecorder()
		s.handler().ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("%s: %d, want %d", path, w.Code, want)
		}
	}
}
