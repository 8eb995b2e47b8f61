// The explorer in a browser: everything that a reader can do with it is done,
// on a page from the disk and on the page that `citegraph view` serves.
//
// usage: node explorer.mjs PAGE.html SEEDED.html HOSTILE.html [URL of view]
//
// PAGE shows the demo library, SEEDED a part of it around one work (--ego),
// HOSTILE a library whose titles try to run. No page may ask for anything, log
// an error or run what is not its own. Exit code 0: all of it works.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { failed, items, test, tests } from './items.mjs';
import { b, clean, download, fill, frames, need, open, panel, reset, search, select, shown } from './page.mjs';

const [file, seeded, hostile, served] = process.argv.slice(2);
const address = path => pathToFileURL(path).href;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// policy shows that what is not the page's own does not run and asks for nothing.
async function policy(page) {
  const refused = await page.evaluate(async () => {
    const violations = [];
    document.addEventListener('securitypolicyviolation', e => violations.push(e.effectiveDirective));
    const s = document.createElement('script');
    s.textContent = 'window.ran = 1';
    document.body.append(s);
    const i = document.createElement('img');
    i.src = 'https://example.org/x.png';
    i.setAttribute('onerror', 'window.ran = 2');
    document.body.append(i);
    document.body.setAttribute('style', 'color: red');
    await fetch('https://example.org/').catch(() => {});
    await new Promise(done => setTimeout(done, 300));
    const found = { violations: [...new Set(violations)].sort(), ran: window.ran };
    s.remove();
    i.remove();
    document.body.removeAttribute('style');
    return found;
  });
  need(refused.ran === undefined, 'foreign script ran');
  for (const d of ['connect-src', 'img-src', 'script-src-elem', 'style-src-attr']) need(refused.violations.includes(d), d, 'is not refused:', refused.violations);
}

// faults are what axe finds serious. It needs a page that lets it in.
async function faults(page) {
  const found = (await page.evaluate(axe + ';axe.run(document, { resultTypes: ["violations"] })')).violations;
  return found.filter(v => ['serious', 'critical'].includes(v.impact)).map(v => `${v.id} (${v.impact}): ${v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(', ')}`);
}

const page = await open(address(file));
console.log(`the page from the disk, ${page.data.nodes.length} nodes`);
await items(page, false);
await test('no request, no error', () => clean(page));
await test('the policy holds', () => policy(page));
await page.context().close();

await test('7 a graph made around a work has it as its seed', async () => {
  const p = await open(address(seeded));
  need(p.data.meta.seeds.length === 1, 'seeds', p.data.meta.seeds);
  await select(p, 'near', 'seeds');
  need((await shown(p)).nodes === 1, 'seeds only leaves', await shown(p));
  await reset(p);
  need((await panel(p)).includes('Related to the seeds') && await p.locator('#panel summary').count() > 0, 'nothing related to the seed');
  clean(p);
  await p.context().close();
});

await test('10 without scripts the page is a table', async () => {
  const context = await b.newContext({ javaScriptEnabled: false });
  const p = await context.newPage();
  await p.goto(address(file));
  need(await p.locator('noscript tr, table tbody tr').count() >= Math.min(500, page.data.nodes.length), 'rows', await p.locator('tr').count());
  await context.close();
});

await test('titles that try to run are text', async () => {
  const p = await open(address(hostile));
  await p.evaluate(() => { window.alert = () => { throw new Error('ran'); }; });
  const elements = await p.evaluate(() => document.querySelectorAll('*').length);
  for (const n of p.data.nodes) {
    await p.goto(p.url().split('#')[0] + '#sel=' + n.id);
    await p.waitForFunction(t => document.querySelector('#panel h2').textContent === t, n.title, { timeout: 5000 });
  }
  for (const t of ['table', 'about', 'graph']) await p.click('#tab-' + t);
  await fill(p, 'q', 'script');
  need((await p.textContent('#hits')).includes('<script>'), 'the list does not show it as text');
  await p.press('#q', 'Escape');
  for (const kind of ['svg', 'csv', 'json']) await download(p, kind);
  need(await p.evaluate(() => !document.querySelector('#panel img, #panel script, #rows img, #hits img')) && elements > 50, 'markup of a title became part of the page');
  clean(p);
  await p.context().close();
});

for (const [name, size, scheme] of [['light', [1440, 900], 'light'], ['dark', [1440, 900], 'dark'], ['narrow', [390, 844], 'light'], ['narrow and dark', [390, 844], 'dark'], ['at 200 %', [720, 450], 'light']]) {
  await test('no serious fault of access: ' + name, async () => {
    const p = await open(address(file), { width: size[0], height: size[1] }, { colorScheme: scheme, bypassCSP: true });
    const found = [];
    for (const state of ['', '#sel=' + p.data.nodes[0].id, '#tab=table', '#tab=about']) {
      await p.goto(p.url().split('#')[0] + state);
      await frames(p);
      found.push(...(await faults(p)).map(f => (state || '#') + ' ' + f));
    }
    need(!found.length, found.join('; '));
    need(await p.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page is wider than the screen');
    await p.context().close();
  });
}

if (served) {
  const p = await open(served, undefined, { served: true });
  console.log(`the page that view serves, ${p.data.nodes.length} nodes`);
  await items(p, true);
  await test('live search finds what is not drawn', async () => {
    await search(p, 'recovery');
    await p.waitForFunction(() => /\d+ in the library/.test(document.getElementById('hits').textContent), null, { timeout: 20000 });
    const rows = await p.locator('#hits .live[role=option]').count();
    need(rows > 0, 'nothing that is not drawn was found');
    for (let i = 0; i < 40 && !/^hit-live/.test(await p.getAttribute('#q', 'aria-activedescendant') || ''); i++) await p.press('#q', 'ArrowDown');
    await p.press('#q', 'Enter');
    need((await panel(p)).includes('not drawn in this picture'), 'what is found does not open');
  });
  await test('no request beyond the server, no error', () => clean(p));
  await p.context().close();
}
await b.close();
console.log(`${tests - failed.length} of ${tests} hold`);
process.exit(failed.length ? 1 : 0);
