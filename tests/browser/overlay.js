// What the preview lays over a page.

const SHOWN = () => {
  const root = document.querySelector("voortgang-preview")?.shadowRoot;
  const text = (selector) => root?.querySelector(selector)?.textContent ?? "";
  return {
    isOpen: root?.querySelector("dialog").open ?? false,
    headline: text("#headline"),
    errors: text("dialog .list"),
    strip: root?.querySelector("aside").hidden === false ? text("summary") : "",
    rest: text("aside .list"),
  };
};

/**
 * What is shown now.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<{ isOpen: boolean, headline: string, errors: string, strip: string, rest: string }>}
 */
export function shown(page) {
  return page.evaluate(SHOWN);
}

/**
 * Waits until the errors are shown, each of these texts among them.
 * @param {import("playwright-core").Page} page
 * @param {string[]} texts
 */
export async function overlayShows(page, texts) {
  await page.waitForFunction((texts) => {
    const dialog = document.querySelector("voortgang-preview")?.shadowRoot.querySelector("dialog");
    return dialog?.open && texts.every((text) => dialog.textContent.includes(text));
  }, texts);
}

/**
 * Waits until no error is shown any more.
 * @param {import("playwright-core").Page} page
 */
export async function overlayGoes(page) {
  await page.waitForFunction(() => {
    const root = document.querySelector("voortgang-preview")?.shadowRoot;
    return root && !root.querySelector("dialog").open && root.querySelectorAll("dialog .problem").length === 0;
  });
}
