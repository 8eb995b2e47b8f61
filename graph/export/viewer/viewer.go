// Package viewer is the explorer: a page that shows a graph in any browser,
// in one file that asks the network for nothing and runs from file://.
//
// The page is page.html with style.css and the scripts of js, our own and
// without dependencies, built into one script. Its policy (Content-Security-
// Policy) forbids everything but that script and that style, each by its hash;
// the graph stands in a block of JSON, which scripts read and which nothing
// runs, and reaches the page as text only.
//
// # What it never does
//
// It computes no layout and no cluster: positions come with the data, so that
// the picture is the same every time. It knows the JSON of package export and
// no Go type of it.
package viewer

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"
)

//go:embed page.html style.css js
var files embed.FS

// scripts in the order in which they are joined.
func scripts() []string {
	return []string{"data", "state", "filter", "view", "sign", "draw", "labels", "pointer", "panel", "related", "table", "save", "about", "start"}
}

// Page is what one explorer shows.
type Page struct {
	Title string
	Data  func(io.Writer) error // writes one JSON value in which no < stands
	Table func(io.Writer) error // writes HTML for readers without scripts; may be nil
	Live  bool                  // a server of ours serves the page: it may ask that server
}

// Write writes the page.
func Write(w io.Writer, p *Page) error {
	page, err := read("page.html")
	if err != nil {
		return err
	}
	style, err := read("style.css")
	if err != nil {
		return err
	}
	names := scripts()
	if p.Live {
		names = slices.Insert(names, len(names)-1, "live") // the last one starts the page
	}
	script, err := join(names)
	if err != nil {
		return err
	}
	policy := "default-src 'none'; script-src '" + hash(script) + "'; style-src '" + hash(style) + "'; img-src data: blob:; base-uri 'none'; form-action 'none'"
	if p.Live {
		policy += "; connect-src 'self'"
	}
	// The marks stand in this order in page.html: what is put in is not searched
	// for further ones.
	title := text(html.EscapeString(p.Title))
	for _, part := range []struct {
		mark  string
		write func(io.Writer) error
	}{
		{"{{policy}}", text(policy)}, {"{{title}}", title}, {"{{style}}", text(style)}, {"{{title}}", title}, {"{{table}}", p.Table}, {"{{data}}", p.Data}, {"{{script}}", text(script)},
	} {
		before, after, ok := strings.Cut(page, part.mark)
		if !ok {
			return fmt.Errorf("viewer: page.html has no %s", part.mark)
		}
		if _, err := io.WriteString(w, before); err != nil {
			return err
		}
		if part.write != nil {
			if err := part.write(w); err != nil {
				return err
			}
		}
		page = after
	}
	_, err = io.WriteString(w, page)
	return err
}

func read(name string) (string, error) {
	b, err := files.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("viewer: %w", err)
	}
	return string(b), nil
}

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

// join puts the scripts into one that shares a scope of its own.
func join(names []string) (string, error) {
	var b strings.Builder
	b.WriteString("(() => {\n'use strict';\n")
	for _, name := range names {
		s, err := read("js/" + name + ".js")
		if err != nil {
			return "", err
		}
		b.WriteString(s)
		b.WriteString("\n")
	}
	b.WriteString("})();\n")
	return b.String(), nil
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
