// The same graph as a table: sortable, by pages, for reading and for screen
// readers.
const columns = [
  ['label', 'Name'], ['title', 'Title'], ...(works ? [['year', 'Year', 1], ['journal', 'Journal'], ['status', 'Known']] : []),
  ['cited', 'Cited', 1], ['references', works ? 'References' : 'Works', 1], ['links', 'Links shown', 1], ['cluster', 'Cluster', 1],
];
const perPage = 200;
let page = 0;

const inTable = { stub: 'not held', partial: 'in part', ambiguous: 'doubtful' };
const cell = (n, key) => key === 'status' ? statusOf(n) : n[key];

function sorted() {
  const down = state.sort.startsWith('-'), key = state.sort.replace('-', '');
  const list = shownNodes.slice();
  list.sort((a, b) => {
    const x = cell(a, key), y = cell(b, key);
    const c = typeof x === 'number' || typeof y === 'number' ? (x || 0) - (y || 0) : String(x || '').localeCompare(String(y || ''));
    return (down ? -c : c) || a.i - b.i;
  });
  return list;
}

function drawTable() {
  if (state.tab !== 'table') return;
  const heads = $('heads');
  heads.replaceChildren();
  for (const [key, name] of columns) {
    const on = state.sort.replace('-', '') === key, down = state.sort.startsWith('-');
    heads.append(el('th', { scope: 'col', 'aria-sort': on ? (down ? 'descending' : 'ascending') : 'none' },
      el('button', { type: 'button', onclick: () => set({ sort: on && down ? key : '-' + key }) }, name + (on ? (down ? ' ↓' : ' ↑') : ''))));
  }
  const list = sorted();
  const pages = Math.max(1, Math.ceil(list.length / perPage));
  page = Math.min(page, pages - 1);
  const rows = document.createDocumentFragment();
  for (const n of list.slice(page * perPage, (page + 1) * perPage)) {
    const tr = el('tr', { class: n.id === state.sel ? 'chosen' : null });
    for (const [key, , numeric] of columns) {
      const v = key === 'status' ? inTable[statusOf(n)] || statusOf(n) : cell(n, key);
      const value = v === undefined || v === 0 && key !== 'cited' && key !== 'links' && key !== 'references' ? '' : String(v);
      tr.append(el('td', { class: numeric ? 'n' : null }, key === 'label' ? el('button', { type: 'button', onclick: () => choose(n, true) }, value) : value));
    }
    rows.append(tr);
  }
  $('rows').replaceChildren(rows);
  $('page').textContent = `${list.length ? page * perPage + 1 : 0}–${Math.min(list.length, (page + 1) * perPage)} of ${list.length}`;
  $('prev').disabled = page === 0;
  $('next').disabled = page >= pages - 1;
}

$('prev').addEventListener('click', () => {
  page--;
  drawTable();
});
$('next').addEventListener('click', () => {
  page++;
  drawTable();
});
