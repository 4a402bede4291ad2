// Writes the source files of a portal.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What stands as tables under the other facts, as the authors' guide has it. All else stands on one line. */
const TABLES = new Set(["budgets", "milestones", "statuses"]);

/**
 * Writes files into a folder.
 * @param {string} root
 * @param {Record<string, string>} files text by path
 */
export function write(root, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/**
 * The text of a content file.
 * @param {Record<string, unknown>} facts its front matter
 * @param {string} [body] in Markdown
 * @returns {string}
 */
export function content(facts, body = "") {
  return `+++\n${toml(facts)}+++\n${body}\n`;
}

/**
 * A TOML file.
 * @param {Record<string, unknown>} facts
 * @returns {string}
 */
export function toml(facts) {
  const entries = Object.entries(facts);
  const lines = entries.filter(([key]) => !TABLES.has(key)).map(([key, value]) => `${key} = ${inline(value)}`);
  const tables = entries
    .filter(([key]) => TABLES.has(key))
    .flatMap(([key, value]) => value.map((table) => `\n[[${key}]]\n${toml(table).trimEnd()}`));
  return `${[...lines, ...tables].join("\n")}\n`;
}

function isTable(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// A basic string of TOML knows every escape of a JSON string.
function inline(value) {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (!isTable(value)) return JSON.stringify(value);
  const pairs = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)} = ${inline(item)}`);
  return `{ ${pairs.join(", ")} }`;
}
