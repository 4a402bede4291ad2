import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ALL_RULES, bringAxe, violations } from "./axe.js";
import { WIDTHS, launch, openPage, settle } from "./browser.js";
import { assertNone } from "./faults.js";
import { overflow } from "./overflow.js";
import { onePerKind } from "./page-list.js";
import { buildAt, rootOf, workFolder } from "./portals.js";
import { serve } from "./server.js";

// An open theme of NL Design System, as an organisation would have one.
const TOKENS = createRequire(import.meta.url).resolve(
  "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css",
);
const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><path d="M0 0h120v40H0z" fill="#5115ef"/></svg>';

let site;
let browser;
let served;

before(async () => {
  site = buildAt("house-style", dropIn());
  served = await serve(site.folder);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await served?.close();
});

test("an organisation's tokens and logo drop in by its theme alone", async () => {
  const page = await openPage(browser, 1440, { colorScheme: "dark" });
  await page.goto(served.origin);
  const style = (selector, name) =>
    page.locator(selector).first().evaluate((element, name) => getComputedStyle(element)[name], name);
  assert.equal(await style("h1", "color"), "rgb(0, 26, 64)");
  assert.match(await style("h1", "fontFamily"), /^"?Noto Serif/);
  assert.match(await style("body", "fontFamily"), /^"?Noto Sans/);
  assert.equal(await style("body", "backgroundColor"), "rgb(255, 255, 255)");
  assert.equal(await style("main a", "color"), "rgb(0, 86, 139)");
  assert.equal(await style(".utrecht-page-footer", "backgroundColor"), "rgb(243, 238, 255)");
  assert.equal(await style(".site-fill--positive-1", "fill"), "rgb(21, 123, 49)");
  assert.equal(await page.locator("header img").getAttribute("alt"), "Programma Waterwijs");
  assert.ok(await page.locator("header img").evaluate((image) => image.complete && image.naturalWidth > 0));
  await page.close();
});

test("no page breaks a rule or overflows in an organisation's colours", async () => {
  const page = await openPage(browser, WIDTHS[0]);
  await bringAxe(page);
  const faults = [];
  let views = 0;
  for (const { path } of onePerKind(site.pages)) {
    await page.goto(served.origin + path);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await settle(page);
      views += 1;
      const found = [
        ...(await violations(page, ALL_RULES)).map(({ rule, target }) => `${rule} at ${target}`),
        ...(await overflow(page)),
      ];
      faults.push(...found.map((fault) => `${path}, ${width} px: ${fault}`));
    }
  }
  console.log(`house style: ${views} page views, ${faults.length} faults`);
  assertNone(faults);
  await page.close();
});

/** Writes the golden portal with the theme in it, as its author would. */
function dropIn() {
  const root = join(workFolder(), "house-style");
  cpSync(rootOf("cyclus"), root, { recursive: true });
  const settings = join(root, "portal.toml");
  writeFileSync(settings, `theme = "huisstijl"\n${readFileSync(settings, "utf8")}`);
  const theme = join(root, "themes", "huisstijl");
  mkdirSync(join(theme, "static"), { recursive: true });
  cpSync(TOKENS, join(theme, "static", "theme.css"));
  writeFileSync(join(theme, "static", "logo.svg"), LOGO);
  writeFileSync(
    join(theme, "theme.toml"),
    [
      'title = "Huisstijl"',
      'stylesheets = ["voortgang.css", "theme.css"]',
      'class = "voorbeeld-theme"',
      'logo = "logo.svg"',
      'color_scheme = "light"',
      "",
    ].join("\n"),
  );
  return root;
}
