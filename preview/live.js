// Keeps a page that is previewed the same as what its author wrote last.
import { showProblems } from "./overlay.js";
import { isSheet, swap } from "./styles.js";

const HOME = "/_voortgang/";
const RETRY = 500;

let known = JSON.parse(document.querySelector(`script[src="${HOME}live.js"]`).dataset.state);
let stream;
let retry;
let shown;

// A browser has six connections a server, so only a page that can be seen keeps one; the first event after it is seen
// again tells everything that it missed.
document.addEventListener("visibilitychange", attend);
addEventListener("pageshow", attend);
addEventListener("pagehide", leave);
attend();

function attend() {
  leave();
  if (document.visibilityState === "visible") listen();
}

function leave() {
  clearTimeout(retry);
  stream?.close();
}

function listen() {
  stream = new EventSource(`${HOME}events?page=${encodeURIComponent(location.pathname)}`);
  stream.addEventListener("message", ({ data }) => follow(JSON.parse(data)));
  // Browsers differ in when they give up, so this decides for itself.
  stream.addEventListener("error", beginAgain);
}

function beginAgain() {
  leave();
  retry = setTimeout(attend, RETRY);
}

function follow(state) {
  const changed = changes(known.files, state.files);
  if (state.page !== known.page || !changed.every(isSheet)) return reload();
  for (const path of changed) swap(path, state.files[path]);
  known = state;
  if (state.problems !== shown) tell(state.problems);
}

/** The files that differ. One that a style sheet brings along or lets go comes and goes with it. */
function changes(before, after) {
  const different = Object.keys({ ...before, ...after }).filter((path) => before[path] !== after[path]);
  const sheets = different.filter((path) => path in before && path in after && isSheet(path));
  return sheets.length > 0 ? different.filter((path) => path in before && path in after) : different;
}

function reload() {
  leave();
  location.reload();
}

async function tell(fingerprint) {
  shown = fingerprint;
  try {
    const answer = await fetch(`${HOME}problems.json`);
    const problems = await answer.json();
    // Newer ones are on their way when these are not those of the event; they have an event of their own.
    if (shown === fingerprint) showProblems(problems);
  } catch {
    // The first event of another stream asks for them again; those that came after these have asked for themselves.
    if (shown !== fingerprint) return;
    shown = undefined;
    beginAgain();
  }
}
