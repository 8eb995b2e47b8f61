// The picture: edges, nodes, the axis of years. One frame is drawn at most
// once per refresh of the screen, and only when something changed.
const canvas = $('canvas'), pen = canvas.getContext('2d');
const view = { k: 1, x: 0, y: 0, stretch: 1 }; // screen = world * (k, k * stretch) + (x, y)
let width = 0, height = 0, ratio = 1, dirty = false;
let hovered = null, chosenEdge = null, path = null;
let dark = false;

function css(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function redraw() {
  if (!dirty) {
    dirty = true;
    requestAnimationFrame(() => {
      dirty = false;
      draw();
    });
  }
}

// glide draws a part of the edges while the picture moves and all of them when
// it rests, so that a large graph follows the hand.
let gliding = 0;
function glide() {
  clearTimeout(gliding);
  gliding = setTimeout(() => {
    gliding = 0;
    redraw();
  }, 160);
  redraw();
}

function resize() {
  const box = canvas.parentElement.getBoundingClientRect();
  if (!box.width || !box.height) return;
  ratio = window.devicePixelRatio || 1;
  width = box.width;
  height = box.height;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  redraw();
}

const sx = n => n.px * view.k + view.x, sy = n => n.py * view.k * view.stretch + view.y;
const sr = n => Math.max(2, n.r * Math.min(2.2, Math.max(state.layout === 'year' ? 0.9 : 0.55, Math.sqrt(view.k))));

function fit() {
  if (!shownNodes.length || !width) return;
  let x0 = Infinity, x1 = -Infinity, y0 = Infinity, y1 = -Infinity;
  for (const n of shownNodes) {
    x0 = Math.min(x0, n.px);
    x1 = Math.max(x1, n.px);
    y0 = Math.min(y0, n.py);
    y1 = Math.max(y1, n.py);
  }
  const pad = 50, bottom = state.layout === 'year' ? 24 : 0;
  const kx = (width - 2 * pad) / Math.max(1, x1 - x0), ky = (height - 2 * pad - bottom) / Math.max(1, y1 - y0);
  // years run from side to side whatever their columns need in height
  view.k = state.layout === 'year' ? Math.min(4, kx) : Math.min(4, kx, ky);
  view.stretch = state.layout === 'year' ? Math.min(12, Math.max(0.05, ky / view.k)) : 1;
  view.x = width / 2 - view.k * (x0 + x1) / 2;
  view.y = (height - bottom) / 2 - view.k * view.stretch * (y0 + y1) / 2;
  redraw();
}

function centre(n) {
  view.k = Math.max(view.k, 1);
  view.x = width / 2 - n.px * view.k;
  view.y = height / 2 - n.py * view.k * view.stretch;
  redraw();
}

function zoom(by, x = width / 2, y = height / 2) {
  const k = Math.min(20, Math.max(0.02, view.k * by));
  view.x = x - (x - view.x) * k / view.k;
  view.y = y - (y - view.y) * k / view.k;
  view.k = k;
  glide();
}

// focus is what stands out: what is hovered, else what is chosen, with its
// neighbours; a path where one was asked for.
function focus() {
  const lit = new Set();
  if (path) {
    path.forEach(n => lit.add(n));
    return lit;
  }
  if (chosenEdge && !hovered) return new Set([chosenEdge.s, chosenEdge.t]);
  const n = hovered || byID.get(state.sel);
  if (!n || !isShown[n.i]) return null;
  lit.add(n);
  for (const e of shownEdges) {
    if (e.s === n) lit.add(e.t);
    if (e.t === n) lit.add(e.s);
  }
  return lit;
}

function edgeLit(e, lit) {
  if (path) {
    const i = path.indexOf(e.s);
    return i >= 0 && (path[i + 1] === e.t || path[i - 1] === e.t);
  }
  if (chosenEdge && !hovered) return e === chosenEdge;
  const n = hovered || byID.get(state.sel);
  return lit !== null && (e.s === n || e.t === n);
}

function draw(target = pen, still = false) {
  const g = target;
  g.setTransform(ratio, 0, 0, ratio, 0, 0);
  g.clearRect(0, 0, width, height);
  if (still) {
    g.fillStyle = css('--bg');
    g.fillRect(0, 0, width, height);
  }
  const lit = focus(), rgb = css('--edge');
  if (state.layout === 'year') drawAxis(g);
  const thin = Math.min(1, 3000 / Math.max(1, shownEdges.length));
  g.lineWidth = 1;
  g.strokeStyle = `rgba(${rgb},${lit ? 0.06 : 0.1 + 0.25 * thin})`;
  g.beginPath();
  let lines = 0;
  const step = gliding ? Math.ceil(shownEdges.length / 8000) : 1;
  for (let i = 0; i < shownEdges.length; i += step) {
    const e = shownEdges[i];
    if (lit && edgeLit(e, lit)) continue;
    const x0 = sx(e.s), y0 = sy(e.s), x1 = sx(e.t), y1 = sy(e.t);
    if (x0 < 0 && x1 < 0 || y0 < 0 && y1 < 0 || x0 > width && x1 > width || y0 > height && y1 > height) continue;
    g.moveTo(x0, y0);
    g.lineTo(x1, y1);
    if (++lines % 100 === 0) { // one path of all lines costs far more than many short ones
      g.stroke();
      g.beginPath();
    }
  }
  g.stroke();
  if (lit) {
    g.strokeStyle = css('--accent');
    g.fillStyle = g.strokeStyle;
    for (const e of shownEdges) if (edgeLit(e, lit)) drawEdge(g, e);
  }
  for (const n of shownNodes) {
    const x = sx(n), y = sy(n), r = sr(n);
    if (x + r < 0 || y + r < 0 || x - r > width || y - r > height) continue;
    g.globalAlpha = lit && !lit.has(n) ? 0.22 : 1;
    drawNode(g, n, x, y, r);
  }
  g.globalAlpha = 1;
  drawLabels(g, lit);
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

// drawNode tells by shape, not by colour alone, how a work is known: a full
// disc is held, a ring is not, a dashed ring is known in part, a diamond may
// be another work too, and a cross lies over what was retracted.
function drawNode(g, n, x, y, r) {
  const status = statusOf(n);
  g.beginPath();
  if (status === 'ambiguous') {
    g.moveTo(x, y - r * 1.25);
    g.lineTo(x + r * 1.25, y);
    g.lineTo(x, y + r * 1.25);
    g.lineTo(x - r * 1.25, y);
    g.closePath();
  } else {
    g.arc(x, y, r, 0, 2 * Math.PI);
  }
  const full = !works || n.held;
  g.fillStyle = full ? n.fill : css2.halo;
  g.fill();
  g.lineWidth = full ? 1 : Math.max(1.5, Math.min(3, r / 3));
  g.strokeStyle = full ? css2.halo : n.fill;
  if (status === 'partial') g.setLineDash([3, 2]);
  g.stroke();
  g.setLineDash([]);
  if (status === 'retracted') {
    g.strokeStyle = css2.bad;
    g.lineWidth = 2;
    g.beginPath();
    g.moveTo(x - r, y - r);
    g.lineTo(x + r, y + r);
    g.moveTo(x + r, y - r);
    g.lineTo(x - r, y + r);
    g.stroke();
  }
  if (n.id && n.id === state.sel) {
    g.strokeStyle = css2.accent;
    g.lineWidth = 2.5;
    g.beginPath();
    g.arc(x, y, r + 4, 0, 2 * Math.PI);
    g.stroke();
  }
}

// the colours of the theme, read once per change of it
let css2 = {};
function readTheme() {
  css2 = { halo: css('--halo'), bad: css('--bad'), accent: css('--accent'), fg: css('--fg'), soft: css('--soft'), line: css('--line') };
}

// drawAxis writes the years under their columns.
function drawAxis(g) {
  const columns = new Map();
  for (const n of shownNodes) {
    const y = n.year || 0;
    const c = columns.get(y) || [Infinity, -Infinity];
    columns.set(y, [Math.min(c[0], n.px), Math.max(c[1], n.px)]);
  }
  g.font = '12px system-ui, sans-serif';
  g.textAlign = 'center';
  g.textBaseline = 'alphabetic';
  let last = -Infinity;
  for (const [y, c] of [...columns].sort((a, b) => a[1][0] - b[1][0])) {
    const x = (c[0] + c[1]) / 2 * view.k + view.x;
    g.strokeStyle = css2.line;
    g.globalAlpha = 0.6;
    g.lineWidth = 1;
    g.beginPath();
    g.moveTo(x, 0);
    g.lineTo(x, height - 18);
    g.stroke();
    g.globalAlpha = 1;
    if (x - last < 40) continue;
    g.fillStyle = css2.soft;
    g.fillText(y ? String(y) : 'no year', x, height - 6);
    last = x;
  }
}
