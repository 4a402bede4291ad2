// Whether a page is wider than its window, and what makes it so.

/**
 * What sticks out of the window sideways, unless it scrolls there by itself.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>} the innermost elements that do; nothing when the page is no wider than its window
 */
export function overflow(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const sticksOut = (element) => element.getBoundingClientRect().right > clientWidth;
    const isHeld = (element) =>
      element && (getComputedStyle(element).overflowX !== "visible" || isHeld(element.parentElement));
    const all = [...document.body.querySelectorAll("*")].filter(
      (element) => sticksOut(element) && !isHeld(element.parentElement),
    );
    const innermost = all.filter((element) => !all.some((other) => other !== element && element.contains(other)));
    const text = (element) => element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    const names = innermost.map(
      (element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}"> ${text(element)}`,
    );
    return [`overflows by ${scrollWidth - clientWidth} px: ${[...new Set(names)].slice(0, 5).join(", ")}`];
  });
}
