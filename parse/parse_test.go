package parse

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"citegraph/corpus"
)

const review = "Peer support in hospital: a systematic review\r\n\r\nAnna Schmidt, Carl Roe\r\n\r\nAbstract\r\n\r\nMany people – we think – are helped.\r\n\r\n" +
	"Introduction\r\n\r\nPeer support is old [1]. Others say so too [2, 3].\r\n\r\nReferences\r\n" +
	"1. Davidson L, Bellamy C, Guy K, Miller R. Peer support among persons with severe mental illnesses. World Psychiatry. 2012;11(2):123–128.\r\n" +
	"2. Repper J, Carter T. A review of the literature on peer support in mental health ser-\r\nvices. J Ment Health. 2011;20(4):392–411.\r\n" +
	"3. Pitt V, Lowe D, Hill S. Consumer-providers of care. Cochrane Database Syst Rev. 2013;(3):CD004807.\r\n"

// parseAll collects what Parse yields.
func parseAll(t *testing.T, src corpus.Source, opt *Options) ([]*corpus.Document, error) {
	t.Helper()
	var out []*corpus.Document
	for d, err := range Parse(context.Background(), src, opt) {
		if err != nil {
			return out, err
		}
		out = append(out, d)
	}
	return out, nil
}

// TestSpans holds that every span leads to the bytes of the file, in encodings
// in which bytes of file and body differ.
func TestSpans(t *testing.T) {
	latin := []byte{}
	for _, r := range review {
		switch {
		case r == '–':
			latin = append(latin, 0x96) // Windows-1252
		default:
			latin = append(latin, byte(r))
		}
	}
	for name, raw := range map[string]string{"utf-8": review, "bom": "\ufeff" + review, "windows-1252": string(latin)} {
		t.Run(name, func(t *testing.T) {
			ds, err := parseAll(t, source("a.txt", raw), nil)
			if err != nil || len(ds) != 1 {
				t.Fatalf("%d documents, %v", len(ds), err)
			}
			d := ds[0]
			if d.Work.Title != "Peer support in hospital: a systematic review" || d.Review == nil || d.Review.Type != "systematic-review" || raw[d.Review.Span.Start:d.Review.Span.End] != "systematic review" {
				t.Errorf("work %+v, review %+v", d.Work, d.Review)
			}
			if len(d.Refs) != 3 || len(d.Calls) != 2 {
				t.Fatalf("%d references, %d callouts", len(d.Refs), len(d.Calls))
			}
			for i, open := range []string{"Davidson L", "Repper J", "Pitt V"} {
				if s := raw[d.Refs[i].Span.Start:d.Refs[i].Span.End]; !strings.HasPrefix(s, open) || d.Refs[i].Raw[:len(open)] != open {
					t.Errorf("reference %d is at %q", i+1, s)
				}
			}
			if !strings.Contains(d.Refs[1].Raw, "mental health services. J Ment") {
				t.Errorf("not mended: %q", d.Refs[1].Raw)
			}
			for _, c := range d.Calls {
				if raw[c.Span.Start:c.Span.End] != c.Text || !strings.Contains(raw[c.Sentence.Start:c.Sentence.End], c.Text) {
					t.Errorf("callout %q at %q, sentence %q", c.Text, raw[c.Span.Start:c.Span.End], raw[c.Sentence.Start:c.Sentence.End])
				}
			}
			for _, s := range d.Refs[0].Segments {
				if s.Span.Start < d.Refs[0].Span.Start || s.Span.End > d.Refs[0].Span.End {
					t.Errorf("segment %+v outside %v", s, d.Refs[0].Span)
				}
			}
		})
	}
}

func TestErrors(t *testing.T) {
	broken := errors.New("broken pipe of things")
	_, err := parseAll(t, corpus.Source{Name: "x.txt", Size: -1, Open: func() (io.ReadCloser, error) { return nil, broken }}, nil)
	var e *Error
	if !errors.As(err, &e) || !errors.Is(err, broken) || e.Source != "x.txt" || e.Offset != -1 {
		t.Errorf("got %v", err)
	}
	_, err = parseAll(t, source("x.txt", "\x00\x01\x02\x03\x04\x05\xff\xfe\x00\x00"), nil)
	if !errors.Is(err, corpus.ErrFormat) {
		t.Errorf("noise: %v", err)
	}
	_, err = parseAll(t, source("x.txt", review), &Options{Known: func(string, string) bool { return true }})
	if !errors.Is(err, ErrKnown) {
		t.Errorf("known: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, err := range Parse(ctx, source("x.txt", review), nil) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
	}
}

// A panic of a reader is an error of its file; a panic of who asked is his own.
func TestPanics(t *testing.T) {
	err := recovered(func() error { panic("index out of range") })
	if err == nil || !strings.Contains(err.Error(), "index out of range") {
		t.Errorf("got %v", err)
	}
	defer func() {
		if r := recover(); r != "mine" {
			t.Errorf("recovered %v", r)
		}
	}()
	for range Parse(context.Background(), source("a.txt", review), nil) {
		panic("mine")
	}
}

func TestReferences(t *testing.T) {
	lines := []string{"Repper J, Carter T. A review of the literature on peer support in mental health services. J Ment Health. 2011;20(4):392-411.", "", "Davidson L (2012)"}
	rs := References(context.Background(), lines)
	if len(rs) != 3 || rs[0].N != 1 || rs[2].N != 3 {
		t.Fatalf("got %+v", rs)
	}
	if rs[0].CSL.Year() != 2011 || len(rs[0].CSL.Author) != 2 || rs[0].CSL.Author[0].Family != "Repper" {
		t.Errorf("csl %+v", rs[0].CSL)
	}
	var b strings.Builder
	for _, s := range rs[0].Segments {
		b.WriteString(lines[0][s.Span.Start:s.Span.End])
	}
	if b.String() != lines[0] {
		t.Errorf("segments give %q", b.String())
	}
}
