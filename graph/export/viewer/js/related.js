// What is related to some works, and why: with each result stand the works,
// names and citations that speak for it, and no score without them.
const thin = n => 1 / Math.log(2 + n); // what many share says little of any two (Adamic and Adar)

// relatedTo ranks the works of the picture by what they share with origins:
// citing works, references, citations of each other, names of authors.
function relatedTo(origins) {
  const found = new Map();
  const reasons = n => {
    if (!found.has(n)) found.set(n, { n, score: 0, direct: [], cocited: [], coupled: [], names: [] });
    return found.get(n);
  };
  const add = (n, kind, what, score) => {
    if (origins.includes(n)) return;
    const r = reasons(n);
    if (!r[kind].includes(what)) {
      r[kind].push(what);
      r.score += score;
    }
  };
  for (const o of origins) {
    for (const e of o.out) add(e.t, 'direct', e, 0.5 * thin(o.out.length));
    for (const e of o.in) add(e.s, 'direct', e, 0.5 * thin(e.s.out.length));
    for (const e of o.in) for (const f of e.s.out) add(f.t, 'cocited', e.s, thin(e.s.out.length));
    for (const e of o.out) for (const f of e.t.in) add(f.s, 'coupled', e.t, thin(e.t.in.length));
    const names = new Set(o.authors || []);
    if (names.size) for (const n of nodes) for (const a of n.authors || []) if (names.has(a)) add(n, 'names', a, 0.3);
  }
  return [...found.values()].sort((a, b) => b.score - a.score || b.n.cited - a.n.cited || a.n.i - b.n.i);
}

// relatedList shows the first of them, each with its reasons to unfold.
function relatedList(origins, title) {
  if (!works || meta.relation !== 'cites') return [];
  const list = relatedTo(origins);
  if (!list.length) return [];
  const ul = el('ul', { class: 'works' });
  for (const r of list.slice(0, 8)) {
    ul.append(el('li', {}, workButton(r.n, ''), el('details', {}, el('summary', {}, 'Why here?'), reasonsOf(r))));
  }
  return [el('h3', {}, title), ul];
}

function reasonsOf(r) {
  const ul = el('ul', { class: 'why' });
  const some = list => list.slice(0, 3).map(n => n.label).join('; ') + (list.length > 3 ? ` and ${list.length - 3} more` : '');
  for (const e of r.direct) ul.append(el('li', {}, `${e.s.label} cites ${e.t.label} `, e.places.length ? el('button', { type: 'button', class: 'link', onclick: () => chooseEdge(e) }, 'where') : ''));
  if (r.cocited.length) ul.append(el('li', {}, `Cited together by ${r.cocited.length}: ${some(r.cocited)}`));
  if (r.coupled.length) ul.append(el('li', {}, `Shares ${r.coupled.length} reference${r.coupled.length > 1 ? 's' : ''}: ${some(r.coupled)}`));
  if (r.names.length) ul.append(el('li', {}, `Also by ${r.names.join('; ')}`));
  return ul;
}
