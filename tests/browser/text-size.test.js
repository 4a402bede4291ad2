import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, settle } from "./browser.js";
import { assertNone, faultsOf } from "./faults.js";
import { isOneOfMany } from "./hard.js";
import { overflow } from "./overflow.js";
import { onePerKind } from "./page-list.js";
import { withSites } from "./sites.js";

const WIDTHS = [1280, 320];
const WORKERS = 2;

const world = withSites(["real", "hard"], ["--blink-settings=defaultFontSize=32"]);

test("with letters twice as large, nothing overflows and no text is cut off", async () => {
  const pages = [
    ...onePerKind(world.real.pages).map(at(world.real)),
    ...world.hard.pages.filter((page) => !isOneOfMany(page)).map(at(world.hard)),
  ];
  const tools = await Promise.all(Array.from({ length: WORKERS }, () => openPage(world.browser, WIDTHS[0])));
  const faults = await faultsOf(pages, tools, judge);
  console.log(`text size: ${pages.length * WIDTHS.length} page views, ${faults.length} faults`);
  assertNone(faults);
});

test("the letters are twice as large", async () => {
  const page = await openPage(world.browser, WIDTHS[0]);
  await page.goto("about:blank");
  const size = await page.evaluate(() => getComputedStyle(document.body).fontSize);
  assert.equal(size, "32px");
  await page.close();
});

function at(site) {
  return ({ path }) => ({ name: `${site.name}:${path}`, address: site.origin + path });
}

async function judge({ name, address }, page) {
  const faults = [];
  await page.goto(address);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await settle(page);
    const found = [...(await overflow(page)), ...(await cutOff(page))];
    faults.push(...found.map((fault) => `${name}, ${width} px: ${fault}`));
  }
  return faults;
}

/** Texts that do not fit where they stand. What is hidden from the eye on purpose is clipped to nothing. */
function cutOff(page) {
  return page.locator("body *").evaluateAll((elements) => {
    return elements
      .filter(isCutOff)
      .map((element) => `cut off: <${element.localName}> ${element.textContent.trim().slice(0, 40)}`);

    function isCutOff(element) {
      if (!(element instanceof HTMLElement) || element.clientWidth === 0 || isHidden(element)) return false;
      const { overflowX, overflowY } = getComputedStyle(element);
      const isTooWide = clips(overflowX) && element.scrollWidth > element.clientWidth + 1;
      return isTooWide || (clips(overflowY) && element.scrollHeight > element.clientHeight + 1);
    }

    function isHidden(element) {
      return (
        element !== null && (getComputedStyle(element).clipPath.startsWith("inset") || isHidden(element.parentElement))
      );
    }

    function clips(value) {
      return ["hidden", "clip"].includes(value);
    }
  });
}
