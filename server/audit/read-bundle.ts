import type { AuditKey, Checkpoint, RecordLine } from "../../shared/audit-bundle-api";
import type { ConvexCaller } from "../convex-client";
import { api } from "../convex/_generated/api";
import { bundleLines } from "./bundle-lines";

type Placed = { seq: number };

/**
 * The lines of a bundle of the whole audit up to a record, page by page, so that any number takes no memory. What
 * happens meanwhile is not in it.
 */
export async function* readBundle(convex: ConvexCaller, upTo: number): AsyncGenerator<string> {
  const keys: AuditKey[] = await convex.query(api.auditChain.keys, {});
  const checkpoints = pages<Checkpoint>((after) => convex.query(api.auditChain.checkpoints, { after, upTo }));
  const records = pages<Omit<RecordLine, "type">>((after) =>
    convex.query(api.auditChain.records, { after, upTo }),
  );
  yield* bundleLines({ keys, checkpoints, records });
}

async function* pages<Item extends Placed>(load: (after: number) => Promise<Item[]>): AsyncGenerator<Item> {
  let after = 0;
  for (;;) {
    const page = await load(after);
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.seq;
  }
}
