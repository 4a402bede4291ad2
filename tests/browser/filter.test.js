import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./browser.js";
import { CLIENTS } from "./hard.js";
import { press } from "./keyboard.js";
import { withSites } from "./sites.js";

const world = withSites(["real", "cyclus", "hard"]);

test("a count on the home page leads to the list of its projects", async () => {
  const page = await opened(world.cyclus, "/");
  await page.locator(".site-counts").getByRole("link", { name: "Vertraagd" }).click();
  await told(page, "U ziet 1 van 6 projecten.");
  assert.equal(new URL(page.url()).search, "?status=vertraagd");
  assert.deepEqual(await names(page), ["Meetnet grondwater"]);
  assert.equal(await page.getByLabel("Status", { exact: true }).inputValue(), "vertraagd");
  await page.close();
});

test("words, category and status are all asked of a project, without regard to accents and capitals", async () => {
  const page = await opened(world.cyclus, "/projecten/");
  const all = await names(page);
  assert.equal(all.length, 6);
  await page.getByLabel("Zoeken op woorden").fill("KÁART");
  await told(page, /van 6/);
  const found = await names(page);
  assert.ok(found.includes("Droogtekaart") && found.length < all.length);
  await page.getByLabel("Status", { exact: true }).selectOption("gestart");
  await told(page, "U ziet 1 van 6 projecten.");
  assert.deepEqual(await names(page), ["Droogtekaart"]);
  await page.getByLabel("Categorie", { exact: true }).selectOption("mensen");
  await told(page, "Niets past bij deze keuzes.");
  assert.deepEqual(await names(page), []);
  assert.equal(new URL(page.url()).search, "?zoek=K%C3%81ART&categorie=mensen&status=gestart");
  await page.getByRole("button", { name: "Wis alle keuzes" }).click();
  await told(page, "U ziet 6 van 6 projecten.");
  assert.deepEqual(await names(page), all);
  assert.equal(new URL(page.url()).search, "");
  await page.close();
});

test("an address that is shared shows the same list, in the same order", async () => {
  const page = await opened(world.real, "/projecten/?status=vertraagd&volgorde=categorie");
  await told(page, "U ziet 4 van 68 projecten.");
  const shared = await names(page);
  assert.equal(shared.length, 4);
  const other = await opened(world.real, new URL(page.url()).pathname + new URL(page.url()).search);
  await told(other, "U ziet 4 van 68 projecten.");
  assert.deepEqual(await names(other), shared);
  await other.close();
  await page.close();
});

test("what an address asks for and the page does not have is no reason to show nothing", async () => {
  const page = await opened(world.cyclus, "/projecten/?status=bestaat-niet&volgorde=onzin");
  await told(page, "U ziet 6 van 6 projecten.");
  assert.equal((await names(page)).length, 6);
  await page.close();
});

test("the order follows the list of statuses, and the names again when that is asked", async () => {
  const page = await opened(world.cyclus, "/projecten/");
  const byName = await names(page);
  await page.getByLabel("Volgorde").selectOption("status");
  const places = await page.locator("tr[data-row]").evaluateAll((rows) => rows.map((row) => +row.dataset.sortStatus));
  assert.deepEqual(places, [...places].sort((one, other) => one - other));
  assert.notDeepEqual(await names(page), byName);
  await page.getByLabel("Volgorde").selectOption("");
  assert.deepEqual(await names(page), byName);
  await page.close();
});

test("the back button brings back what was chosen on the page before", async () => {
  const page = await opened(world.cyclus, "/projecten/?status=vertraagd");
  await told(page, "U ziet 1 van 6 projecten.");
  await page.locator("tr[data-row]:not([hidden]) th a").click();
  await page.waitForURL("**/projecten/meetnet/");
  await page.goBack();
  await told(page, "U ziet 1 van 6 projecten.");
  assert.deepEqual(await names(page), ["Meetnet grondwater"]);
  await page.close();
});

test("a list is filtered with the keyboard alone", async () => {
  const page = await opened(world.cyclus, "/projecten/");
  const box = page.getByLabel("Zoeken op woorden");
  let stop = await press(page, "Tab");
  while (!(await box.evaluate((element) => element === document.activeElement))) stop = await press(page, "Tab");
  assert.equal(stop.isMarked, true);
  await page.keyboard.type("waterles");
  await told(page, "U ziet 1 van 6 projecten.");
  assert.deepEqual(await names(page), ["Waterles op school"]);
  for (const label of ["Categorie", "Status"]) {
    await press(page, "Tab");
    assert.equal(await page.getByLabel(label, { exact: true }).evaluate((one) => one === document.activeElement), true);
  }
  await page.keyboard.press("Enter");
  assert.equal(new URL(page.url()).pathname, "/projecten/");
  await page.close();
});

test("the roadmap keeps only the milestones that are asked for, and the headings above them", async () => {
  const page = await opened(world.cyclus, "/");
  await page.getByRole("link", { name: "mijlpalen zijn te laat" }).click();
  await told(page, "U ziet 2 van 7 mijlpalen.");
  assert.equal(new URL(page.url()).search, "?mijlpaal=te-laat");
  assert.deepEqual(await visible(page, "tr[data-row] th"), ["Alle meters staan", "De les is klaar"]);
  assert.deepEqual(await visible(page, ".site-roadmap__category th a"), ["Kaarten", "Mensen"]);
  assert.deepEqual(await visible(page, ".site-roadmap__project th a"), ["Meetnet grondwater", "Waterles op school"]);
  await page.setViewportSize({ width: 320, height: 800 });
  assert.deepEqual(await visible(page, ".site-agenda .site-milestone__title"), ["Alle meters staan", "De les is klaar"]);
  await page.getByLabel("Categorie", { exact: true }).selectOption("mensen");
  await told(page, "U ziet 1 van 7 mijlpalen.");
  assert.deepEqual(await visible(page, ".site-agenda .site-milestone__title"), ["De les is klaar"]);
  await page.close();
});

test("the roadmap opens at the present quarter, beside the names", async () => {
  const page = await opened(world.hard, "/roadmap/");
  const gap = () =>
    page.evaluate(() => {
      const container = document.querySelector(".site-roadmap-container");
      const edge = (selector) => container.querySelector(selector).getBoundingClientRect();
      return { scrolled: container.scrollLeft > 0, gap: edge("th.site-now").left - edge("thead th").right };
    });
  await page.waitForFunction(() => document.querySelector(".site-roadmap-container").scrollLeft > 0);
  const { gap: distance } = await gap();
  assert.ok(Math.abs(distance) <= 1, `${distance} px`);
  await page.close();
});

test("a client is the whole client, whatever its name holds", async () => {
  const page = await opened(world.hard, "/projecten/");
  for (const client of CLIENTS) {
    await page.getByLabel("Opdrachtgever").selectOption({ value: client });
    await told(page, /^U ziet 1 van 40\d projecten\.$/);
    const shared = await opened(world.hard, `/projecten/${new URL(page.url()).search}`);
    await told(shared, /^U ziet 1 van 40\d projecten\.$/);
    assert.deepEqual(await names(shared), await names(page));
    await shared.close();
  }
  await page.close();
});

test("a page that is only opened says nothing unasked", async () => {
  const page = await openPage(world.browser, 1440);
  await page.addInitScript(() => {
    window.announced = 0;
    addEventListener("DOMContentLoaded", () => {
      const status = document.querySelector("[role=status]");
      new MutationObserver(() => (window.announced += 1)).observe(status, { childList: true, characterData: true });
    });
  });
  await page.goto(`${world.cyclus.origin}/projecten/`);
  await page.getByLabel("Categorie", { exact: true }).selectOption("mensen");
  await told(page, "U ziet 2 van 6 projecten.");
  assert.equal(await page.evaluate(() => window.announced), 1);
  await page.close();
});

test("a filtered list tells on paper how much of it is there", async () => {
  const page = await opened(world.cyclus, "/projecten/?status=vertraagd");
  await told(page, "U ziet 1 van 6 projecten.");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("status").isVisible(), true);
  assert.equal(await page.getByLabel("Zoeken op woorden").isVisible(), false);
  await page.close();
});

test("four hundred projects are filtered as one", async () => {
  const page = await opened(world.hard, "/projecten/?zoek=300");
  await told(page, /^U ziet \d+ van 40\d projecten\.$/);
  const found = await names(page);
  assert.ok(found.length > 0 && found.every((name) => name.includes("300")));
  await page.close();
});

async function opened(site, path) {
  const page = await openPage(world.browser, 1440);
  await page.goto(site.origin + path);
  return page;
}

/** Waits until the page tells a reader, and so a screen reader, how many rows there are. */
async function told(page, words) {
  await page.getByRole("status").filter({ hasText: words }).waitFor();
}

/** The projects that are shown, in their order. */
function names(page) {
  return visible(page, "tr[data-row] th > a");
}

function visible(page, selector) {
  return page
    .locator(selector)
    .evaluateAll((all) =>
      all.filter((one) => one.checkVisibility()).map((one) => one.textContent.trim().replace(/\s+/g, " ")),
    );
}
