// Mouse, touch and keys on the picture.
let drag = null;
const fingers = new Map();

function nodeAt(x, y) {
  for (let i = shownNodes.length - 1; i >= 0; i--) { // the smallest lie on top
    const n = shownNodes[i];
    if (Math.hypot(sx(n) - x, sy(n) - y) <= sr(n) + 3) return n;
  }
  return null;
}

function edgeAt(x, y) {
  let best = null, least = 6;
  for (const e of shownEdges) {
    const x0 = sx(e.s), y0 = sy(e.s), dx = sx(e.t) - x0, dy = sy(e.t) - y0;
    const t = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
    const d = Math.hypot(x0 + t * dx - x, y0 + t * dy - y);
    if (d < least) {
      least = d;
      best = e;
    }
  }
  return best;
}

function at(event) {
  const box = canvas.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

canvas.addEventListener('pointerdown', event => {
  const [x, y] = at(event);
  fingers.set(event.pointerId, [x, y]);
  canvas.setPointerCapture(event.pointerId);
  drag = { x, y, vx: view.x, vy: view.y, moved: false };
  canvas.classList.add('grabbed');
});

canvas.addEventListener('pointermove', event => {
  const [x, y] = at(event);
  if (fingers.size === 2 && fingers.has(event.pointerId)) {
    const other = [...fingers].find(f => f[0] !== event.pointerId)[1], was = fingers.get(event.pointerId);
    zoom(Math.hypot(x - other[0], y - other[1]) / Math.max(1, Math.hypot(was[0] - other[0], was[1] - other[1])), other[0], other[1]);
    fingers.set(event.pointerId, [x, y]);
    if (drag) drag.moved = true;
    return;
  }
  if (drag) {
    if (Math.hypot(x - drag.x, y - drag.y) > 4) drag.moved = true;
    if (drag.moved) {
      pan(drag.vx + x - drag.x - view.x, drag.vy + y - drag.y - view.y);
    }
    return;
  }
  const n = nodeAt(x, y);
  canvas.classList.toggle('over', Boolean(n));
  if (n !== hovered) {
    hovered = n;
    redraw();
  }
  tip(n, x, y);
});

function release(event) {
  fingers.delete(event.pointerId);
  canvas.classList.remove('grabbed');
  const was = drag;
  drag = null;
  if (!was || was.moved || event.type === 'pointercancel') return;
  const [x, y] = at(event);
  const n = nodeAt(x, y), e = n ? null : edgeAt(x, y);
  if (n) choose(n);
  else if (e) chooseEdge(e);
  else choose(null);
}
canvas.addEventListener('pointerup', release);
canvas.addEventListener('pointercancel', release);
canvas.addEventListener('pointerleave', () => {
  hovered = null;
  tip(null);
  redraw();
});
canvas.addEventListener('wheel', event => {
  event.preventDefault();
  zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), ...at(event));
}, { passive: false });

function tip(n, x, y) {
  const box = $('tip');
  box.hidden = !n;
  if (!n) return;
  const b = document.createElement('b');
  b.textContent = n.label;
  box.replaceChildren(b, n.title === n.label ? '' : n.title || '');
  box.style.left = Math.min(x + 14, Math.max(0, width - 350)) + 'px';
  box.style.top = Math.min(y + 14, Math.max(0, height - 70)) + 'px';
}

canvas.addEventListener('keydown', event => {
  const step = 60, moves = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (moves[event.key]) {
    pan(...moves[event.key]);
  } else if (event.key === '+' || event.key === '=') zoom(1.25);
  else if (event.key === '-') zoom(0.8);
  else if (event.key === '0') fit();
  else if (event.key === 'Enter') {
    let best = null, least = Infinity;
    for (const n of shownNodes) {
      const d = Math.hypot(sx(n) - width / 2, sy(n) - height / 2);
      if (d < least) {
        least = d;
        best = n;
      }
    }
    if (best) choose(best);
  } else return;
  event.preventDefault();
});

document.addEventListener('keydown', event => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
  if (event.key === '/' && !typing) {
    event.preventDefault();
    $('q').focus();
  } else if (event.key === 'Escape' && !typing) choose(null);
});
