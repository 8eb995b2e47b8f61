package main

import (
	"bytes"
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"citegraph/graph"
	"citegraph/graph/export"
	"citegraph/index"
	"citegraph/index/query"
)

// server answers for one library. It holds nothing of it open between
// requests.
type server struct {
	dir   string
	host  string
	port  int
	top   int
	token string
	slots chan struct{} // searches that may run at once

	mu     sync.Mutex
	page   []byte // of generation
	policy string
	of     graph.Generation
}

// Limits of requests.
const (
	searchTime = 5 * time.Second
	maxWindow  = 200
	maxQuery   = 1000
)

func (s *server) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.servePage)
	mux.HandleFunc("GET /api/search", s.limited(s.serveSearch))
	mux.HandleFunc("GET /api/related", s.limited(s.serveRelated))
	mux.HandleFunc("GET /api/work", s.limited(s.serveWork))
	return s.guard(mux)
}

// guard refuses what no page of ours sends: other hosts (DNS rebinding), other
// sites, other methods; and sets the headers that every answer carries.
func (s *server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				http.Error(w, "this request could not be answered", http.StatusInternalServerError)
			}
		}()
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		switch site := r.Header.Get("Sec-Fetch-Site"); {
		case !s.ourHost(r.Host):
			http.Error(w, "not the host that this server answers for", http.StatusMisdirectedRequest)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			h.Set("Allow", "GET, HEAD")
			http.Error(w, "this server only reads", http.StatusMethodNotAllowed)
		case site == "cross-site" || site == "same-site" || !s.ourOrigin(r.Header.Get("Origin")):
			http.Error(w, "requests of other sites are refused", http.StatusForbidden)
		case s.token != "" && subtle.ConstantTimeCompare([]byte(r.URL.Query().Get("token")), []byte(s.token)) != 1:
			http.Error(w, "the URL lacks its token", http.StatusForbidden)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// ourHost reports whether a Host header names this server.
func (s *server) ourHost(hostport string) bool {
	host, port, err := net.SplitHostPort(hostport)
	if err != nil {
		return false
	}
	if port != strconv.Itoa(s.port) {
		return false
	}
	return host == "localhost" || host == "127.0.0.1" || host == "::1" || host == s.host
}

// ourOrigin reports whether a request comes from a page of this server, or
// from none, as far as its Origin says.
func (s *server) ourOrigin(origin string) bool {
	host, ours := strings.CutPrefix(origin, "http://")
	return origin == "" || ours && s.ourHost(host)
}

// limited lets only so many through at once, each for so long.
func (s *server) limited(do func(context.Context, *http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		select {
		case s.slots <- struct{}{}:
			defer func() { <-s.slots }()
		default:
			w.Header().Set("Retry-After", "1")
			answer(w, http.StatusServiceUnavailable, errorJSON{Error: "too many searches at once"})
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), searchTime)
		defer cancel()
		v, err := do(ctx, r)
		if err != nil {
			code, e := httpError(err)
			answer(w, code, e)
			return
		}
		answer(w, http.StatusOK, v)
	}
}

type errorJSON struct {
	Error string `json:"error"`
	Hint  string `json:"hint,omitempty"`
}

// badRequest is what a client can mend.
type badRequest struct{ text string }

func (e *badRequest) Error() string { return e.text }

func httpError(err error) (int, errorJSON) {
	var qe *query.Error
	var bad *badRequest
	switch {
	case errors.As(err, &qe):
		return http.StatusBadRequest, errorJSON{qe.Error(), qe.Hint}
	case errors.As(err, &bad), errors.Is(err, index.ErrTooBroad):
		return http.StatusBadRequest, errorJSON{Error: err.Error()}
	case errors.Is(err, graph.ErrNotFound):
		return http.StatusNotFound, errorJSON{Error: err.Error()}
	case errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable, errorJSON{Error: "this search takes too long: narrow it"}
	}
	code, text, hint := explain(err)
	if code == exitUsage {
		return http.StatusBadRequest, errorJSON{text, hint}
	}
	return http.StatusServiceUnavailable, errorJSON{text, hint}
}

func answer(w http.ResponseWriter, code int, v any) {
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(v); err != nil {
		http.Error(w, "this answer could not be written", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(code)
	w.Write(b.Bytes())
}

// with opens store and index for one request.
func (s *server) with(do func(*graph.Graph, *index.Index) (any, error)) (any, error) {
	store, err := graph.Open(s.dir, &graph.Options{ReadOnly: true, Timeout: 2 * time.Second})
	if err != nil {
		return nil, err
	}
	defer store.Close()
	g, err := store.Snapshot()
	if err != nil {
		return nil, err
	}
	ix, err := openIndex(s.dir, g)
	if err != nil {
		return nil, err
	}
	defer ix.Close()
	return do(g, ix)
}

// parameters reads what searches have in common.
func parameters(r *http.Request) (q string, n, offset int, err error) {
	q = r.URL.Query().Get("q")
	if !utf8.ValidString(q) || strings.ContainsRune(q, 0) {
		return "", 0, 0, &badRequest{"q is not text"}
	}
	if len(q) > maxQuery {
		return "", 0, 0, &badRequest{fmt.Sprintf("q is over %d bytes", maxQuery)}
	}
	number := func(name string, def, most int) int {
		v := r.URL.Query().Get(name)
		if v == "" {
			return def
		}
		k, perr := strconv.Atoi(v)
		if perr != nil || k < 0 || k > most {
			err = &badRequest{fmt.Sprintf("%s is a number from 0 to %d", name, most)}
		}
		return k
	}
	n, offset = number("n", 20, maxWindow), number("offset", 0, 10_000-maxWindow)
	return q, max(n, 1), offset, err
}

func (s *server) serveSearch(ctx context.Context, r *http.Request) (any, error) {
	text, n, offset, err := parameters(r)
	if err != nil {
		return nil, err
	}
	q, _, err := parseQuery(s.dir, text)
	if err != nil {
		return nil, err
	}
	opt := index.SearchOptions{N: n, Offset: offset, Sort: r.URL.Query().Get("sort"), Type: query.Type(r.URL.Query().Get("type"))}
	return s.with(func(_ *graph.Graph, ix *index.Index) (any, error) {
		res, err := ix.Search(ctx, q, opt)
		return resultsJSON{Schema: "citegraph.search/1", Results: res}, err
	})
}

func (s *server) serveRelated(ctx context.Context, r *http.Request) (any, error) {
	text, n, offset, err := parameters(r)
	if err != nil {
		return nil, err
	}
	return s.with(func(g *graph.Graph, ix *index.Index) (any, error) {
		req := index.RelatedRequest{N: n, Offset: offset, Why: true}
		names := strings.Fields(text)
		if slices.ContainsFunc(names, func(s string) bool { return !looksLikeName(s) }) {
			names = []string{text}
		}
		nm := &namer{g, func() (*index.Index, error) { return ix, nil }}
		if req.Seeds, err = nm.seeds(ctx, names, false); err != nil {
			return nil, err
		}
		if req.Seeds == nil {
			req.Terms = text
		}
		res, err := ix.Related(ctx, req)
		return resultsJSON{Schema: "citegraph.related/1", Results: res}, err
	})
}

func (s *server) serveWork(_ context.Context, r *http.Request) (any, error) {
	return s.with(func(g *graph.Graph, _ *index.Index) (any, error) {
		n, err := g.Lookup(r.URL.Query().Get("id"))
		if err != nil {
			return nil, err
		}
		return workReportOf(g, n)
	})
}

// servePage answers with the explorer, drawn anew when the graph has changed.
func (s *server) servePage(w http.ResponseWriter, r *http.Request) {
	page, policy, err := s.explorer(r.Context())
	if err != nil {
		code, e := httpError(err)
		http.Error(w, e.Error, code)
		return
	}
	w.Header().Set("Content-Security-Policy", policy+"; frame-ancestors 'none'")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(page)
}

func (s *server) explorer(ctx context.Context) ([]byte, string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	store, err := graph.Open(s.dir, &graph.Options{ReadOnly: true, Timeout: 2 * time.Second})
	if err != nil {
		return nil, "", err
	}
	defer store.Close()
	g, err := store.Snapshot()
	if err != nil {
		return nil, "", err
	}
	if s.page != nil && s.of == g.Generation() {
		return s.page, s.policy, nil
	}
	v, err := export.New(ctx, g, &export.Options{Top: s.top})
	if err != nil {
		return nil, "", err
	}
	if whole := g.Counts().Works; v.NodeCount < whole {
		v.Notes = append(v.Notes, fmt.Sprintf("%d of %d works are drawn, the most cited and what has most links with them; search finds all", v.NodeCount, whole))
	}
	v.Style.Live = true
	v.About = aboutOf(g, "")
	var b bytes.Buffer
	if err := export.Write(ctx, &b, "html", v); err != nil {
		return nil, "", err
	}
	s.page, s.of, s.policy = b.Bytes(), g.Generation(), pagePolicy(b.String())
	return s.page, s.policy, nil
}

// pagePolicy is the policy that the page declares for itself: the header must
// say the same, since a browser holds to both.
func pagePolicy(page string) string {
	_, rest, ok := strings.Cut(page, `http-equiv="Content-Security-Policy" content="`)
	policy, _, closed := strings.Cut(rest, `"`)
	if !ok || !closed {
		return "default-src 'none'"
	}
	return policy
}
