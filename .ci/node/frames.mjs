// How soon a page of the explorer is drawn, and how it follows the hand: a
// drag of two seconds, counted in the frames of the browser's own trace. CPU
// is that of all threads of browser, page and raster, since wall clocks of a
// loaded machine say little. usage: node frames.mjs PAGE.html [HASH]
import { pathToFileURL } from 'node:url';
import { browser } from './browser.mjs';

const [file, hash = ''] = process.argv.slice(2);
const b = await browser();
const page = await b.newPage({ viewport: { width: 1440, height: 900 } });
const cdp = await b.newBrowserCDPSession();
let events = [];
cdp.on('Tracing.dataCollected', e => events.push(...e.value));

// traced runs f and gives what the browser noted meanwhile.
async function traced(f) {
  events = [];
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline.frame', 'devtools.timeline'] } });
  await f();
  const ended = new Promise(done => cdp.on('Tracing.tracingComplete', done));
  await cdp.send('Tracing.end');
  await ended;
  const cpu = events.filter(e => e.tdur && e.name.includes('RunTask')).reduce((s, e) => s + e.tdur, 0) / 1000;
  return { cpu, frames: events.filter(e => e.name === 'DrawFrame').length };
}

const load = await traced(async () => {
  await page.goto(pathToFileURL(file).href + '#' + hash);
  await page.waitForFunction(() => performance.getEntriesByName('drawn').length, null, { timeout: 120000 });
});
const paint = await page.evaluate(() => ({
  first: Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime), drawn: Math.round(performance.getEntriesByName('drawn')[0].startTime),
  shown: document.getElementById('shown').textContent, size: Math.round(document.documentElement.outerHTML.length / 1024),
}));
await page.waitForTimeout(1500);

let hand;
const drag = await traced(async () => {
  hand = await page.evaluate(async () => {
  const c = document.getElementById('canvas'), box = c.getBoundingClientRect();
  c.setPointerCapture = () => {};
  const at = (type, x, y) => c.dispatchEvent(new PointerEvent(type, { pointerId: 1, clientX: box.left + x, clientY: box.top + y, bubbles: true, buttons: 1 }));
  const gaps = [];
  at('pointerdown', 500, 400);
  const start = performance.now();
  let last = start;
  await new Promise(done => {
    const step = now => {
      gaps.push(now - last);
      last = now;
      const t = (performance.now() - start) / 2000;
      if (t >= 1) return done();
      at('pointermove', 500 + 380 * Math.sin(t * 4 * Math.PI), 400 + 250 * Math.sin(t * 6 * Math.PI));
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  const took = performance.now() - start;
  at('pointerup', 500, 400);
  return { took, gaps: gaps.slice(1).sort((a, b) => a - b) };
});
});
console.log(`${paint.shown}, ${paint.size} KB: first paint ${paint.first} ms, graph drawn ${paint.drawn} ms, ${Math.round(load.cpu)} ms of CPU`);
console.log(`drag: ${(drag.frames / hand.took * 1000).toFixed(1)} frames/s by the trace (${drag.frames} in ${Math.round(hand.took)} ms), longest gap ${Math.round(hand.gaps.at(-1))} ms, median ${Math.round(hand.gaps[hand.gaps.length >> 1])} ms; ${(drag.cpu / Math.max(1, drag.frames)).toFixed(1)} ms of CPU a frame`);
await b.close();
