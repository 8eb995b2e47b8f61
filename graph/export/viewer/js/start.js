// Controls, search, tabs; then the first picture.
const inputs = ['rel', 'weight', 'layout', 'size', 'colour', 'labels', 'from', 'to', 'status', 'near', 'cluster', 'journal', 'mincited', 'minlinks', 'minconf', 'top'];
let last = {};

function refresh() {
  for (const id of inputs) if ($(id).value !== state[id]) $(id).value = state[id];
  $('lone').checked = Boolean(state.lone);
  filter();
  const all = edgesOf(state.rel).length;
  $('shown').replaceChildren(`${shownNodes.length} of ${nodes.length} nodes`, el('small', {}, `${shownEdges.length} of ${all} edges`));
  notices();
  for (const t of ['graph', 'table', 'about']) {
    $('view-' + t).hidden = state.tab !== t;
    $('tab-' + t).setAttribute('aria-selected', state.tab === t);
    $('tab-' + t).tabIndex = state.tab === t ? 0 : -1;
  }
  const n = byID.get(state.sel);
  if (n) showNode(n);
  else if (!chosenEdge && !path) showNothing();
  if (last.layout !== state.layout || last.tab !== state.tab) {
    resize();
    if (last.layout !== undefined && last.layout !== state.layout) fit();
  }
  if (last.colour !== state.colour || last.seeds !== state.seeds) drawLegend();
  last = Object.assign({}, state);
  drawTable();
  repaint();
}

// notices say what is not drawn, and what to do about it: nothing is cut in silence.
function notices() {
  const said = [];
  if (cut) said.push(`Only ${state.top} nodes are drawn, the most cited and what has most links with them; ${cut} more are not. Change “Draw at most” to see them.`);
  if (lines.length < shownEdges.length) said.push(`Of ${shownEdges.length} edges the ${lines.length} strongest are drawn; all of them count.`);
  if (passedOver[state.rel]) said.push(`${passedOver[state.rel]} of what joins works joins more than ${groupCap} of them, and is left out.`);
  if (state.near && !seeds().length) said.push('There is no seed yet: choose a work and mark it as one.');
  else if (!shownNodes.length) said.push(nodes.length ? 'Nothing passes these filters. Reset shows all.' : 'This graph has no nodes.');
  $('notice').hidden = !said.length;
  $('notice').textContent = said.join(' ');
}

// A form of filters: what is typed counts at once.
for (const id of inputs) $(id).addEventListener('input', event => { chosenEdge = null; path = null; page = 0; set({ [id]: event.target.value }); });
$('lone').addEventListener('change', event => set({ lone: event.target.checked ? '1' : '' }));
$('reset').addEventListener('click', () => { chosenEdge = null; path = null; set(Object.assign({}, defaults, { tab: state.tab, sel: state.sel })); fit(); });
$('filters').addEventListener('submit', event => event.preventDefault());
$('mainpath').addEventListener('click', showMainPath);
$('to-filters').addEventListener('click', () => $('filters').scrollIntoView());
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
  list.replaceChildren(...hits.slice(0, 30).map((n, i) => hitRow({ id: 'hit-' + i }, n.label, n.title === n.label ? '' : n.title, () => take(n))));
  const note = words.length && !hits.length ? (meta.live ? 'Nothing that is drawn' : 'Nothing found') : hits.length > 30 ? `and ${hits.length - 30} more: type more words` : '';
  if (note) list.append(el('li', { class: 'note', role: 'presentation' }, note));
  list.hidden = !words.length;
  $('q').setAttribute('aria-expanded', !list.hidden);
  mark(hits.length ? 0 : -1);
}

// hitRow is a row of what was found, which opens by a click or by Enter.
function hitRow(attrs, label, more, open) {
  const li = el('li', { role: 'option', 'aria-selected': 'false', ...attrs }, label, el('small', {}, more));
  li.addEventListener('mousedown', event => { event.preventDefault(); open(); });
  li.open = open;
  return li;
}

const choices = () => [...$('hits').querySelectorAll('[role="option"]')];

function mark(i) {
  hit = i;
  const all = choices();
  all.forEach((li, k) => li.setAttribute('aria-selected', String(k === i)));
  if (all[i]) {
    $('q').setAttribute('aria-activedescendant', all[i].id);
    all[i].scrollIntoView({ block: 'nearest' });
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
  const all = choices(), n = all.length;
  if (event.key === 'ArrowDown' && n) mark((hit + 1) % n);
  else if (event.key === 'ArrowUp' && n) mark((hit + n - 1) % n);
  else if (event.key === 'Enter' && all[hit]) all[hit].open();
  else if (event.key === 'Escape') { $('q').value = ''; search(); $('q').blur(); return; }
  else return;
  event.preventDefault();
});

// theme follows the system until it is chosen.
const prefers = matchMedia('(prefers-color-scheme: dark)');
function theme() {
  dark = state.theme ? state.theme === 'dark' : prefers.matches;
  document.documentElement.classList.toggle('dark', dark);
  $('theme').setAttribute('aria-pressed', String(dark));
  readTheme();
  drawLegend();
}
$('theme').addEventListener('click', () => {
  state.theme = dark ? 'light' : 'dark';
  theme();
  set({});
});
prefers.addEventListener('change', () => { theme(); refresh(); });

function option(id, value, label) {
  $(id).append(el('option', { value }, label));
}
for (const c of data.clusters) option('cluster', String(c.n), `${c.n}: ${c.label || 'no title'} (${c.size})`);
const journals = new Map();
for (const n of nodes) if (n.journal) journals.set(n.journal, (journals.get(n.journal) || 0) + 1);
for (const [j, k] of [...journals].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))) option('journal', j, `${j} (${k})`);
const hideRow = (id, on) => { $(id).hidden = on; };
hideRow('cluster-row', !data.clusters.length);
hideRow('journal-row', !journals.size);
hideRow('status-row', !works);
hideRow('conf-row', !works);
hideRow('year-row', !hasYears);
hideRow('rel-row', meta.view !== 'works');
hideRow('mainpath', !meta.mainPath.length);
hideRow('layout-row', !placedByYear);
hideRow('near-row', !works);
if (meta.view !== 'works') $('rel').replaceChildren(el('option', { value: meta.relation }, meta.relation));
if (hasYears) {
  $('from').placeholder = firstYear;
  $('to').placeholder = lastYear;
}

// show brings up what the address says, at first and when it changes.
function show() {
  chosenEdge = path = hovered = null;
  readHash();
  const at = state.at; // refresh fits another layout to the screen
  theme();
  resize();
  refresh();
  state.at = at;
  if (!at || !goTo(at)) fit();
}

about();
new ResizeObserver(() => {
  const first = !width;
  if (resize() && first && !(state.at && goTo(state.at))) fit();
}).observe($('view-graph'));
window.addEventListener('hashchange', () => { if (location.hash.slice(1) !== hashOf()) show(); });
// At first a part of the edges, and all of them once that stands.
gliding = setTimeout(() => { gliding = 0; repaint(); }, 140);
window.addEventListener('beforeprint', () => frame());
show();
