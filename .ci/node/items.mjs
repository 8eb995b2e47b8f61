// What a reader can do with the explorer, done one after the other: the list
// of design/export.md, by its numbers. The expected counts are computed from
// the page's data anew.
import { accented, download, fill, frames, hash, ink, middle, need, panel, reset, search, select, shown } from './page.mjs';

export const failed = [];
export let tests = 0;

export async function test(name, f) {
  tests++;
  try {
    await f();
    console.log('ok   ' + name);
  } catch (e) {
    failed.push(name);
    console.log('FAIL ' + name + ': ' + String(e.message).split('\n').slice(0, 4).join(' '));
  }
}

// items does all of it. Each part starts from where the one before it left the page.
export async function items(page, live) {
  const { nodes, edges, strings } = page.data;
  const most = nodes.slice().sort((x, y) => y.cited - x.cited)[0];
  const quoted = edges.find(e => (e[4] || []).some(p => strings[p[4]]));
  const here = { page, nodes, edges, strings, most, quoted, live };
  for (const part of [details, relations, filters, looks, files, reasons, hands]) await part(here);
}

// details: what is said of a work and of an edge.
async function details({ page, nodes, edges, strings, most, quoted }) {
  await test('1 search finds a node and centres it', async () => {
    await search(page, most.label.split(' ')[0]);
    await page.waitForSelector('#hits [role=option]');
    need(await page.getAttribute('#q', 'aria-expanded') === 'true', 'the list is not announced');
    await search(page, most.title.slice(0, 40));
    await page.press('#q', 'Enter');
    need((await hash(page)).sel === most.id, 'chosen is', await hash(page));
    need((await panel(page)).includes(most.title), 'the panel shows another');
    const [, , x, y] = (await hash(page)).at.split(',').map(Number);
    const place = most.cx === undefined ? [most.x, most.y] : [most.cx, most.cy];
    need(Math.abs(x - place[0]) < 2 && Math.abs(y - place[1]) < 2, 'the middle is', [x, y], 'not', place);
    await search(page, 'zzzqqq');
    need((await page.textContent('#hits')).includes('Nothing'), 'nothing found is not said');
    await page.press('#q', 'Escape');
  });
  await test('2 the panel: metadata, lists, citing sentences with file and bytes, copies', async () => {
    const cited = nodes[quoted[1]], place = quoted[4].find(p => strings[p[4]]);
    await page.goto(page.url().split('#')[0] + '#sel=' + cited.id);
    await page.waitForFunction(t => document.getElementById('panel').textContent.includes(t), cited.title || cited.label);
    const text = await panel(page);
    need(text.includes('Cited by (' + edges.filter(e => e[1] === quoted[1]).length + ')'), 'no list of what cites it');
    need(text.includes(strings[place[4]]), 'no citing sentence');
    need(text.includes(`${strings[place[0]]}:${place[1]}–${place[2]}`), 'no file and bytes');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']).catch(() => {});
    for (const what of ['BibTeX', 'Key'].concat(cited.doi ? ['DOI'] : [])) {
      await page.click(`#panel button:has-text("Copy ${what}")`);
      await page.waitForSelector('#panel button:has-text("Copied")');
      const copied = await page.evaluate(() => navigator.clipboard.readText()).catch(() => null);
      if (copied !== null) need(copied.includes(what === 'DOI' ? cited.doi : what === 'Key' ? cited.key : '@'), what, 'copied is', copied);
    }
  });
  await test('3 an edge shows its evidence: from a list, and by a click on the line', async () => {
    await page.click('#panel button:has-text("place")');
    await page.waitForFunction(() => /Read in \d+ place/.test(document.getElementById('panel').textContent));
    need((await panel(page)).includes('cites'), 'the edge is not named');
    // by the line, in the middle of the screen
    const [s, t] = [nodes[quoted[0]], nodes[quoted[1]]];
    const [x1, y1, x2, y2] = [s.x, s.y, t.x, t.y];
    const k = Math.min(4, 300 / Math.hypot(x2 - x1, y2 - y1));
    await page.goto(page.url().split('#')[0] + `#layout=force&lone=&at=${k},1,${(x1 + x2) / 2},${(y1 + y2) / 2}`);
    await frames(page);
    const [mx, my] = await middle(page);
    const said = quoted[4].map(p => strings[p[4]]).filter(Boolean);
    let text = '';
    for (const f of [0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3]) { // a node or another line may lie on the middle
      await page.mouse.click(mx + f * k * (x2 - x1), my + f * k * (y2 - y1));
      text = await panel(page);
      if (text.includes(`${s.label} cites ${t.label}`)) break;
    }
    need(text.includes(`${s.label} cites ${t.label}`), 'a click on the line shows', text.slice(0, 80));
    need(/Weight/.test(text) && text.includes(`Read in ${quoted[4].length} place`) && said.every(x => text.includes(x)), 'the edge lacks weight or sentences:', text);
  });
}

// relations: what edges mean and how works are known.
async function relations({ page, nodes, edges }) {
  await test('4 how works are known: a sign of its own for each, with a legend', async () => {
    const kinds = new Set(nodes.map(n => n.retracted ? 'retracted' : n.ambiguous ? 'ambiguous' : n.status));
    const legend = await page.textContent('#legend');
    for (const [k, text] of [['held', 'held in this library'], ['stub', 'known from references only'], ['partial', 'known in part'], ['ambiguous', 'may be the same'], ['retracted', 'retracted']]) {
      need(kinds.has(k) === legend.includes(text), k, 'in the legend:', legend);
    }
    const signs = await page.evaluate(() => [...document.querySelectorAll('#legend canvas')].slice(0, 4).map(c => c.toDataURL()));
    need(new Set(signs).size === signs.length, 'two signs of one colour look alike');
  });
  await test('5 by year at first, with an axis; by force when asked', async () => {
    await page.goto(page.url().split('#')[0] + '#');
    await reset(page);
    need(await page.inputValue('#layout') === 'year', 'placed by', await page.inputValue('#layout'));
    const a = await ink(page);
    await select(page, 'layout', 'force');
    const c = await ink(page);
    need(a.h !== c.h && a.full > 1000 && c.full > 1000, 'the picture does not change', a, c);
    need((await hash(page)).layout === 'force', 'the address does not say it');
  });
  await test('6 relations and thresholds as numbers', async () => {
    await reset(page);
    const pairs = {};
    for (const rel of ['cocited', 'coupled', 'authors', 'journals']) {
      await select(page, 'rel', rel);
      pairs[rel] = (await shown(page)).edges;
      need(pairs[rel] > 0, rel, 'has no edges');
    }
    const mids = new Map();
    for (const e of edges) mids.set(e[0], (mids.get(e[0]) || []).concat(e[1]));
    const want = new Map();
    for (const ends of mids.values()) for (const x of ends) for (const y of ends) if (x < y) want.set(x + ' ' + y, (want.get(x + ' ' + y) || 0) + 1);
    need(pairs.cocited === want.size, pairs.cocited, 'pairs are cited together, not', want.size);
    await select(page, 'rel', 'cocited');
    await fill(page, 'weight', '2');
    need((await shown(page)).edges === [...want.values()].filter(w => w >= 2).length, 'at least 2:', await shown(page));
    await fill(page, 'weight', '');
    await reset(page);
  });
}

// filters: which works are shown.
async function filters({ page, nodes, edges, most }) {
  await test('7 filters, with counts', async () => {
    const all = await shown(page);
    need(all.allNodes === nodes.length && all.allEdges === edges.length, 'all is', all);
    const expect = async (what, n) => {
      const s = await shown(page);
      need(s.nodes === n, what, 'leaves', s.nodes, 'and not', n);
      await reset(page);
    };
    const years = nodes.map(n => n.year).filter(Boolean).sort();
    const mid = years[years.length >> 1];
    await fill(page, 'from', String(mid));
    await expect('years from', nodes.filter(n => n.year >= mid).length);
    await fill(page, 'to', String(mid));
    await expect('years to', nodes.filter(n => n.year && n.year <= mid).length);
    for (const [v, f] of [['held', n => n.held], ['stub', n => !n.held], ['partial', n => n.status === 'partial' && !n.ambiguous]]) {
      await select(page, 'status', v);
      await expect(v, nodes.filter(f).length);
    }
    await select(page, 'cluster', '1');
    await expect('cluster 1', nodes.filter(n => n.cluster === 1).length);
    const journal = nodes.find(n => n.journal).journal;
    await select(page, 'journal', journal);
    await expect('journal', nodes.filter(n => n.journal === journal).length);
    await fill(page, 'mincited', '2');
    await expect('cited twice', nodes.filter(n => n.cited >= 2).length);
    await fill(page, 'minconf', '0.9');
    await expect('confidence', nodes.filter(n => n.confidence >= 0.9).length);
    const degree = nodes.map((_, i) => edges.filter(e => e[0] === i || e[1] === i).length);
    await fill(page, 'minlinks', '3');
    await expect('three links', degree.filter(d => d >= 3).length);
    await page.uncheck('#lone');
    await expect('with edges', degree.filter(d => d > 0).length);
    await fill(page, 'top', '10');
    need((await page.textContent('#notice')).includes('Only 10 nodes'), 'a cut is not said');
    await expect('ten drawn', 10); // all of which have links
    await fill(page, 'mincited', '9999');
    need((await page.textContent('#notice')).includes('Nothing passes'), 'emptiness is not said');
    await expect('nothing', 0);
    await select(page, 'near', 'seeds');
    need((await page.textContent('#notice')).includes('no seed'), 'that there is no seed is not said');
    await expect('no seeds', 0);
  });
  await test('7 seeds only, and with their neighbours', async () => {
    await page.goto(page.url().split('#')[0] + '#sel=' + most.id);
    await page.click('#panel button:has-text("Mark as seed")');
    need((await hash(page)).seeds === most.id, 'the address does not hold the seed');
    await select(page, 'near', 'seeds');
    need((await shown(page)).nodes === 1, 'seeds only:', await shown(page));
    await select(page, 'near', 'neighbours');
    const m = nodes.indexOf(most), near = new Set([m, ...edges.filter(e => e[0] === m || e[1] === m).flatMap(e => [e[0], e[1]])]);
    need((await shown(page)).nodes === near.size, 'with neighbours', await shown(page), near.size);
    need((await page.textContent('#legend')).includes('seed'), 'the legend has no seed');
    await page.click('#panel button:has-text("Seed ✓")');
    await reset(page);
  });
}

// looks: size, colour and what is lit.
async function looks({ page, nodes, edges, quoted }) {
  await test('8 size and colour by what is chosen', async () => {
    const looks = new Set();
    for (const v of ['cited', 'references', 'links', 'pagerank', 'one']) {
      await select(page, 'size', v);
      looks.add((await ink(page)).h);
    }
    need(looks.size >= 4, 'sizes look alike:', looks.size);
    looks.clear();
    for (const v of ['cluster', 'year', 'status']) {
      await select(page, 'colour', v);
      looks.add((await ink(page)).h);
    }
    need(looks.size === 3, 'colours look alike');
    need((await page.textContent('#size')).includes('here'), 'it is not said that counts are of this library');
    await reset(page);
  });
  await test('9 a path between two, the main path, neighbours and the way back under the pointer', async () => {
    const [s, t] = [nodes[quoted[0]], nodes[quoted[1]]];
    await page.goto(page.url().split('#')[0] + '#sel=' + s.id);
    await page.click('#panel button:has-text("Path from here")');
    await page.click(`#panel ul.works button:has-text(${JSON.stringify(t.label)})`);
    need(/Path of 1 step/.test(await panel(page)), 'the panel says', (await panel(page)).slice(0, 60));
    if (page.data.meta.mainPath.length) {
      await page.click('#mainpath');
      need((await panel(page)).includes('Main path'), 'no main path');
    }
    const k = 2;
    await page.goto(page.url().split('#')[0] + `#layout=force&at=${k},1,${t.x},${t.y}`);
    await page.mouse.move(5, 5);
    const before = await ink(page);
    const [x, y] = await middle(page);
    await page.mouse.move(x, y);
    const over = await ink(page);
    need(before.h !== over.h, 'nothing is lit under the pointer');
    need(await page.isVisible('#tip') && (await page.textContent('#tip')).length > 2, 'no tip');
    await page.mouse.move(5, 5);
    await wayBack(page, nodes, edges);
    await reset(page);
  });
}

// files: the table, and what leaves the page.
async function files({ page, nodes }) {
  await test('10 the table: the same, sorted, paged, exported; and without scripts', async () => {
    await page.goto(page.url().split('#')[0] + '#');
    await page.click('#tab-table');
    need(await page.locator('#rows tr').count() === Math.min(200, nodes.length), await page.locator('#rows tr').count(), 'rows');
    await page.click('#heads button:has-text("Year")');
    const years = async () => (await page.locator('#rows tr td:nth-child(3)').allTextContents()).filter(Boolean).map(Number);
    const down = await years();
    need(down.every((v, i) => !i || v <= down[i - 1]), 'not sorted down', down.slice(0, 5));
    need(await page.getAttribute('#heads th:nth-child(3)', 'aria-sort') === 'descending', 'the order is not announced');
    await page.click('#heads button:has-text("Year")');
    const up = await years();
    need(up.every((v, i) => !i || v >= up[i - 1]), 'not sorted up');
    await page.click('#rows tr:first-child button');
    need((await hash(page)).sel, 'a row does not open');
    await page.click('#tab-graph');
  });
  await test('11 the state stands in the address; PNG, SVG, CSV, JSON are saved', async () => {
    await page.goto(page.url().split('#')[0] + '#layout=force&colour=year&from=2000&tab=table&sort=year');
    need(await page.inputValue('#from') === '2000' && await page.inputValue('#colour') === 'year' && await page.isVisible('#rows'), 'the address is not followed');
    await reset(page);
    await page.click('#tab-graph');
    await select(page, 'status', 'held');
    const held = nodes.filter(n => n.held);
    const png = await download(page, 'png');
    need(png.bytes.subarray(1, 4).toString() === 'PNG' && png.bytes.length > 5000, 'PNG of', png.bytes.length);
    const svg = (await download(page, 'svg')).bytes.toString();
    const parsed = await page.evaluate(s => {
      const d = new DOMParser().parseFromString(s, 'image/svg+xml');
      return { error: !!d.querySelector('parsererror'), signs: d.querySelectorAll('g > title').length, texts: d.querySelectorAll('text').length, active: d.querySelectorAll('script, a, image, foreignObject').length };
    }, svg);
    need(!parsed.error && parsed.signs === held.length && parsed.texts > 3 && !parsed.active, 'SVG', parsed);
    const csv = (await download(page, 'csv')).bytes.toString();
    need(csv.startsWith('id,key,label') && csv.trim().split('\r\n').length >= held.length + 1, 'CSV', csv.slice(0, 60));
    const json = JSON.parse((await download(page, 'json')).bytes);
    need(json.nodes.length === held.length && json.links.every(l => held.some(n => n.id === l.source)), 'JSON of', json.nodes.length);
    await page.click('[data-save=link]');
    await reset(page);
  });
  await test('12 labels: more and fewer; none covers another', async () => {
    const texts = async () => {
      const svg = (await download(page, 'svg')).bytes.toString();
      return [...svg.matchAll(/<text x="([\d.-]+)" y="([\d.-]+)" text-anchor="middle" fill="[^"]*" stroke="[^"]*" stroke-width="3"[^>]*>([^<]*)/g)].map(m => [+m[1], +m[2], m[3]]);
    };
    const some = await texts();
    need(some.length > 5, some.length, 'labels');
    for (const [i, a] of some.entries()) for (const c of some.slice(i + 1)) {
      need(Math.abs(a[1] - c[1]) >= 10 || Math.abs(a[0] - c[0]) > 3 * (a[2].length + c[2].length) / 2, 'labels cover each other:', a, c);
    }
    await page.$eval('#labels', e => { e.value = 0; e.dispatchEvent(new Event('input')); });
    need((await texts()).length === 0, 'labels cannot be turned off');
    await reset(page);
  });
}

// reasons: what is said of why and of where from.
async function reasons({ page, nodes, most, live }) {
  await test('13 related works say why', async () => {
    await page.goto(page.url().split('#')[0] + '#sel=' + most.id);
    await page.click('#panel summary:has-text("Why here?") >> nth=0');
    const why = await page.textContent('#panel ul.why >> nth=0');
    need(/cites|Cited together by|Shares|Also by/.test(why), 'it says', why);
    if (live) {
      await page.click('#panel button:has-text("Related in the whole library")');
      await page.waitForFunction(() => /whole library \(\d+\)/.test(document.getElementById('panel').textContent), null, { timeout: 20000 });
      await page.click('#panel h3:has-text("whole library") + ul summary >> nth=0');
      need(/%/.test(await page.textContent('#panel h3:has-text("whole library") + ul ul.why >> nth=0')), 'no reasons of the server');
    }
  });
  await test('14 about: where it comes from, what became of the texts, what it is not', async () => {
    await page.click('#tab-about');
    const text = await page.textContent('#view-about');
    const c = page.data.meta.counts;
    for (const part of ['Library', page.data.meta.library, 'citegraph ' + page.data.meta.version, `${c.documents} texts read`, `${c.references} references`, `${c.works} distinct works`, 'not of the world', `${nodes.length} nodes`]) {
      need(text.includes(part), 'about does not say', part);
    }
    await page.click('#tab-graph');
  });
}

// hands: keys and surroundings.
async function hands({ page }) {
  await test('keys: tabs, search, movement, zoom, choice', async () => {
    await page.goto(page.url().split('#')[0] + '#');
    await page.focus('#tab-graph');
    await page.keyboard.press('ArrowRight');
    need(await page.isVisible('#view-table'), 'arrows do not change the tab');
    await page.keyboard.press('ArrowLeft');
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('/');
    need(await page.evaluate(() => document.activeElement.id) === 'q', '/ does not search');
    await page.keyboard.press('Escape');
    await page.focus('#canvas');
    const a = await ink(page);
    await page.keyboard.press('ArrowRight');
    const c = await ink(page);
    await page.keyboard.press('+');
    const d = await ink(page);
    need(a.h !== c.h && c.h !== d.h, 'keys do not move the graph');
    await page.keyboard.press('Enter');
    need((await hash(page)).sel, 'Enter opens nothing');
    await page.keyboard.press('Escape');
    need(!(await hash(page)).sel, 'Escape does not let go');
    await page.keyboard.press('0');
  });
  await test('16 dark and light, by the system and by hand; print', async () => {
    const bg = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await bg();
    await page.click('#theme');
    need(await bg() !== light && (await hash(page)).theme === 'dark', 'it stays', await bg());
    await page.click('#theme');
    await page.goto(page.url().split('#')[0] + '#');
    await page.emulateMedia({ colorScheme: 'dark' });
    await frames(page);
    need(await bg() !== light, 'the system is not followed');
    await page.emulateMedia({ colorScheme: 'light', media: 'print' });
    need(!await page.isVisible('.search') && await page.isVisible('#canvas'), 'print shows the controls');
    await page.emulateMedia({ media: 'screen' });
  });
}

// wayBack points at a work two steps from what is chosen, where one way leads
// back: its far step must be drawn, and not without a choice.
async function wayBack(page, nodes, edges) {
  const near = nodes.map(() => new Set());
  for (const [s, t] of edges) {
    near[s].add(t);
    near[t].add(s);
  }
  const far = (a, b) => Math.hypot(nodes[a].x - nodes[b].x, nodes[a].y - nodes[b].y);
  let tries = 0;
  const covered = [];
  for (const [mid, ends] of near.entries()) for (const a of ends) for (const z of ends) {
    const k = Math.min(4, 280 / Math.max(far(a, mid), far(a, z)));
    if (near[a].has(z) || far(mid, z) * k < 120 || a === z || [...near[a]].filter(n => near[z].has(n)).length > 1) continue;
    if (++tries > 20) throw new Error(`no work of 20 can be pointed at, or the way back is covered: ${covered}`);
    const [x, y] = await middle(page);
    const step = [mid, z].map(n => [x + k * (nodes[n].x - nodes[a].x), y + k * (nodes[n].y - nodes[a].y)]);
    const drawn = [];
    for (const chosen of ['', '&sel=' + nodes[z].id]) {
      await page.mouse.move(5, 5);
      await page.goto(page.url().split('#')[0] + `#layout=force&labels=0&at=${k},1,${nodes[a].x},${nodes[a].y}${chosen}`);
      await frames(page);
      await page.mouse.move(x, y);
      drawn.push(await accented(page, ...step));
      if (await page.textContent('#tip b') !== nodes[a].label) break;
    }
    if (drawn.length < 2 || await page.textContent('#tip b') !== nodes[a].label) continue; // another lies over it
    await page.mouse.move(5, 5);
    need(drawn[0] < 0.1, 'the way back is drawn without a choice, in parts of', drawn);
    if (drawn[1] > 0.4) return;
    covered.push(drawn[1]); // other works may lie over it
  }
  throw new Error(`the way back is not seen of any two works with one way between them: ${covered}`);
}
