// What is shown under the present state: visible nodes and edges, their sizes
// and colours.
let shownNodes = [], shownEdges = [], isShown = new Uint8Array(nodes.length);
const palette = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#f0e442'];
const number = s => s === '' || isNaN(+s) ? null : +s;

function passes(n) {
  const from = number(state.from), to = number(state.to);
  if (from !== null && !(n.year >= from) || to !== null && !(n.year && n.year <= to)) return false;
  if (state.status === 'held' && !n.held || state.status === 'stub' && n.held) return false;
  if (state.cluster && String(n.cluster) !== state.cluster) return false;
  if (state.journal && n.journal !== state.journal) return false;
  if (n.cited < (number(state.mincited) || 0)) return false;
  return !(works && n.confidence < (number(state.minconf) || 0));
}

function filter() {
  let keep = nodes.filter(passes);
  const top = number(state.top);
  if (top && keep.length > top) {
    keep = keep.slice().sort((a, b) => b.cited - a.cited || (b.held ? 1 : 0) - (a.held ? 1 : 0) || a.i - b.i).slice(0, top);
  }
  isShown = new Uint8Array(nodes.length);
  for (const n of keep) isShown[n.i] = 1;
  const least = number(state.weight) || 0;
  const conf = number(state.minconf) || 0;
  shownEdges = edgesOf(state.rel).filter(e => isShown[e.s.i] && isShown[e.t.i] && e.w >= least && !(e.c < conf));
  const links = new Uint32Array(nodes.length);
  for (const e of shownEdges) {
    links[e.s.i]++;
    links[e.t.i]++;
  }
  if (!state.lone) {
    for (const n of keep) if (!links[n.i] && n.id !== state.sel) isShown[n.i] = 0;
  }
  shownNodes = nodes.filter(n => isShown[n.i]);
  for (const n of shownNodes) {
    n.links = links[n.i];
    n.r = radiusOf(n);
    n.fill = colourOf(n);
    const p = placeOf(n);
    n.px = p[0];
    n.py = p[1];
  }
  shownNodes.sort((a, b) => b.r - a.r || a.i - b.i);
}

function radiusOf(n) {
  const by = { cited: n.cited, references: n.references, links: n.links, pagerank: (n.pagerank || 0) * nodes.length * 2 }[state.size];
  return by === undefined ? 4 : Math.min(30, 2.5 + 1.5 * Math.sqrt(by));
}

function colourOf(n) {
  if (state.colour === 'year') {
    if (!n.year || !hasYears) return '#808080';
    const t = lastYear === firstYear ? 1 : (n.year - firstYear) / (lastYear - firstYear);
    return ramp(t);
  }
  if (state.colour === 'status') {
    return { held: '#0072b2', stub: '#e69f00', partial: '#808080', ambiguous: '#cc79a7', retracted: '#d55e00' }[statusOf(n)] || '#0072b2';
  }
  return clusterColour(n.cluster);
}

// ramp runs from dark blue to yellow in even steps of lightness (a cividis of
// five stops), so that it reads in grey and with any colour vision.
function ramp(t) {
  const stops = [[0, 34, 78], [66, 78, 107], [124, 123, 120], [188, 173, 107], [254, 232, 56]];
  const at = Math.min(3.999, Math.max(0, t) * 4), i = Math.floor(at), f = at - i;
  return '#' + stops[i].map((a, k) => Math.round(a + (stops[i + 1][k] - a) * f).toString(16).padStart(2, '0')).join('');
}

// clusterColour is the palette of Okabe and Ito, then again in lighter tones.
function clusterColour(c) {
  if (!c) return '#808080';
  let [r, g, b] = [1, 3, 5].map(i => parseInt(palette[(c - 1) % 7].slice(i, i + 2), 16));
  for (let k = 0; k < Math.min(3, Math.floor((c - 1) / 7)); k++) [r, g, b] = [r, g, b].map(x => Math.round((x * 2 + 255) / 3));
  return `rgb(${r},${g},${b})`;
}

function placeOf(n) {
  if (state.layout === 'year' && n.cx !== undefined) return [n.cx, n.cy];
  if (n.x !== undefined) return [n.x, n.y];
  const side = Math.ceil(Math.sqrt(nodes.length));
  return [(n.i % side) * 40, Math.floor(n.i / side) * 40];
}

// path between two works over the edges shown, as nodes; null where none is.
function pathBetween(a, b) {
  const next = new Map();
  for (const e of shownEdges) {
    for (const [x, y] of [[e.s, e.t], [e.t, e.s]]) {
      if (!next.has(x)) next.set(x, []);
      next.get(x).push(y);
    }
  }
  const from = new Map([[a, null]]);
  let front = [a];
  while (front.length && !from.has(b)) {
    const later = [];
    for (const x of front) for (const y of next.get(x) || []) {
      if (!from.has(y)) {
        from.set(y, x);
        later.push(y);
      }
    }
    front = later;
  }
  if (!from.has(b)) return null;
  const path = [];
  for (let x = b; x; x = from.get(x)) path.unshift(x);
  return path;
}
