// Which pages a built site has, and of which kind each is: its address says so.
import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

const KINDS = [
  ["home", /^\/$/],
  ["not found", /^\/404\.html$/],
  ["projects", /^\/projecten\/$/],
  ["project", /^\/projecten\/[^/]+\/$/],
  ["categories", /^\/categorieen\/$/],
  ["category", /^\/categorieen\/[^/]+\/$/],
  ["roadmap", /^\/roadmap\/$/],
  ["quarters", /^\/kwartalen\/$/],
  ["quarter", /^\/kwartalen\/[^/]+\/$/],
  ["edition", /^\/kwartalen\/[^/]+\/kwartaalrapportage-[^/]+\.html$/],
  ["changes", /^\/kwartalen\/[^/]+\/wijzigingen\/$/],
  ["risks", /^\/risicos\/$/],
  ["finance", /^\/financien\/$/],
  ["data", /^\/data\/$/],
  ["version", /^\/versie\/$/],
  ["free page", /^\/[^/]+\/$/],
];

/**
 * A page of a built site.
 * @typedef {{ path: string, kind: string, file: string }} Page
 */

/**
 * Every page of a built folder, in the order of the addresses.
 * @param {string} folder
 * @returns {Page[]}
 */
export function pagesOf(folder) {
  return htmlFiles(folder)
    .map((file) => {
      const path = `/${relative(folder, file).split(sep).join("/")}`.replace(/index\.html$/, "");
      return { path, kind: kindOf(path), file };
    })
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

/**
 * The first page of each kind.
 * @param {Page[]} pages
 * @returns {Page[]}
 */
export function onePerKind(pages) {
  return pages.filter((page, at) => pages.findIndex((other) => other.kind === page.kind) === at);
}

/**
 * The first page of each kind, and one of every so many pages.
 * @param {Page[]} pages
 * @param {number} step
 * @returns {Page[]}
 */
export function sample(pages, step) {
  const firsts = new Set(onePerKind(pages));
  return pages.filter((page, at) => firsts.has(page) || at % step === 0);
}

/**
 * The names of all kinds of page.
 * @returns {string[]}
 */
export function kinds() {
  return KINDS.map(([kind]) => kind);
}

function kindOf(path) {
  const found = KINDS.find(([, pattern]) => pattern.test(path));
  if (!found) throw new Error(`the page ${path} is of no known kind`);
  return found[0];
}

function htmlFiles(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}
