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

function svg() {
  const f = x => Math.round(x * 100) / 100, out = [];
  out.push(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${f(width)} ${f(height)}" font-family="sans-serif" font-size="12">`, `<title>${escapeXML(meta.title)}</title>`,
    `<rect width="100%" height="100%" fill="${css('--bg')}"/>`, `<g stroke="rgb(${css('--edge')})" stroke-opacity=".3">`);
  for (const e of shownEdges) out.push(`<line x1="${f(sx(e.s))}" y1="${f(sy(e.s))}" x2="${f(sx(e.t))}" y2="${f(sy(e.t))}"/>`);
  out.push('</g>');
  for (const n of shownNodes) {
    const full = !works || n.held;
    out.push(`<circle cx="${f(sx(n))}" cy="${f(sy(n))}" r="${f(sr(n))}" fill="${full ? n.fill : css('--bg')}" stroke="${n.fill}"${full ? '' : ' stroke-width="2"'}><title>${escapeXML(n.label + ': ' + (n.title || ''))}</title></circle>`);
  }
  // labels as on screen: the same pen writes them into text elements
  const recorder = {
    measureText: s => pen.measureText(s), strokeText() {}, fillText(s, x, y) {
      out.push(`<text x="${f(x)}" y="${f(y)}" text-anchor="middle" fill="${css('--fg')}" stroke="${css('--halo')}" stroke-width="3" paint-order="stroke">${escapeXML(s)}</text>`);
    },
  };
  drawLabels(recorder, null);
  out.push('</svg>');
  return out.join('\n');
}

function csv() {
  const quote = v => /[",\n\r]/.test(v) ? '"' + v.replace(/"/g, '""') + '"' : v;
  const keys = ['id', 'key', 'label', 'title', 'authors', 'journal', 'year', 'doi', 'pmid', 'status', 'cited', 'references', 'links', 'cluster', 'confidence'];
  return [keys.join(',')].concat(sorted().map(n => keys.map(k => quote(String(k === 'authors' ? (n.authors || []).join('; ') : k === 'status' ? statusOf(n) : n[k] ?? ''))).join(','))).join('\r\n') + '\r\n';
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
    draw(c.getContext('2d'), true);
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
