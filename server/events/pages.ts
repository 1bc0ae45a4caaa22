import { refusals } from "../../shared/refusals";
import { expected } from "../expected";
import { byStart, type Placed } from "./events";

/** Where a page ends: by start and ID, so that events which come and go meanwhile neither hide nor repeat others. */
export const cursorOf = ({ startDate, id }: Placed): string => JSON.stringify([startDate ?? null, id]);

/** Whether an event comes after the one of a cursor. Throws `invalid` for what is none. */
export function afterCursor(cursor: string): (event: Placed) => boolean {
  const last = readCursor(cursor);
  if (!last) throw expected({ code: "invalid", field: "cursor", message: refusals.cursorGone });
  return (event) => byStart(last, event) < 0;
}

function readCursor(cursor: string): Placed | null {
  try {
    const [startDate, id] = JSON.parse(cursor) as [unknown, unknown];
    if (typeof id !== "string") return null;
    return { id, ...(typeof startDate === "number" ? { startDate } : {}) };
  } catch {
    return null;
  }
}
