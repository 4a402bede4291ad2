import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch, openPage } from "./browser.js";
import { nginx } from "./nginx.js";
import { build } from "./portals.js";

let browser;
let site;
let edition;

before(async () => {
  browser = await launch();
  site = build("cyclus");
  // The one that shows an image.
  edition = site.pages.find(({ path }) => path.endsWith("kwartaalrapportage-2024-q2.html"));
});

after(() => browser?.close());

test("a real nginx lets an edition have its style and its image, and nothing else", async (context) => {
  const server = await nginx(site.folder);
  if (!server) return context.skip("no nginx");
  try {
    const page = await openPage(browser, 1440);
    const heard = listen(page);
    const answer = await page.goto(server.origin + edition.path, { waitUntil: "networkidle" });
    assert.match(answer.headers()["content-security-policy"], /style-src 'self' 'sha256-[^']+'; img-src 'self' data:;/);
    assert.deepEqual(await looks(page), { style: true, images: [true] });
    assert.deepEqual(heard, [server.origin + edition.path]);
    await page.evaluate(() => document.body.setAttribute("style", "color: red"));
    assert.match(heard.at(-1), /violates.*style-src/, "another style is still refused, and said to be");
    await page.close();
  } finally {
    server.close();
  }
});

test("an edition that is kept looks the same, and asks for nothing", async () => {
  const page = await openPage(browser, 1440);
  const heard = listen(page);
  const address = pathToFileURL(edition.file).href;
  await page.goto(address, { waitUntil: "networkidle" });
  assert.deepEqual(await looks(page), { style: true, images: [true] });
  assert.deepEqual(heard, [address]);
  const links = await page.locator("a[href]").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  assert.deepEqual(
    links.filter((href) => !/^(https:|#)/.test(href)),
    [],
  );
  await page.close();
});

test("without its style an edition reads from top to bottom", async () => {
  const page = await openPage(browser, 320, { javaScriptEnabled: false });
  const bare = readFileSync(edition.file, "utf8").replace(/<style>.*?<\/style>/s, "");
  await page.setContent(bare);
  const shown = await page.locator("h1, h2").allInnerTexts();
  assert.match(shown[0], /^Kwartaalrapportage Q2\s2024$/);
  assert.ok(shown.includes("Samenvatting") && shown.includes("Risico’s"), shown.join());
  await page.close();
});

/** All that a page asks for (but what stands in it) and says. */
function listen(page) {
  const heard = [];
  page.on("console", (message) => heard.push(`console: ${message.text()}`));
  page.on("request", (request) => request.url().startsWith("data:") || heard.push(request.url()));
  return heard;
}

/** Whether the style is applied, and each image is drawn. */
function looks(page) {
  return page.evaluate(() => ({
    style: getComputedStyle(document.querySelector("h2")).borderTopStyle === "solid",
    images: [...document.images].map((image) => image.complete && image.naturalWidth > 0),
  }));
}
