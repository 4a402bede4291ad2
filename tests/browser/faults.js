// How tests that look at many pages tell what is wrong: all of it, a fault a line.

/**
 * Fails with every fault on a line of its own.
 * @param {string[]} faults
 */
export function assertNone(faults) {
  if (faults.length === 0) return;
  throw new Error(`${faults.length} faults\n${faults.join("\n")}`);
}

/**
 * Does work for each item, a few at a time. Each worker brings its own tool, such as a page of the browser.
 * @template Item, Tool
 * @param {Item[]} items
 * @param {Tool[]} tools one for each worker
 * @param {(item: Item, tool: Tool) => Promise<string[]>} work gives the faults that it found
 * @returns {Promise<string[]>} all faults, in the order of the items
 */
export async function faultsOf(items, tools, work) {
  const found = new Array(items.length);
  let next = 0;
  await Promise.all(
    tools.map(async (tool) => {
      while (next < items.length) {
        const at = next++;
        found[at] = await work(items[at], tool);
      }
    }),
  );
  return found.flat();
}
