package main

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// TestMCP asks every tool over the protocol, as a client that nobody here
// wrote does, and holds the answer against what the command prints.
func TestMCP(t *testing.T) {
	dir := t.TempDir()
	lib, reviews := filepath.Join(dir, "lib"), filepath.Join(dir, "reviews")
	if err := writeSampleFolder(reviews); err != nil {
		t.Fatal(err)
	}
	must(t, "--library", lib, "index", reviews)
	held := strings.Fields(must(t, "--library", lib, "search", "is:held refs:>=5", "--ids", "-n", "2"))
	if len(held) != 2 {
		t.Fatalf("%d reviews in the samples", len(held))
	}
	const draft = "A draft\n\nPeer workers help [1].\n\nReferences\n1. Lloyd-Evans B. A systematic review and meta-analysis of randomised controlled trials of peer support for people with severe mental illness. BMC Psychiatry 2014;14:39. doi:10.1186/1471-244X-14-39\n"
	client := dial(t, lib)
	list, err := client.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{}
	tests := []struct {
		tool    string
		args    map[string]any
		command []string
	}{
		{"search", map[string]any{"query": "peer support", "limit": 3, "facets": []string{"year"}}, []string{"search", "peer support", "-n", "3", "--facet", "year"}},
		{"search", map[string]any{"query": "-title:protocol hope", "type": "context"}, []string{"search", "--type", "context", "--", "-title:protocol hope"}},
		{"related", map[string]any{"terms": "--why peers in hospital"}, []string{"related", "--", "--why peers in hospital"}},
		{"related", map[string]any{"works": held[:1], "limit": 4, "why": true}, []string{"related", held[0], "-n", "4", "--why"}},
		{"snowball", map[string]any{"works": held[:1], "direction": "forward", "rounds": 1}, []string{"related", held[0], "--snowball", "--direction", "forward", "--rounds", "1"}},
		{"like_review", map[string]any{"text": draft, "limit": 2, "terms": "hospital"}, nil},
		{"gaps", map[string]any{"query": "-protocol empowerment", "min": 1}, []string{"gaps", "--min", "1", "--", "-protocol empowerment"}},
		{"show", map[string]any{"id": held[0], "contexts": true}, []string{"show", held[0], "--contexts"}},
		{"gaps", map[string]any{"by": "journal", "min": 1}, []string{"gaps", "--by", "journal", "--min", "1"}},
		{"overlap", map[string]any{"reviews": held}, append([]string{"overlap"}, held...)},
		{"stats", map[string]any{"flow": true}, []string{"stats", "--flow"}},
		{"parse_references", map[string]any{"references": "Lloyd-Evans B. Peer support. BMC Psychiatry 2014;14:39."}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.tool, func(t *testing.T) {
			asked[tt.tool] = true
			res, err := client.CallTool(t.Context(), &mcp.CallToolParams{Name: tt.tool, Arguments: tt.args})
			if err != nil || res.IsError {
				t.Fatalf("%v %+v", err, res)
			}
			if tt.command == nil {
				want := map[string]string{"like_review": "recognised", "parse_references": "BMC Psychiatry"}[tt.tool]
				if !strings.Contains(res.Content[0].(*mcp.TextContent).Text, want) {
					t.Errorf("no %s in %s", want, res.Content[0].(*mcp.TextContent).Text)
				}
				return
			}
			want := must(t, append([]string{"--library", lib, tt.command[0], "--json"}, tt.command[1:]...)...)
			got := res.Content[0].(*mcp.TextContent).Text
			if diff := cmp.Diff(decoded(t, want), decoded(t, got)); diff != "" {
				t.Errorf("the tool's answer is not the command's (-command +tool):\n%s", diff)
			}
		})
	}
	for _, tool := range list.Tools {
		if !asked[tool.Name] || !tool.Annotations.ReadOnlyHint {
			t.Errorf("tool %s: not tried here, or not said to only read", tool.Name)
		}
	}
}

// TestMCPTogether asks as clients do that wait for no answer.
func TestMCPTogether(t *testing.T) {
	client := dial(t, filepath.Join(t.TempDir(), "none"))
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			args := map[string]any{"references": "Lloyd-Evans B. Peer support. BMC Psychiatry 2014;14:39."}
			if res, err := client.CallTool(t.Context(), &mcp.CallToolParams{Name: "parse_references", Arguments: args}); err != nil || res.IsError {
				t.Errorf("%v %+v", err, res)
			}
		})
	}
	group.Wait()
}

func TestMCPErrors(t *testing.T) {
	client := dial(t, filepath.Join(t.TempDir(), "none"))
	for args, want := range map[string]string{`{"query":"peer"}`: "no library here", `{"query":"title:("}`: "", `{}`: "query"} {
		res, err := client.CallTool(t.Context(), &mcp.CallToolParams{Name: "search", Arguments: json.RawMessage(args)})
		if err != nil {
			t.Fatal(err)
		}
		if !res.IsError || !strings.Contains(res.Content[0].(*mcp.TextContent).Text, want) {
			t.Errorf("%s: error %v, %+v", args, res.IsError, res.Content[0])
		}
	}
}

// dial connects a client to the server over a pipe in memory.
func dial(t *testing.T, library string) *mcp.ClientSession {
	t.Helper()
	here, there := mcp.NewInMemoryTransports()
	done := make(chan error, 1)
	go func() { done <- newProgram(terminal{}).serveMCP(context.Background(), library, there) }()
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), here, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		session.Close()
		if err := <-done; err != nil {
			t.Errorf("server: %v", err)
		}
	})
	return session
}

func decoded(t *testing.T, s string) (v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(s), &v); err != nil {
		t.Fatal(err)
	}
	return v
}
