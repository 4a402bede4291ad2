// A portal that `voortgang serve` shows while a test writes in it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { workFolder } from "./portals.js";
import { voortgang } from "./programs.js";
import { write } from "./source.js";

/**
 * A portal that is served.
 * @typedef {object} Serving
 * @property {string} origin
 * @property {(files: Record<string, string>) => void} write text by path
 * @property {(path: string) => string} read
 * @property {(path: string) => void} remove a file or a folder
 * @property {(path: string, from: string, to: string) => () => void} edit replaces a text; what comes back undoes it
 * @property {() => Promise<string>} said the next line in the terminal
 * @property {() => Promise<void>} stop
 * @property {() => Promise<void>} restart at the same port
 */

const all = new Map();
process.on("exit", () => all.forEach((child) => child.kill()));

/** Stops every server that still runs, also that of a test that failed. */
export async function stopAll() {
  await Promise.all([...all.keys()].map((stop) => stop()));
}

/**
 * Serves a portal that stands somewhere, from a folder of its own.
 * @param {string | Record<string, string>} from a folder, or files
 * @param {string[]} [options]
 * @returns {Promise<Serving>}
 */
export async function serving(from, options = []) {
  const root = mkdtempSync(join(workFolder(), "serving-"));
  if (typeof from === "string") cpSync(from, root, { recursive: true });
  else write(root, from);
  let running = await begin(root, ["--port", "0", ...options]);
  const { origin } = running;
  return {
    origin,
    write: (files) => write(root, files),
    read: (path) => readFileSync(join(root, path), "utf8"),
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    edit(path, from, to) {
      const before = this.read(path);
      if (!before.includes(from)) throw new Error(`${path} has no ${from}`);
      this.write({ [path]: before.replace(from, to) });
      return () => this.write({ [path]: before });
    },
    said: async () => (await running.lines.next()).value,
    stop: () => running.stop(),
    async restart() {
      await running.stop();
      running = await begin(root, ["--port", new URL(origin).port, ...options]);
    },
  };
}

async function begin(root, options) {
  const child = spawn(voortgang(), ["serve", "--root", root, ...options], { stdio: ["ignore", "pipe", "pipe"] });
  const stop = async () => {
    all.delete(stop);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, "exit");
  };
  all.set(stop, child);
  let aside = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (aside += text));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value } = await lines.next();
  const origin = value?.match(/http:\/\/[^/]+/)?.[0];
  if (!origin) throw new Error(`serve does not begin: ${value}\n${aside}`);
  return { origin, lines, stop };
}
