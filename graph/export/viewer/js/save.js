// What is shown, as files.
function download(name, type, content) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const a = el('a', { href: url, download: name });
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

const escapeXML = s => String(s).replace(/[&<>"']/g, c => '&#' + c.charCodeAt(0) + ';');

// svg is the picture as on the screen, as shapes and text.
function svg() {
  const f = x => Math.round(x * 100) / 100, out = [];
  out.push(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${f(width)} ${f(height)}" font-family="system-ui, sans-serif" font-size="12">`, `<title>${escapeXML(meta.title)}</title>`,
    `<rect width="100%" height="100%" fill="${ink.bg}"/>`);
  if (state.layout === 'year') {
    for (const [x] of yearMarks()) out.push(`<path d="M${f(x)} 0V${f(height - 22)}" stroke="${ink.line}"/>`);
  }
  out.push(`<g stroke="rgb(${ink.edge})" stroke-opacity=".25">`);
  for (const e of lines) out.push(`<path d="M${f(sx(e.s))} ${f(sy(e.s))}L${f(sx(e.t))} ${f(sy(e.t))}"/>`);
  out.push('</g>');
  for (const n of shownNodes) out.push(signSVG(n, sx(n), sy(n), sr(n)));
  if (state.layout === 'year') {
    out.push(`<rect y="${f(height - 22)}" width="100%" height="22" fill="${ink.bg}"/>`);
    for (const [x, label] of yearMarks()) out.push(`<text x="${f(x)}" y="${f(height - 7)}" text-anchor="middle" fill="${ink.soft}">${label}</text>`);
  }
  // labels as on screen: the same pen writes them into text elements
  const recorder = {
    strokeText() {}, fillText(s, x, y) {
      out.push(`<text x="${f(x)}" y="${f(y - 3)}" text-anchor="middle" fill="${ink.fg}" stroke="${ink.halo}" stroke-width="3" paint-order="stroke">${escapeXML(s)}</text>`);
    },
  };
  drawLabels(recorder, null, 0);
  out.push('</svg>');
  return out.join('\n');
}

// csv is the table that is shown; what a spreadsheet would run as a formula is
// guarded by an apostrophe, as export -f csv does.
function csv() {
  const guarded = v => /^[=+\-@\t\n\r]/.test(v) && isNaN(v) ? "'" + v : v;
  const quote = v => /[",\n\r]/.test(v) ? '"' + v.replace(/"/g, '""') + '"' : v;
  const keys = ['id', 'key', 'label', 'title', 'authors', 'journal', 'year', 'doi', 'pmid', 'status', 'cited', 'references', 'links', 'cluster', 'confidence'];
  return [keys.join(',')].concat(sorted().map(n => keys.map(k => quote(guarded(String(k === 'authors' ? (n.authors || []).join('; ') : k === 'status' ? statusOf(n) : n[k] ?? '')))).join(','))).join('\r\n') + '\r\n';
}

function json() {
  const bare = n => ({ id: n.id, label: n.label, title: n.title, year: n.year, doi: n.doi, cited: n.cited, cluster: n.cluster, x: n.px, y: n.py });
  return JSON.stringify({ directed: meta.directed && state.rel === meta.relation, multigraph: false, graph: { view: meta.view, relation: state.rel }, nodes: shownNodes.map(bare),
    links: shownEdges.map(e => ({ source: e.s.id, target: e.t.id, weight: e.w })) }, null, 1);
}

const savers = {
  png() {
    const c = document.createElement('canvas');
    c.width = canvas.width;
    c.height = canvas.height;
    drawStill(c.getContext('2d'));
    c.toBlob(b => b && download('citegraph.png', 'image/png', b));
  },
  svg: () => download('citegraph.svg', 'image/svg+xml', svg()),
  csv: () => download('citegraph.csv', 'text/csv', csv()),
  json: () => download('citegraph.json', 'application/json', json()),
  link: button => copy(location.href.split('#')[0] + '#' + hashOf()).then(() => {
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Link'; }, 1200);
  }),
};
for (const b of document.querySelectorAll('[data-save]')) b.addEventListener('click', () => savers[b.dataset.save](b));
