// Debian's chromium, without a screen.
import { chromium } from 'playwright-core';
export const browser = (...args) => chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', ...args] });
