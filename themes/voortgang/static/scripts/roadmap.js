// Opens the roadmap at the present quarter, also in browsers without `scroll-initial-target`.

const container = document.querySelector(".site-roadmap-container");
const now = container?.querySelector("th.site-now");
if (now) {
  const names = container.querySelector("thead th").getBoundingClientRect();
  container.scrollLeft += now.getBoundingClientRect().left - names.right;
}
