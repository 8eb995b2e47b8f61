// Package graph is the citation graph in bbolt: what was read (facts), and the
// works, authors, journals and citations that follow from it (derived).
//
//	documents ─ Add ─ facts ─┐
//	                         ├─ Derive ─ derived layer ─ Snapshot ─ Graph: works, citations, evidence, contexts
//	a person ─ Decide ───────┘
//
// The derived layer is a pure function of the facts and of the decisions: any
// order of adding gives the same graph, byte for byte; it can be deleted and
// made again at any time. Its [Generation] is the digest of what it was made
// from; the search index carries it too, so that a crash between the two is
// seen at the next opening.
//
// Documents become mentions, one for each place where a work was read; package
// match says which mentions are one work; here their metadata are merged field
// by field, the works get ids, authors and journals are found, and references,
// callouts and links between records become citations with their evidence.
//
// # What it never does
//
// It parses nothing and searches no text. It holds no bbolt transaction while
// a caller consumes what it returned: everything is copied out.
//
// # The file
//
// graph.db in the library's folder, a bbolt database. Numbers in keys are big
// endian, so that keys sort by them. Each value ends in four bytes, the CRC-32C
// (little endian) over the name of its bucket, its key and its bytes: a value
// that changed, or was moved to another key, is found when it is read. uvarint
// and varint are those of encoding/binary. R(T) is the encoding of Go type T by
// package record, which names its schema.
//
// Facts:
//
//	meta/format      be32 version of this layout: 1
//	meta/digest      [32] sum modulo 2^256 of SHA-256(be32(len bucket << 16 | len key) bucket key value) of all values
//	                 of file, fact and decision: what is lost or put in behind our back is found
//	meta/derived     R(derivedMeta): generation, layout, counts, and for each derived bucket the number of its values and
//	                 the sum modulo 2^64 of crc(key crc) << 32 | crc. A derived layer of another layout is not read
//	schema/ID        text of a schema of package record; ID is be32
//	file/F           R(fileRow): path, content sum, version of the parser, number of documents, whether all are in.
//	                 F is the first 16 bytes of SHA-256(path), since a path may be longer than a key
//	fact/F ORD K N   a part of document ORD (be32) of file F. K 'a': R(Document) without what follows; 'b': 64
//	                 references; 'c': 64 callouts; 'd': fragments, joins and what was discarded. N (be32) counts from 0
//	decision/SEQ     R(Decision); SEQ is be64
//
// Derived; N is a work's number, in the order of ids, and S the slot in which it
// is stored: the same, unless the graph was extended (below). A text is uvarint
// length, then its bytes:
//
//	doc/D            R(docRow): path, ordinal, sum, work of document D
//	work/S           R(Work), without mentions and without what depends on other works
//	node/B           of the works 64·B … 64·B+63, in a block as below, what all must know of them and what depends on all:
//	                   byte 1 held + 2 partial + 4 doubtful; texts id, readable key, letter of it; uvarint citers,
//	                   references, journal + 1 (0: none), container + 1 (in state), authors; each author, each name (in form)
//	form/F           up to 256 distinct names of authors from number F on: texts family, given, suffix, literal, ORCID;
//	                 uvarint block of what may be one person, and where it is the first of that, text: key of the block
//	mention/S        R(mentionRows): where the work was read, and why that is taken for it
//	out/B, in/B      what the works 64·B … 64·B+63 cite, are cited by:
//	                   block = uvarint lists, uvarint length of each in bytes, the lists
//	                   list  = uvarint differences of sorted work numbers, the first from 0
//	evidence/B       the same blocks, by slot, of the base; evidence/2³¹+S the list of a work behind it. For each cited work,
//	                   uvarint difference of its slot, uvarint places, then for each place
//	                   uvarint document, uvarint origin, the mention, uvarint callout + 1 (0: none), byte confidence · 255
//	                   mention = uvarint index in the list, uvarint nested reference (origin 1 reference, 2 record,
//	                             3 nested) | uvarint start, uvarint length (4 fragments) | uvarint number (5 placeholder)
//	context/C        R(contextRow): a citing sentence with the works, by slot, of each of its callouts
//	citing/N         list of the contexts that cite work N
//	author/A         R(Author); journal/J  R(Journal), in the order of ids
//	name/H           up to 512 entries hash[8] slot[4] sorted, H the first hash (be64). Hashed by FNV-1a are ids ("w…"),
//	                 ids of imports ("=…") and identifiers ("doi:…"); a hash is never in two blocks
//	key/KEY          up to 64 readable keys in order, KEY the first: uvarint bytes shared with the one before, text: the
//	                 rest, uvarint works, uvarint differences of 2N, 2N + 1 where the work's key has a letter more
//	doubt/all        R(doubtRows): pairs that may be one work
//	sketch/S         for each mention of the work uvarint length, then what package match compares of it
//	block/H          a table of the works that meet under each blocking key
//	state/all        R(stateRow): what else an extension starts from
//	more/H, meet/H, overlay/all   of extensions: the tables of their names and blocking keys; R(overlayRow)
//
// # The file beside it
//
// graph.adjacency holds out and in as they stand in memory, to be mapped: see
// [FlatName]. It says what the buckets say, is written once they are, and is
// nothing but a shorter way to [Graph.CSR]: of four million citations a process has both
// directions in 1 CPU-ms, from the buckets in 100; 8.4 bytes a citation.
//
// # Worked example
//
// A review cites one article, in one sentence. It is work 0, the article work 1:
//
//	0 wm73cb1pw reviewer2021peer
//	1 wxhxcc93v repper2011review
//
// Each value with its checksum apart:
//
//	out/00000000 = 02010001 a1bc5b1a            2 lists of 1 and 0 bytes; the first: work 1
//	in/00000000 = 02000100 9b40e451             2 lists of 0 and 1 bytes; the second: work 0
//	evidence/00000000 = 02080001010001000001ff 25285053
//	                                            2 lists of 8 and 0 bytes; work 1, 1 place: document 0, a reference, index 0,
//	                                            not nested, callout 0, confidence 255
//	citing/00000001 = 00 dd8a0e9e               work 1 is cited in context 0
//	key/repper2011review = 0010726570706572323031317265766965770102020e76696577657232303231706565720100 cc5eef8a
//	                                            no byte shared, 16 more, 1 work, twice 1; 2 shared, 14 more, 1 work, twice 0
//
// # Ids
//
// A letter (w work, a author, j journal, c context) and eight characters of
// Crockford's base 32 of the SHA-256 of a key: of a work the strongest of its
// keys (DOI, PMID, PMCID, arXiv, ISBN; folded title, year and first author;
// year, volume, first page; the place of a fragment). The ids of all other keys
// of all its mentions lead to it too, so an id seen yesterday still resolves
// after better metadata or a merge. Ids that clash take sixteen characters.
//
// # Growing
//
// Works that were derived together, of all facts there were, are the base. When
// documents were added and nothing else changed, Derive extends what there is: of
// the known works, those that have to do with a new mention are resolved anew
// with it, found through block and meet, compared by their sketches, step by step
// until nothing more is touched. Those that changed are made anew in slots behind
// all others (in the order of their ids), in work, mention, doc, evidence,
// context, form and sketch, whose values are never changed, and in more and meet;
// overlay says which works they replace and what the numbers of all are. What is
// small and depends on all works (node, out, in, citing, author, journal, key,
// doubt) is written anew, packed, of what it was: authors of whose block nothing
// changed are taken over. The next extension starts from this one.
//
// That the facts are those of the graph and the new ones is seen by the digest.
// Where that fails (something was removed or replaced, a decision was made),
// where a work falls apart, where ids clash, or where all extensions together
// would be a tenth of the base, all is derived whole, which makes one layer;
// Compact does it as well. The graph is the same, byte for byte: the generation
// does not tell.
//
// # Deriving
//
// What was said at a mention is large and needed once, when its work is made; the
// work itself is needed once more, when it is written. Between, both lie in a
// pile: a file without a name in the library's folder, once they are more than
// 8 MiB. In memory stays what is compared or counted of all of them: of a mention
// where it is, of a work its [node], of a citation twelve bytes and twice four.
// A document is read, and its mentions sketched, by whichever processor is free;
// what depends on order is done in that of the paths.
//
// # Writing
//
// Add commits in batches of 1,000 documents or 16 MiB; a file counts when its
// last document is in. Derive writes keys in order and pages 95 % full: of the
// same edges in random order bbolt would take a hundred times as long (it keeps
// one unsplit leaf until commit). It keeps all that a transaction puts, too: so a
// layer of more than 32 MiB is written in several, into buckets within bucket
// aside, and moved by the last, which makes it the graph. What a killed process
// left aside is deleted by the next. A process killed at any moment leaves the
// facts of whole batches and the graph before or after. Others read meanwhile,
// but for the commits: gate.go says who waits for whom.
//
// # Sizes
//
// 100,000 generated works with 3.9 million citations and abstracts, in MB:
// fact 88, work 204, evidence 41, sketch 26, block 16, out 10, name 9, in 8,
// mention 7, node 6, author 4, key 2, form 1, journal 1. Both directions of
// the adjacency take 4.5 bytes a citation. Adding and deriving take some 20
// CPU-seconds and at most 0.6 GB of memory, of which 0.17 are held when writing
// begins and 0.1 are pages of the file that were read; an export of all with its
// evidence takes 17 (two shared cores, Go 1.26). A twentieth more, as an
// extension, costs a ninth to an eighth of that, and one document on top of it a
// thirtieth: TestGrowth measures it.
//
// # Versions
//
//	1: the first
package graph
