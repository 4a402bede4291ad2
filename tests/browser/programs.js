// The programs that the tests run, found once and named clearly when one lacks.
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * The first of some programs that stands in PATH.
 * @param {...string} names
 * @returns {string | undefined} its path
 */
export function inPath(...names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

/**
 * The voortgang that is tested.
 * @returns {string}
 */
export function voortgang() {
  return named("VOORTGANG", process.env.VOORTGANG, "set it to the path of a built voortgang");
}

/**
 * The browser that is tested in.
 * @returns {string}
 */
export function chromium() {
  const path = process.env.CHROMIUM ?? inPath("chromium", "chromium-browser", "google-chrome");
  return named("CHROMIUM", path, "install Chromium, or set it to the path of one");
}

/**
 * The Java that the Nu checker needs.
 * @returns {string}
 */
export function java() {
  return named("JAVA", process.env.JAVA ?? inPath("java"), "install Java 11 or newer, or set it to the path of one");
}

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {string[]} options
 * @returns {{ code: number, out: string, err: string }}
 */
export function run(program, options) {
  const ended = spawnSync(program, options, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024, timeout: 240_000 });
  if (ended.error) throw ended.error;
  return { code: ended.status, out: ended.stdout, err: ended.stderr };
}

function named(variable, path, remedy) {
  if (path && isProgram(path)) return path;
  throw new Error(`no program at ${variable}${path ? ` (${path})` : ""}: ${remedy}`);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
