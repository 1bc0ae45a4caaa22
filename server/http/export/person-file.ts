import type { FunctionReturnType } from "convex/server";
import {
  PERSON_FILE_VERSION,
  personFileParts,
  type PersonPage,
  type WalkPlace,
} from "../../../shared/person-export-api";
import type { ConvexCaller } from "../../convex-client";
import { api } from "../../convex/_generated/api";

/** How many rows of each table are in the file. */
export type PersonCounts = Map<string, number>;

/** The JSON of one person, piece by piece as it is read; `counts` is filled meanwhile. */
export async function* personJson(
  caller: ConvexCaller,
  { id, ids, at }: { id: string; ids: string[]; at: number },
  counts: PersonCounts,
): AsyncGenerator<string> {
  const head = { format: "tandem-person", version: PERSON_FILE_VERSION };
  const known = JSON.stringify({ ...head, exportedAt: new Date(at).toISOString(), ids });
  yield `${known.slice(0, -1)},"records":{`;
  let open: string | null = null;
  for await (const { table, json } of rowsOf(caller, id)) {
    if (table === open) yield `,\n${json}`;
    else yield `${open === null ? "" : "],"}\n${JSON.stringify(table)}:[\n${json}`;
    open = table;
    counts.set(table, (counts.get(table) ?? 0) + 1);
  }
  yield `${open === null ? "" : "]"}}}\n`;
}

/** Every row once, though several ways lead to it. Only IDs are remembered, and of one table at a time. */
async function* rowsOf(caller: ConvexCaller, id: string): AsyncGenerator<{ table: string; json: string }> {
  const known = await wordsLearnt(caller, id);
  let place: WalkPlace | null = beginning;
  let seen = { table: "", ids: new Set<string>() };
  while (place) {
    const page: PersonPage = await caller.query(api.personExport.page, { id, known, ...place });
    const { table } = page;
    if (table !== null && table !== seen.table) seen = { table, ids: new Set() };
    for (const { id: rowId, json } of page.rows) {
      if (table === null || seen.ids.has(rowId)) continue;
      seen.ids.add(rowId);
      yield { table, json };
    }
    place = page.next;
  }
}

const beginning: WalkPlace = { range: 0, cursor: null };

type Walk = FunctionReturnType<typeof api.personExport.learn>;

/** Also by which names, addresses and numbers of former days somebody is found: what tells of these is read before all else. */
async function wordsLearnt(caller: ConvexCaller, id: string): Promise<Walk["known"] | null> {
  let known: Walk["known"] | null = null;
  let place: WalkPlace | null = beginning;
  while (place) {
    const walk: Walk = await caller.query(api.personExport.learn, { id, known, ...place });
    ({ known, next: place } = walk);
  }
  return known;
}

/** What is in the file, for people: in English and German. */
export function personSummary({ ids, at }: { ids: string[]; at: number }, counts: PersonCounts): string {
  const day = new Date(at).toISOString().replace("T", " ").slice(0, 16);
  const parts = [...counts].map(([table, count]) => {
    const [english, german] = personFileParts[table] ?? [table, table];
    return `${String(count).padStart(6)}  ${table}\n        ${english}\n        ${german}`;
  });
  return [
    `Everything that Tandem keeps of one person, on ${day} UTC.`,
    `Alles, was Tandem über eine Person aufbewahrt, am ${day} UTC.`,
    "",
    `IDs: ${ids.join(", ")}`,
    "",
    "person.json holds it all, as JSON (UTF-8, times in milliseconds since 1970).",
    "person.json enthält alles, als JSON (UTF-8, Zeiten in Millisekunden seit 1970).",
    "",
    ...parts,
    "",
    "Not in it: passwords and tokens, which are kept as hashes; names of staff; what the CRM itself",
    "keeps (contact, bookings, mail), which has to be asked for there.",
    "Nicht enthalten: Passwörter und Tokens, von denen nur Hashes vorliegen; Namen des Personals; was",
    "das CRM selbst aufbewahrt (Kontakt, Buchungen, E-Mails): Das ist dort zu erfragen.",
    "",
  ].join("\n");
}
