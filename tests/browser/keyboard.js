// Walking through a page with the keyboard.

/**
 * Where the focus is.
 * @typedef {object} Stop
 * @property {string} name what the element is, for people
 * @property {string} text
 * @property {string | undefined} href as written
 * @property {"header" | "main" | "footer" | ""} part of the page that it stands in
 * @property {boolean} isMarked whether it shows that it has the focus
 * @property {boolean} isInSight whether it stands in the window, with nothing over it
 */

/**
 * The element that has the focus.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<Stop | undefined>} nothing when the page itself has it
 */
export function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return undefined;
    const text = element.textContent.trim().replace(/\s+/g, " ");
    const href = element.getAttribute("href") ?? undefined;
    const label = element.getAttribute("aria-label") ?? text.slice(0, 60);
    return {
      name: `<${element.localName}> ${label}`,
      text,
      href,
      part: element.closest("header, main, footer")?.localName ?? "",
      isMarked: [null, "::before", "::after"].some((pseudo) => hasOutline(getComputedStyle(element, pseudo))),
      isInSight: isInSight(element),
    };

    function hasOutline({ outlineStyle, outlineWidth, outlineColor }) {
      const isTransparent = /^rgba\(.*, 0\)$/.test(outlineColor);
      return outlineStyle !== "none" && parseFloat(outlineWidth) > 0 && !isTransparent;
    }

    // A link over two lines has two boxes; one of them in sight is enough.
    function isInSight(element) {
      return [...element.getClientRects()].some((box) => {
        const left = Math.max(box.left, 0);
        const right = Math.min(box.right, innerWidth);
        const top = Math.max(box.top, 0);
        const bottom = Math.min(box.bottom, innerHeight);
        if (right <= left || bottom <= top) return false;
        const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return hit !== null && (element.contains(hit) || hit.contains(element));
      });
    }
  });
}

/**
 * Presses a key and tells where the focus is then.
 * @param {import("playwright-core").Page} page
 * @param {string} key
 * @returns {Promise<Stop | undefined>}
 */
export async function press(page, key) {
  await page.keyboard.press(key);
  return focused(page);
}

/**
 * Presses Tab from the start of a page until the focus leaves it.
 * @param {import("playwright-core").Page} page
 * @param {number} [limit] more stops than a page can have: whoever needs more is in a trap
 * @returns {Promise<Stop[]>}
 */
export async function walk(page, limit = 1000) {
  const stops = [];
  for (let stop = await press(page, "Tab"); stop; stop = await press(page, "Tab")) {
    stops.push(stop);
    if (stops.length > limit) throw new Error(`the focus does not leave the page; it is at ${stop.name}`);
  }
  return stops;
}
