// Filters the rows of a page by its form. Without it every row is there, and the style sheet hides the form where no
// script can run.

import { fold, matches, sorted } from "./match.js";
import { read, write } from "./state.js";

const form = document.querySelector("form[data-filter]");
const controls = [...form.elements].filter((control) => control.name);
const names = controls.map((control) => control.name);
const count = form.querySelector("[role=status]");
const rows = [...document.querySelectorAll("[data-row]")].map((element) => ({
  element,
  text: fold(element.textContent),
  fields: element.dataset,
  isCopy: element.dataset.row === "copy",
}));
const headings = [...document.querySelectorAll("[data-heading]")];

/** Shows the rows that fit the form, in its order, and tells how many there are. */
function apply() {
  const words = form.querySelector("[data-words]")?.value ?? "";
  const wanted = controls.filter((control) => control.dataset.field && control.value);
  const asked = wanted.map(({ dataset, value }) => ({ field: dataset.field, value, isWord: dataset.holds === "words" }));
  for (const row of rows) row.element.hidden = !matches(row, words, asked);
  for (const heading of headings) heading.hidden = !hasVisibleRow(heading);
  arrange();
  tell(rows.filter((row) => !row.element.hidden && !row.isCopy).length);
}

/** Whether a heading still has a row: within it, or of the category that it names. */
function hasVisibleRow(heading) {
  const category = heading.dataset.heading;
  if (category) return rows.some(({ element }) => !element.hidden && element.dataset.category === category);
  return heading.querySelector("[data-row]:not([hidden])") !== null;
}

let arranged;

/** Puts the rows in the order that is asked for; the one of the page when none is. */
function arrange() {
  const key = form.querySelector("[data-sort]")?.selectedOptions[0]?.dataset.key;
  if (key === arranged) return;
  arranged = key;
  const place = ({ element }) => Number(element.dataset[key]);
  const ordered = key ? sorted(rows, place) : rows;
  rows[0]?.element.parentElement.append(...ordered.map(({ element }) => element));
}

let telling;

/** Tells the count when the reader pauses, so that a screen reader is not interrupted at each letter. */
function tell(shown) {
  clearTimeout(telling);
  const text = shown === 0 ? count.dataset.none : count.dataset.text.replace("{shown}", shown);
  telling = setTimeout(() => {
    if (count.textContent !== text) count.textContent = text;
  }, 200);
}

/** Takes over what the address asks for. */
function restore() {
  const choices = read(location.search, names);
  for (const control of controls) control.value = choices.get(control.name) ?? "";
  // An address may ask for a value that the page does not have.
  for (const control of controls) if (control.selectedIndex === -1) control.value = "";
  apply();
}

/** Puts what is chosen in the address, so that it can be shared. */
function remember() {
  const choices = new Map(controls.map((control) => [control.name, control.value]));
  history.replaceState(null, "", `${location.pathname}${write(location.search, names, choices)}${location.hash}`);
  apply();
}

form.addEventListener("input", remember);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(remember));
addEventListener("popstate", restore);
restore();
