package viewer

import (
	"errors"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func page(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	put := func(s string) func(io.Writer) error { return text(s) }
	err := Write(&b, &Page{Title: `A <b> & "title" {{data}}`, Data: put(`{"nodes":[],"edges":[]}`), Table: put("<p>table</p>")})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPolicyNamesWhatThePageHolds(t *testing.T) {
	p := page(t)
	policy := regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(p)
	if policy == nil || !strings.HasPrefix(policy[1], "default-src 'none';") || strings.Contains(policy[1], "unsafe") {
		t.Fatalf("policy: %q", policy)
	}
	for _, tag := range []string{"script", "style"} {
		m := regexp.MustCompile(`(?s)<`+tag+`>(.*?)</`+tag+`>`).FindAllStringSubmatch(p, -1)
		if len(m) != 1 {
			t.Fatalf("%d blocks of %s", len(m), tag)
		}
		if want := tag + "-src '" + hash(m[0][1]) + "'"; !strings.Contains(policy[1], want) {
			t.Errorf("policy %q lacks %s", policy[1], want)
		}
	}
}

func TestPageIsCompleteInItself(t *testing.T) {
	p := page(t)
	for _, bad := range []string{`\b(src|href)\s*=\s*["']?(https?:)?//`, `@import`, `url\(`, `\son[a-z]+\s*=\s*["']`, `\bstyle\s*=\s*"`, `\beval\(`, `new Function`, `innerHTML`, `outerHTML`, `insertAdjacentHTML`, `document\.write`, `\bfetch\(`, `XMLHttpRequest`, `WebSocket`, `importScripts`, `localStorage`} {
		if m := regexp.MustCompile(bad).FindString(p); m != "" {
			t.Errorf("the page holds %q", m)
		}
	}
	if !strings.Contains(p, "A &lt;b&gt; &amp; &#34;title&#34;") {
		t.Error("the title is not escaped")
	}
	if n := strings.Count(p, "{{"); n != strings.Count(p, "{{data}}") {
		t.Errorf("%d marks are left", n)
	}
}

func TestAllScriptsAreJoined(t *testing.T) {
	entries, err := fs.ReadDir(files, "js")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(append(scripts(), "live"), strings.TrimSuffix(e.Name(), ".js")) {
			t.Errorf("js/%s is not part of the page", e.Name())
		}
	}
	script, err := join(scripts())
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(strings.ToLower(script), "</script") || strings.Contains(script, "<!--") {
		t.Error("the script would end its own block")
	}
}

func TestErrorsComeOut(t *testing.T) {
	want := errors.New("no")
	if err := Write(io.Discard, &Page{Data: func(io.Writer) error { return want }}); !errors.Is(err, want) {
		t.Errorf("%v", err)
	}
}
