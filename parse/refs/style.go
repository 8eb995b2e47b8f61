package refs

// Style describes the list a reference stands in, as far as it is known.
type Style struct {
	hash, hash2 uint32
}
