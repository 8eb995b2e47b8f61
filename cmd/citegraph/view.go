package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"runtime"
	"time"

	"github.com/urfave/cli/v2"
)

func (p *program) viewCommand() *cli.Command {
	return &cli.Command{
		Name: "view", Usage: "serve the explorer on this machine, with live search over the whole library", Category: catExport,
		Description: "The page of export -f html, and a search that reads the library at each request:\n" +
			"what is indexed meanwhile is found. It listens on the loopback address only,\n" +
			"answers no other Host, changes nothing, and ends with Ctrl-C.\n\n" +
			"   citegraph view --open\n" +
			"   citegraph view --addr 127.0.0.1:0 --token",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "addr", Value: "127.0.0.1:7171", Usage: "listen on `ADDRESS`; port 0 picks a free one"},
			&cli.BoolFlag{Name: "open", Usage: "open the page in the browser"},
			&cli.BoolFlag{Name: "token", Usage: "ask for a secret in the URL, against other users of this machine"},
			&cli.IntFlag{Name: "top", Value: 1500, Usage: "draw `N` works, the most cited and what has most links with them; search finds all"},
			&cli.BoolFlag{Name: "listen-anyway", Usage: "allow an address that other machines can reach"},
		},
		Action: p.view,
	}
}

func (p *program) view(c *cli.Context) error {
	host, _, err := net.SplitHostPort(c.String("addr"))
	if err != nil {
		return usagef("as in: citegraph view --addr 127.0.0.1:7171", "--addr: %v", err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		if !c.Bool("listen-anyway") {
			return usagef("anyone who reaches it reads the library: --listen-anyway if that is meant", "%q is not a loopback address", host)
		}
		p.prog.note("warning: whoever reaches %s can read this library", c.String("addr"))
	}
	store, dir, err := p.openToRead(c)
	if err != nil {
		return err
	}
	store.Close() // it is opened again for each request, so that others may write
	l, err := net.Listen("tcp", c.String("addr"))
	if err != nil {
		return &status{code: exitFailed, text: fmt.Sprintf("view: %v", err), hint: "another port: citegraph view --addr 127.0.0.1:0 picks a free one", err: err}
	}
	s := &server{dir: dir, top: c.Int("top"), host: host, port: l.Addr().(*net.TCPAddr).Port, slots: make(chan struct{}, 4)}
	url := "http://" + l.Addr().String() + "/"
	if c.Bool("token") {
		s.token = rand.Text()
		url += "?token=" + s.token
	}
	p.print.printf("%s\n", url)
	if err := p.flush(); err != nil {
		return err
	}
	p.prog.note("Ctrl-C ends it.")
	if c.Bool("open") {
		openBrowser(url)
	}
	return s.serve(c.Context, l)
}

// serve answers until ctx is done, which is how it is meant to end.
func (s *server) serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{
		Handler:           s.handler(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    16 << 10,
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(l) }()
	select {
	case err := <-done:
		return fmt.Errorf("view: %w", err)
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := srv.Shutdown(grace); err != nil {
		srv.Close()
	}
	if err := <-done; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("view: %w", err)
	}
	return nil
}

// openBrowser asks the desktop to show url; a machine without one is no error.
func openBrowser(url string) {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	if cmd := exec.Command(name, args...); cmd.Start() == nil {
		go cmd.Wait()
	}
}
