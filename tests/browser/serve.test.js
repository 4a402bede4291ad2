import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { ALL_RULES, bringAxe, violations } from "./axe.js";
import { WIDTHS, launch, openPage, settle } from "./browser.js";
import { assertNone } from "./faults.js";
import { overflow } from "./overflow.js";
import { overlayGoes, overlayShows, shown } from "./overlay.js";
import { rootOf } from "./portals.js";
import { serving, stopAll } from "./serving.js";
import { BASE, DAY, badInput } from "./spec-cases.js";

const PROJECT = "content/projects/meetnet/index.md";
const OTHER = "content/projects/schoolles/index.md";
const PAGE = "/projecten/meetnet/";
const LONG = `"${"heel lang ".repeat(30)}"`;

let browser;
let portal;

before(async () => {
  browser = await launch();
});

beforeEach(async () => {
  portal = await serving(rootOf("cyclus"), ["--date", "2026-01-15"]);
});

afterEach(stopAll);

after(() => browser.close());

/** A page with a mark on it that no reload leaves. */
async function open(path = PAGE, width = 1440, site = portal) {
  const page = await openPage(browser, width);
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(error.message));
  page.on("console", (message) => /violates|Policy/.test(message.text()) && page.faults.push(message.text()));
  await page.goto(site.origin + path);
  await mark(page);
  return page;
}

const mark = (page) => page.evaluate(() => (window.mark = true));
const isMarked = (page) => page.evaluate(() => window.mark === true);
const close = async (page) => {
  assertNone(page.faults ?? []);
  // A browser may never answer when a page has to close that is on its way to itself again, as after an edit. So it is left
  // first; a reload that was under way may take it back, once for each edit.
  while (page.url() !== "about:blank") {
    await page.goto("about:blank").catch((error) => {
      if (!error.message.includes("interrupted by another navigation")) throw error;
    });
  }
  await page.close();
};
const focus = (page) =>
  page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.id ?? document.activeElement.localName);
const sees = (page, text) => page.waitForFunction((text) => document.body.innerText.includes(text), text);
const colour = (page, selector) => page.$eval(selector, (element) => getComputedStyle(element).color);

test("content, template, style sheet and portal.toml: what is saved is seen", async () => {
  const page = await open();
  const mends = [portal.edit(PROJECT, "title = \"", "title = \"Nieuw ")];
  await sees(page, "Nieuw Meetnet");
  assert.equal(await isMarked(page), false, "another text is another page");
  const theme = 'title = "Eigen"\nstylesheets = ["voortgang.css", "eigen.css"]\n';
  portal.write({
    "themes/eigen/theme.toml": theme,
    "themes/eigen/static/eigen.css": "h1.nl-heading { color: rgb(1, 2, 3) }",
  });
  mends.push(portal.edit("portal.toml", "language =", 'theme = "eigen"\nlanguage ='));
  await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)");
  await mark(page);
  portal.write({ "themes/eigen/static/eigen.css": "h1.nl-heading { color: rgb(4, 5, 6) }" });
  await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(4, 5, 6)");
  portal.write({ "themes/eigen/static/eigen.css": "h1.nl-heading { color: rgb(7, 8, 9) }" });
  await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(7, 8, 9)");
  await page.waitForFunction(() => document.querySelectorAll('link[href*="eigen.css"]').length === 1);
  assert.equal(await isMarked(page), true, "a style sheet takes the place of the former");
  portal.write({
    "themes/eigen/templates/project.html":
      '{% extends "base.html" %}{% block content %}<p>Eigen sjabloon</p>{% endblock %}',
  });
  await sees(page, "Eigen sjabloon");
  assert.equal(await colour(page, "h1"), "rgb(7, 8, 9)");
  mends.push(portal.edit("portal.toml", 'title = "', 'title = "Vernieuwd '));
  await page.waitForFunction(() => document.title.includes("Vernieuwd"));
  mends.reverse().forEach((mend) => mend());
  portal.remove("themes");
  await sees(page, "Mijlpalen");
  await close(page);
});

test("a script or an image that changes brings the page again; a document does not", async () => {
  const site = await serving(
    {
      ...BASE,
      "content/pages/over.md": '+++\ntitle = "Over"\n+++\n![Een plaat](plaat.svg)\n\n[Een nota](nota.txt)\n',
      "content/pages/plaat.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
      "content/pages/nota.txt": "een",
    },
    ["--date", DAY],
  );
  const page = await open("/over/", 1440, site);
  site.write({ "content/pages/nota.txt": "twee" });
  await site.said();
  await page.waitForFunction(async () => (await (await fetch(document.querySelector('a[href$="nota.txt"]').href)).text()) === "twee");
  assert.equal(await isMarked(page), true);
  site.write({ "content/pages/plaat.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="5"/>' });
  await page.waitForFunction(() => window.mark === undefined);
  await page.waitForFunction(() => document.querySelector("main img").naturalWidth === 5);
  await close(page);
});

test("an edit elsewhere leaves the page alone, and the place in it is kept when it does come again", async () => {
  const page = await open(PAGE, 320);
  const elsewhere = portal.edit(OTHER, 'title = "', 'title = "Elders ');
  const other = await open("/projecten/schoolles/");
  await sees(other, "Elders");
  assert.equal(await isMarked(page), true);
  const place = () => page.$eval("main section + section", (part) => part.getBoundingClientRect().top);
  await page.evaluate(() => scrollTo(0, 700));
  const before = await place();
  const mend = portal.edit(PROJECT, 'title = "', 'title = "Anders ');
  await sees(page, "Anders");
  await page.waitForFunction(() => scrollY >= 700);
  // The title is a line longer now; what the reader was reading stands where it stood.
  assert.ok(Math.abs((await place()) - before) < 4, `${before} became ${await place()}`);
  elsewhere();
  mend();
  await sees(page, "Meetnet");
  await other.waitForFunction(() => !document.querySelector("h1").textContent.includes("Elders"));
  await close(page);
  await close(other);
});

test("a page that goes is missing, and is there again when it comes back", async () => {
  const page = await open("/projecten/tijdelijk/");
  assert.equal(await isMarked(page), true);
  const text = portal.read(OTHER).replace(/title = ".*"/, 'title = "Tijdelijk"').replace(/\[\[milestones[\s\S]*?(?=\+\+\+)/, "");
  portal.write({ "content/projects/tijdelijk/index.md": text });
  await page.waitForFunction(() => document.querySelector("h1").textContent === "Tijdelijk");
  portal.remove("content/projects/tijdelijk");
  await page.waitForFunction(() => document.querySelector("h1").textContent !== "Tijdelijk");
  await close(page);
});

test("errors lie over the page at hand until they are mended, and come back when they are others", async () => {
  const page = await open();
  const missing = await open("/bestaat/niet/");
  await page.focus("main a");
  const mend = portal.edit(PROJECT, "title =", "tilte =");
  await overlayShows(page, ["fout[unknown-key]: onbekend gegeven `tilte`", "content/projects/meetnet/index.md:2:1"]);
  await overlayShows(missing, ["unknown-key"]);
  const { headline, errors } = await shown(page);
  assert.equal(headline, "1 fout: de pagina hieronder is van de laatste goede opbouw");
  assert.match(errors, /2 \| tilte = "Meetnet grondwater"\n {2}\| \^{5} onbekend/);
  assert.match(errors, /oplossing: Bedoelde u `title`\?/);
  assert.match(await page.textContent("h1"), /Meetnet/);
  assert.equal(await focus(page), "headline");
  await page.keyboard.press("Escape");
  assert.equal((await shown(page)).isOpen, false);
  assert.equal(await focus(page), "a", "the focus is where it was");
  assert.match((await shown(page)).strip, /^1 fout/);
  const again = portal.edit(OTHER, "title =", "titel =");
  await overlayShows(page, ["tilte", "titel"]);
  again();
  mend();
  await overlayGoes(page);
  assert.equal(await isMarked(page), true, "a page that is the same after all was not loaded again");
  await close(page);
  await close(missing);
});

test("a mistake that was hidden and mended is shown when it is made again", async () => {
  const page = await open();
  const make = () => portal.edit(PROJECT, "title =", "tilte =");
  for (const turn of ["first", "second"]) {
    const mend = make();
    await overlayShows(page, ["tilte"]);
    await page.keyboard.press("Escape");
    assert.equal((await shown(page)).isOpen, false, turn);
    mend();
    await overlayGoes(page);
  }
  await close(page);
});

test("what the network loses is asked for again: the problems, and the sheet of the overlay", async () => {
  const mend = portal.edit(PROJECT, "title =", "tilte =");
  const page = await openPage(browser, 1440);
  const lost = new Set();
  await page.route(/\/_voortgang\/(problems\.json|overlay\.css)$/, (route) => {
    const url = route.request().url();
    if (lost.has(url)) return route.continue();
    lost.add(url);
    return route.abort();
  });
  await page.goto(portal.origin + PAGE);
  await overlayShows(page, ["tilte"]);
  assert.equal(lost.size, 2);
  mend();
  await overlayGoes(page);
  await close(page);
});

test("problems that come after others were lost stay", async () => {
  const page = await open();
  let lose;
  const asked = new Promise((resolve) => {
    page.route("**/_voortgang/problems.json", (route) => {
      lose = () => route.abort();
      resolve();
    }, { times: 1 });
  });
  const first = portal.edit(PROJECT, "title =", "tilte =");
  await asked;
  const second = portal.edit(OTHER, "title =", "titel =");
  await overlayShows(page, ["tilte", "titel"]);
  const failed = page.waitForEvent("requestfailed");
  await Promise.all([failed, lose()]);
  second();
  await page.waitForFunction(() => !document.querySelector("voortgang-preview").shadowRoot.querySelector("dialog").textContent.includes("titel"));
  assert.match((await shown(page)).errors, /tilte/);
  first();
  await overlayGoes(page);
  await close(page);
});

test("only what scrolls is a stop of the keyboard, and who reads in it is not sent to the top of the page", async () => {
  const page = await open();
  const mends = [portal.edit(PROJECT, "title =", `tilte = ${LONG}\ntitle =`), portal.edit(OTHER, "title =", "titel =")];
  await overlayShows(page, ["tilte", "titel"]);
  const stops = () =>
    page.$$eval("voortgang-preview dialog .excerpt", (parts) =>
      parts.map((part) => [part.tabIndex === 0, part.scrollWidth > part.clientWidth]),
    );
  await page.waitForFunction(() => document.querySelector("voortgang-preview").shadowRoot.querySelector('.excerpt[tabindex="0"]'));
  assert.deepEqual(await stops(), [[true, true], [false, false]]);
  await page.focus('voortgang-preview dialog .excerpt[tabindex="0"]');
  mends.push(portal.edit(OTHER, "+++\n", "+++\n# een regel erboven\n"));
  await overlayShows(page, ["schoolles/index.md:3:1"]);
  assert.equal(await focus(page), "headline");
  mends.reverse().forEach((mend) => mend());
  await overlayGoes(page);
  await close(page);
});

test("each bad input of the spec is shown while it is there, and gone with it", async () => {
  const site = await serving(BASE, ["--date", DAY]);
  const page = await open("/", 1440, site);
  const cases = badInput();
  assert.ok(cases.length > 80, `${cases.length} cases`);
  for (const { name, files, codes } of cases) {
    site.write(files);
    await overlayShows(page, codes.map((code) => `[${code}]`)).catch((error) => {
      throw new Error(`${name}: ${error.message}`);
    });
    assert.equal(await focus(page), "headline", name);
    for (const path of Object.keys(files)) if (!(path in BASE)) site.remove(path);
    site.write(BASE);
    await overlayGoes(page);
  }
  console.log(`serve: ${cases.length} bad inputs shown and gone`);
  await close(page);
});

test("before the first good build every address tells what is wrong, without a script too, and follows", async () => {
  const site = await serving({ ...BASE, "portal.toml": `title = ${LONG.slice(1)}\n` });
  const silent = await openPage(browser, 320, { javaScriptEnabled: false });
  assert.equal((await silent.goto(`${site.origin}/waar/ook/`)).status(), 500);
  assert.match(await silent.innerText("main"), /er is nog geen site om te tonen[\s\S]*portal\.toml:1:\d+/);
  await silent.close();
  const page = await open("/", 1440, site);
  site.write(BASE);
  await sees(page, "Beleid");
  await close(page);
});

test("warnings are a quiet strip that covers nothing that has the focus", async () => {
  const page = await open(PAGE, 320);
  await page.waitForFunction(() => document.querySelector("voortgang-preview")?.shadowRoot.querySelector("aside").hidden === false);
  assert.equal((await shown(page)).strip, "4 waarschuwingen");
  const links = await page.$$eval("body > *:not(voortgang-preview) a", (links) => links.length);
  for (let at = 0; at < links; at += 1) {
    await page.keyboard.press("Tab");
    const [focus, strip] = await page.evaluate(() => {
      const strip = document.querySelector("voortgang-preview").shadowRoot.querySelector("aside");
      return [document.activeElement.getBoundingClientRect().bottom, strip.getBoundingClientRect().top];
    });
    assert.ok(focus <= strip, `stop ${at} reaches ${focus}, the strip begins at ${strip}`);
  }
  await page.click("voortgang-preview summary");
  assert.match((await shown(page)).rest, /let op\[replan-without-reason\]/);
  await page.keyboard.press("Escape");
  assert.equal(await page.$eval("voortgang-preview", (host) => host.shadowRoot.querySelector("details").open), false);
  await close(page);
});

test("drafts are marked, and the strip names what readers do not see", async () => {
  const site = await serving(
    { ...BASE, "content/projects/geheim/index.md": '+++\ntitle = "Geheim"\ncategory = "beleid"\ndraft = true\n+++\n' },
    ["--date", DAY, "--drafts"],
  );
  const page = await open("/projecten/", 1440, site);
  assert.match(await page.innerText("table.site-projects"), /concept/);
  await page.click("voortgang-preview summary");
  assert.equal((await shown(page)).strip, "niet alles is openbaar");
  assert.equal((await shown(page)).rest, "Niet openbaar: project geheim.");
  await close(page);
});

test("overlay, strip and first page break no rule and overflow nowhere, at any width, light or dark", async () => {
  const broken = await serving({ ...BASE, "content/index.md": `+++\ntilte = ${LONG}\n+++\n` });
  const mend = portal.edit(PROJECT, "title =", `tilte = ${LONG}\ntitle =`);
  const faults = [];
  for (const [name, origin, prepare] of [
    ["overlay", portal.origin, (page) => overlayShows(page, ["unknown-key"])],
    ["strip", portal.origin, async (page) => {
      await overlayShows(page, ["unknown-key"]);
      await page.keyboard.press("Escape");
      await page.click("voortgang-preview summary");
    }],
    ["first page", broken.origin, (page) => page.waitForSelector("main .problem")],
  ]) {
    const page = await openPage(browser, WIDTHS[0]);
    await bringAxe(page);
    await page.goto(origin + PAGE);
    await prepare(page);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        await settle(page);
        const found = await violations(page, ALL_RULES);
        const wide = await overflow(page);
        faults.push(...found.map(({ rule, target }) => `${name}, ${width} px, ${colorScheme}: ${rule} at ${target}`));
        faults.push(...wide.map((fault) => `${name}, ${width} px, ${colorScheme}: ${fault}`));
      }
    }
    await close(page);
  }
  mend();
  assertNone(faults);
});

test("seven tabs of one site all load, and each is current once it is seen", async () => {
  const context = await browser.newContext();
  const tabs = [];
  for (let at = 0; at < 7; at += 1) {
    const tab = await context.newPage();
    await tab.goto(portal.origin + PAGE);
    tabs.push(tab);
    // A headless browser shows all its tabs at once, so the one behind is told that it is.
    if (at < 6) await behind(tab, true);
  }
  const mend = portal.edit(PROJECT, 'title = "', 'title = "Zevende ');
  await sees(tabs[6], "Zevende");
  assert.doesNotMatch(await tabs[0].innerText("h1"), /Zevende/);
  await behind(tabs[0], false);
  await sees(tabs[0], "Zevende");
  mend();
  for (const tab of [tabs[0], tabs[6]]) await sees(tab, "Meetnet");
  for (const tab of tabs) await close(tab);
  await context.close();
});

function behind(tab, isBehind) {
  return tab.evaluate((state) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isBehind ? "hidden" : "visible");
}

test("a page finds the server again after it was stopped, and catches up", async () => {
  const site = await serving(BASE, ["--date", DAY]);
  const page = await open("/", 1440, site);
  await site.stop();
  site.write({ "content/index.md": '+++\ntitle = "Terug"\n+++\n' });
  await site.restart();
  await sees(page, "Terug");
  await close(page);
});
