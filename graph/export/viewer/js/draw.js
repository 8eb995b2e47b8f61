// The picture in layers. Edges, nodes and labels at rest are painted once on a
// ground that is wider than the screen; while the hand moves, the ground is
// moved as one piece, and what stands out is drawn over it. One frame is drawn
// at most once per refresh of the screen, and only when something changed.
let hovered = null, chosenEdge = null, path = null;
let dark = false;
const ground = { below: document.createElement('canvas'), above: document.createElement('canvas'), k: 0, x: 0, y: 0, margin: 0, stale: true };

let dirty = false, drawn = false;
function redraw() {
  if (!dirty) {
    dirty = true;
    requestAnimationFrame(() => {
      dirty = false;
      frame();
    });
  }
}

// repaint is redraw after a change that the ground does not show yet.
function repaint() {
  ground.stale = true;
  redraw();
}

let gliding = 0;
function glide() {
  clearTimeout(gliding);
  gliding = setTimeout(() => {
    gliding = 0;
    moved();
    repaint();
  }, 140);
  redraw();
}

// frame puts the layers on the screen.
function frame() {
  if (!width) return;
  if (ground.stale && !gliding || !covers()) paintGround();
  const g = pen, out = focus();
  g.setTransform(1, 0, 0, 1, 0, 0);
  g.clearRect(0, 0, canvas.width, canvas.height);
  if (state.layout === 'year') {
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawColumns(g);
  }
  g.globalAlpha = out ? 0.2 : 1;
  layGround(g, ground.below);
  if (!out) layGround(g, ground.above);
  g.globalAlpha = 1;
  g.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (state.layout === 'year') drawAxis(g);
  if (out) drawFocus(g, out);
  drawChosen(g);
  if (!drawn) performance.mark('drawn');
  drawn = true;
}

// covers reports whether the ground, at a size not too far from its own,
// reaches to all edges of the screen or holds all that there is.
function covers() {
  const s = view.k / ground.k, m = ground.margin, b = ground.bounds;
  if (!ground.k || s < 0.4 || s > 2.5) return false;
  if (b[0] >= -m && b[1] >= -m && b[2] <= width + m && b[3] <= height + m) return true;
  const left = view.x - (ground.x + m) * s, top = view.y - (ground.y + m) * s;
  return left <= 0 && top <= 0 && left + (width + 2 * m) * s >= width && top + (height + 2 * m) * s >= height;
}

function layGround(g, layer) {
  const s = view.k / ground.k;
  g.setTransform(ratio * s, 0, 0, ratio * s, ratio * (view.x - ground.x * s), ratio * (view.y - ground.y * s));
  g.drawImage(layer, -ground.margin, -ground.margin, layer.width / ratio, layer.height / ratio);
}

function paintGround() {
  const m = Math.round(Math.min(400, Math.max(width, height) / 2));
  const w = Math.round((width + 2 * m) * ratio), h = Math.round((height + 2 * m) * ratio);
  for (const c of [ground.below, ground.above]) {
    if (c.width !== w || c.height !== h) {
      c.width = w;
      c.height = h;
    } else c.getContext('2d').clearRect(0, 0, w, h);
    c.getContext('2d').setTransform(ratio, 0, 0, ratio, m * ratio, m * ratio);
  }
  Object.assign(ground, { k: view.k, x: view.x, y: view.y, margin: m, stale: false });
  ground.bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const n of shownNodes) {
    const x = sx(n), y = sy(n), r = sr(n) + 4, b = ground.bounds;
    b[0] = Math.min(b[0], x - r);
    b[1] = Math.min(b[1], y - r);
    b[2] = Math.max(b[2], x + r);
    b[3] = Math.max(b[3], y + r);
  }
  paintGraph(ground.below.getContext('2d'), m, gliding ? 4000 : Infinity);
  drawLabels(ground.above.getContext('2d'), null, m);
}

// paintGraph draws edges and nodes within margin m around the screen, and of
// the edges no more than most.
function paintGraph(g, m, most) {
  const x1 = width + m, y1 = height + m;
  const thin = Math.min(1, 3000 / Math.max(1, lines.length));
  g.lineWidth = 1;
  g.strokeStyle = `rgba(${ink.edge},${(0.1 + 0.22 * thin) * (state.layout === 'year' ? 0.6 : 1)})`;
  g.beginPath();
  let strokes = 0;
  const step = Math.max(1, Math.ceil(lines.length / most));
  for (let i = 0; i < lines.length; i += step) {
    const e = lines[i];
    const ax = sx(e.s), ay = sy(e.s), bx = sx(e.t), by = sy(e.t);
    if (ax < -m && bx < -m || ay < -m && by < -m || ax > x1 && bx > x1 || ay > y1 && by > y1) continue;
    g.moveTo(ax, ay);
    g.lineTo(bx, by);
    if (++strokes % 100 === 0) { // one path of all lines costs far more than many short ones
      g.stroke();
      g.beginPath();
    }
  }
  g.stroke();
  for (const n of shownNodes) {
    const x = sx(n), y = sy(n), r = sr(n);
    if (x + r >= -m && y + r >= -m && x - r <= x1 && y - r <= y1) stamp(g, n, x, y, r);
  }
}

// focus is what stands out: what is hovered, else what is chosen, with its
// neighbours and the way back; a path where one was asked for.
function focus() {
  if (path) return { lit: new Set(path), way: path };
  if (chosenEdge && !hovered) return { lit: new Set([chosenEdge.s, chosenEdge.t]), way: [] };
  const n = hovered || byID.get(state.sel);
  if (!n || !isShown[n.i]) return null;
  const way = wayBack(), lit = new Set([n, ...way]);
  for (const e of linksOf(n)) lit.add(e.s === n ? e.t : e.s);
  return { lit, way };
}

// wayBack is the path from what is hovered to what is chosen, or to the first seed.
function wayBack() {
  const origin = byID.get(state.sel) || seeds()[0];
  return hovered && origin && origin !== hovered && isShown[origin.i] ? pathBetween(hovered, origin) || [] : [];
}

function drawFocus(g, { lit, way }) {
  g.strokeStyle = ink.accent;
  g.fillStyle = ink.accent;
  const n = hovered || byID.get(state.sel);
  if (path) drawWay(g, way);
  else if (chosenEdge && !hovered) drawEdge(g, chosenEdge);
  else {
    for (const e of linksOf(n)) drawEdge(g, e);
    g.setLineDash([5, 3]);
    drawWay(g, way);
    g.setLineDash([]);
  }
  const list = [...lit].filter(x => isShown[x.i]).sort((a, b) => b.r - a.r || a.i - b.i);
  for (const x of list) stamp(g, x, sx(x), sy(x), sr(x));
  drawLabels(g, list, 0);
}

function drawWay(g, way) {
  for (let i = 0; i + 1 < way.length; i++) {
    const e = linksOf(way[i]).find(e => e.s === way[i + 1] || e.t === way[i + 1]);
    if (e) drawEdge(g, e);
  }
}

function drawEdge(g, e) {
  const x0 = sx(e.s), y0 = sy(e.s), x1 = sx(e.t), y1 = sy(e.t);
  const d = Math.hypot(x1 - x0, y1 - y0) || 1, ux = (x1 - x0) / d, uy = (y1 - y0) / d, stop = sr(e.t) + 1;
  g.lineWidth = Math.min(5, 0.8 + 0.5 * e.w);
  g.beginPath();
  g.moveTo(x0, y0);
  g.lineTo(x1 - ux * stop, y1 - uy * stop);
  g.stroke();
  if (e.kind !== 'cites' || !meta.directed) return;
  const x = x1 - ux * stop, y = y1 - uy * stop, a = 6 + g.lineWidth;
  g.beginPath();
  g.moveTo(x, y);
  g.lineTo(x - a * ux - a * 0.45 * uy, y - a * uy + a * 0.45 * ux);
  g.lineTo(x - a * ux + a * 0.45 * uy, y - a * uy - a * 0.45 * ux);
  g.fill();
}

function drawChosen(g) {
  const n = byID.get(state.sel);
  if (!n || !isShown[n.i]) return;
  g.strokeStyle = ink.accent;
  g.lineWidth = 2.5;
  g.beginPath();
  g.arc(sx(n), sy(n), sr(n) + (n.seed ? 7 : 4), 0, 2 * Math.PI);
  g.stroke();
}

// drawStill draws all at rest on one surface, for a file or a printer.
function drawStill(g) {
  g.setTransform(ratio, 0, 0, ratio, 0, 0);
  g.fillStyle = ink.bg;
  g.fillRect(0, 0, width, height);
  if (state.layout === 'year') drawColumns(g);
  const out = focus();
  g.globalAlpha = out ? 0.2 : 1;
  paintGraph(g, 0, Infinity);
  g.globalAlpha = 1;
  if (state.layout === 'year') drawAxis(g);
  if (out) drawFocus(g, out);
  else drawLabels(g, null, 0);
  drawChosen(g);
}

// yearColumns are the years with the middle of their columns, from the left.
function yearColumns() {
  const columns = new Map();
  for (const n of shownNodes) {
    const c = columns.get(n.year || 0) || [Infinity, -Infinity];
    columns.set(n.year || 0, [Math.min(c[0], n.px), Math.max(c[1], n.px)]);
  }
  return [...columns].map(([y, c]) => [y, (c[0] + c[1]) / 2]).sort((a, b) => a[1] - b[1]);
}

// yearMarks are the years that have room on the axis, with their place on it.
function yearMarks() {
  const marks = [];
  let last = -Infinity;
  for (const [y, at] of yearsAt) {
    const x = at * view.k + view.x;
    if (x < -30 || x > width + 30 || x - last < (y ? 44 : 58)) continue;
    marks.push([x, y ? String(y) : 'no year']);
    last = y ? x : x + 14;
  }
  return marks;
}

function drawColumns(g) {
  g.lineWidth = 1;
  g.strokeStyle = ink.line;
  g.globalAlpha = 0.6;
  g.beginPath();
  for (const [x] of yearMarks()) {
    g.moveTo(x, 0);
    g.lineTo(x, height - 22);
  }
  g.stroke();
  g.globalAlpha = 1;
}

// drawAxis writes the years under their columns.
function drawAxis(g) {
  g.fillStyle = ink.bg;
  g.fillRect(0, height - 22, width, 22);
  g.font = font;
  g.textAlign = 'center';
  g.textBaseline = 'alphabetic';
  g.fillStyle = ink.soft;
  for (const [x, label] of yearMarks()) g.fillText(label, x, height - 7);
}
