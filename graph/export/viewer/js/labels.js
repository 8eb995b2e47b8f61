// Labels, the most important first, each only where it covers no other.
const font = '12px system-ui, sans-serif';
const brief = s => s.length > 32 ? s.slice(0, 30).trimEnd() + '…' : s;

// drawLabels writes the labels of list, or of all that is shown, within margin
// m around the screen.
function drawLabels(g, list, m) {
  const screen = Math.min(1, width * height / 6e5); // a small one has room for fewer
  const most = list ? 60 : +state.labels * screen * (width + 2 * m) * (height + 2 * m) / (width * height);
  g.font = font;
  g.textAlign = 'center';
  g.textBaseline = 'bottom';
  g.lineJoin = 'round';
  g.lineWidth = 3.5;
  g.strokeStyle = ink.halo;
  g.fillStyle = ink.fg;
  const taken = new Set();
  const free = (x, y, w) => {
    const cells = [];
    for (let r = Math.floor((y - 15) / 5); r <= Math.floor((y + 1) / 5); r++) {
      for (let c = Math.floor((x - w / 2 - 4) / 8); c <= Math.floor((x + w / 2 + 4) / 8); c++) {
        if (taken.has(r * 100003 + c)) return false;
        cells.push(r * 100003 + c);
      }
    }
    cells.forEach(c => taken.add(c));
    return true;
  };
  const bottom = state.layout === 'year' ? height - 24 : height;
  let drawn = 0;
  const put = n => {
    let x = sx(n), y = sy(n) - sr(n) - (n.seed ? 5 : 2);
    if (x < -m || sy(n) < -m || x > width + m || y > height + m) return;
    n.brief ??= brief(n.label);
    const w = n.wide ??= pen.measureText(n.brief).width;
    if (x >= 0 && x <= width && y >= 0 && y <= height) { // all of it within the picture
      y = Math.min(bottom, Math.max(15, y));
      if (w < width) x = Math.min(width - w / 2 - 4, Math.max(w / 2 + 4, x));
    }
    if (!free(x, y, w) && !(list && (n.id === state.sel || n === hovered))) return;
    g.strokeText(n.brief, x, y);
    g.fillText(n.brief, x, y);
    drawn++;
  };
  pen.font = font;
  if (list) { // what is pointed at has its label whatever else stands there
    const first = list.filter(n => n === hovered || n.id === state.sel);
    first.forEach(put);
    list = list.filter(n => !first.includes(n));
  }
  for (const n of list || labelOrder) {
    if (drawn >= most) break;
    put(n);
  }
}

// drawLegend fills the list of what the signs mean.
function drawLegend() {
  const list = $('legend');
  list.replaceChildren();
  const item = (paint, label) => {
    const c = el('canvas', { 'aria-hidden': 'true' });
    c.width = c.height = 18 * ratio;
    const g = c.getContext('2d');
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint(g);
    list.append(el('li', {}, c, el('span', {}, label)));
  };
  const disc = fill => g => drawSign(g, { id: '', held: true, fill }, 9, 9, 6);
  if (works) {
    const seen = new Set(nodes.map(statusOf));
    for (const s of ['held', 'stub', 'partial', 'ambiguous', 'retracted']) {
      if (!seen.has(s)) continue;
      const fill = state.colour === 'status' ? statusColour(s) : grey;
      const sign = { id: '', held: s === 'held', status: s, ambiguous: s === 'ambiguous', retracted: s === 'retracted', fill };
      item(g => drawSign(g, sign, 9, 9, 6), statusText[s]);
    }
    if (seeds().length) item(g => drawSign(g, { id: '', held: true, seed: true, fill: grey }, 9, 9, 4.5), 'seed');
  }
  if (state.colour === 'cluster') {
    for (const c of data.clusters.slice(0, 14)) item(disc(clusterColour(c.n)), `${c.n}: ${c.label || 'no title'} (${c.size})`);
    if (data.clusters.length > 14) item(() => {}, `and ${data.clusters.length - 14} smaller clusters`);
  } else if (state.colour === 'year' && hasYears) {
    for (const t of [0, 0.5, 1]) item(disc(ramp(t)), String(Math.round(firstYear + t * (lastYear - firstYear))));
  }
}
