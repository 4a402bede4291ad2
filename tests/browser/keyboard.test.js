import assert from "node:assert/strict";
import { test } from "node:test";
import { WIDTHS, openPage, settle } from "./browser.js";
import { assertNone, faultsOf } from "./faults.js";
import { focused, press, walk } from "./keyboard.js";
import { onePerKind } from "./page-list.js";
import { withSites } from "./sites.js";

const DESK = 1440;
const SKIP_LINK = "body > a[href^='#']";

const world = withSites(["real", "hard"]);

test("the first stop is the skip link, which shows itself only then", async () => {
  const page = await opened(world.real, "/");
  const link = page.locator(SKIP_LINK).first();
  assert.equal(await isInWindow(link), false);
  const stop = await press(page, "Tab");
  await settle(page);
  assert.equal(stop.href, await link.getAttribute("href"));
  assert.equal(await isInWindow(link), true);
  assert.equal((await focused(page)).isMarked, true);
  await press(page, "Tab");
  await settle(page);
  assert.equal(await isInWindow(link), false);
  await page.close();
});

test("the skip link leads past the navigation", async () => {
  const page = await openPage(world.browser, DESK);
  // An edition has no navigation of the site to pass.
  for (const { path } of onePerKind(world.real.pages).filter(({ kind }) => kind !== "edition")) {
    await page.goto(world.real.origin + path);
    const links = await page.locator("main a[href]").count();
    await press(page, "Tab");
    await press(page, "Enter");
    const main = page.locator("main");
    assert.equal(new URL(page.url()).hash, `#${await main.getAttribute("id")}`, path);
    assert.equal(await isInWindow(main), true, path);
    const next = await press(page, "Tab");
    assert.equal(next.part, links > 0 ? "main" : "footer", path);
  }
  await page.close();
});

test("after the skip link come the site's name and the navigation, in the order of the page", async () => {
  const page = await opened(world.real, "/");
  const links = await page.locator("header a[href]").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  const navigation = await page
    .locator("header nav a[href]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  assert.equal(links[0], "/");
  assert.ok(navigation.includes("/projecten/") && navigation.includes("/roadmap/"));
  await press(page, "Tab");
  const stops = [];
  for (const _ of links) stops.push((await press(page, "Tab")).href);
  assert.deepEqual(stops, links);
  await page.close();
});

test("every stop shows that it has the focus, in sight, and the last one is the footer's last link", async () => {
  const pages = onePerKind(world.real.pages);
  const tools = [await openPage(world.browser, DESK), await openPage(world.browser, WIDTHS[0])];
  let count = 0;
  const faults = await faultsOf(pages, tools, async ({ path }, page) => {
    await page.goto(world.real.origin + path);
    const stops = await walk(page);
    count += stops.length;
    const found = stops.filter(({ isMarked }) => !isMarked).map(({ name }) => `${path}: no mark of focus on ${name}`);
    found.push(...stops.filter(({ isInSight }) => !isInSight).map(({ name }) => `${path}: out of sight: ${name}`));
    const last = await page.locator("footer a[href]").last().getAttribute("href");
    if (stops.at(-1).href !== last) found.push(`${path}: the last stop is ${stops.at(-1).name}, not ${last}`);
    return found;
  });
  console.log(`keyboard: ${pages.length} pages, ${count} stops, ${faults.length} faults`);
  assertNone(faults);
});

test("what scrolls sideways can be reached and scrolled with the keyboard", async () => {
  let scrolled = 0;
  for (const width of WIDTHS) {
    const page = await opened(world.hard, "/roadmap/", width);
    for (const container of await scrollContainers(page)) {
      const name = await container.evaluate((element) => element.getAttribute("aria-label"));
      const where = `${width} px: ${name}`;
      assert.ok(name, `${where} has no name`);
      assert.equal(await container.evaluate((element) => element.tabIndex), 0, where);
      await container.focus();
      const before = await container.evaluate((element) => element.scrollLeft);
      await page.keyboard.press("ArrowRight");
      await page.waitForFunction((left) => document.activeElement.scrollLeft > left, before);
      scrolled += 1;
    }
    await page.close();
  }
  assert.ok(scrolled > 0, "the roadmap of forty quarters scrolls at some width");
});

async function opened(site, path, width = DESK) {
  const page = await openPage(world.browser, width);
  await page.goto(site.origin + path);
  return page;
}

function isInWindow(locator) {
  return locator.evaluate((element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const isClipped = getComputedStyle(element).clipPath !== "none";
    return !isClipped && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  });
}

/** The elements that hold more than they show, sideways. */
async function scrollContainers(page) {
  const all = page.locator("main *");
  const places = await all.evaluateAll((elements) => {
    const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
    const isFuller = (element) => element.scrollWidth > element.clientWidth;
    return elements.flatMap((element, at) => (scrolls(element) && isFuller(element) ? [at] : []));
  });
  return places.map((at) => all.nth(at));
}
