// A page under watch, and what can be read off it.
import { readFileSync } from 'node:fs';
import { browser } from './browser.mjs';

export const b = await browser();

export function need(ok, ...why) {
  if (!ok) throw new Error(why.map(w => typeof w === 'string' ? w : JSON.stringify(w)).join(' '));
}

// open counts every request beyond the page itself, and refuses it.
export async function open(url, size = { width: 1440, height: 900 }, options = {}) {
  const { served, ...more } = options;
  const context = await b.newContext({ viewport: size, acceptDownloads: true, ...more });
  const page = await context.newPage();
  const own = served && url.split('?')[0];
  page.seen = { errors: [], requests: [] };
  await context.route('**/*', route => {
    const u = route.request().url();
    if (u === url.split('#')[0] || own && u.startsWith(own + 'api/')) return route.continue();
    page.seen.requests.push(u);
    return route.abort();
  });
  page.on('console', m => { if (['error', 'warning'].includes(m.type())) page.seen.errors.push(m.text()); });
  page.on('pageerror', e => page.seen.errors.push(e.message));
  page.on('dialog', d => { page.seen.errors.push('dialog: ' + d.message()); d.dismiss(); });
  await page.goto(url);
  await page.waitForFunction(() => document.getElementById('shown').textContent);
  page.data = await page.evaluate(() => JSON.parse(document.getElementById('data').textContent));
  return page;
}
export const clean = page => need(!page.seen.errors.length && !page.seen.requests.length, 'errors', page.seen.errors, 'requests', page.seen.requests);
export const shown = async page => {
  const m = /^(\d+) of (\d+) nodes(\d+) of (\d+) edges/.exec(await page.textContent('#shown'));
  return { nodes: +m[1], allNodes: +m[2], edges: +m[3], allEdges: +m[4] };
};
export const panel = page => page.textContent('#panel');
export const hash = async page => {
  await page.waitForTimeout(300);
  return Object.fromEntries(new URLSearchParams(new URL(page.url()).hash.slice(1)));
};
export const frames = page => page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
// ink is a digest of what stands on the canvas.
export const ink = async page => {
  await page.waitForTimeout(200);
  await frames(page);
  return page.evaluate(() => {
    const c = document.getElementById('canvas'), copy = new OffscreenCanvas(c.width, c.height).getContext('2d', { willReadFrequently: true });
    copy.drawImage(c, 0, 0);
    const d = copy.getImageData(0, 0, c.width, c.height).data;
    let h = 0, full = 0;
    for (let i = 0; i < d.length; i += 4) {
      h = (h * 31 + d[i] + 3 * d[i + 1] + 7 * d[i + 2] + d[i + 3]) | 0;
      if (d[i + 3]) full++;
    }
    return { h, full };
  });
};
// accented is the part of the middle of a line on the screen that has the colour
// of what stands out.
export const accented = async (page, from, to) => {
  await frames(page);
  return page.evaluate(([from, to]) => {
    const c = document.getElementById('canvas'), box = c.getBoundingClientRect(), ratio = c.width / box.width;
    const copy = new OffscreenCanvas(c.width, c.height).getContext('2d', { willReadFrequently: true });
    copy.drawImage(c, 0, 0);
    const accent = getComputedStyle(document.documentElement).getPropertyValue('--accent').trim();
    const want = [1, 3, 5].map(i => parseInt(accent.slice(i, i + 2), 16));
    let n = 0;
    for (let i = 0; i < 100; i++) {
      const f = 0.3 + 0.4 * i / 100;
      const p = copy.getImageData((from[0] + f * (to[0] - from[0]) - box.left) * ratio, (from[1] + f * (to[1] - from[1]) - box.top) * ratio, 1, 1).data;
      if (want.every((v, k) => Math.abs(v - p[k]) < 60)) n++;
    }
    return n / 100;
  }, [from, to]);
};
// select changes a filter, fill types into one.
export const select = (page, id, value) => page.selectOption('#' + id, value);
export const fill = (page, id, value) => page.fill('#' + id, value);
export const reset = page => page.click('#reset');
export async function download(page, kind) {
  const [d] = await Promise.all([page.waitForEvent('download'), page.click(`[data-save="${kind}"]`)]);
  return { name: d.suggestedFilename(), bytes: readFileSync(await d.path()) };
}
export async function search(page, words) {
  await fill(page, 'q', '');
  await page.type('#q', words);
}
// middle is the middle of the canvas.
export async function middle(page) {
  await page.evaluate(() => document.activeElement.blur());
  const box = await page.locator('#canvas').boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}
