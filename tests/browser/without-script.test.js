import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./browser.js";
import { onePerKind } from "./page-list.js";
import { withSites } from "./sites.js";

const world = withSites(["real", "hard"]);

test("every kind of page shows its text", async () => {
  const page = await pageWithoutScript();
  for (const { path } of onePerKind(world.real.pages)) {
    await page.goto(world.real.origin + path);
    assert.equal(await page.locator("h1").isVisible(), true, path);
    // On a wide screen the list per quarter makes way for the table, which says the same.
    assert.deepEqual(await hidden(page, "main :is(h2, h3):not(.site-agenda *)"), [], path);
    const { title, text } = await page.evaluate(() => ({
      title: document.querySelector("h1").innerText.trim(),
      text: document.querySelector("main").innerText.trim(),
    }));
    assert.ok(text.length > title.length, path);
  }
  await page.close();
});

test("the list of projects shows every project", async () => {
  const page = await pageWithoutScript();
  for (const site of [world.real, world.hard]) {
    await page.goto(`${site.origin}/projecten/`);
    const expected = site.pages.filter(({ kind }) => kind === "project").map(({ path }) => path);
    const seen = await shown(page, "main a[href^='/projecten/']");
    assert.deepEqual(
      expected.filter((path) => !seen.includes(path)),
      [],
    );
  }
  await page.close();
});

test("no form is shown, since none would work", async () => {
  const page = await pageWithoutScript();
  for (const { path } of onePerKind(world.real.pages)) {
    await page.goto(world.real.origin + path);
    assert.deepEqual(await shown(page, "form, input, select, button"), [], path);
  }
  await page.close();
});

test("the roadmap shows every milestone", async () => {
  const page = await pageWithoutScript();
  for (const site of [world.real, world.hard]) {
    await page.goto(`${site.origin}/roadmap/`);
    const marks = "main a[href*='#mijlpaal-']";
    const all = await page.locator(marks).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    assert.ok(all.length > 0);
    assert.deepEqual(await shown(page, marks), [...new Set(all)].sort());
  }
  await page.close();
});

function pageWithoutScript() {
  return openPage(world.browser, 1440, { javaScriptEnabled: false });
}

/** Where the elements that can be seen lead, or what they are, each once. */
function shown(page, selector) {
  return select(page, selector, true);
}

/** The same of those that cannot be seen. */
function hidden(page, selector) {
  return select(page, selector, false);
}

async function select(page, selector, isWanted) {
  const names = await page.locator(selector).evaluateAll((elements, isWanted) => {
    const isSeen = (element) =>
      element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
    const chosen = elements.filter((element) => isSeen(element) === isWanted);
    return chosen.map(
      (element) => element.getAttribute("href") ?? `<${element.localName}> ${element.textContent.trim()}`,
    );
  }, isWanted);
  return [...new Set(names)].sort();
}
