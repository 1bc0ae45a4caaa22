/** Runs the cases of a world on an engine, through that engine's own client, and tells what came of each. */
import type { JSONValue } from "convex/values";
import { failureOf, type Outcome } from "./functions";
import type { Case, Step, World } from "./world";

/** Calls a function of module `m` by name. */
export type CallFunction = (kind: "mutation" | "query", name: string, args: object) => Promise<unknown>;

interface Page {
  documents: JSONValue[];
  isDone: boolean;
  continueCursor: string;
}

/** More than any table holds. */
const MOST_PAGES = 200;

async function walk(
  call: CallFunction,
  { query, pageSize, mostRows }: Case & { type: "walk" },
): Promise<JSONValue> {
  const read = async (cursor: string | null, endCursor: string | null): Promise<Page> => {
    const args = { query: JSON.stringify(query), cursor, endCursor, pageSize, mostRows };
    return JSON.parse((await call("query", "page", args)) as string) as Page;
  };
  const pages: JSONValue[][] = [];
  const cursors: (string | null)[] = [null];
  for (;;) {
    const { documents, isDone, continueCursor } = await read(cursors.at(-1)!, null);
    pages.push(documents);
    cursors.push(continueCursor);
    if (isDone || pages.length > MOST_PAGES) break;
  }
  // Whether a last page that is just full is known to be the last is each engine's own; it shows as one more, empty.
  const again: JSONValue[][] = [];
  for (const [i, cursor] of cursors.slice(0, -1).entries()) {
    again.push((await read(cursor, cursors[i + 1]!)).documents);
  }
  return { pages: dropEmptyEnd(pages), again: dropEmptyEnd(again) };
}

function dropEmptyEnd(pages: JSONValue[][]): JSONValue[][] {
  let end = pages.length;
  while (end > 0 && pages[end - 1]!.length === 0) end -= 1;
  return pages.slice(0, end);
}

function everythingIn(world: World): Step[] {
  return Object.keys(world.tables).map((table) => ({
    caught: false,
    operation: {
      type: "query",
      query: { table, source: { type: "table" }, order: null, filters: [] },
      terminal: { type: "collect" },
    },
  }));
}

async function runCase(call: CallFunction, world: World, one: Case): Promise<JSONValue> {
  if (one.type === "walk") return walk(call, one);
  const steps = async (kind: "mutation" | "query", name: string, list: Step[]) =>
    JSON.parse((await call(kind, name, { steps: JSON.stringify(list) })) as string) as JSONValue;
  if (one.type === "query") return steps("query", "read", one.steps);
  const outcome = await outcomeOf(() => steps("mutation", "write", one.steps));
  return { outcome: outcome as JSONValue, after: await steps("query", "read", everythingIn(world)) };
}

async function outcomeOf(body: () => Promise<JSONValue>): Promise<Outcome> {
  try {
    return { ok: await body() };
  } catch (error) {
    return failureOf(error);
  }
}

export async function runCases(call: CallFunction, world: World): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const one of world.cases) outcomes.push(await outcomeOf(() => runCase(call, world, one)));
  return outcomes;
}
