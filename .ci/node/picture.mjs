// A picture of a page. usage: node picture.mjs PAGE.html[#HASH] OUT.png
import { pathToFileURL } from 'node:url';
import { browser } from './browser.mjs';

const [file, hash = ''] = process.argv[2].split('#');
const b = await browser();
const page = await b.newPage({ viewport: { width: 1280, height: 800 } });
await page.goto(pathToFileURL(file).href + '#' + hash);
await page.waitForFunction(() => performance.getEntriesByName('drawn').length);
await page.waitForTimeout(1000);
await page.screenshot({ path: process.argv[3] });
await b.close();
