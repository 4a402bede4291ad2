// What a reader has chosen, in the address: `?status=vertraagd`. Nothing here knows the page.

/**
 * The choices that an address holds.
 * @param {string} search the part of the address from `?` on
 * @param {string[]} names the names of all choices
 * @returns {Map<string, string>} each choice that was made
 */
export function read(search, names) {
  const given = new URLSearchParams(search);
  const made = names.map((name) => [name, given.get(name) ?? ""]);
  return new Map(made.filter(([, value]) => value !== ""));
}

/**
 * The address for these choices, in the order of their names: the same choices are one address. What else it holds
 * stays.
 * @param {string} search the present part of the address from `?` on
 * @param {string[]} names the names of all choices
 * @param {Map<string, string>} choices each choice that is made
 * @returns {string} the new part: empty, or from `?` on
 */
export function write(search, names, choices) {
  const address = new URLSearchParams(search);
  for (const name of names) {
    address.delete(name);
    const value = choices.get(name) ?? "";
    if (value !== "") address.append(name, value);
  }
  const text = address.toString();
  return text === "" ? "" : `?${text}`;
}
