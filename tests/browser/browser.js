// The browser, and what it takes to look at a page that has come to rest.
import { chromium } from "playwright-core";
import { chromium as program } from "./programs.js";

const OPTIONS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Widths of a phone, a tablet and a desk, in CSS pixels. */
export const WIDTHS = [320, 768, 1440];

/**
 * Starts a browser. Whoever starts one closes it.
 * @param {string[]} [options] of the command line, besides those of every test
 * @returns {Promise<import("playwright-core").Browser>}
 */
export function launch(options = []) {
  return chromium.launch({ executablePath: program(), args: [...OPTIONS, ...options] });
}

/**
 * Opens a page at a width. Motion is off, so that a page is at rest once it is laid out.
 * @param {import("playwright-core").Browser} browser
 * @param {number} width
 * @param {import("playwright-core").BrowserContextOptions} [options]
 * @returns {Promise<import("playwright-core").Page>}
 */
export function openPage(browser, width, options = {}) {
  return browser.newPage({ viewport: { width, height: 800 }, reducedMotion: "reduce", locale: "nl-NL", ...options });
}

/**
 * Waits until fonts are there, styles are applied and nothing moves.
 * @param {import("playwright-core").Page} page
 */
export async function settle(page) {
  await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await document.fonts.ready;
    await frame();
    await frame();
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
  });
}
