/**
 * Pages of a query. A page begins behind the cursor's row and holds the rows up to the page size, the end cursor, or the
 * number of rows or bytes the caller allowed to be read; it is the last one only when the range is exhausted.
 */
import type { Content } from "./content";
import type { Environment } from "./documents";
import type { Cursors, Place } from "./cursor";
import type { Usage } from "./limits";
import { openSearch, orderOf, Pipeline, rangeOfSource, type SerializedQuery } from "./query";
import { afterId, beforeId, type Position, type Range } from "./ranges";
import { Scan, type RowSource } from "./scan";

export interface PageRequest {
  query: SerializedQuery;
  cursor: string | null;
  endCursor?: string | null;
  pageSize: number;
  maximumRowsRead?: number | null;
  maximumBytesRead?: number | null;
}

/** The documents of a page as they are stored, and where the next one begins. */
export interface Page {
  documents: Content[];
  isDone: boolean;
  continueCursor: string;
}

export function queryPage(env: Environment, cursors: Cursors, request: PageRequest, usage: Usage): Page {
  const { query } = request;
  if (!(request.pageSize > 0)) throw new Error("`options.numItems` must be a positive number.");
  const start = request.cursor === null ? null : cursors.open(query, request.cursor);
  const end =
    request.endCursor === null || request.endCursor === undefined
      ? null
      : cursors.open(query, request.endCursor);
  if (start?.at === "end") return { documents: [], isDone: true, continueCursor: cursors.seal(query, start) };
  usage.range();
  const pipeline = new Pipeline(openAt(env, request, start, end), query.operators, usage);
  const { documents, exhausted, last } = read(pipeline, request, end !== null);
  const isDone = exhausted && (end === null || end.at === "end");
  return {
    documents,
    isDone,
    continueCursor: continueAt(cursors, query, { done: isDone, end, last, start }),
  };
}

function continueAt(
  cursors: Cursors,
  query: SerializedQuery,
  {
    done,
    end,
    last,
    start,
  }: { done: boolean; end: Place | null; last: Position | null; start: Place | null },
): string {
  if (done) return cursors.seal(query, { at: "end" });
  if (end !== null) return cursors.seal(query, end);
  const position = last ?? (start?.at === "after" ? start.position : null);
  if (position === null) throw new Error("A page without rows is the last one.");
  return cursors.seal(query, { at: "after", position });
}

function read(
  pipeline: Pipeline,
  request: PageRequest,
  toEnd: boolean,
): { documents: Content[]; exhausted: boolean; last: Position | null } {
  const documents: Content[] = [];
  let last: Position | null = null;
  let rows = 0;
  let bytes = 0;
  // With an end cursor the page is the whole span, whatever its size has become.
  while (toEnd || documents.length < request.pageSize) {
    const row = pipeline.step();
    if (row === null) return { documents, exhausted: true, last };
    last = row.position;
    rows += 1;
    bytes += row.content.size;
    if (!row.dropped) documents.push(row.content);
    if (toEnd) continue;
    if (rows >= (request.maximumRowsRead ?? Infinity) || bytes >= (request.maximumBytesRead ?? Infinity))
      break;
  }
  return { documents, exhausted: false, last };
}

function openAt(env: Environment, request: PageRequest, start: Place | null, end: Place | null): RowSource {
  const { source } = request.query;
  if (source.type === "Search") return openSearchAt(env, request, start, end);
  const { table, range } = rangeOfSource(env, source);
  const order = orderOf(source);
  const narrowed: Range = { ...range };
  if (start?.at === "after") narrowed[order === "asc" ? "low" : "high"] = start.position;
  if (end?.at === "after")
    narrowed[order === "asc" ? "high" : "low"] = endPosition(end.position, order, range);
  const filtered = request.query.operators.some((op) => "filter" in op);
  return new Scan(env, table, narrowed, order, filtered ? request.pageSize * 2 : request.pageSize);
}

/** The end cursor's row belongs to the page, the ends of a range do not: step over it. */
function endPosition(position: Position, order: "asc" | "desc", range: Range): Position {
  const step = order === "asc" ? 1 : -1;
  if (range.via.kind !== "id") return { key: position.key, pk: position.pk + step };
  const id = position.key as string;
  return { key: order === "asc" ? afterId(id) : beforeId(id), pk: position.pk };
}

/** Relevance has no key: a place in search results is how many went before. */
function openSearchAt(
  env: Environment,
  request: PageRequest,
  start: Place | null,
  end: Place | null,
): RowSource {
  const { source } = request.query;
  if (source.type !== "Search") throw new Error("Not a search.");
  const skip = start?.at === "after" ? start.position.pk : 0;
  const stop = end?.at === "after" ? end.position.pk : Infinity;
  const scan = openSearch(env, source, stop === Infinity ? skip + request.pageSize : stop);
  for (let i = 0; i < skip; i++) if (scan.next() === null) break;
  let at = skip;
  return { next: () => (at++ < stop ? scan.next() : null) };
}

/** As the SDK reads a page. */
export function pageText({ documents, isDone, continueCursor }: Page): string {
  return (
    `{"page":[${documents.map(({ text }) => text).join(",")}],"isDone":${isDone},"continueCursor":${JSON.stringify(continueCursor)},` +
    `"splitCursor":null,"pageStatus":null}`
  );
}
