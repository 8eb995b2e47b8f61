// Live search, where a server of ours serves the page: what the whole library
// holds stands below what is drawn.
let asking = 0, timer = 0;
function live() {
  clearTimeout(timer);
  const q = $('q').value.trim();
  if (q.length < 2) return;
  timer = setTimeout(() => ask(q), 250);
}

async function ask(q) {
  const turn = ++asking;
  const token = new URLSearchParams(location.search).get('token');
  const url = '/api/search?n=15&q=' + encodeURIComponent(q) + (token ? '&token=' + encodeURIComponent(token) : '');
  let found;
  try {
    const response = await fetch(url);
    found = await response.json();
  } catch {
    found = { error: 'The server does not answer.' };
  }
  if (turn !== asking || $('q').value.trim() !== q || $('hits').hidden) return;
  for (const li of [...$('hits').querySelectorAll('.live')]) li.remove();
  const rows = (found.hits || []).filter(h => h.type === 'work' && !byID.has(h.id));
  const head = found.error || `${found.total} in the library` + (rows.length ? ', not drawn here:' : '');
  $('hits').append(el('li', { class: 'live' }, el('small', {}, head)), ...rows.map(h => {
    const li = el('li', { class: 'live', role: 'option', 'aria-selected': 'false' }, liveLabel(h), el('small', {}, (h.csl || {}).title || ''));
    li.addEventListener('mousedown', event => { event.preventDefault(); showFound(h); });
    return li;
  }));
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

if (meta.live) $('q').addEventListener('input', live);
