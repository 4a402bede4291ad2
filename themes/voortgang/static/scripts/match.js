// Which rows a reader wants to see, and in what order. Nothing here knows the page.

/**
 * A text as it is searched: small letters without accents.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * Whether a row is wanted.
 * @param {{text: string, fields: Record<string, string>}} row its folded text, and what it is marked with
 * @param {string} words every one of these stands in the text
 * @param {{field: string, value: string, isWord: boolean}[]} wanted what fields must be; where `isWord`, the field is
 *   several words with a space between them, of which the value is one
 * @returns {boolean}
 */
export function matches(row, words, wanted) {
  const holds = ({ field, value, isWord }) => {
    const own = row.fields[field] ?? "";
    return isWord ? own.split(" ").includes(value) : own === value;
  };
  return wanted.every(holds) && fold(words).split(/\s+/).every((word) => row.text.includes(word));
}

/**
 * Rows in the order of a key; those with equal keys stay in the order that they had.
 * @template T
 * @param {T[]} rows
 * @param {(row: T) => number} key
 * @returns {T[]}
 */
export function sorted(rows, key) {
  return rows.map((row) => [key(row), row]).sort(([one], [other]) => one - other).map(([, row]) => row);
}
