// Signs: how a work is known is told by shape, not by colour alone. A full disc
// is held, a ring is not, a dashed ring is known in part, a diamond may be
// another work too, a cross lies over what was retracted, and a second ring
// lies around a seed.
let ink = {}; // the colours of the theme, read once per change of it
function css(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
function readTheme() {
  ink = { bg: css('--bg'), halo: css('--halo'), bad: css('--bad'), accent: css('--accent'), fg: css('--fg'), soft: css('--soft'), line: css('--line'), edge: css('--edge') };
  sprites.clear();
}

function drawSign(g, n, x, y, r) {
  const status = statusOf(n), full = !works || n.held;
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
  g.fillStyle = full ? n.fill : ink.halo;
  g.fill();
  g.lineWidth = full ? 1 : Math.max(1.5, Math.min(3, r / 3));
  g.strokeStyle = full ? ink.halo : n.fill;
  if (status === 'partial') g.setLineDash([3, 2]);
  g.stroke();
  g.setLineDash([]);
  if (status === 'retracted') {
    g.strokeStyle = ink.bad;
    g.lineWidth = 2;
    g.beginPath();
    g.moveTo(x - r, y - r);
    g.lineTo(x + r, y + r);
    g.moveTo(x + r, y - r);
    g.lineTo(x - r, y + r);
    g.stroke();
  }
  if (n.seed) {
    g.strokeStyle = ink.fg;
    g.lineWidth = 1.5;
    g.beginPath();
    g.arc(x, y, r + 3, 0, 2 * Math.PI);
    g.stroke();
  }
}

// stamp draws a sign from a small picture of it: thousands of signs are few
// different ones.
const sprites = new Map();
function stamp(g, n, x, y, r) {
  const q = Math.round(r * 2) / 2;
  const key = n.fill + statusOf(n) + (n.held ? 'h' : '') + (n.seed ? 's' : '') + q;
  let sprite = sprites.get(key);
  if (!sprite) {
    if (sprites.size > 5000) sprites.clear();
    const half = Math.ceil(q * 1.25 + 6);
    const c = document.createElement('canvas');
    c.width = c.height = Math.ceil(2 * half * ratio);
    const p = c.getContext('2d');
    p.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawSign(p, n, half, half, q);
    sprites.set(key, sprite = { c, half });
  }
  g.drawImage(sprite.c, x - sprite.half, y - sprite.half, sprite.c.width / ratio, sprite.c.height / ratio);
}

// signSVG is the same sign as elements of SVG.
function signSVG(n, x, y, r) {
  const f = v => Math.round(v * 100) / 100;
  const status = statusOf(n), full = !works || n.held, d = r * 1.25;
  const paint = `fill="${full ? n.fill : ink.bg}" stroke="${full ? ink.halo : n.fill}" stroke-width="${full ? 1 : f(Math.max(1.5, Math.min(3, r / 3)))}"${status === 'partial' ? ' stroke-dasharray="3 2"' : ''}`;
  const shape = status === 'ambiguous' ? `<path d="M${f(x)} ${f(y - d)}L${f(x + d)} ${f(y)}L${f(x)} ${f(y + d)}L${f(x - d)} ${f(y)}Z" ${paint}/>` : `<circle cx="${f(x)}" cy="${f(y)}" r="${f(r)}" ${paint}/>`;
  const cross = status === 'retracted' ? `<path d="M${f(x - r)} ${f(y - r)}L${f(x + r)} ${f(y + r)}M${f(x + r)} ${f(y - r)}L${f(x - r)} ${f(y + r)}" stroke="${ink.bad}" stroke-width="2"/>` : '';
  const ring = n.seed ? `<circle cx="${f(x)}" cy="${f(y)}" r="${f(r + 3)}" fill="none" stroke="${ink.fg}" stroke-width="1.5"/>` : '';
  return `<g><title>${escapeXML(n.label + (n.title && n.title !== n.label ? ': ' + n.title : ''))}</title>${shape}${cross}${ring}</g>`;
}
