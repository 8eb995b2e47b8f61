// What is chosen. All of it that differs from the default stands in the
// address, so that a link shows the same picture.
const placedByYear = nodes.some(n => n.cx !== undefined);
const defaults = {
  rel: meta.relation, weight: '', layout: placedByYear && hasYears ? 'year' : 'force', size: 'cited', colour: 'cluster', labels: '80',
  from: '', to: '', status: '', near: '', cluster: '', journal: '', mincited: '', minlinks: '', minconf: '',
  top: nodes.length > 2000 ? '1500' : '', lone: works ? '1' : '', tab: 'graph', sel: '', path: '', sort: '-cited',
  seeds: (meta.seeds || []).map(i => nodes[i].id).join(','), at: '', theme: '',
};
const state = Object.assign({}, defaults);

function readHash() {
  Object.assign(state, defaults);
  for (const part of location.hash.slice(1).split('&')) {
    const at = part.indexOf('=');
    const key = part.slice(0, at);
    if (at > 0 && Object.hasOwn(defaults, key)) {
      try {
        state[key] = decodeURIComponent(part.slice(at + 1));
      } catch { /* a broken escape: as if it were not there */ }
    }
  }
}

function hashOf() {
  return Object.keys(defaults).filter(k => state[k] !== defaults[k]).map(k => k + '=' + encodeURIComponent(state[k])).join('&');
}

let writing = 0;
function writeHash() {
  clearTimeout(writing);
  writing = setTimeout(() => {
    const h = hashOf();
    if (h !== location.hash.slice(1)) {
      try {
        history.replaceState(null, '', '#' + h);
      } catch { location.hash = h; }
    }
  }, 200);
}

// set changes the state and everything that follows from it.
function set(change) {
  Object.assign(state, change);
  writeHash();
  refresh();
}

// Seeds are the works that a search starts from: those the graph was made
// around, or those that were marked by hand.
const seeds = () => state.seeds.split(',').map(id => byID.get(id)).filter(Boolean);
const isSeed = n => state.seeds.split(',').includes(n.id);

function markSeed(n, on) {
  const ids = state.seeds.split(',').filter(id => id && id !== n.id);
  set({ seeds: (on ? ids.concat(n.id) : ids).join(',') });
}
