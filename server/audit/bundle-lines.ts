import type { AuditKey, BundleLine, Checkpoint, RecordLine } from "../../shared/audit-bundle-api";
import { canonical } from "../../shared/audit-record";

type Pages<Item> = AsyncIterable<Item> | Iterable<Item>;
/** What a bundle is made of; checkpoints and records in the order of the chain. */
export type BundleParts = {
  keys: AuditKey[];
  checkpoints: Pages<Checkpoint>;
  records: Pages<Omit<RecordLine, "type">>;
};

/**
 * The lines of a bundle, without line ends. Checkpoints come first: a file that lost its tail then says itself that
 * there was more.
 */
export async function* bundleLines({ keys, checkpoints, records }: BundleParts): AsyncGenerator<string> {
  yield lineOf({ type: "bundle", version: 1, keys });
  for await (const checkpoint of checkpoints) yield lineOf({ type: "checkpoint", ...checkpoint });
  let count = 0;
  for await (const record of records) {
    count += 1;
    yield lineOf({ type: "record", ...record });
  }
  yield lineOf({ type: "end", records: count });
}

const lineOf = (line: BundleLine): string => canonical(line);
