import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./browser.js";
import { assertNone, faultsOf } from "./faults.js";
import { withSites } from "./sites.js";

// Most of the time a page is only waited for, so that more of them than there are processors go at once.
const WORKERS = 6;

const world = withSites(["real", "empty"]);

test("what a page does against the policy is heard", async () => {
  const page = await openPage(world.browser, 1440);
  const heard = listen(page, world.empty.origin);
  await page.route("**/voortgang.css", (route) => route.abort());
  await page.goto(world.empty.origin);
  await page.evaluate(() => {
    const image = Object.assign(document.createElement("img"), { src: "https://example.org/pixel.png" });
    document.body.append(image);
    document.body.setAttribute("style", "color: red");
    document.cookie = "seen=1";
    return new Promise((refused) => image.addEventListener("error", refused, { once: true }));
  });
  const faults = [...heard, ...(await cookies(page))].join("\n");
  assert.match(faults, /failed request: .*voortgang\.css/);
  assert.match(faults, /console: .*pixel\.png.*violates.*img-src/);
  assert.match(faults, /console: .*violates.*style-src/);
  assert.match(faults, /cookie: seen/);
  await page.close();
});

test("no page says anything, fails, asks another host or keeps a cookie", async () => {
  const pages = world.real.pages;
  const tools = await Promise.all(Array.from({ length: WORKERS }, () => openPage(world.browser, 1440)));
  const faults = await faultsOf(pages, tools, async ({ path }, page) => {
    // What the page before this one still asks for ends here, unheard.
    await page.goto("about:blank");
    const heard = listen(page, world.real.origin);
    const answer = await page.goto(world.real.origin + path, { waitUntil: "networkidle" });
    page.removeAllListeners();
    const found = [...heard, ...(await cookies(page))];
    if (answer.status() !== 200) found.push(`status ${answer.status()}`);
    return found.map((fault) => `${path}: ${fault}`);
  });
  console.log(`console: ${pages.length} pages, ${faults.length} faults`);
  assertNone(faults);
});

/** What goes wrong on a page from now on, as far as the browser tells. */
function listen(page, origin) {
  const heard = [];
  const asked = new Set();
  page.on("console", (message) => heard.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
  page.on("request", (request) => {
    asked.add(request);
    if (new URL(request.url()).origin !== origin) heard.push(`another host: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    if (asked.has(request)) heard.push(`failed request: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) heard.push(`status ${response.status()}: ${response.url()}`);
  });
  return heard;
}

async function cookies(page) {
  const kept = await page.context().cookies();
  return kept.map(({ name }) => `cookie: ${name}`);
}
