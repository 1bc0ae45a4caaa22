import type { QueryStream } from "convex-helpers/server/stream";
import type { PaginationResult } from "convex/server";
import { compareValues, ConvexError, jsonToConvex, type Value } from "convex/values";

type PageOptions = { cursor: string | null; numItems: number; maximumRowsRead?: number };

/** As Convex itself refuses a cursor that is none, or of another list; people are told by the server (trpc/tell-error.ts). */
export const invalidCursor = () =>
  new ConvexError({ isConvexSystemError: true, paginationError: "InvalidCursor" });

/** A page of a stream. Its cursor is a place in the index, in plain, which nobody but this checks. */
export async function streamPage<Row extends object>(
  found: QueryStream<Row>,
  options: PageOptions,
): Promise<PaginationResult<Row>> {
  if (options.cursor !== null && !isPlaceIn(found, options.cursor)) throw invalidCursor();
  return found.paginate(options);
}

function isPlaceIn<Row extends object>(found: QueryStream<Row>, cursor: string): boolean {
  const place = read(cursor);
  const begins = found.getEqualityIndexFilter();
  return (
    Array.isArray(place) &&
    place.length === found.getIndexFields().length &&
    begins.every((value, index) => compareValues(valueIn(place[index]), value) === 0)
  );
}

/** How a stream writes down that there is no value. */
const valueIn = (written: Value | undefined) => (written === "undefined" ? undefined : written);

function read(cursor: string): Value | undefined {
  try {
    return jsonToConvex(JSON.parse(cursor) as Parameters<typeof jsonToConvex>[0]);
  } catch {
    return undefined;
  }
}
