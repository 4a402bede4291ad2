import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { assertNone } from "./faults.js";
import { messages } from "./nu-checker.js";
import { build, portals, workFolder } from "./portals.js";

test("the Nu checker finds an error, a warning and a remark that are there", () => {
  const file = join(workFolder(), "faulty.html");
  writeFileSync(file, "<!doctype html><html><title>Fout</title><body><p>a<br/></p><p id='a b'></p><table><td>");
  assert.deepEqual(new Set(messages([file]).map(({ type }) => type)), new Set(["error", "warning", "info"]));
});

test("the Nu checker has nothing to say about any page", () => {
  const sites = portals().map(build);
  const files = sites.flatMap(({ pages }) => pages.map(({ file }) => file));
  const found = messages(files);
  console.log(`Nu checker: ${files.length} pages, ${found.length} messages`);
  const shown = (file) => relative(join(workFolder(), "built"), file);
  assertNone(found.map(({ file, line, type, text }) => `${shown(file)}:${line}: ${type}: ${text}`));
});
