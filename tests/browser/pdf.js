// What a PDF file holds, as far as can be told without a library and, where poppler is installed, with it.
import { writeFileSync } from "node:fs";
import { inPath, run } from "./programs.js";

/**
 * How many pages a PDF of Chromium has.
 * @param {Buffer} pdf
 * @returns {number}
 */
export function pageCount(pdf) {
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/**
 * Whether texts can be read from a PDF on this machine.
 * @returns {boolean}
 */
export function canRead() {
  return inPath("pdftotext") !== undefined;
}

/**
 * The text of a PDF without what a line break changes: spaces and hyphens.
 * @param {Buffer} pdf
 * @param {string} file where the PDF may be put
 * @returns {string}
 */
export function textOf(pdf, file) {
  writeFileSync(file, pdf);
  const { code, out, err } = run(inPath("pdftotext"), ["-enc", "UTF-8", file, "-"]);
  if (code !== 0) throw new Error(`pdftotext cannot read ${file}:\n${err}`);
  return withoutBreaks(out);
}

/**
 * A text without spaces and hyphens.
 * @param {string} text
 * @returns {string}
 */
export function withoutBreaks(text) {
  return text.normalize("NFKC").replace(/[\s\u00ad\u2010-]+/g, "");
}
