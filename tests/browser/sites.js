// Portals that are built and served, and a browser to look at them: what most tests begin with.
import { after, before } from "node:test";
import { launch } from "./browser.js";
import { build } from "./portals.js";
import { serve } from "./server.js";

/**
 * A portal that is served.
 * @typedef {import("./portals.js").Built & { origin: string }} Site
 */

/**
 * Builds and serves portals and starts a browser before the tests of a file, and ends it all after them.
 * @param {string[]} names of portals
 * @param {string[]} [options] for the browser's command line
 * @returns {{ browser: import("playwright-core").Browser, sites: Site[] } & Record<string, Site>} filled before the
 *   first test: the browser, all sites, and each site by its name
 */
export function withSites(names, options = []) {
  const world = { sites: [] };
  const endings = [];
  before(async () => {
    for (const name of names) {
      const built = build(name);
      const { origin, close } = await serve(built.folder);
      endings.push(close);
      world[name] = { ...built, origin };
      world.sites.push(world[name]);
    }
    world.browser = await launch(options);
    endings.unshift(() => world.browser.close());
  });
  after(async () => {
    for (const end of endings) await end();
  });
  return world;
}
