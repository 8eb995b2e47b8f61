// The panel of details. Everything is put into the page as text.
function el(tag, attrs, ...children) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(attrs || {})) {
    if (k === 'onclick') e.addEventListener('click', v);
    else if (v !== undefined && v !== null && v !== false) e.setAttribute(k, v);
  }
  e.append(...children.flat(Infinity).filter(c => c !== null && c !== undefined && c !== '' && c !== false));
  return e;
}

function choose(n, move) {
  chosenEdge = null;
  if (n && state.path && state.path !== n.id) { // the second end of a path
    const a = byID.get(state.path);
    state.sel = n.id;
    path = a ? pathBetween(a, n) : null;
    state.path = '';
    showPath(a, n);
    writeHash();
    redraw();
    return;
  }
  path = null;
  set({ sel: n ? n.id : '', path: '' });
  if (n && move) centre(n);
}

function chooseEdge(e) {
  path = null;
  chosenEdge = e;
  state.sel = '';
  showEdge(e);
  writeHash();
  redraw();
}

function showPanel(...children) {
  $('panel').replaceChildren(...children.filter(Boolean));
  $('panel').scrollTop = 0;
}

function showNothing() {
  const most = nodes.slice().sort((a, b) => b.cited - a.cited || a.i - b.i).slice(0, 12);
  const origins = seeds();
  showPanel(
    el('h2', {}, 'Overview'),
    el('p', { class: 'soft' }, 'Choose a node or an edge, or search. ' + meta.direction.charAt(0).toUpperCase() + meta.direction.slice(1) + '.'),
    !nodes.length ? el('p', {}, 'This graph has no nodes.') : null,
    !origins.length ? null : el('h3', {}, `Seeds (${origins.length})`), !origins.length ? null : workList(origins),
    ...(origins.length ? relatedList(origins, 'Related to the seeds') : []),
    most.length ? el('h3', {}, works ? 'Most cited in this library' : 'Most cited') : null, workList(most, n => n.cited + '×'));
}

function showNode(n) {
  const tags = [];
  if (works) tags.push(el('span', { class: 'tag' + (n.retracted ? ' bad' : '') }, statusText[statusOf(n)]));
  if (n.review) tags.push(el('span', { class: 'tag' }, n.review));
  const facts = el('dl');
  const fact = (name, value) => { if (value !== undefined && value !== '' && value !== null && value !== 0) facts.append(el('dt', {}, name), el('dd', {}, value)); };
  fact('Authors', (n.authors || []).join('; '));
  fact('Published', [n.journal, n.year].filter(Boolean).join(', ') + volume(n));
  fact('DOI', n.doi && outward('https://doi.org/' + n.doi, n.doi));
  fact('PubMed', n.pmid && outward('https://pubmed.ncbi.nlm.nih.gov/' + n.pmid + '/', n.pmid));
  fact('Web', n.url && outward(n.url, n.url));
  fact('Cluster', n.cluster && `${n.cluster}: ${(data.clusters[n.cluster - 1] || {}).label || ''}`);
  fact('PageRank', n.pagerank);
  fact('Core', n.core);
  fact('Key', n.key);
  fact('Id', n.id);
  fact('Confidence', works && n.confidence);
  fact('Cited', `${n.cited === 1 ? 'once' : n.cited + ' times'} in this library`);
  if (!works) fact('Works', n.references);
  const buttons = el('div', { class: 'buttons' },
    el('button', { type: 'button', onclick: () => centre(n) }, 'Centre'),
    el('button', { type: 'button', onclick: () => set({ path: state.path === n.id ? '' : n.id }), 'aria-pressed': String(state.path === n.id) }, state.path === n.id ? 'Now choose the other end' : 'Path from here'),
    works && el('button', { type: 'button', onclick: () => markSeed(n, !isSeed(n)), 'aria-pressed': String(isSeed(n)) }, isSeed(n) ? 'Seed ✓' : 'Mark as seed'),
    works && copyButton('BibTeX', () => bibtex(n)), n.key && copyButton('Key', () => n.key), n.doi && copyButton('DOI', () => n.doi));
  if (!isShown[n.i]) tags.push(el('span', { class: 'tag bad' }, 'hidden by the filters'));
  const parts = [el('p', { class: 'kicker' }, n.title && n.title !== n.label ? n.label : ''), el('h2', {}, n.title || n.label), el('p', {}, tags), facts, buttons];
  if (meta.directed) {
    parts.push(...neighbours('Cited by', n.in, e => e.s), ...neighbours('Cites', n.out, e => e.t));
  } else {
    parts.push(...neighbours('Linked to', n.in.concat(n.out), e => e.s === n ? e.t : e.s));
  }
  parts.push(...relatedList([n], 'Related in this picture'), meta.live && works ? liveRelated([n]) : null);
  const sentences = n.in.flatMap(e => e.places.map(p => ({ p, e }))).filter(x => strings[x.p[4]]);
  if (sentences.length) {
    parts.push(el('h3', {}, `In what words it is cited (${sentences.length})`));
    for (const { p, e } of sentences.slice(0, 50)) parts.push(quote(p, e.s));
    if (sentences.length > 50) parts.push(el('p', {}, `and ${sentences.length - 50} more: choose an edge to see its own`));
  }
  showPanel(...parts);
}

function volume(n) {
  return (n.volume ? ';' + n.volume : '') + (n.issue ? '(' + n.issue + ')' : '') + (n.page ? ':' + n.page : '');
}

// outward is a link that leaves the page; only http and https do.
function outward(href, label) {
  let url;
  try {
    url = new URL(href);
  } catch { return label; }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return label;
  return el('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer' }, label);
}

function quote(p, source) {
  const [file, start, end, section, text] = p;
  return el('blockquote', {}, strings[text] || '(no sentence: read in the reference list)',
    el('code', {}, `${strings[file]}:${start}–${end}${strings[section] ? ' · ' + strings[section] : ''}`),
    source ? el('small', {}, source.label) : null);
}

function neighbours(title, edges, end) {
  if (!edges.length) return [];
  const list = edges.slice().sort((a, b) => b.w - a.w || end(a).label.localeCompare(end(b).label));
  const ul = el('ul', { class: 'works' });
  for (const e of list.slice(0, 200)) ul.append(workItem(end(e), works ? '' : '×' + e.w, e));
  return [el('h3', {}, `${title} (${edges.length})`), ul, list.length > 200 ? el('p', {}, `and ${list.length - 200} more`) : null];
}

function workList(list, note) {
  const ul = el('ul', { class: 'works' });
  for (const n of list) ul.append(workItem(n, note ? note(n) : ''));
  return ul;
}

function workButton(n, note) {
  const more = [n.title === n.label ? '' : n.title, note].filter(Boolean).join(' · ');
  return el('button', { type: 'button', onclick: () => choose(n, true) }, el('b', {}, n.label), ' ', el('small', {}, more));
}

function workItem(n, note, edge) {
  const count = edge ? edge.places.length : 0, text = `${count} place${count > 1 ? 's' : ''} →`;
  return el('li', {}, workButton(n, note),
    count ? el('button', { type: 'button', class: 'link', onclick: () => chooseEdge(edge), 'aria-label': `${text} where ${edge.s.label} cites ${edge.t.label}` }, text) : null);
}

function showEdge(e) {
  const words = { cites: 'cites', cocited: 'is cited together with', coupled: 'shares references with', coauthored: 'wrote with', authors: 'shares authors with', journals: 'appeared in the same journal as' };
  const parts = [el('h2', {}, `${e.s.label} ${words[e.kind] || e.kind} ${e.t.label}`),
    el('dl', {}, el('dt', {}, 'Weight'), el('dd', {}, String(e.w)), ...(e.c ? [el('dt', {}, 'Confidence'), el('dd', {}, String(e.c))] : [])), workList([e.s, e.t])];
  if (e.places.length) {
    parts.push(el('h3', {}, `Read in ${e.places.length} place${e.places.length > 1 ? 's' : ''}`));
    for (const p of e.places) parts.push(quote(p));
  }
  if (e.via) {
    const title = { cocited: 'Cited together by', coupled: 'Shared references', authors: 'Names in common', journals: 'Journal' }[e.kind];
    parts.push(el('h3', {}, `${title} (${e.via.length})`), typeof e.via[0] === 'string' ? el('ul', {}, e.via.map(v => el('li', {}, v))) : workList(e.via));
  }
  showPanel(...parts);
}

// showMainPath shows the run of citations through which most paths from the
// newest to the oldest works lead.
function showMainPath() {
  path = meta.mainPath.map(i => nodes[i]);
  chosenEdge = null;
  state.sel = '';
  writeHash();
  showPanel(el('h2', {}, 'Main path'), el('p', {}, 'The run of citations, from the newest work to the oldest, along which the counts of search paths add up to most (SPC).'), workList(path, n => String(n.year || '')));
  redraw();
}

function showPath(a, b) {
  if (!path) {
    showPanel(el('h2', {}, 'No path'), el('p', {}, `No edges that are shown lead from ${a ? a.label : '?'} to ${b.label}.`), workList([a, b].filter(Boolean)));
    return;
  }
  showPanel(el('h2', {}, `Path of ${path.length - 1} step${path.length === 2 ? '' : 's'}`), workList(path), el('p', {}, 'Edges count in both directions.'));
}

// bibtex is a record of n with what is known here.
function bibtex(n) {
  const field = (name, v) => v ? `  ${name} = {${String(v).replace(/[{}\\]/g, '')}},\n` : '';
  return `@${n.journal ? 'article' : 'misc'}{${(n.key || n.id).replace(/[^\w:.-]/g, '')},\n` + field('author', (n.authors || []).join(' and ')) + field('title', n.title) +
    field('journal', n.journal) + field('year', n.year) + field('volume', n.volume) + field('number', n.issue) + field('pages', (n.page || '').replace('-', '--')) + field('doi', n.doi) + '}\n';
}

function copyButton(label, text) {
  const b = el('button', { type: 'button', onclick: () => copy(text()).then(() => { b.textContent = 'Copied'; setTimeout(() => { b.textContent = 'Copy ' + label; }, 1200); }) }, 'Copy ' + label);
  return b;
}

// copy works from file:// too, where the clipboard's newer door is shut.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const t = el('textarea', { class: 'hidden' });
    t.value = text;
    document.body.append(t);
    t.select();
    document.execCommand('copy');
    t.remove();
  }
}
