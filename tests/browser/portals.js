// The portals that are tested, each built into a folder that goes when the process ends.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeEmpty, writeHard, writeOne } from "./hard.js";
import { pagesOf } from "./page-list.js";
import { run, voortgang } from "./programs.js";

const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const HARD_DAY = "2026-01-15";

const PORTALS = {
  // The portal of this repository itself.
  real: { day: "2024-11-24", root: () => REPOSITORY },
  // A programme over five quarters, with every kind of change.
  cyclus: { day: "2026-01-15", root: () => join(REPOSITORY, "tests", "golden", "cyclus", "in") },
  hard: { day: HARD_DAY, root: () => written("hard", writeHard) },
  empty: { day: HARD_DAY, root: () => written("empty", writeEmpty) },
  one: { day: HARD_DAY, root: () => written("one", writeOne) },
};

let work;

/**
 * A built portal.
 * @typedef {{ name: string, folder: string, pages: import("./page-list.js").Page[] }} Built
 */

/**
 * The names of all portals.
 * @returns {string[]}
 */
export function portals() {
  return Object.keys(PORTALS);
}

/**
 * Builds a portal.
 * @param {string} name
 * @returns {Built}
 */
export function build(name) {
  return buildAt(name, rootOf(name), PORTALS[name].day);
}

/**
 * The folder that a portal is written in.
 * @param {string} name
 * @returns {string}
 */
export function rootOf(name) {
  return PORTALS[name].root();
}

/**
 * Builds a portal that stands somewhere else.
 * @param {string} name
 * @param {string} root
 * @param {string} [day]
 * @returns {Built}
 */
export function buildAt(name, root, day = HARD_DAY) {
  const folder = join(workFolder(), "built", name);
  const ended = run(voortgang(), ["build", "--quiet", "--root", root, "--out", folder, "--date", day]);
  if (ended.code !== 0) throw new Error(`the portal ${name} does not build:\n${ended.err}`);
  return { name, folder, pages: pagesOf(folder) };
}

/**
 * A folder for this process alone, which goes when the process ends.
 * @returns {string}
 */
export function workFolder() {
  if (!work) {
    work = mkdtempSync(join(tmpdir(), "voortgang-browser-"));
    process.on("exit", () => rmSync(work, { recursive: true, force: true }));
    // An interrupted process has no exit of its own.
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
  }
  return work;
}

function written(name, write) {
  const root = join(workFolder(), "source", name);
  write(root);
  return root;
}
