// axe-core, run in a page. It comes in through the debugger, so that the policy of the page stays in force.
import axe from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** Every rule of WCAG 2.2 A and AA, and axe's own advice. */
export const ALL_RULES = { type: "tag", values: TAGS };

/** The rules that look at colours. */
export const COLOUR_RULES = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

/**
 * Puts axe into every document that a page will open.
 * @param {import("playwright-core").Page} page
 */
export async function bringAxe(page) {
  await page.addInitScript({ content: axe.source });
}

/**
 * What axe finds in a page as it is now.
 * @param {import("playwright-core").Page} page that axe was brought to
 * @param {typeof ALL_RULES} rules
 * @returns {Promise<{ rule: string, target: string }[]>} a violation for each element
 */
export function violations(page, rules) {
  return page.evaluate(async (runOnly) => {
    const { violations } = await window.axe.run(document, { runOnly, resultTypes: ["violations"], preload: false });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => ({ rule: id, target: target.join(" ") })));
  }, rules);
}

/**
 * Where everything in a page stands. Two views of a document with the same layout differ in nothing but colours.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string>}
 */
export function layout(page) {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll("body, body *")].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [x, y, width, height, getComputedStyle(element).visibility];
    });
    return JSON.stringify(boxes);
  });
}
