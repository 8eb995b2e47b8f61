// Labels, the most important first, each only where it covers no other.
function drawLabels(g, lit) {
  const max = +state.labels;
  g.font = '12px system-ui, sans-serif';
  g.textAlign = 'center';
  g.textBaseline = 'bottom';
  g.lineJoin = 'round';
  const taken = new Set();
  const free = (x, y, w) => {
    const top = Math.floor((y - 14) / 5), bottom = Math.floor(y / 5);
    const a = Math.floor((x - w / 2 - 3) / 8), b = Math.floor((x + w / 2 + 3) / 8);
    for (let r = top; r <= bottom; r++) for (let c = a; c <= b; c++) if (taken.has(r * 10007 + c)) return false;
    for (let r = top; r <= bottom; r++) for (let c = a; c <= b; c++) taken.add(r * 10007 + c);
    return true;
  };
  const first = lit ? shownNodes.filter(n => lit.has(n)) : [];
  const order = lit ? first.slice(0, 60) : shownNodes;
  let drawn = 0;
  for (const n of order) {
    if (drawn >= (lit ? 60 : max)) break;
    let x = sx(n);
    const y = Math.max(14, sy(n) - sr(n) - 2);
    if (x < 0 || sy(n) < 0 || x > width || y > height + 20) continue;
    const w = g.measureText(n.label).width;
    if (w < width) x = Math.min(width - w / 2 - 3, Math.max(w / 2 + 3, x)); // within the picture
    if (!free(x, y, w) && n.id !== state.sel && n !== hovered) continue;
    g.lineWidth = 3;
    g.strokeStyle = css2.halo;
    g.strokeText(n.label, x, y);
    g.fillStyle = css2.fg;
    g.fillText(n.label, x, y);
    drawn++;
  }
}

// drawLegend fills the list of what the signs mean.
function drawLegend() {
  const list = $('legend');
  list.replaceChildren();
  const item = (paint, label) => {
    const li = document.createElement('li'), c = document.createElement('canvas');
    c.width = c.height = 18 * ratio;
    c.style.width = c.style.height = '18px';
    const g = c.getContext('2d');
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint(g);
    li.append(c, label);
    list.append(li);
  };
  if (works) {
    const seen = new Set(nodes.map(statusOf));
    for (const s of ['held', 'stub', 'partial', 'ambiguous', 'retracted']) {
      if (!seen.has(s)) continue;
      const sign = { id: '', held: s === 'held', status: s, ambiguous: s === 'ambiguous', retracted: s === 'retracted', fill: '#808080' };
      item(g => drawNode(g, sign, 9, 9, 6), statusText[s]);
    }
  }
  if (state.colour === 'cluster') {
    for (const c of data.clusters.slice(0, 12)) {
      item(g => drawNode(g, { id: '', held: true, fill: clusterColour(c.n) }, 9, 9, 6), `${c.n}: ${c.label || 'no title'} (${c.size})`);
    }
    if (data.clusters.length > 12) item(() => {}, `and ${data.clusters.length - 12} smaller clusters`);
  } else if (state.colour === 'year' && hasYears) {
    for (const t of [0, 0.5, 1]) {
      item(g => drawNode(g, { id: '', held: true, fill: ramp(t) }, 9, 9, 6), String(Math.round(firstYear + t * (lastYear - firstYear))));
    }
  }
}
