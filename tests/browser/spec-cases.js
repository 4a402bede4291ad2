// The bad input of the spec cases: what each file of `tests/spec` says is an error.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "..", "spec");

/** What every case builds on; the same as in `tests/portal.rs`. */
export const BASE = {
  "portal.toml": 'title = "Portaal"\nbase_url = "https://portaal.example.org/"\nlanguage = "nl"\n',
  "content/categories/beleid.md": '+++\ntitle = "Beleid"\n+++\n',
};

/** The day of every case that names none. */
export const DAY = "2025-01-15";

/**
 * Every case with an error that holds on the usual day.
 * @returns {{ name: string, files: Record<string, string>, codes: string[] }[]}
 */
export function badInput() {
  const cases = readdirSync(FOLDER).flatMap((file) => casesIn(readFileSync(join(FOLDER, file), "utf8")));
  return cases.filter(({ codes, isUsual }) => codes.length > 0 && isUsual);
}

function casesIn(text) {
  const cases = [];
  let fence;
  for (const line of text.split("\n")) {
    const current = cases.at(-1);
    if (fence && line === fence.ticks) {
      close(current, fence);
      fence = undefined;
    } else if (fence) fence.lines.push(line);
    else if (line.startsWith("## ")) cases.push({ name: line.slice(3), files: {}, codes: [], isUsual: true });
    else if (/^(Day: |Drafts\.)/.test(line)) current.isUsual = false;
    else if (line.startsWith("```")) {
      const [ticks] = line.match(/^`+/);
      fence = { ticks, info: line.slice(ticks.length), lines: [] };
    }
  }
  return cases;
}

function close(current, { info, lines }) {
  if (info === "diagnostics") current.codes = lines.flatMap((line) => line.match(/ error (\S+)$/)?.[1] ?? []);
  else if (!/^(no-)?(html|file) /.test(info)) current.files[info] = `${lines.join("\n")}\n`;
}
