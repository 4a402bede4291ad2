#!/usr/bin/env python3
"""Writes one synthetic progress portal, the same facts in our form and in Hugo's.

usage: corpus.py --projects N --quarters Q --seed S OUT
makes  OUT/voortgang  OUT/hugo, and OUT/day: the first day after the last quarter

The work is the same for each: a page a project (all its quarters on it), an index a category, an
archive a quarter (every project's update in it), a roadmap, a home page, a sitemap and an Atom feed.
"""
import argparse, pathlib, random

WORDS = """informatie archief openbaar besluit voorziening project kwartaal oplevering planning beleid
departement uitvoering dashboard pilot advies stuurgroep publicatie platform zoekfunctie toets
handreiking aanpak risico maatregel budget dienst e-mail chatbericht selectielijst onderzoek resultaat
concept fase implementatie koppeling bestuursorgaan burger verzoek termijn rapportage verbetering
de het een van voor met door over naar binnen tussen is wordt worden heeft zijn kan zal""".split()
STATUSES = ["in-voorbereiding", "gestart", "in-uitvoering", "op-schema", "vertraagd", "doorlopend", "afgerond"]


def sentence(r, n=None):
    w = [r.choice(WORDS) for _ in range(n or r.randint(7, 16))]
    k = r.random()
    if k < .12:
        w[2] = f"**{w[2]}**"
    elif k < .2:
        w[3] = f"[{w[3]}](https://example.org/{w[3]})"
    elif k < .25:
        w[1] = f"*{w[1]}*"
    return (" ".join(w) + ".").capitalize() if not w[0].startswith(("*", "[")) else " ".join(w) + "."


def para(r):
    return " ".join(sentence(r) for _ in range(r.randint(3, 6)))


def update_body(r):
    out = [para(r), "", *[f"- {sentence(r)}" for _ in range(r.randint(2, 5))], "", para(r)]
    if r.random() < .15:
        out += ["", "| Onderdeel | Stand |", "| --- | --- |"] + [f"| {r.choice(WORDS)} | {r.randint(1, 400)} |" for _ in range(4)]
    return "\n".join(out)


def quarters(q):
    y, n, out = 2020, 1, []
    for _ in range(q):
        out.append(f"{y}-Q{n}")
        n += 1
        if n == 5:
            y, n = y + 1, 1
    return out


def model(n, q, seed):
    r = random.Random(seed)
    qs = quarters(q)
    cats = [(f"categorie-{i:02}", f"Categorie {i:02} {r.choice(WORDS)} {r.choice(WORDS)}", sentence(r, 12)) for i in range(1, max(3, min(40, n // 8 or 3)) + 1)]
    projects = []
    for i in range(n):
        title = f"{r.choice(WORDS).capitalize()} {r.choice(WORDS)} {i:05}"
        ups = [dict(quarter=x, status=r.choice(STATUSES), plan=[sentence(r, 6) for _ in range(2)], body=update_body(r)) for x in qs]
        ms = [dict(title=f"Mijlpaal {k + 1} {r.choice(WORDS)}", due=r.choice(qs), done=r.random() < .5) for k in range(3)]
        projects.append(dict(slug=f"project-{i:05}", title=title, cat=r.choice(cats)[0], intro=para(r) + "\n\n" + para(r), ups=ups, ms=ms))
    return qs, cats, projects


def w(p, s):
    p.parent.mkdir(parents=True, exist_ok=True)
    p.write_text(s, encoding="utf-8")


def q(s):
    return '"' + s.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_voortgang(o, qs, cats, projects):
    w(o / "portal.toml", 'title = "Voortgang"\nbase_url = "https://portal.example.org/"\nlanguage = "nl"\n')
    c = o / "content"
    for i, (s, t, g) in enumerate(cats):
        w(c / "categories" / f"{s}.md", f"+++\ntitle = {q(t)}\norder = {i + 1}\ngoal = {q(g)}\n+++\n")
    w(c / "index.md", '+++\ntitle = "Voortgang"\n+++\nInleiding.\n')
    for x in qs:
        w(c / "reports" / x / "index.md", f"+++\nhighlights = [\"Eerste\", \"Tweede\"]\n+++\nSamenvatting van {x}.\n")
    for p in projects:
        d = c / "projects" / p["slug"]
        ms = "".join(f"\n[[milestones]]\ntitle = {q(m['title'])}\ndue = {q(m['due'])}\n" + (f"achieved = {q(m['due'])}\n" if m["done"] else "") for m in p["ms"])
        w(d / "index.md", f"+++\ntitle = {q(p['title'])}\ncategory = {q(p['cat'])}\n{ms}+++\n{p['intro']}\n")
        for u in p["ups"]:
            promises = "".join(f"  {{ text = {q(s)}, outcome = {q(o)} }},\n" for s, o in zip(u["plan"], ("kept", "missed")))
            w(d / f"{u['quarter']}.md", f"+++\nstatus = {q(u['status'])}\npromises = [\n{promises}]\n+++\n{u['body']}\n")


CSS = "body{font-family:sans-serif;max-width:70rem;margin:auto}table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.3rem}\n"


def write_hugo(o, qs, cats, projects):
    w(o / "hugo.toml", 'baseURL = "https://portal.example.org/"\nlanguageCode = "nl"\ntitle = "Voortgang"\ndisableKinds = ["taxonomy","term"]\n[outputs]\nhome=["html","rss"]\nsection=["html"]\npage=["html"]\n[markup.goldmark.renderer]\nunsafe=false\n')
    L = o / "layouts"
    w(o / "static" / "site.css", CSS)
    w(L / "baseof.html", '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{{ .Title }} - {{ site.Title }}</title><meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/site.css"></head><body><a href="#main">Direct naar inhoud</a><header><nav><ul><li><a href="/">Home</a></li><li><a href="/categorieen/">Categorieën</a></li><li><a href="/roadmap/">Roadmap</a></li><li><a href="/kwartalen/">Kwartalen</a></li></ul></nav></header><main id="main">{{ block "main" . }}{{ end }}</main><footer><p>{{ site.Title }}</p></footer></body></html>')
    w(L / "home.html", '{{ define "main" }}<h1>{{ site.Title }}</h1><ul>{{ range site.Data.cats }}<li><a href="/categorieen/{{ .slug }}/">{{ .title }}</a></li>{{ end }}</ul>{{ end }}')
    w(L / "section.html", '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}')
    w(L / "projecten" / "page.html", '{{ define "main" }}<h1>{{ .Title }}</h1><p><a href="/categorieen/{{ .Params.cat }}/">{{ .Params.cat }}</a></p>{{ .Content }}<h2>Mijlpalen</h2><table><thead><tr><th>Mijlpaal</th><th>Kwartaal</th><th>Gereed</th></tr></thead><tbody>{{ range .Params.milestones }}<tr><td>{{ .title }}</td><td>{{ .due }}</td><td>{{ if .done }}ja{{ else }}nee{{ end }}</td></tr>{{ end }}</tbody></table>{{ range sort (.Resources.ByType "page") "Params.quarter" "desc" }}<section><h2><a href="/kwartalen/{{ lower .Params.quarter }}/">{{ .Params.quarter }}</a></h2><p>{{ .Params.status }}</p><h3>Plan</h3>{{ .Params.plan | markdownify }}<h3>Resultaat</h3>{{ .Content }}</section>{{ end }}{{ end }}')
    w(L / "categorieen" / "page.html", '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Params.goal }}</p><table><thead><tr><th>Project</th><th>Status</th></tr></thead><tbody>{{ range where (where site.RegularPages "Section" "projecten") "Params.cat" .Params.slug_ }}{{ $u := index (sort (.Resources.ByType "page") "Params.quarter" "desc") 0 }}<tr><td><a href="{{ .RelPermalink }}">{{ .Title }}</a></td><td>{{ $u.Params.status }}</td></tr>{{ end }}</tbody></table>{{ end }}')
    w(L / "kwartalen" / "page.html", '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ $q := .Params.quarter }}{{ range where site.RegularPages "Section" "projecten" }}{{ $p := . }}{{ with .Resources.GetMatch (printf "%s.md" $q) }}<section><h2><a href="{{ $p.RelPermalink }}">{{ $p.Title }}</a></h2><p>{{ .Params.status }}</p>{{ .Content }}</section>{{ end }}{{ end }}{{ end }}')
    w(L / "roadmap" / "page.html", '{{ define "main" }}<h1>Roadmap</h1><table><thead><tr><th>Project</th><th>Mijlpaal</th><th>Kwartaal</th></tr></thead><tbody>{{ range where site.RegularPages "Section" "projecten" }}{{ $p := . }}{{ range .Params.milestones }}<tr><td><a href="{{ $p.RelPermalink }}">{{ $p.Title }}</a></td><td>{{ .title }}</td><td>{{ .due }}</td></tr>{{ end }}{{ end }}</tbody></table>{{ end }}')
    w(L / "rss.xml", '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{{ site.Title }}</title><id>{{ site.BaseURL }}</id><updated>2026-01-01T00:00:00Z</updated>{{ range first 50 (where site.RegularPages "Section" "projecten") }}<entry><title>{{ .Title }}</title><id>{{ .Permalink }}</id><link href="{{ .Permalink }}"/><updated>2026-01-01T00:00:00Z</updated></entry>{{ end }}</feed>')
    import json
    w(o / "data" / "cats.json", json.dumps([dict(slug=s, title=t) for s, t, _ in cats]))
    c = o / "content"
    w(c / "roadmap" / "index.md", '+++\ntitle = "Roadmap"\n+++\n')
    for s, t, g in cats:
        w(c / "categorieen" / f"{s}.md", f"+++\ntitle = {q(t)}\ngoal = {q(g)}\nslug_ = {q(s)}\n+++\n")
    for x in qs:
        w(c / "kwartalen" / f"{x.lower()}.md", f"+++\ntitle = {q(x)}\nquarter = {q(x)}\n+++\nSamenvatting van {x}.\n")
    for p in projects:
        d = c / "projecten" / p["slug"]
        ms = "".join(f"\n[[milestones]]\ntitle = {q(m['title'])}\ndue = {q(m['due'])}\ndone = {str(m['done']).lower()}\n" for m in p["ms"])
        w(d / "index.md", f"+++\ntitle = {q(p['title'])}\ncat = {q(p['cat'])}\n{ms}+++\n{p['intro']}\n")
        for u in p["ups"]:
            plan = "\n".join("- " + s for s in u["plan"])
            w(d / f"{u['quarter']}.md", f"+++\ntitle = {q(u['quarter'])}\nquarter = {q(u['quarter'])}\nstatus = {q(u['status'])}\nplan = \"\"\"\n{plan}\n\"\"\"\n+++\n{u['body']}\n")


if __name__ == "__main__":
    a = argparse.ArgumentParser()
    a.add_argument("--projects", type=int, default=60)
    a.add_argument("--quarters", type=int, default=8)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("out", type=pathlib.Path)
    n = a.parse_args()
    m = model(n.projects, n.quarters, n.seed)
    year, number = m[0][-1].split("-Q")
    w(n.out / "day", f"{int(year) + (number == '4')}-{int(number) % 4 * 3 + 1:02}-01\n")
    write_voortgang(n.out / "voortgang", *m)
    write_hugo(n.out / "hugo", *m)
