// Where the picture lies on the canvas.
const canvas = $('canvas'), pen = canvas.getContext('2d');
const view = { k: 1, x: 0, y: 0, stretch: 1 }; // screen = world * (k, k * stretch) + (x, y)
let width = 0, height = 0, ratio = 1;

const sx = n => n.px * view.k + view.x, sy = n => n.py * view.k * view.stretch + view.y;
const swell = () => Math.min(2.2, Math.max(state.layout === 'year' ? 0.9 : 0.55, Math.sqrt(view.k)));
const sr = n => Math.max(2, n.r * swell());

// resize fits the canvas to its place and reports whether there is one.
function resize() {
  const box = canvas.parentElement.getBoundingClientRect();
  if (!box.width || !box.height) return false;
  ratio = window.devicePixelRatio || 1;
  if (width && (width !== box.width || height !== box.height)) { // the middle stays the middle
    view.x += (box.width - width) / 2;
    view.y += (box.height - height) / 2;
  }
  width = box.width;
  height = box.height;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  repaint();
  return true;
}

function fit() {
  if (!shownNodes.length || !width) return;
  let x0 = Infinity, x1 = -Infinity, y0 = Infinity, y1 = -Infinity;
  for (const n of shownNodes) {
    x0 = Math.min(x0, n.px);
    x1 = Math.max(x1, n.px);
    y0 = Math.min(y0, n.py);
    y1 = Math.max(y1, n.py);
  }
  const pad = Math.min(50, width / 12), bottom = state.layout === 'year' ? 24 : 0;
  const kx = (width - 2 * pad) / Math.max(1, x1 - x0), ky = (height - 2 * pad - bottom) / Math.max(1, y1 - y0);
  // years run from side to side whatever their columns need in height
  view.k = state.layout === 'year' ? Math.min(4, kx) : Math.min(4, kx, ky);
  view.stretch = state.layout === 'year' ? Math.min(12, Math.max(0.05, ky / view.k)) : 1;
  view.x = width / 2 - view.k * (x0 + x1) / 2;
  view.y = (height - bottom) / 2 - view.k * view.stretch * (y0 + y1) / 2;
  state.at = '';
  writeHash();
  repaint();
}

function centre(n) {
  view.k = Math.max(view.k, 1);
  view.x = width / 2 - n.px * view.k;
  view.y = height / 2 - n.py * view.k * view.stretch;
  moved();
  repaint();
}

function zoom(by, x = width / 2, y = height / 2) {
  const k = Math.min(20, Math.max(0.02, view.k * by));
  view.x = x - (x - view.x) * k / view.k;
  view.y = y - (y - view.y) * k / view.k;
  view.k = k;
  glide();
}

function pan(dx, dy) {
  view.x += dx;
  view.y += dy;
  glide();
}

// moved notes in the address what lies in the middle, and how large.
function moved() {
  const short = x => String(+x.toPrecision(5));
  state.at = [view.k, view.stretch, (width / 2 - view.x) / view.k, (height / 2 - view.y) / view.k / view.stretch].map(short).join(',');
  writeHash();
}

// goTo shows what an address says; false where it says nothing.
function goTo(at) {
  const [k, stretch, x, y] = at.split(',').map(Number);
  if (!(k > 0 && stretch > 0 && Number.isFinite(x) && Number.isFinite(y)) || !width) return false;
  view.k = Math.min(20, Math.max(0.02, k));
  view.stretch = Math.min(12, Math.max(0.05, stretch));
  view.x = width / 2 - x * view.k;
  view.y = height / 2 - y * view.k * view.stretch;
  repaint();
  return true;
}
