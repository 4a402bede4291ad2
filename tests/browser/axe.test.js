import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL_RULES, COLOUR_RULES, bringAxe, layout, violations } from "./axe.js";
import { WIDTHS, openPage, settle } from "./browser.js";
import { assertNone, faultsOf } from "./faults.js";
import { isOneOfMany } from "./hard.js";
import { overflow } from "./overflow.js";
import { kinds, sample } from "./page-list.js";
import { withSites } from "./sites.js";

const SCHEMES = ["light", "dark"];
const WORKERS = 2;
const EVERY = 4;

const world = withSites(["real", "cyclus", "hard", "empty", "one"]);

test("axe finds a fault that is there, whatever the policy", async () => {
  const page = await axePage();
  await page.goto(world.empty.origin);
  await page.evaluate(() => {
    document.querySelector("main").append(document.createElement("img"));
    document.querySelector("h1").style.color = "rgb(250 250 250)";
  });
  const rules = new Set((await violations(page, ALL_RULES)).map(({ rule }) => rule));
  assert.deepEqual([...rules].sort(), ["color-contrast", "image-alt"]);
  await page.close();
});

test("no page breaks a rule or overflows, at any width, light or dark", async () => {
  const pages = [
    ...sample(world.real.pages, EVERY).map(at(world.real)),
    ...world.cyclus.pages.map(at(world.cyclus)),
    ...world.hard.pages.filter((page) => !isOneOfMany(page)).map(at(world.hard)),
    ...world.empty.pages.map(at(world.empty)),
    ...world.one.pages.map(at(world.one)),
  ];
  assert.deepEqual(new Set(pages.map(({ kind }) => kind)), new Set(kinds()));
  const tally = { views: 0, violations: 0, overflows: 0 };
  const tools = await Promise.all(Array.from({ length: WORKERS }, axePage));
  const faults = await faultsOf(pages, tools, (each, page) => judge(each, page, tally));
  console.log(`axe: ${tally.views} page views, ${tally.violations} violations, ${tally.overflows} overflows`);
  assertNone(faults);
});

function at(site) {
  return ({ path, kind }) => ({ kind, name: `${site.name}:${path}`, address: site.origin + path });
}

async function axePage() {
  const page = await openPage(world.browser, WIDTHS[0]);
  await bringAxe(page);
  return page;
}

async function judge({ name, address }, page, tally) {
  const faults = [];
  await page.goto(address);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    let judged;
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await settle(page);
      tally.views += 1;
      const now = await layout(page);
      // Where only colours differ from what was just judged, only the rules on colours can find something else.
      const found = await violations(page, now === judged ? COLOUR_RULES : ALL_RULES);
      judged = now;
      tally.violations += found.length;
      faults.push(...found.map(({ rule, target }) => `${name}, ${width} px, ${colorScheme}: ${rule} at ${target}`));
      const wide = await overflow(page);
      tally.overflows += wide.length;
      faults.push(...wide.map((fault) => `${name}, ${width} px, ${colorScheme}: ${fault}`));
    }
  }
  return faults;
}
