// Style sheets that change while the page stays.

/** Whether a path is that of a style sheet that the page itself calls. */
export function isSheet(path) {
  return links(path).length > 0;
}

/** Brings the new sheet in, and lets the former go once the new one is there: in between, nothing is bare. */
export function swap(path, fingerprint) {
  const former = links(path);
  const next = former.at(-1).cloneNode();
  next.href = `${new URL(next.href).pathname}?${fingerprint}`;
  next.addEventListener("load", () => former.forEach((link) => link.remove()));
  next.addEventListener("error", () => next.remove());
  former.at(-1).after(next);
}

function links(path) {
  const all = [...document.querySelectorAll('link[rel="stylesheet"][href]')];
  return all.filter(({ href }) => decodeURIComponent(new URL(href).pathname) === path);
}
