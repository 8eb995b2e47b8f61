// What the page is made of, how works came into it, and how to read it.
function about() {
  const dl = el('dl');
  const row = (k, v) => { if (v !== undefined && v !== '') dl.append(el('dt', {}, k), el('dd', {}, String(v))); };
  row('View', `${nodes.length} nodes, ${cites.length} edges`);
  row('Query', meta.query);
  row('Library', meta.library);
  row('Program', meta.version && 'citegraph ' + meta.version);
  row('Date', meta.stamp);
  row('Clusters', data.clusters.length || '');
  const parts = [el('h2', {}, meta.title), dl];
  if (works) parts.push(el('h3', {}, 'From texts to this picture'), flow());
  parts.push(el('h3', {}, 'How to read it'), el('ul', {},
    el('li', {}, 'Edges are ' + meta.direction + '.'),
    el('li', {}, 'Counts of citations are of this library, not of the world.'),
    meta.notes.map(n => el('li', {}, n)), limits().map(n => el('li', {}, n))));
  parts.push(el('h3', {}, 'Keys'), el('dl', {}, [
    ['/', 'search'], ['Esc', 'let go of what is chosen'], ['← → ↑ ↓', 'move the graph'], ['+ −', 'zoom'], ['0', 'fit all'], ['Enter', 'open the node nearest the middle'],
  ].map(([k, v]) => [el('dt', {}, el('kbd', {}, k)), el('dd', {}, v)])));
  parts.push(el('p', { class: 'soft' }, 'Made by citegraph. ' + (meta.live ? 'The page asks only the server on this machine that it came from.' : 'The page is complete in itself: it asks the network for nothing, and its links lead out only when they are followed.')));
  $('view-about').replaceChildren(el('div', {}, parts.filter(Boolean)));
}

// flow counts what came of the texts, step by step, as reviews report it.
function flow() {
  const c = meta.counts || {}, steps = [];
  const step = (n, what, out) => { if (n !== undefined) steps.push(el('li', {}, el('b', {}, n.toLocaleString('en')), ' ' + what, out ? el('small', {}, out) : '')); };
  step(c.documents, 'texts read');
  step(c.references, 'references found in them', c.unresolved ? `${c.unresolved} stay works known in part` : '');
  step(c.callouts, 'callouts in the text', c.callouts !== undefined ? `${c.callouts - c.callouts_linked} of them without a reference` : '');
  step(c.works, 'distinct works', c.works !== undefined ? `${c.held} held, ${c.works - c.held} known from references only` : '');
  const held = nodes.filter(n => n.held).length;
  step(nodes.length, 'works in this view', `${held} held, ${nodes.length - held} known from references only`);
  return el('ol', { class: 'flow' }, steps);
}

function limits() {
  const count = f => nodes.filter(f).length, said = [];
  const say = (n, what) => { if (n) said.push(`${n} ${what}`); };
  if (!works) return said;
  say(count(n => n.status === 'partial'), 'works are known in part');
  say(count(n => n.ambiguous), 'may be the same as another');
  say(count(n => n.retracted), 'are retracted');
  say(count(n => !n.year), 'have no year');
  const places = cites.reduce((s, e) => s + e.places.length, 0);
  if (meta.relation === 'cites') {
    say(places, 'places where a citation was read');
    say(cites.filter(e => !e.places.some(p => strings[p[4]])).length, 'citations have no sentence: they stand in the reference list only');
  }
  return said;
}
