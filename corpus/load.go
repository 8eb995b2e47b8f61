package corpus

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
)

// DefaultMaxFile is how large a file may be that is held whole.
const DefaultMaxFile = 64 << 20

// LoadOptions limits what [Load] reads. The zero value is the default.
type LoadOptions struct {
	MaxFile int64 // bytes of one file or archive entry; 0 is DefaultMaxFile
}

func (o *LoadOptions) maxFile() int64 {
	if o == nil || o.MaxFile <= 0 {
		return DefaultMaxFile
	}
	return o.MaxFile
}

// A SizeError says that a file is larger than may be held whole.
type SizeError struct{ Limit int64 }

func (e *SizeError) Error() string {
	return fmt.Sprintf("larger than %d MiB, the limit for one file (--max-file-mib raises it)", e.Limit>>20)
}

// Load reads src whole, tells its format and decodes it. What holds no text
// that can be read (nothing, noise, a format that nobody reads) is an error
// that wraps [ErrFormat] and says what it is; what could not be read is an
// error that names the source. Of a file over the limit that can be read piece by
// piece only the sum is taken, and [Input.Open] is set.
func Load(ctx context.Context, src Source, opt *LoadOptions) (Input, error) {
	in := Input{Name: src.Name}
	raw, note, err := readSource(ctx, src, opt.maxFile())
	var size *SizeError
	if errors.As(err, &size) && streamable(src) {
		if in, err = openStream(ctx, src); err == nil {
			return in, nil
		}
	}
	if err != nil {
		return in, fmt.Errorf("read %s: %w", Quote(src.Name), err)
	}
	sum := sha256.Sum256(raw)
	in.Raw, in.Bytes, in.SHA256 = raw, int64(len(raw)), hex.EncodeToString(sum[:])
	if note != "" {
		in.Notes = append(in.Notes, Note{Code: "damaged-container", Text: note})
	}
	if in.Format = Sniff(withoutBlankHead(raw), src.Name); in.Format == FormatUnknown {
		return in, fmt.Errorf("read %s: %w: %s", Quote(src.Name), ErrFormat, refusal(raw, extension(src.Name)))
	}
	if in.Format != FormatPDF && in.Format != FormatDOCX {
		in.Text, in.Offsets, note = Decode(raw, declaredCharset(raw))
		if note != "" {
			in.Notes = append(in.Notes, Note{Code: "encoding", Text: note})
		}
	}
	if src.Beside != nil {
		in.Beside = func(name string) ([]byte, error) {
			return besideFile(src, name, opt.maxFile())
		}
	}
	return in, nil
}

// withoutBlankHead is raw without the white space it begins with, where that is
// all that Sniff would see.
func withoutBlankHead(raw []byte) []byte {
	if len(raw) <= SniffLen || len(bytes.TrimSpace(raw[:SniffLen])) > 0 {
		return raw
	}
	return bytes.TrimLeft(raw, " \t\r\n")
}

func besideFile(src Source, name string, limit int64) ([]byte, error) {
	rc, err := src.Beside(name)
	if err != nil {
		return nil, fmt.Errorf("open %s beside %s: %w", Quote(name), Quote(src.Name), err)
	}
	defer rc.Close()
	b, err := readAll(context.Background(), rc, 0, limit)
	if err != nil {
		return nil, fmt.Errorf("read %s beside %s: %w", Quote(name), Quote(src.Name), err)
	}
	return b, nil
}

// A noter is a reader that has something to say when it is at its end.
type noter interface{ Note() string }

func readSource(ctx context.Context, src Source, limit int64) (b []byte, note string, err error) {
	if src.Size > limit {
		return nil, "", &SizeError{limit}
	}
	rc, err := src.Open()
	if err != nil {
		return nil, "", err
	}
	defer func() {
		if cerr := rc.Close(); err == nil && cerr != nil {
			err = cerr
		}
	}()
	if b, err = readAll(ctx, rc, src.Size, limit); err != nil {
		return nil, "", err
	}
	if n, ok := rc.(noter); ok {
		note = n.Note()
	}
	return b, note, nil
}

// readAll reads r to its end, a MiB at a time so that ctx is heard.
func readAll(ctx context.Context, r io.Reader, size, limit int64) ([]byte, error) {
	var buf bytes.Buffer
	if size > 0 && size <= limit {
		buf.Grow(int(size) + bytes.MinRead)
	}
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n, err := io.CopyN(&buf, r, 1<<20)
		if int64(buf.Len()) > limit {
			return nil, &SizeError{limit}
		}
		if errors.Is(err, io.EOF) && n < 1<<20 {
			return buf.Bytes(), nil
		}
		if err != nil {
			return nil, err
		}
	}
}

var (
	xmlCharset  = Lazily(`^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']`)
	metaCharset = Lazily(`(?i)<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})`)
)

// declaredCharset is what an XML declaration or an HTML meta element in the
// first 4 KiB says, or "".
func declaredCharset(b []byte) string {
	head := b[:min(len(b), 4096)]
	if m := xmlCharset().FindSubmatch(head); m != nil {
		return string(m[1])
	}
	if m := metaCharset().FindSubmatch(head); m != nil {
		return string(m[1])
	}
	return ""
}

// refusal says in a few words why content of unknown format is not read.
func refusal(b []byte, ext string) string {
	switch {
	case len(b) == 0:
		return "the file is empty"
	case len(bytes.TrimSpace(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")))) == 0:
		return "nothing but white space"
	case isOffice(b), isPackage(b):
		return "an office document other than .docx"
	case isZip(b):
		return "a zip archive within another file"
	case isGzip(b):
		return "gzip data within another file"
	case bytes.HasPrefix(b, []byte("{\\rtf")):
		return "RTF: save it as .docx or text"
	case bytes.HasPrefix(b, []byte("%!PS")):
		return "PostScript: convert it to PDF"
	case bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0")):
		return "an old Office file: save it as .docx or text"
	}
	text := headText(b[:min(len(b), SniffLen)])
	switch {
	case noisy(text):
		return "binary data, not text"
	case strings.HasPrefix(strings.TrimLeft(text, " \t\n"), "<"):
		return "markup of a kind that is not known (line 1)"
	case ext != "":
		return fmt.Sprintf("named .%s, but the content is something else (line 1)", ext)
	}
	return "content not recognised"
}
