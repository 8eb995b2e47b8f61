// Live search, where a server of ours serves the page: what the whole library
// holds stands below what is drawn.
let asking = 0, timer = 0;
function live() {
  clearTimeout(timer);
  const q = $('q').value.trim();
  if (q.length < 2) return;
  timer = setTimeout(() => ask(q), 250);
}

// get asks the server that this page came from, with the token it came with.
async function get(what, parameters) {
  const token = new URLSearchParams(location.search).get('token');
  if (token) parameters.token = token;
  try {
    const response = await fetch('/api/' + what + '?' + new URLSearchParams(parameters));
    return await response.json();
  } catch {
    return { error: 'The server does not answer.' };
  }
}

async function ask(q) {
  const turn = ++asking;
  const found = await get('search', { n: 15, q });
  if (turn !== asking || $('q').value.trim() !== q || $('hits').hidden) return;
  for (const li of [...$('hits').querySelectorAll('.live')]) li.remove();
  const rows = (found.hits || []).filter(h => h.type === 'work' && !byID.has(h.id));
  const head = found.error || `${found.total} in the library` + (rows.length ? ', not drawn here:' : '');
  $('hits').append(el('li', { class: 'live note', role: 'presentation' }, head), ...rows.map((h, i) =>
    hitRow({ class: 'live', id: 'hit-live-' + i }, liveLabel(h), (h.csl || {}).title, () => showFound(h))));
}

function liveLabel(h) {
  const csl = h.csl || {}, first = (csl.author || [])[0] || {};
  const year = csl.issued && csl.issued['date-parts'] ? csl.issued['date-parts'][0][0] : '';
  return [first.family || first.literal || h.key || h.id, year].filter(Boolean).join(' ');
}

function showFound(h) {
  $('hits').hidden = true;
  const csl = h.csl || {};
  showPanel(
    el('h2', {}, csl.title || h.key || h.id),
    el('p', {}, (csl.author || []).map(a => a.literal || [a.given, a.family].filter(Boolean).join(' ')).join('; ')),
    el('p', {}, [csl['container-title'], liveLabel(h).split(' ').pop()].filter(Boolean).join(', ')),
    el('p', {}, `${h.id} · cited by ${h.cited} here · ${h.held ? 'held' : 'not held'} · not drawn in this picture`),
    csl.DOI ? outward('https://doi.org/' + csl.DOI, csl.DOI) : null);
  $('panel').focus();
}

// liveRelated is a place in the panel that fills with what the whole library
// holds that is related, once it is asked for.
function liveRelated(origins) {
  const box = el('div');
  const ask = async button => {
    button.disabled = true;
    const found = await get('related', { n: 12, q: origins.map(n => n.id).join(' ') });
    const ul = el('ul', { class: 'works' });
    for (const h of found.hits || []) {
      const n = byID.get(h.id);
      const open = n ? () => choose(n, true) : () => showFound(h);
      ul.append(el('li', {}, el('button', { type: 'button', onclick: open }, el('b', {}, liveLabel(h)), ' ', el('small', {}, (h.csl || {}).title || '')),
        el('details', {}, el('summary', {}, 'Why here?'), el('ul', { class: 'why' }, (h.why || []).map(whyOf)))));
    }
    box.replaceChildren(el('h3', {}, `Related in the whole library (${found.total ?? 0})`), found.error ? el('p', {}, found.error) : ul);
  };
  box.append(el('button', { type: 'button', onclick: event => ask(event.currentTarget) }, 'Related in the whole library'));
  return box;
}

const channelText = {
  exact: 'named in the query', text: 'words in common', direct: 'one cites the other', coupling: 'shares references', cocite: 'cited together',
  ppr: 'reached over citations', author: 'authors in common', journal: 'same journal', cited: 'cited often',
};

function whyOf(w) {
  const named = (w.shared || []).map(id => (byID.get(id) || { label: id }).label);
  const more = [...(w.terms || []), ...named].slice(0, 6).join('; ');
  const li = el('li', {}, `${channelText[w.channel] || w.channel}${more ? ': ' + more : ''} (${Math.round(100 * (w.share || 0))} %)`);
  for (const e of (w.evidence || []).slice(0, 2)) {
    li.append(el('blockquote', {}, e.text || '', el('code', {}, `${e.path}:${(e.span || []).join('–')}`)));
  }
  return li;
}

if (meta.live) $('q').addEventListener('input', live);
