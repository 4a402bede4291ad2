// Milestones in every state that a milestone can be in.

const FIRST_YEAR = 2021;
const YEARS = 10;

// Each makes a milestone of one kind whose first date is in a year.
const KINDS = [
  ["open", (year) => ({ due: `${year + YEARS / 2}-Q4` })],
  ["te laat", () => ({ due: "2025-06" })],
  ["bereikt", (year) => ({ due: `${year}-03`, achieved: `${year}-03-15` })],
  ["vervallen", (year) => ({ due: `${year}`, dropped: { in: "2025-Q3", reason: "Het hoeft niet meer." } })],
  ["verschoven", (year) => ({ due: `${year}-Q2`, replanned: [moved("2025-Q2", "2027-Q1", "Er was geen geld.")] })],
  [
    "vaak verschoven",
    (year) => ({
      due: `${year}-09-30`,
      replanned: [
        moved("2024-Q4", "2026-06", "De aanbesteding duurt langer."),
        moved("2025-Q2", "2028-Q3"),
        moved("2025-Q3", "2028-08", "De maand is bekend."),
        moved("2025-Q4", "2027-12-31", "Het gaat sneller."),
      ],
    }),
  ],
  ["verschoven naar onbekend", (year) => ({ due: `${year}-12`, replanned: [moved("2025-Q4")] })],
  ["zonder datum", () => ({})],
];

/**
 * So many milestones, over all kinds in turn. Their dates span forty quarters: from the first of 2021 to the last of
 * 2030.
 * @param {number} count at least two for each kind
 * @returns {Record<string, unknown>[]}
 */
export function milestonesOfEveryKind(count) {
  const ends = [
    { title: "Het begin", due: `${FIRST_YEAR}-Q1`, achieved: `${FIRST_YEAR}-Q1` },
    { title: "Het einde", due: `${FIRST_YEAR + YEARS - 1}-Q4` },
  ];
  const others = Array.from({ length: count - ends.length }, (_, at) => {
    const [name, make] = KINDS[at % KINDS.length];
    return { title: `Mijlpaal ${at + 1}, ${name}`, ...make(FIRST_YEAR + (at % (YEARS / 2))) };
  });
  return [...ends, ...others];
}

function moved(quarter, due, reason) {
  return { in: quarter, ...(due && { due }), ...(reason && { reason }) };
}
