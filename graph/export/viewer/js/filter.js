// What is shown under the present state: visible nodes and edges, their sizes
// and colours.
let shownNodes = [], shownEdges = [], isShown = new Uint8Array(nodes.length);
let lines = []; // of the edges shown, those that are drawn
const mostLines = 40000;
let links = [], labelOrder = [], yearsAt = [], cut = 0;
const number = s => s === '' || isNaN(+s) ? null : +s;
const linksOf = n => links[n.i] || [];

// passes tests a node by itself; near is the set of works that state.near asks for.
function passes(n, near) {
  const from = number(state.from), to = number(state.to);
  if (from !== null && !(n.year >= from) || to !== null && !(n.year && n.year <= to)) return false;
  if (state.status === 'held' && !n.held || state.status === 'stub' && n.held) return false;
  if (state.status && !['held', 'stub'].includes(state.status) && statusOf(n) !== state.status) return false;
  if (state.cluster && String(n.cluster) !== state.cluster) return false;
  if (state.journal && n.journal !== state.journal) return false;
  if (n.cited < (number(state.mincited) || 0) || near && !near.has(n)) return false;
  return !(works && n.confidence < (number(state.minconf) || 0));
}

// nearSeeds is the set of seeds, with their neighbours where these are asked
// for; null where all works are.
function nearSeeds() {
  if (!state.near) return null;
  const near = new Set(seeds());
  if (state.near === 'neighbours') {
    for (const n of [...near]) for (const e of n.out.concat(n.in)) near.add(e.s).add(e.t);
  }
  return near;
}

// topOf leaves the most cited half and, beside it, what has most links with
// that half, as export --top does: the most cited works seldom cite each other.
function topOf(keep, top) {
  const cited = (a, b) => b.cited - a.cited || (b.held ? 1 : 0) - (a.held ? 1 : 0) || a.i - b.i;
  const all = keep.slice().sort(cited), core = new Set(all.splice(0, Math.ceil(top / 2))), near = new Map();
  for (const e of edgesOf(state.rel)) {
    if (core.has(e.s) === core.has(e.t)) continue;
    const other = core.has(e.s) ? e.t : e.s;
    near.set(other, (near.get(other) || 0) + 1);
  }
  all.sort((a, b) => (near.get(b) || 0) - (near.get(a) || 0) || cited(a, b));
  return [...core, ...all.slice(0, top - core.size)];
}

function filter() {
  const near = nearSeeds();
  let keep = nodes.filter(n => passes(n, near));
  const top = number(state.top);
  cut = top ? Math.max(0, keep.length - top) : 0;
  if (cut) keep = topOf(keep, top);
  isShown = new Uint8Array(nodes.length);
  for (const n of keep) isShown[n.i] = 1;
  const least = number(state.weight) || 0, conf = number(state.minconf) || 0;
  const join = () => {
    shownEdges = edgesOf(state.rel).filter(e => isShown[e.s.i] && isShown[e.t.i] && e.w >= least && !(e.c < conf));
    links = [];
    for (const e of shownEdges) {
      (links[e.s.i] ||= []).push(e);
      (links[e.t.i] ||= []).push(e);
    }
  };
  join();
  const few = Math.max(number(state.minlinks) || 0, state.lone ? 0 : 1);
  if (few) {
    for (const n of keep) if (linksOf(n).length < few && n.id !== state.sel) isShown[n.i] = 0;
    join();
  }
  lines = shownEdges;
  if (lines.length > mostLines) lines = lines.slice().sort((a, b) => b.w - a.w || b.t.cited - a.t.cited || a.s.i - b.s.i).slice(0, mostLines);
  shownNodes = nodes.filter(n => isShown[n.i]);
  for (const n of shownNodes) {
    n.links = linksOf(n).length;
    n.seed = isSeed(n);
    n.r = radiusOf(n);
    n.fill = colourOf(n);
    [n.px, n.py] = placeOf(n);
  }
  shownNodes.sort((a, b) => b.r - a.r || a.i - b.i);
  const weight = n => n.r + Math.log1p(n.links) * 2 + (n.held ? 3 : 0) - (n.status === 'partial' ? 6 : 0) + (n.seed ? 100 : 0);
  labelOrder = shownNodes.slice().sort((a, b) => weight(b) - weight(a) || a.i - b.i);
  yearsAt = state.layout === 'year' ? yearColumns() : [];
}

// radiusOf grows as the root, so that areas compare; what the library holds is
// never a speck, since it is what the reader came with.
function radiusOf(n) {
  const by = { cited: n.cited, references: n.references, links: n.links, pagerank: (n.pagerank || 0) * nodes.length * 2 }[state.size];
  return by === undefined ? 4 : Math.min(30, Math.max(works && n.held ? 5.5 : 2.5, 2.5 + 1.5 * Math.sqrt(by)));
}

function colourOf(n) {
  if (state.colour === 'year') {
    if (!n.year || !hasYears) return grey;
    const t = lastYear === firstYear ? 1 : (n.year - firstYear) / (lastYear - firstYear);
    return ramp(t);
  }
  if (state.colour === 'status') {
    return statusColour(statusOf(n));
  }
  return clusterColour(n.cluster);
}

// The palette of Okabe and Ito, which holds with any colour vision; on white
// its light members are darkened until a thin ring of them can be seen (3:1).
const grey = '#808890';
const onWhite = ['#0072b2', '#c26e00', '#008f68', '#b4568f', '#2c8fcb', '#d04a00', '#8a7f00'];
const onBlack = ['#4aa3df', '#e69f00', '#22b98a', '#d98cb6', '#8ccff5', '#f2753a', '#f0e442'];
const palette = () => dark ? onBlack : onWhite;

function statusColour(s) {
  const at = { held: 0, stub: 1, ambiguous: 3, retracted: 5 }[s];
  return s === 'partial' ? grey : palette()[at || 0];
}

// clusterColour is the palette, for the next clusters a darker round of it (or
// lighter, on black), and grey for the small rest.
function clusterColour(c) {
  if (!c || c > 3 * palette().length) return grey;
  const round = Math.floor((c - 1) / palette().length), to = dark ? 255 : 0;
  return '#' + [1, 3, 5].map(i => {
    let v = parseInt(palette()[(c - 1) % palette().length].slice(i, i + 2), 16);
    for (let k = 0; k < round; k++) v = Math.round(v * 0.68 + to * 0.32);
    return v.toString(16).padStart(2, '0');
  }).join('');
}

// ramp runs in even steps of lightness (cividis), so that it reads in grey and
// with any colour vision; the end that the ground would swallow is left out.
function ramp(t) {
  const stops = [[0, 34, 78], [66, 78, 107], [124, 123, 120], [188, 173, 107], [254, 232, 56]];
  const [from, to] = dark ? [0.9, 4] : [0, 3.1];
  const at = Math.min(3.999, from + Math.min(1, Math.max(0, t)) * (to - from)), i = Math.floor(at), f = at - i;
  return '#' + stops[i].map((a, k) => Math.round(a + (stops[i + 1][k] - a) * f).toString(16).padStart(2, '0')).join('');
}

function placeOf(n) {
  if (state.layout === 'year' && n.cx !== undefined) return [n.cx, n.cy];
  if (n.x !== undefined) return [n.x, n.y];
  const side = Math.ceil(Math.sqrt(nodes.length));
  return [(n.i % side) * 40, Math.floor(n.i / side) * 40];
}

// pathBetween two works over the edges shown, as nodes; null where none is.
function pathBetween(a, b) {
  const from = new Map([[a, null]]);
  let front = [a];
  while (front.length && !from.has(b)) {
    const later = [];
    for (const x of front) for (const e of linksOf(x)) {
      const y = e.s === x ? e.t : e.s;
      if (!from.has(y)) {
        from.set(y, x);
        later.push(y);
      }
    }
    front = later;
  }
  if (!from.has(b)) return null;
  const way = [];
  for (let x = b; x; x = from.get(x)) way.unshift(x);
  return way;
}
