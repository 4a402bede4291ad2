// The Nu HTML checker, run over files.
import { fileURLToPath } from "node:url";
import jar from "vnu-jar";
import { java, run } from "./programs.js";

/**
 * Everything that the checker has to say, also what is no error.
 * @param {string[]} files paths of HTML files
 * @returns {{ file: string, line: number, type: string, text: string }[]}
 */
export function messages(files) {
  const options = ["-Xss4m", "-jar", jar, "--stdout", "--exit-zero-always", "--format", "json", ...files];
  const { code, out, err } = run(java(), options);
  if (code !== 0) throw new Error(`the Nu checker did not run:\n${err}`);
  return JSON.parse(out).messages.map(({ url, lastLine, subType, type, message }) => ({
    file: fileURLToPath(url),
    line: lastLine,
    type: subType ?? type,
    text: message,
  }));
}
