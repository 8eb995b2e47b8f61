// The graph as it came, with each node's neighbours, and the two projections
// that the citations imply.
const data = JSON.parse(document.getElementById('data').textContent);
const $ = id => document.getElementById(id);
const meta = data.meta, strings = data.strings;
const nodes = data.nodes.map((n, i) => Object.assign(n, { i, out: [], in: [] }));
const works = meta.kind === 'work';
const cites = data.edges.map(e => ({ s: nodes[e[0]], t: nodes[e[1]], w: e[2], c: e[3], places: e[4] || [], kind: meta.relation }));
for (const e of cites) {
  e.s.out.push(e);
  e.t.in.push(e);
}
const byID = new Map(nodes.map(n => [n.id, n]));
const years = nodes.map(n => n.year).filter(Boolean);
const firstYear = Math.min(...years), lastYear = Math.max(...years);
const hasYears = years.length > 0;

// all relations that can be shown, each computed when it is first asked for
const relations = { [meta.relation]: cites };
const passedOver = {}; // of each relation: what joins too many works to say anything about two of them
const groupCap = 400;
function edgesOf(kind) {
  if (!relations[kind]) relations[kind] = project(kind);
  return relations[kind];
}

// groupsOf are the sets whose members a relation joins: what a work cites
// (cocited), what cites it (coupled), the works of a name or of a journal.
function groupsOf(kind) {
  if (kind === 'cocited') return nodes.map(n => [n, n.out.map(e => e.t)]);
  if (kind === 'coupled') return nodes.map(n => [n, n.in.map(e => e.s)]);
  const groups = new Map();
  for (const n of nodes) {
    const names = kind === 'authors' ? n.authors || [] : [n.journal];
    for (const name of new Set(names)) {
      if (!name) continue;
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(n);
    }
  }
  return [...groups];
}

// project joins the members of each group; `via` holds the groups that say so.
function project(kind) {
  const pairs = new Map();
  passedOver[kind] = 0;
  for (const [mid, ends] of groupsOf(kind)) {
    if (ends.length > groupCap) {
      passedOver[kind]++;
      continue;
    }
    ends.sort((a, b) => a.i - b.i);
    for (let i = 0; i < ends.length; i++) {
      for (let j = i + 1; j < ends.length; j++) {
        const key = ends[i].i * nodes.length + ends[j].i;
        const p = pairs.get(key);
        if (p) {
          p.w++;
          p.via.push(mid);
        } else {
          pairs.set(key, { s: ends[i], t: ends[j], w: 1, via: [mid], places: [], kind });
        }
      }
    }
  }
  return [...pairs.values()];
}

// statusOf says how a work is known, in the words of the legend.
function statusOf(n) {
  if (!works) return meta.kind;
  if (n.retracted) return 'retracted';
  if (n.ambiguous) return 'ambiguous';
  return n.status || 'stub';
}

const statusText = {
  held: 'held in this library', stub: 'known from references only', partial: 'known in part',
  ambiguous: 'may be the same as another', retracted: 'retracted',
};

// foldText brings text to the form under which it is searched.
function foldText(s) {
  return s.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '');
}
for (const n of nodes) {
  n.hay = foldText([n.label, n.title, (n.authors || []).join(' '), n.journal, n.doi, n.pmid, n.key, n.id].filter(Boolean).join(' '));
}
