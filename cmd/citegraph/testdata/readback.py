#!/usr/bin/env python3
"""Reads exports back with other programs and counts what they see.

usage: readback.py FOLDER NODES EDGES [--strict]

Every file of FOLDER that is an export is read with whatever reads it here:
networkx, igraph, Graphviz's dot, raptor's rapper, xmllint, and otherwise the
standard library. Each must see NODES nodes and EDGES edges, the direction of
the edges where the format has one, ends that exist and no control character. A
reader that is not installed is passed over; with --strict that is an error.
Exit code 0: all agree; 1: something differs; 2: wrong usage.
"""
import csv
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import zlib
import xml.etree.ElementTree as ET

try:
    import networkx as nx
except ImportError:
    nx = None
try:
    import igraph
except ImportError:
    igraph = None

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
problems, skipped = [], []


class Differs(Exception):
    pass


class Absent(Exception):
    pass


def need(ok, *why):
    if not ok:
        raise Differs(" ".join(map(str, why)))


def counted(what, nodes, edges):
    need(nodes == NODES, what, "sees", nodes, "nodes, not", NODES)
    need(edges == EDGES, what, "sees", edges, "edges, not", EDGES)


def ends(ids, pairs):
    ids = list(ids)
    need(len(ids) == len(set(ids)), "ids are not unique")
    ids = set(ids)
    for pair in pairs:
        for end in pair:
            need(end in ids, "an edge ends at", repr(end), "which is no node")


def run(*argv):
    if not shutil.which(argv[0]):
        raise Absent(argv[0])
    r = subprocess.run(argv, capture_output=True, timeout=120)
    err = r.stderr.decode("utf-8", "replace")
    need(r.returncode == 0, argv[0], "ends with", r.returncode, err[:200])
    return r.stdout.decode("utf-8"), err


def wants(module, name):
    if module is None:
        raise Absent(name)
    return module


def graph_nx(what, g, directed):
    counted(what, g.number_of_nodes(), g.number_of_edges())
    need(g.is_directed() == directed, what, "sees", "an undirected" if directed else "a directed", "graph")


def local(tag):
    return tag.rsplit("}", 1)[-1]


def elements(path, name):
    return [e for e in ET.parse(path).iter() if local(e.tag) == name]


def load(path):
    def unique(pairs):
        keys = [k for k, _ in pairs]
        need(len(keys) == len(set(keys)), "a JSON object has a key twice:", keys)
        return dict(pairs)
    with open(path, encoding="utf-8") as f:
        return json.load(f, object_pairs_hook=unique)


def graphml(path):
    graphs = elements(path, "graph")
    directed = graphs[0].get("edgedefault") == "directed"
    ends([e.get("id") for e in elements(path, "node")], [(e.get("source"), e.get("target")) for e in elements(path, "edge")])
    yield "xml", lambda: counted("XML", len(elements(path, "node")), len(elements(path, "edge")))
    yield "networkx", lambda: graph_nx("networkx", wants(nx, "networkx").read_graphml(path), directed)

    def with_igraph():
        g = wants(igraph, "igraph").Graph.Read_GraphML(path)
        counted("igraph", g.vcount(), g.ecount())
        need(g.is_directed() == directed, "igraph sees another direction")
        need("label" in g.vs.attributes() and "weight" in g.es.attributes(), "igraph sees no label or weight")
    yield "igraph", with_igraph


def gexf(path):
    root = ET.parse(path).getroot()
    directed = elements(path, "graph")[0].get("defaultedgetype") == "directed"
    ends([e.get("id") for e in elements(path, "node")], [(e.get("source"), e.get("target")) for e in elements(path, "edge")])
    yield "xml", lambda: counted("XML", len(elements(path, "node")), len(elements(path, "edge")))

    def with_networkx():
        version = root.get("version")
        if version == "1.3" and tuple(map(int, wants(nx, "networkx").__version__.split(".")[:2])) < (3, 0):
            # networkx 2 knows the schema up to 1.2 by its name; the rest is alike
            import tempfile
            with open(path, encoding="utf-8") as f:
                text = f.read().replace('http://gexf.net/1.3/viz', 'http://www.gexf.net/1.2draft/viz').replace('http://gexf.net/1.3', 'http://www.gexf.net/1.2draft').replace('version="1.3"', 'version="1.2"', 1)
            with tempfile.NamedTemporaryFile("w", suffix=".gexf", encoding="utf-8") as t:
                t.write(text)
                t.flush()
                g = nx.read_gexf(t.name)
        else:
            g = wants(nx, "networkx").read_gexf(path)
        graph_nx("networkx", g, directed)
    yield "networkx", with_networkx


def dot(path):
    def with_dot():
        out, err = run("dot", "-Tplain", "-Kneato", "-n", path)
        need(not err.strip(), "dot warns:", err[:200])
        lines = out.split("\n")
        counted("dot", sum(l.startswith("node ") for l in lines), sum(l.startswith("edge ") for l in lines))
    yield "dot", with_dot


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        rows = list(csv.DictReader(f, strict=True))
    for r in rows:
        need(None not in r and None not in r.values(), "a row has another number of cells than the head:", r)
    return rows


def csvs(path):
    def count():
        rows = table(path)
        with open(path, encoding="utf-8-sig", newline="") as f:
            head = next(csv.reader(f))
        if "id" in head:
            need(len(rows) == NODES, len(rows), "rows for", NODES, "nodes")
            need(len({r["id"] for r in rows}) == NODES, "ids are not unique")
        elif head[0] == "citing":
            need(len(rows) <= EDGES, len(rows), "rows for", EDGES, "edges")
            nodes, edges = (os.path.join(os.path.dirname(path), n) for n in ("nodes.csv", "edges.csv"))
            if os.path.exists(nodes) and os.path.exists(edges):
                of = {}
                for r in table(nodes):
                    ids = [p + r[k] for p, k in (("doi:", "doi"), ("pmid:", "pmid")) if r[k] and " " not in r[k]]
                    of[r["id"]] = (" ".join(ids), r["year"])
                want = sorted((of[r["source"]][0], of[r["target"]][0]) for r in table(edges) if of[r["source"]][0] and of[r["target"]][0])
                need(want == sorted((r["citing"], r["cited"]) for r in rows), "other citations than edges.csv has between works with identifiers")
                year = dict(of.values())
                for r in rows:
                    need(r["creation"][:4] == year[r["citing"]], "creation of", r)
                    need(re.fullmatch(r"(-?P\d+Y(\d+M(\d+D)?)?)?", r["timespan"]), "timespan of", r)
                    need(bool(r["timespan"]) == bool(year[r["citing"]] and year[r["cited"]]), "timespan of", r)
        elif "id:ID(Node)" in head:
            need(len(rows) == NODES, len(rows), "rows for", NODES, "nodes")
        else:
            need(len(rows) == EDGES, len(rows), "rows for", EDGES, "edges")
            beside = os.path.join(os.path.dirname(path), "nodes.csv")
            if "source" in head and os.path.exists(beside):
                ends([r["id"] for r in table(beside)], [(r["source"], r["target"]) for r in rows])
            beside = os.path.join(os.path.dirname(path), "neo4j-nodes.csv")
            if ":START_ID(Node)" in head and os.path.exists(beside):
                ends([r["id:ID(Node)"] for r in table(beside)], [(r[":START_ID(Node)"], r[":END_ID(Node)"]) for r in rows])
    yield "csv", count


def tsvs(path):
    """As CSV split by tabs, and line by line without its quotes; the same cells as the CSV beside it but for white space."""
    with open(path, encoding="utf-8", newline="") as f:
        text = f.read()
    rows = list(csv.reader(text.split("\n")[:-1], delimiter="\t", strict=True))

    def check():
        need(text.endswith("\n") and "\r" not in text, "a line does not end in LF")
        need(all(line.count("\t") == len(rows[0]) - 1 for line in text.split("\n")[:-1]), "a line has another number of cells than the head")
        need(len(rows) - 1 == (NODES if rows[0][0] == "id" else EDGES), len(rows) - 1, "rows")
        beside = path[:-4] + ".csv"
        if os.path.exists(beside):
            blank = lambda table: [[re.sub(r"\s+", " ", c) for c in r] for r in table]
            with open(beside, encoding="utf-8-sig", newline="") as f:
                need(blank(csv.reader(f, strict=True)) == blank(rows), "other cells than in the CSV")
    yield "tsv", check


def jsons(path):
    d = load(path)
    if "network" in d:
        items, links = d["network"]["items"], d["network"]["links"]

        def vos():
            counted("JSON", len(items), len(links))
            ends([i["id"] for i in items], [(l["source_id"], l["target_id"]) for l in links])
            for i in items:
                need(isinstance(i["id"], int) and 1 <= i.get("cluster", 1) <= 1000, "item", i["id"], "is out of bounds")
                need(all(w >= 0 for w in i["weights"].values()), "a weight is below 0")
                need(not re.search("<(?!br>)", i["description"]), "a description holds markup:", i["description"])
        yield "vosviewer", vos
    elif "options" in d:
        def graphology():
            counted("JSON", len(d["nodes"]), len(d["edges"]))
            ends([n["key"] for n in d["nodes"]], [(e["source"], e["target"]) for e in d["edges"]])
        yield "graphology", graphology
    else:
        key = "links" if "links" in d else "edges"
        yield "json", lambda: (counted("JSON", len(d["nodes"]), len(d[key])), ends([n["id"] for n in d["nodes"]], [(e["source"], e["target"]) for e in d[key]]))

        def with_networkx():
            f = wants(nx, "networkx").node_link_graph
            import inspect
            p = inspect.signature(f).parameters
            extra = {"edges": key} if "edges" in p else {"link": key} if "link" in p else {"attrs": dict(source="source", target="target", name="id", key="key", link=key)}
            graph_nx("networkx", f(d, **extra), d["directed"])
        yield "networkx", with_networkx


def cyjs(path):
    d = load(path)
    nodes, edges = d["elements"]["nodes"], d["elements"]["edges"]

    def check():
        counted("JSON", len(nodes), len(edges))
        ends([n["data"]["id"] for n in nodes], [(e["data"]["source"], e["data"]["target"]) for e in edges])
        need(all(isinstance(n["data"]["id"], str) for n in nodes), "an id is no string")
    yield "json", check


CX2_TYPES = {"string": str, "integer": int, "long": int, "double": (int, float), "boolean": bool}


def cx2_parts(path):
    """The aspects of a CX2 file by the rules of its specification: descriptor first, counts announced, values of declared types, whole numbers for ids, status last."""
    parts = load(path)
    need(parts[0] == {"CXVersion": "2.0", "hasFragments": False}, "descriptor", parts[0])
    need(all(len(p) == 1 and isinstance(*p.values(), list) for p in parts[1:]), "an aspect is no list")
    names = [next(iter(p)) for p in parts[1:]]
    need(names == ["metaData", "attributeDeclarations", "networkAttributes", "nodes", "edges", "status"], "aspects in this order:", names)
    of = {n: p[n] for n, p in zip(names, parts[1:])}
    need({m["name"]: m["elementCount"] for m in of["metaData"]} == {n: len(of[n]) for n in names[1:-1]}, "counts announced:", of["metaData"])
    need(of["status"][0]["success"] is True, "status", of["status"])
    for aspect in ("networkAttributes", "nodes", "edges"):
        kinds = {n: CX2_TYPES[d.get("d", "string")] for n, d in of["attributeDeclarations"][0][aspect].items()}
        for x in of[aspect]:
            for n, value in (x if aspect == "networkAttributes" else x["v"]).items():
                need(n in kinds, aspect, "do not declare", n)
                need(isinstance(value, kinds[n]) and (kinds[n] is bool) == isinstance(value, bool), aspect, n, "is", repr(value))
    for aspect, keys in (("nodes", {"id", "x", "y", "z", "v"}), ("edges", {"id", "s", "t", "v"})):
        for x in of[aspect]:
            need(set(x) <= keys and all(type(x[k]) is int for k in ("id", "s", "t") if k in x), "in", aspect, x)
        need(len({x["id"] for x in of[aspect]}) == len(of[aspect]), "ids of", aspect, "are not unique")
    return of


def cx2(path):
    def check():
        of = cx2_parts(path)
        counted("CX2", len(of["nodes"]), len(of["edges"]))
        ends([n["id"] for n in of["nodes"]], [(e["s"], e["t"]) for e in of["edges"]])
        beside = os.path.join(os.path.dirname(path), "edges.csv")
        if os.path.exists(beside):
            name = {n["id"]: n["v"]["id"] for n in of["nodes"]}
            need([(name[e["s"]], name[e["t"]]) for e in of["edges"]] == [(r["source"], r["target"]) for r in table(beside)], "other edges than in edges.csv")
    yield "specification", check


def pajek(path):
    with open(path, encoding="utf-8", newline="") as f:
        text = f.read()
    need(text.count("\n") == text.count("\r\n"), "a line does not end in CRLF")
    need(not ("*Arcs" in text and "*Edges" in text), "arcs and edges in one file")
    directed = "*Arcs" in text
    lines = text.split("\r\n")
    at = lines.index("*Arcs" if directed else "*Edges")
    yield "text", lambda: counted("text", at - 1, len(lines) - at - 2)

    def with_igraph():
        g = wants(igraph, "igraph").Graph.Read_Pajek(path)
        counted("igraph", g.vcount(), g.ecount())
        need(g.is_directed() == directed, "igraph sees another direction")
    yield "igraph", with_igraph

    def with_networkx():
        # networkx names vertices by label: of equal labels one is left
        g = wants(nx, "networkx").read_pajek(path)
        need(g.is_directed() == directed, "networkx sees another direction")
        need(g.number_of_edges() == EDGES, "networkx sees", g.number_of_edges(), "edges")
    yield "networkx", with_networkx


def rdf(path):
    syntax = "ntriples" if path.endswith(".nt") else "turtle"

    def with_rapper():
        out, err = run("rapper", "-q", "-w", "-i", syntax, "-o", "ntriples", path)
        need(not err.strip(), "rapper warns:", err[:200])
        lines = out.strip().split("\n")
        label = sum("rdf-schema#label>" in l for l in lines)
        cites = sum(re.search("<http://purl.org/spar/cito/(cites|isRelatedTo)>|foaf/0.1/knows>|skos/core#related>", l) is not None for l in lines)
        counted("rapper", label, cites)
    yield "rapper", with_rapper


def mermaid(path):
    with open(path, encoding="utf-8") as f:
        lines = [l for l in f.read().split("\n") if not l.startswith("%%")]
    yield "text", lambda: counted("text", sum(bool(re.fullmatch(r'  n\d+(\[".*"\]|\(".*"\))', l)) for l in lines), sum(bool(re.fullmatch(r"  n\d+ --[->] n\d+", l)) for l in lines))


def canvas(path):
    d = load(path)

    def check():
        counted("JSON", len(d["nodes"]), len(d["edges"]))
        ends([n["id"] for n in d["nodes"]], [(e["fromNode"], e["toNode"]) for e in d["edges"]])
        need(all(isinstance(n[k], int) for n in d["nodes"] for k in ("x", "y", "width", "height")), "a place is no whole number")
    yield "json", check


def svg(path):
    yield "xml", lambda: counted("SVG", len(elements(path, "circle")), len([e for e in elements(path, "path") if e.get("stroke-width")]))
    yield "inert", lambda: need(not elements(path, "script") and not elements(path, "image") and not elements(path, "foreignObject"), "the picture is not inert")


def png(path):
    """Chunks with their sums, the size announced, as many bytes as it takes, and something drawn."""
    with open(path, "rb") as f:
        b = f.read()
    need(b[:8] == b"\x89PNG\r\n\x1a\n", "no PNG")
    at, chunks = 8, []
    while at < len(b):
        n, kind = struct.unpack(">I4s", b[at:at + 8])
        data = b[at + 8:at + 8 + n]
        need(struct.unpack(">I", b[at + 8 + n:at + 12 + n])[0] == zlib.crc32(kind + data), "the sum of", kind)
        chunks.append((kind, data))
        at += 12 + n

    def check():
        need(chunks[0][0] == b"IHDR" and chunks[-1] == (b"IEND", b""), "chunks", [k for k, _ in chunks])
        wide, high, depth, colour = struct.unpack(">IIBB", chunks[0][1][:10])
        need((depth, colour) == (8, 2) and 0 < max(wide, high) <= 2000, "size", wide, high, depth, colour)
        pixels = zlib.decompress(b"".join(d for k, d in chunks if k == b"IDAT"))
        need(len(pixels) == high * (1 + 3 * wide), "bytes of pixels")
        need(NODES == 0 or len(set(pixels)) > 8, "nothing is drawn")
    yield "chunks", check


def cypher(path):
    with open(path, encoding="utf-8") as f:
        lines = f.read().split("\n")
    yield "text", lambda: counted("text", sum(l.startswith("MERGE (n:") for l in lines), sum(l.startswith("MATCH (a:") for l in lines))


def html(path):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", text, re.S)
    data = [body for attrs, body in scripts if "application/json" in attrs]

    def check():
        need(len(data) == 1, len(data), "blocks of data")
        need("<" not in data[0], "the data hold a bare <")
        d = json.loads(data[0])
        counted("the page", len(d["nodes"]), len(d["edges"]))
        need("Content-Security-Policy" in text and "default-src 'none'" in text, "no strict policy")
        need(not re.search(r'(?:src|srcset|@import|url\()\s*=?\s*["\']?https?:', text), "the page asks for something")
        need(not re.search(r"<[a-z][^>]*\son[a-z]+\s*=", text.replace(data[0], "")), "an inline event handler")
    yield "page", check


READERS = {".graphml": graphml, ".gexf": gexf, ".dot": dot, ".csv": csvs, ".tsv": tsvs, ".json": jsons, ".cyjs": cyjs, ".cx2": cx2, ".net": pajek, ".nt": rdf, ".ttl": rdf,
           ".mmd": mermaid, ".canvas": canvas, ".svg": svg, ".png": png, ".cypher": cypher, ".html": html}


def whole(path):
    if path.endswith(".png"):
        return
    with open(path, "rb") as f:
        text = f.read().decode("utf-8")
    bad = ILLEGAL.search(text)
    need(not bad, "holds", repr(bad.group()) if bad else "")


def check(path):
    name = os.path.basename(path)
    reader = READERS.get(os.path.splitext(name)[1])
    if reader is None:
        return 0
    done = []
    try:
        whole(path)
        for how, test in reader(path):
            try:
                test()
                done.append(how)
            except Absent as e:
                skipped.append("%s: %s is not installed" % (name, e))
    except Exception as e:  # noqa: whatever a reader throws is a finding
        problems.append("%s: %s: %s" % (name, type(e).__name__, e))
        print("FAIL %-28s %s" % (name, problems[-1]))
        return 1
    print("ok   %-28s %s" % (name, ", ".join(done)))
    return 1


args = [a for a in sys.argv[1:] if not a.startswith("-")]
if len(args) != 3:
    sys.stderr.write(__doc__)
    sys.exit(2)
FOLDER, NODES, EDGES = args[0], int(args[1]), int(args[2])
if not sum(check(os.path.join(FOLDER, f)) for f in sorted(os.listdir(FOLDER))):
    problems.append("no export in " + FOLDER)
for s in skipped:
    print("skip", s)
if "--strict" in sys.argv:
    problems += skipped
for p in problems:
    sys.stderr.write("readback: %s\n" % p)
sys.exit(1 if problems else 0)
