import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { openPage, settle } from "./browser.js";
import { assertNone } from "./faults.js";
import { overflow } from "./overflow.js";
import { canRead, pageCount, textOf, withoutBreaks } from "./pdf.js";
import { workFolder } from "./portals.js";
import { withSites } from "./sites.js";

// A sheet of A4 in CSS pixels.
const PORTRAIT = 794;
const LANDSCAPE = 1123;

const world = withSites(["real", "hard"]);

const PATHS = {
  real: ["/", "/projecten/", "/projecten/zoek-en-vind/", "/kwartalen/2024-q3/", "/kwartalen/2024-q3/kwartaalrapportage-2024-q3.html", "/roadmap/", "/financien/", "/toegankelijkheid/"],
  hard: ["/", "/projecten/mijlpalen/", "/projecten/lang-woord/", "/kwartalen/", "/kwartalen/2025-q4/", "/kwartalen/2025-q4/kwartaalrapportage-2025-q4.html", "/roadmap/", "/toegankelijkheid/"],
};

test("a printed page is a PDF with its title", async () => {
  if (!canRead()) console.log("print: pdftotext is not installed, so that no text of a PDF is read");
  await eachPage(PORTRAIT, async (page, where) => {
    const title = await page.locator("h1").innerText();
    const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
    assert.ok(pageCount(pdf) >= 1, where);
    if (canRead()) {
      const text = textOf(pdf, join(workFolder(), "printed.pdf"));
      assert.ok(text.includes(withoutBreaks(title)), `${where} prints its title`);
    }
  });
});

test("on paper there is no navigation", async () => {
  await eachPage(PORTRAIT, async (page, where) => {
    await page.emulateMedia({ media: "print" });
    const shown = await page
      .locator("nav, a[href='#site--main']")
      .evaluateAll((all) =>
        all
          .filter((each) => !each.closest("main") && each.checkVisibility({ visibilityProperty: true }))
          .map((each) => each.getAttribute("aria-label") ?? each.textContent),
      );
    assert.deepEqual(shown, [], where);
  });
});

test("nothing is wider than the sheet that it is printed on", async () => {
  const faults = [];
  await eachPage(PORTRAIT, async (page, where) => {
    await page.emulateMedia({ media: "print" });
    const width = (await isLandscape(page)) ? LANDSCAPE : PORTRAIT;
    await page.setViewportSize({ width, height: 800 });
    await settle(page);
    faults.push(...(await overflow(page)).map((fault) => `${where}, ${width} px: ${fault}`));
    faults.push(...(await cutOff(page)).map((name) => `${where}: cut off on paper: ${name}`));
  });
  assertNone(faults);
});

/** Opens each page that is printed, one after the other. */
async function eachPage(width, work) {
  for (const [name, paths] of Object.entries(PATHS)) {
    const page = await openPage(world.browser, width);
    for (const path of paths) {
      await page.emulateMedia({ media: null });
      await page.setViewportSize({ width, height: 800 });
      await page.goto(world[name].origin + path);
      await work(page, `${name}:${path}`);
    }
    await page.close();
  }
}

/** Whether a page asks for sheets that lie on their side, by the name of its body's sheets or for all sheets. */
function isLandscape(page) {
  return page.evaluate(() => {
    const name = getComputedStyle(document.body).page;
    const rules = [...document.styleSheets].flatMap((sheet) => flat(sheet.cssRules));
    const sheets = rules.filter((rule) => rule instanceof CSSPageRule && ["", name].includes(rule.selectorText));
    return sheets.some((rule) => rule.style.getPropertyValue("size").includes("landscape"));

    function flat(list) {
      const isGroup = (rule) => rule instanceof CSSGroupingRule && !(rule instanceof CSSPageRule);
      return [...list].flatMap((rule) => (isGroup(rule) ? flat(rule.cssRules) : [rule]));
    }
  });
}

/** What holds more than it shows: a reader of paper cannot scroll. */
function cutOff(page) {
  return page.locator("main *").evaluateAll((elements) =>
    elements
      .filter((element) => {
        const { overflowX } = getComputedStyle(element);
        return ["auto", "scroll"].includes(overflowX) && element.scrollWidth > element.clientWidth;
      })
      .map((element) => `<${element.localName} class="${element.className}">`),
  );
}
