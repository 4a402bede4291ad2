// Portals that are hard for a theme: very full, very long, nearly empty, and empty.
import { milestonesOfEveryKind } from "./hard-milestones.js";
import { content, toml, write } from "./source.js";

/** A Dutch compound of sixty letters, which no line of a phone can hold. */
export const LONG_WORD = "Informatiehuishoudingskwaliteitsverbeteringsprogrammaplannen";

/** A title of a hundred and eighty characters. */
export const LONG_TITLE =
  "Onderzoek naar de manier waarop ministeries, uitvoeringsorganisaties, provincies, gemeenten en waterschappen " +
  "samen hun besluiten openbaar maken, en naar de kosten die zij dan maken";

/** Two clients, of which one name stands in the other, and has two spaces. */
export const CLIENTS = ["Ministerie van  BZK & co", "BZK"];

const QUARTERS = ["2025-Q2", "2025-Q3", "2025-Q4"];
const NEXT = "2026-Q1";
const FULL = 400;
// So many projects of the full category report, that every list of a report is long as well.
const REPORTING = 40;

const STATUSES = [
  { id: "idee", label: "Idee", meaning: "Er is een idee.", phase: "planned", tone: "neutral" },
  { id: "loopt", label: "Loopt", meaning: "Er wordt aan gewerkt.", phase: "active", tone: "info" },
  { id: "goed", label: "Op schema", meaning: "Het gaat volgens plan.", phase: "active", tone: "positive" },
  { id: "lang", label: LONG_WORD, meaning: "Een woord zonder einde.", phase: "active", tone: "warning" },
  { id: "steeds", label: "Doorlopend", phase: "ongoing", tone: "info" },
  { id: "klaar", label: "Afgerond", meaning: "Het is klaar.", phase: "done", tone: "positive" },
  { id: "gestopt", label: "Gestopt", meaning: "Het gaat niet door.", phase: "stopped", tone: "negative" },
];

const WOO = {
  publisher: "https://identifier.overheid.nl/tooi/id/ministerie/mnre1034",
  category: "https://identifier.overheid.nl/tooi/def/thes/kern/c_816e508d",
};

// Sentences that are known as Dutch by checkers that guess the language of a page.
const RESULT = "Wij hebben dit kwartaal met verschillende gemeenten gesproken over hun wensen en over de uitvoering.";

const SUMMARY =
  "Dit kwartaal is er aan bijna alle projecten gewerkt. Een aantal daarvan loopt achter op de planning, omdat het " +
  "nog steeds moeilijk is om genoeg mensen te vinden. Wij verwachten dat het volgende kwartaal beter zal gaan, want " +
  "intussen hebben zich veertig nieuwe medewerkers gemeld die hun eigen ervaring meebrengen.";

const PROMISES = [
  { text: "Het plan is vastgesteld.", outcome: "kept" },
  { text: "Het team is compleet.", outcome: "partly", note: "Twee van de vijf plekken zijn vervuld." },
  { text: `${LONG_WORD} zijn klaar.`, outcome: "missed" },
  { text: "Er is een app.", outcome: "dropped", note: "De site werkt goed op een telefoon." },
  { text: "De gemeenten zijn bezocht." },
];

/**
 * Writes a portal with everything that makes a page long, wide or odd.
 * @param {string} root
 */
export function writeHard(root) {
  write(root, {
    "portal.toml": portal("Voortgang van het zware programma"),
    "content/index.md": content({ title: "Voortgang van het zware programma" }, "Alles is hier te veel."),
    "content/pages/toegankelijkheid.md": content({ title: "Toegankelijkheid" }, tablesAndCode()),
    ...categories(),
    ...Object.assign({}, ...projects()),
    ...risks(),
    ...Object.assign({}, ...QUARTERS.map(report)),
  });
}

/**
 * Writes a portal without a project, a report or a category.
 * @param {string} root
 */
export function writeEmpty(root) {
  write(root, {
    "portal.toml": portal("Een leeg portaal"),
    "content/index.md": content({ title: "Een leeg portaal" }),
  });
}

/**
 * Writes a portal with one project and one report.
 * @param {string} root
 */
export function writeOne(root) {
  write(root, {
    "portal.toml": portal("Een klein portaal"),
    "content/categories/vindbaar.md": content({ title: "Vindbaar" }),
    ...project("zoeken", { title: "Zoeken", category: "vindbaar" }, { "2025-Q4": { status: "loopt" } }),
    "content/reports/2025-Q4/index.md": content({ published: "2026-01-10" }, "Er is gezocht."),
  });
}

/**
 * Whether a page of the hard portal is one of the many that differ in nothing but their number.
 * @param {import("./page-list.js").Page} page
 * @returns {boolean}
 */
export function isOneOfMany(page) {
  return /^\/projecten\/gewoon-/.test(page.path) && !page.path.endsWith("gewoon-001/");
}

function portal(title) {
  const base_url = "https://voortgang.example.org/";
  return toml({ title, base_url, language: "nl", statuses: STATUSES, hosting: { servers: ["nginx"] }, woo: WOO });
}

function categories() {
  return {
    "content/categories/vol.md": content({ title: "Vol", goal: "Alle gemeenten doen mee.", order: 1 }, "Vierhonderd."),
    "content/categories/lang.md": content({ title: LONG_WORD, goal: `Alle ${LONG_WORD} zijn klaar.`, order: 2 }),
    "content/categories/zonder-doel.md": content({ title: "Zonder doelstelling" }),
    "content/categories/verlaten.md": content({ title: "Verlaten", goal: "Hier is niemand meer." }),
  };
}

function projects() {
  return [
    ...Array.from({ length: FULL }, (_, at) => ordinary(at + 1)),
    project("lange-titel", { title: LONG_TITLE, category: "zonder-doel", client: CLIENTS[0] }, everyQuarter("goed")),
    project(
      "lang-woord",
      {
        title: LONG_WORD,
        category: "lang",
        summary: `Over ${LONG_WORD}.`,
        client: LONG_WORD,
        milestones: [
          { title: LONG_WORD, due: "2025-06", replanned: [{ in: "2025-Q3", due: "2026-Q2", reason: LONG_WORD }] },
        ],
      },
      everyQuarter("lang"),
    ),
    project(
      "arabisch",
      { title: "مشروع الحكومة المفتوحة والشفافية", category: "zonder-doel", client: CLIENTS[1] },
      everyQuarter("steeds"),
    ),
    project("emoji", { title: "📈 Meten 👩🏽‍💻 en 🏳️‍🌈 weten", category: "zonder-doel" }, everyQuarter("klaar")),
    project(
      "mijlpalen",
      { title: "Dertig mijlpalen", category: "lang", milestones: milestonesOfEveryKind(30) },
      everyQuarter("loopt"),
    ),
    project(
      "verhuisd",
      { title: "Verhuisd", category: "lang", formerly: [{ until: "2025-Q2", title: "Thuis", category: "verlaten" }] },
      { ...everyQuarter("goed"), "2025-Q4": { status: "gestopt" } },
    ),
  ];
}

function ordinary(number) {
  const id = `gewoon-${String(number).padStart(3, "0")}`;
  const status = STATUSES[number % STATUSES.length].id;
  const facts = { title: `Gewoon project ${number}`, category: "vol", summary: "Een project als elk ander." };
  return project(id, facts, number <= REPORTING ? { "2025-Q4": { status } } : {});
}

function everyQuarter(status) {
  const update = { status, expected: "goed", promises: PROMISES };
  return { ...Object.fromEntries(QUARTERS.map((quarter) => [quarter, update])), [NEXT]: outlook() };
}

function outlook() {
  return { promises: ["De gemeenten zijn bezocht."], outlook: "Er komt meer.", expected: "goed" };
}

function project(id, facts, updates) {
  const files = { [`content/projects/${id}/index.md`]: content(facts, "Wat het project is.") };
  for (const [quarter, update] of Object.entries(updates)) {
    files[`content/projects/${id}/${quarter}.md`] = content(update, update.status ? RESULT : "");
  }
  return files;
}

function risks() {
  const states = Object.fromEntries(QUARTERS.map((quarter) => [quarter, `Er ontbreken nog ${LONG_WORD}.`]));
  return {
    "content/risks/mensen.md": content({ title: "Te weinig mensen", measure: "Werven.", states }, "Er is krapte."),
    "content/risks/lang.md": content({ title: LONG_WORD, states }, "Het woord is te lang."),
    "content/risks/stil.md": content({ title: "Niemand zegt iets" }, "Over dit risico is niets gemeld."),
  };
}

function report(quarter) {
  const [year, number] = quarter.split("-Q").map(Number);
  const published = number === 4 ? `${year + 1}-01-10` : `${year}-${String(number * 3 + 1).padStart(2, "0")}-20`;
  const highlights = ["Er is **veel** gebeurd.", `Er zijn ${LONG_WORD}.`];
  return {
    [`content/reports/${quarter}/index.md`]: content({ published, signatory: "De directeur", highlights }, SUMMARY),
    [`content/reports/${quarter}/geld.md`]: content(
      {
        title: "Geld",
        after: "projects",
        budgets: [
          { title: "Budget", unit: "€ mln.", amounts: { 2024: 104, 2025: 1250.125, 2026: 0 }, total: 1354.125 },
          { title: LONG_WORD, unit: "fte", amounts: { 2025: 12 } },
        ],
      },
      "Dit is het geld.",
    ),
  };
}

function tablesAndCode() {
  const cells = Array.from({ length: 12 }, (_, at) => `kolom ${at + 1}`);
  const row = (values) => `| ${values.join(" | ")} |`;
  return [
    "## Een brede tabel",
    [row(cells), row(cells.map(() => "---")), row(cells.map(() => LONG_WORD))].join("\n"),
    "## Code",
    `    ${LONG_WORD.repeat(3)}`,
    `Een voetnoot.[^1]\n\n[^1]: ${LONG_WORD}`,
  ].join("\n\n");
}
