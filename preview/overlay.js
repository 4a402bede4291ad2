// What is wrong, over the page: errors in a dialog, the rest in a quiet strip at the bottom. What files say is set as text,
// never as HTML.

const RETRY = 500;

let parts;
let newest;
let dismissed;

/** Shows what is wrong now, and takes away what no longer is. */
export async function showProblems(problems) {
  // Before there is a site, the page itself is the list of what is wrong.
  if (problems.isWholePage) return;
  newest = problems;
  parts ??= build(problems);
  await parts.styled;
  if (newest !== problems) return;
  const { dialog, strip } = parts;
  dialog.lang = strip.lang = problems.language;
  fillDialog(problems);
  if (problems.errors.length === 0) {
    if (dialog.open) dialog.close();
    // A mistake that is made again is a new one.
    dismissed = undefined;
  }
  const isNew = problems.errors.length > 0 && dismissed !== problems.fingerprint;
  if (isNew && !dialog.open) dialog.showModal();
  dialog.onclose = () => {
    // The event comes a moment later; by then there may be others to show.
    if (dialog.open) return;
    if (problems.errors.length > 0) dismissed = problems.fingerprint;
    fillStrip(problems);
  };
  fillStrip(problems);
}

function build({ words }) {
  const host = element("voortgang-preview");
  const root = host.attachShadow({ mode: "open" });
  const headline = element("h2", { className: "headline", id: "headline", tabIndex: -1, autofocus: true });
  const close = element("button", { className: "close", type: "button" });
  const list = element("ul", { className: "list" });
  const bar = element("div", { className: "bar" }, headline, close);
  const dialog = element("dialog", { className: "panel" }, bar, scrolling(list, "scroll", words.list));
  dialog.setAttribute("aria-labelledby", "headline");
  close.addEventListener("click", () => dialog.close());
  const summary = element("summary", { className: "summary" });
  const rest = element("ul", { className: "list" });
  const details = element("details", { className: "details" }, summary, scrolling(rest, "scroll", words.list));
  const strip = element("aside", { className: "strip", hidden: true }, details);
  strip.setAttribute("aria-label", words.strip);
  strip.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") closeStrip();
  });
  // Whoever hears the page rather than sees it is told once what changed.
  const voice = element("p", { className: "voice", role: "status" });
  root.append(dialog, strip, voice);
  const styled = new Promise((loaded) => bringSheet(root, loaded));
  document.body.append(host);
  new ResizeObserver(makeRoom).observe(strip);
  const stops = new ResizeObserver(() => makeStops(root));
  stops.observe(list);
  stops.observe(rest);
  return { styled, root, dialog, headline, close, list, strip, details, summary, rest, voice };
}

/** Asks for the sheet until it comes: without it all of this would be seen bare. */
function bringSheet(root, loaded) {
  const sheet = element("link", { rel: "stylesheet", href: "/_voortgang/overlay.css" });
  sheet.addEventListener("load", loaded);
  sheet.addEventListener("error", () => {
    sheet.remove();
    setTimeout(bringSheet, RETRY, root, loaded);
  });
  root.prepend(sheet);
}

function fillDialog({ errors, words }) {
  const { root, dialog, headline, close, list, voice } = parts;
  headline.textContent = words.errors;
  close.textContent = words.close;
  refill(list, errors.map((problem) => item(problem, words, "problem")), headline);
  // An open dialog has the reader's ear; a new text in it has to be said.
  voice.textContent = errors.length > 0 ? words.errors : "";
  (dialog.open ? dialog : root).append(voice);
}

function fillStrip({ errors, warnings, heldBack, words }) {
  const { dialog, strip, details, summary, rest } = parts;
  summary.textContent = dialog.open ? words.warnings : words.everything;
  summary.className = !dialog.open && errors.length > 0 ? "summary summary--error" : "summary";
  const items = warnings.map((problem) => item(problem, words, "problem problem--warning"));
  if (!dialog.open) items.unshift(...errors.map((problem) => item(problem, words, "problem")));
  if (heldBack !== null) items.push(element("li", { className: "held-back", textContent: heldBack }));
  refill(rest, items, summary);
  strip.hidden = items.length === 0;
  if (strip.hidden) details.open = false;
}

/** Puts other items in a list. Whoever was in it goes to what stands above it, rather than to the top of the page. */
function refill(list, items, above) {
  const hasFocus = list.contains(parts.root.activeElement);
  list.replaceChildren(...items);
  if (hasFocus) above.focus();
  makeStops(parts.root);
}

function item({ headline, place, excerpt, notes }, words, className) {
  const entry = element("li", { className });
  entry.append(element("h3", { className: "problem-headline", textContent: headline }));
  if (place) entry.append(element("p", { className: "place", textContent: place }));
  if (excerpt) entry.append(scrolling(element("pre", { textContent: excerpt }), "excerpt", words.excerpt));
  if (notes) entry.append(element("div", { className: "notes", textContent: notes }));
  return entry;
}

/** A part that may scroll. */
function scrolling(inner, className, label) {
  const part = element("div", { className, tabIndex: -1, role: "group" }, inner);
  part.setAttribute("aria-label", label);
  return part;
}

/** Makes what scrolls a stop of the keyboard, for who has no mouse; what does not scroll would only be in the way. */
function makeStops(root) {
  for (const part of root.querySelectorAll(".scroll, .excerpt")) {
    const scrolls = part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight;
    part.tabIndex = scrolls ? 0 : -1;
  }
}

function closeStrip() {
  parts.details.open = false;
  parts.summary.focus();
}

/** Keeps the end of the page, and whatever gets the focus, above the strip. */
function makeRoom() {
  const { strip, details, summary } = parts;
  const height = strip.hidden ? "" : `${Math.ceil((details.open ? summary : strip).getBoundingClientRect().height) + 8}px`;
  document.documentElement.style.scrollPaddingBlockEnd = height;
  document.body.style.paddingBlockEnd = height;
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
