package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"crypto/sha512"
	"fmt"
	"regexp"

	"github.com/ledongthuc/pdf"
)

// The library knows keys of at most 128 bits. One of 256 bits (ISO 32000-2,
// 7.6; revision 5 is Adobe's, revision 6 the standard's) serves the whole file,
// and what it locks gets shorter when it is opened. So streams are decrypted
// where they stand, and every offset in the file stays true. Strings stay
// locked: those of content lie in streams, the others say nothing but metadata,
// which is believed only where the pages say it too.

// unlocked is /Encrypt under a name of the same length, so that the library
// takes the file for an open one.
const unlocked = "Unlocke"

var (
	anEncrypt = regexp.MustCompile(`/Encrypt\b`)
	aStream   = regexp.MustCompile(`>>\s*stream\r?\n`)
	neverKept = regexp.MustCompile(`/Type\s*/XRef\b|/Crypt\b`)
	aMetadata = regexp.MustCompile(`/Type\s*/Metadata\b`)
)

// unlock opens a file of 256 bits that the empty password opens; b is changed.
func unlock(b []byte) (*pdf.Reader, error) {
	b = anEncrypt.ReplaceAll(b, []byte("/"+unlocked))
	doc, err := pdf.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	d := doc.Trailer().Key(unlocked)
	method := d.Key("CF").Key(d.Key("StmF").Name()).Key("CFM").Name()
	if d.Key("Filter").Name() != "Standard" || d.Key("V").Int64() != 5 || method != "AESV3" {
		return nil, ErrCipher
	}
	key, err := fileKey(d)
	if err != nil {
		return nil, err
	}
	meta := d.Key("EncryptMetadata")
	openStreams(b, key, meta.IsNull() || meta.Bool())
	if doc, err = pdf.NewReader(bytes.NewReader(b), int64(len(b))); err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	return doc, nil
}

// fileKey is the key that the empty password gives (algorithm 2.A).
func fileKey(d pdf.Value) ([]byte, error) {
	hash := hardened
	if d.Key("R").Int64() == 5 {
		hash = func(salt []byte) []byte { h := sha256.Sum256(salt); return h[:] }
	}
	u, ue := []byte(d.Key("U").RawString()), []byte(d.Key("UE").RawString())
	if len(u) < 48 || len(ue) < 32 {
		return nil, ErrCipher
	}
	if !bytes.Equal(hash(u[32:40]), u[:32]) {
		return nil, ErrEncrypted
	}
	block, err := aes.NewCipher(hash(u[40:48]))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCipher, err)
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(key, ue[:32])
	return key, nil
}

// hardened is the hash of the empty password and a salt (algorithm 2.B): at
// most 64 + 223 rounds.
func hardened(salt []byte) []byte {
	first := sha256.Sum256(salt)
	k := first[:]
	for i, last := 0, 0; i < 64 || last > i-32; i++ {
		e := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		sum := 0
		for _, c := range e[:16] {
			sum += int(c)
		}
		switch sum % 3 {
		case 0:
			h := sha256.Sum256(e)
			k = h[:]
		case 1:
			h := sha512.Sum384(e)
			k = h[:]
		default:
			h := sha512.Sum512(e)
			k = h[:]
		}
		last = int(e[len(e)-1])
	}
	return k[:32]
}

// openStreams decrypts all streams of a file where they stand. What follows
// the shorter text in its place is white space, which no filter minds.
func openStreams(b, key []byte, meta bool) {
	const dictionary = 4096 // bytes of it that are looked at
	block, err := aes.NewCipher(key)
	if err != nil {
		return
	}
	for at := 0; ; {
		m := aStream.FindIndex(b[at:])
		if m == nil {
			return
		}
		from, head := at+m[1], b[max(at, at+m[0]-dictionary):at+m[0]]
		n := bytes.Index(b[from:], []byte("endstream"))
		if n < 0 {
			return
		}
		at = from + n
		head = head[bytes.LastIndex(head, []byte(" obj"))+1:]
		n -= n % aes.BlockSize // the line end before endstream
		if n < 2*aes.BlockSize || neverKept.Match(head) || !meta && aMetadata.Match(head) {
			continue
		}
		s := b[from : from+n]
		text := s[aes.BlockSize:]
		cipher.NewCBCDecrypter(block, s[:aes.BlockSize]).CryptBlocks(text, text)
		if pad := int(text[len(text)-1]); pad <= aes.BlockSize {
			text = text[:len(text)-pad]
		}
		for i := copy(s, text); i < n; i++ {
			s[i] = '\n'
		}
	}
}
