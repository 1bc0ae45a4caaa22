import { api } from "../convex/_generated/api";
import type { FunctionReturnType } from "convex/server";
import type { LinkState } from "../../shared/link-state";
import { print } from "./output";
import { withStore } from "./store";

type Page = FunctionReturnType<typeof api.links.exportPage>;

/** Rows per call. */
const PAGE = 500;

/** `tandem links --format jsonl`: every row of the join, or those in some states, one JSON object per line. */
export async function printLinks(states: LinkState[]): Promise<void> {
  await withStore(async (convex) => {
    let cursor: string | null = null;
    do {
      const page: Page = await convex.query(api.links.exportPage, {
        states,
        cursor,
        limit: PAGE,
      });
      for (const { userId, contactId, state, reason } of page.rows) {
        await print(JSON.stringify({ userId, contactId, state, reason }));
      }
      cursor = page.nextCursor;
    } while (cursor !== null);
  });
}
