/** Between the name of a list and the place in it; in no name of a procedure. */
const OF = "~";

/**
 * A cursor says of which list it is. Below is a place in an index, which would be one in any list that is sorted alike: who
 * was given it there went on somewhere here, and left out what is before.
 */
export const ownedBy = (list: string, cursor: string): string => `${list}${OF}${cursor}`;

/** The place that a cursor of this list names; `null`: it is another list's, or none. */
export function placeIn(list: string, cursor: string): string | null {
  const begin = `${list}${OF}`;
  return cursor.startsWith(begin) ? cursor.slice(begin.length) : null;
}

type Asked = { cursor: string };
export const asksToGoOn = (input: unknown): input is Asked =>
  isRecord(input) && typeof input.cursor === "string";

type Page = { nextCursor: string };
export const goesOn = (data: unknown): data is Page => isRecord(data) && typeof data.nextCursor === "string";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
