package graph

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math/bits"

	bolt "go.etcd.io/bbolt"
)

// The buckets. Facts first, then what is derived from them.
var (
	bucketMeta     = []byte("meta")
	bucketSchema   = []byte("schema")
	bucketFile     = []byte("file")
	bucketFact     = []byte("fact")
	bucketDecision = []byte("decision")

	bucketDoc      = []byte("doc")
	bucketWork     = []byte("work")
	bucketMention  = []byte("mention")
	bucketOut      = []byte("out")
	bucketIn       = []byte("in")
	bucketEvidence = []byte("evidence")
	bucketContext  = []byte("context")
	bucketCiting   = []byte("citing") // contexts by cited work
	bucketAuthor   = []byte("author")
	bucketJournal  = []byte("journal")
	bucketName     = []byte("name")
	bucketKey      = []byte("key")
	bucketDoubt    = []byte("doubt")
	bucketNode     = []byte("node")    // what all must know of a work, and what of it depends on all
	bucketForm     = []byte("form")    // distinct names of authors
	bucketSketch   = []byte("sketch")  // of the mentions of a work, for what is added later
	bucketBlock    = []byte("block")   // works by blocking key
	bucketState    = []byte("state")   // what else an extension starts from
	bucketMore     = []byte("more")    // table of names that extensions added
	bucketMeet     = []byte("meet")    // table of their blocking keys
	bucketOverlay  = []byte("overlay") // what extensions put in the place of what

	factBuckets    = [][]byte{bucketMeta, bucketSchema, bucketFile, bucketFact, bucketDecision}
	derivedBuckets = [][]byte{bucketDoc, bucketWork, bucketMention, bucketOut, bucketIn, bucketEvidence,
		bucketContext, bucketCiting, bucketAuthor, bucketJournal, bucketName, bucketKey, bucketDoubt,
		bucketNode, bucketForm, bucketSketch, bucketBlock, bucketState, bucketMore, bucketMeet, bucketOverlay}

	bucketAside = []byte("aside") // derived buckets that are being written, see stage

	// of derived layers of before, to be deleted with them
	bucketReadable = []byte("readable")
)

// The keys of bucket meta.
var (
	keyFormat  = []byte("format")  // be32 formatVersion
	keyDigest  = []byte("digest")  // [32] set digest of the facts and decisions
	keyDerived = []byte("derived") // derivedMeta
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// checksum is the CRC-32C over bucket, key and value: a value that was moved
// to another key fails it too.
func checksum(bucket, key, value []byte) uint32 {
	c := crc32.Update(0, castagnoli, bucket)
	c = crc32.Update(c, castagnoli, key)
	return crc32.Update(c, castagnoli, value)
}

// seal appends the checksum to value.
func seal(bucket, key, value []byte) []byte {
	return binary.LittleEndian.AppendUint32(value, checksum(bucket, key, value))
}

// open checks and cuts off the checksum.
func open(bucket, key, sealed []byte) ([]byte, error) {
	n := len(sealed) - 4
	if n < 0 || checksum(bucket, key, sealed[:n]) != binary.LittleEndian.Uint32(sealed[n:]) {
		return nil, fmt.Errorf("%w: checksum of %s/%x", ErrDamaged, bucket, key)
	}
	return sealed[:n], nil
}

// put stores value with its checksum.
func put(b *bolt.Bucket, bucket, key, value []byte) error {
	if err := b.Put(key, seal(bucket, key, value[:len(value):len(value)])); err != nil {
		return fmt.Errorf("put %s/%x: %w", bucket, key, err)
	}
	return nil
}

// get reads a value, nil where there is none. It is valid for the transaction.
func get(b *bolt.Bucket, bucket, key []byte) ([]byte, error) {
	v := b.Get(key)
	if v == nil {
		return nil, nil
	}
	return open(bucket, key, v)
}

// setDigest is the sum modulo 2^256 of the SHA-256 of each record of a set: it
// does not depend on the order in which they came, and a record can be taken
// out again.
type setDigest [4]uint64

func (d *setDigest) add(bucket, key, sealed []byte) { d.change(bucket, key, sealed, false) }
func (d *setDigest) sub(bucket, key, sealed []byte) { d.change(bucket, key, sealed, true) }

func (d *setDigest) change(bucket, key, sealed []byte, minus bool) {
	h := sha256.New()
	var n [4]byte
	binary.BigEndian.PutUint32(n[:], uint32(len(bucket))<<16|uint32(len(key)))
	h.Write(n[:])
	h.Write(bucket)
	h.Write(key)
	h.Write(sealed)
	var sum [32]byte
	h.Sum(sum[:0])
	var carry uint64
	for i := range d {
		x := binary.LittleEndian.Uint64(sum[8*i:])
		if minus {
			d[i], carry = bits.Sub64(d[i], x, carry)
		} else {
			d[i], carry = bits.Add64(d[i], x, carry)
		}
	}
}

func (d *setDigest) bytes() []byte {
	var b []byte
	for _, x := range d {
		b = binary.LittleEndian.AppendUint64(b, x)
	}
	return b
}

func digestOf(b []byte) (d setDigest, err error) {
	if b == nil {
		return d, nil
	}
	if len(b) != 32 {
		return d, fmt.Errorf("%w: digest of the facts", ErrDamaged)
	}
	for i := range d {
		d[i] = binary.LittleEndian.Uint64(b[8*i:])
	}
	return d, nil
}

func readDigest(tx *bolt.Tx) (setDigest, error) {
	v, err := get(tx.Bucket(bucketMeta), bucketMeta, keyDigest)
	if err != nil {
		return setDigest{}, err
	}
	return digestOf(v)
}

func writeDigest(tx *bolt.Tx, d setDigest) error {
	return put(tx.Bucket(bucketMeta), bucketMeta, keyDigest, d.bytes())
}

func be32(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }
