"""Judges whether two sites say equally much, kind of page by kind of page.

usage: compare.py OURS THEIRS

Only words that readers see count, without the spaces between them: each generator has its own.
"""
import html.parser
import pathlib
import sys

KINDS = {
    "home": ["index.html"],
    "lists": ["projecten/index.html", "categorieen/index.html", "kwartalen/index.html"],
    "projects": ["projecten/*/index.html"],
    "categories": ["categorieen/*/index.html"],
    "quarters": ["kwartalen/*/index.html"],
    "roadmap": ["roadmap/index.html"],
}

# Such as "Q1 2020" beside "2020-Q1", the title of a category beside its id, and a list that only one of them links to.
TOLERANCE = 0.05


class Text(html.parser.HTMLParser):
    """Counts what stands between tags."""

    def __init__(self):
        super().__init__()
        self.size = 0

    def handle_data(self, data):
        self.size += len("".join(data.split()))


def measure(site, patterns):
    """The number of pages, their bytes, and the characters of their text."""
    paths = [path for pattern in patterns for path in pathlib.Path(site).glob(pattern)]
    pages = [path.read_text(encoding="utf-8") for path in paths]
    text = Text()
    for page in pages:
        text.feed(page)
    return len(pages), sum(len(page.encode()) for page in pages), text.size


def compare(ours, theirs):
    """Prints how the sites compare; whether no text differs by more than is allowed."""
    print(f"{'kind of page':<12} {'pages of both':>13} {'bytes of both':>23} {'text of both':>23}  text")
    is_equal = True
    for kind, patterns in KINDS.items():
        own, other = measure(ours, patterns), measure(theirs, patterns)
        difference = own[2] / other[2] - 1 if other[2] else float("inf")
        is_equal &= abs(difference) <= TOLERANCE
        columns = (f"{a:>{width}} {b:>{width}}" for a, b, width in zip(own, other, (6, 11, 11)))
        print(f"{kind:<12} {' '.join(columns)}  {difference:+.1%}")
    return is_equal


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    if not compare(sys.argv[1], sys.argv[2]):
        sys.exit("the sites do not say equally much")
