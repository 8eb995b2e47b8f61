// Controls, search, tabs; then the first picture.
const inputs = ['rel', 'weight', 'layout', 'size', 'colour', 'labels', 'from', 'to', 'status', 'cluster', 'journal', 'mincited', 'minconf', 'top'];
let last = {};

function refresh() {
  for (const id of inputs) if ($(id).value !== state[id]) $(id).value = state[id];
  $('lone').checked = Boolean(state.lone);
  filter();
  const hidden = nodes.length - shownNodes.length, all = edgesOf(state.rel).length;
  $('shown').replaceChildren(`${shownNodes.length} of ${nodes.length} nodes`, el('small', {}, `${shownEdges.length} of ${all} edges`));
  const cut = number(state.top) && nodes.filter(passes).length > number(state.top);
  $('notice').hidden = !cut;
  if (cut) $('notice').textContent = `Only the ${state.top} most cited nodes are drawn; ${hidden} are not. Change “Most cited” to see more.`;
  for (const t of ['graph', 'table', 'about']) {
    $('view-' + t).hidden = state.tab !== t;
    $('tab-' + t).setAttribute('aria-selected', state.tab === t);
    $('tab-' + t).tabIndex = state.tab === t ? 0 : -1;
  }
  const n = byID.get(state.sel);
  if (n) showNode(n);
  else if (!chosenEdge) showNothing();
  if (last.layout !== state.layout || last.tab !== state.tab) {
    resize();
    if (last.layout !== state.layout) fit();
  }
  if (last.colour !== state.colour) drawLegend();
  last = Object.assign({}, state);
  drawTable();
  redraw();
}

// A form of filters: what is typed counts at once.
for (const id of inputs) $(id).addEventListener('input', event => { chosenEdge = null; path = null; page = 0; set({ [id]: event.target.value }); });
$('lone').addEventListener('change', event => set({ lone: event.target.checked ? '1' : '' }));
$('reset').addEventListener('click', () => { chosenEdge = null; path = null; set(Object.assign({}, defaults, { tab: state.tab, sel: state.sel })); fit(); });
$('filters').addEventListener('submit', event => event.preventDefault());
$('mainpath').addEventListener('click', showMainPath);
$('in').addEventListener('click', () => zoom(1.3));
$('out').addEventListener('click', () => zoom(1 / 1.3));
$('fit').addEventListener('click', fit);

const tabs = ['graph', 'table', 'about'];
for (const t of tabs) {
  $('tab-' + t).addEventListener('click', () => set({ tab: t }));
  $('tab-' + t).addEventListener('keydown', event => {
    const step = { ArrowRight: 1, ArrowLeft: 2 }[event.key];
    if (!step) return;
    const to = tabs[(tabs.indexOf(t) + step) % 3];
    set({ tab: to });
    $('tab-' + to).focus();
  });
}

// search: every word must occur; what begins the label comes first
let hits = [], hit = -1;
function search() {
  const words = foldText($('q').value).split(/\s+/).filter(Boolean);
  hits = !words.length ? [] : nodes.filter(n => words.every(w => n.hay.includes(w)))
    .sort((a, b) => (foldText(b.label).startsWith(words[0]) ? 1 : 0) - (foldText(a.label).startsWith(words[0]) ? 1 : 0) || b.cited - a.cited || a.i - b.i);
  const list = $('hits');
  list.replaceChildren(...hits.slice(0, 30).map((n, i) => {
    const li = el('li', { role: 'option', id: 'hit-' + i, 'aria-selected': 'false' }, n.label, el('small', {}, n.title === n.label ? '' : n.title || ''));
    li.addEventListener('mousedown', event => { event.preventDefault(); take(n); });
    return li;
  }));
  if (words.length && !hits.length) list.append(el('li', {}, 'Nothing found'));
  if (hits.length > 30) list.append(el('li', {}, `and ${hits.length - 30} more: type more words`));
  list.hidden = !words.length;
  $('q').setAttribute('aria-expanded', !list.hidden);
  mark(hits.length ? 0 : -1);
}

function mark(i) {
  hit = i;
  [...$('hits').children].forEach((li, k) => li.setAttribute('aria-selected', k === i));
  if (i >= 0) {
    $('q').setAttribute('aria-activedescendant', 'hit-' + i);
    $('hit-' + i).scrollIntoView({ block: 'nearest' });
  } else $('q').removeAttribute('aria-activedescendant');
}

function take(n) {
  $('hits').hidden = true;
  $('q').setAttribute('aria-expanded', 'false');
  choose(n, true);
  $('panel').focus();
}

$('q').addEventListener('input', search);
$('q').addEventListener('focus', () => { if ($('q').value) search(); });
$('q').addEventListener('blur', () => { $('hits').hidden = true; $('q').setAttribute('aria-expanded', 'false'); });
$('q').addEventListener('keydown', event => {
  const n = Math.min(30, hits.length);
  if (event.key === 'ArrowDown' && n) mark((hit + 1) % n);
  else if (event.key === 'ArrowUp' && n) mark((hit + n - 1) % n);
  else if (event.key === 'Enter' && hit >= 0) take(hits[hit]);
  else if (event.key === 'Escape') { $('q').value = ''; search(); $('q').blur(); return; }
  else return;
  event.preventDefault();
});

function theme(on) {
  dark = on;
  document.documentElement.classList.toggle('dark', on);
  readTheme();
  drawLegend();
  redraw();
}
$('theme').addEventListener('click', () => theme(!dark));
const prefers = matchMedia('(prefers-color-scheme: dark)');
prefers.addEventListener('change', event => theme(event.matches));

function about() {
  const held = nodes.filter(n => n.held).length, noYear = nodes.filter(n => !n.year).length;
  const dl = el('dl');
  const row = (k, v) => dl.append(el('dt', {}, k), el('dd', {}, String(v)));
  row('Nodes', nodes.length);
  row('Edges', cites.length);
  if (works) {
    row('Held in the library', held);
    row('Known from references only', nodes.length - held);
    row('Known in part', nodes.filter(n => n.status === 'partial').length);
    row('May be the same as another', nodes.filter(n => n.ambiguous).length);
    row('Retracted', nodes.filter(n => n.retracted).length);
    row('Without a year', noYear);
    row('Places where a citation was read', cites.reduce((s, e) => s + e.places.length, 0));
    row('Citations without a sentence', cites.filter(e => !e.places.some(p => strings[p[4]])).length);
  }
  row('Clusters', data.clusters.length);
  if (meta.stamp) row('Date', meta.stamp);
  $('view-about').replaceChildren(el('h2', {}, meta.title), dl, el('h3', {}, 'How to read it'),
    el('ul', {}, el('li', {}, 'Edges are ' + meta.direction + '.'), el('li', {}, 'Counts are of this library, not of the world.'), ...meta.notes.map(n => el('li', {}, n))),
    el('h3', {}, 'Keys'), el('ul', {}, el('li', {}, '/ searches; Esc lets go of what is chosen.'), el('li', {}, 'In the graph: arrows move, + and − zoom, 0 fits, Enter opens the node nearest the middle.')),
    el('p', {}, 'Made by citegraph. The page is complete in itself: it asks the network for nothing, and its links lead out only when they are followed.'));
}

function option(id, value, label) {
  $(id).append(el('option', { value }, label));
}
for (const c of data.clusters) option('cluster', String(c.n), `${c.n}: ${c.label || 'no title'} (${c.size})`);
const journals = new Map();
for (const n of nodes) if (n.journal) journals.set(n.journal, (journals.get(n.journal) || 0) + 1);
for (const [j, k] of [...journals].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))) option('journal', j, `${j} (${k})`);
const hideRow = (id, on) => { $(id).hidden = on; $(id).style.display = on ? 'none' : ''; };
hideRow('cluster-row', !data.clusters.length);
hideRow('journal-row', !journals.size);
hideRow('status-row', !works);
hideRow('conf-row', !works);
hideRow('year-row', !hasYears);
hideRow('rel-row', meta.view !== 'works');
hideRow('mainpath', !meta.mainPath.length);
hideRow('layout-row', !nodes.some(n => n.cx !== undefined));
if (meta.view !== 'works') $('rel').replaceChildren(el('option', { value: meta.relation }, meta.relation));
if (hasYears) {
  $('from').placeholder = firstYear;
  $('to').placeholder = lastYear;
}

readHash();
about();
theme(prefers.matches);
new ResizeObserver(() => { const first = !width; resize(); if (first) fit(); }).observe($('view-graph'));
window.addEventListener('hashchange', () => { if (location.hash.slice(1) !== hashOf()) { readHash(); refresh(); } });
resize();
refresh();
fit();
