import type { UsersFilter } from "../../../shared/users-api";
import { formatDay } from "../../lib/format";
import { stateLooks } from "./link-states";

/** A name and a reason that fit what was filtered, for people to keep or to better. */
export function suggestRun({ states, query, errorCodes }: UsersFilter, now: number) {
  const words = states?.map((state) => stateLooks[state].word) ?? [];
  const what = [...words, ...(errorCodes ?? []), ...(query ? [`“${query}”`] : [])].join(", ");
  const onlyFailed = states?.length === 1 && states[0] === "failed";
  return {
    name: `Resync ${what || "selected users"}, ${formatDay(now)}`,
    reason: onlyFailed ? "Try failed syncs again." : "Bring both sides back in step.",
  };
}
