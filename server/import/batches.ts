import { ConvexError } from "convex/values";
import { AppError } from "../../shared/errors";
import type { Reading } from "./reading";

/** Records per mutation: far below Convex's limits, whatever one record's neighbourhood in the join is. */
export const BATCH = 100;

type Record<Value> = { line: number; value: Value };
type Store<Value> = (values: Value[]) => Promise<{ changed: number }>;

/**
 * Stores what is read, in batches, one after the other, so that never more than a batch is in memory. A record that
 * the store refuses is found by halving its batch, and given to `reject` like a line that cannot be read.
 */
export async function storeInBatches<Value>(
  readings: AsyncIterable<Reading<Value>>,
  store: Store<Value>,
  on: {
    reject: (line: number, problem: string) => void;
    stored: (count: number, changed: number) => void;
    signal?: AbortSignal | undefined;
  },
): Promise<void> {
  const flush = async (batch: Record<Value>[]) => {
    on.signal?.throwIfAborted();
    await storeBatch(batch, store, on);
  };
  let batch: Record<Value>[] = [];
  for await (const reading of readings) {
    if ("problem" in reading) on.reject(reading.line, reading.problem);
    else batch.push(reading);
    if (batch.length < BATCH) continue;
    await flush(batch);
    batch = [];
  }
  if (batch.length > 0) await flush(batch);
}

async function storeBatch<Value>(
  batch: Record<Value>[],
  store: Store<Value>,
  on: Parameters<typeof storeInBatches>[2],
): Promise<void> {
  try {
    const { changed } = await store(batch.map(({ value }) => value));
    on.stored(batch.length, changed);
  } catch (error) {
    if (concernsAll(error)) throw error;
    const [only, ...others] = batch;
    if (only && others.length === 0) return on.reject(only.line, "was refused by the store");
    const middle = Math.ceil(batch.length / 2);
    await storeBatch(batch.slice(0, middle), store, on);
    await storeBatch(batch.slice(middle), store, on);
  }
}

/** Whether every other batch would fail the same way: the store is down, or we may not import. */
function concernsAll(error: unknown): boolean {
  return error instanceof ConvexError && AppError.safeParse(error.data).success;
}
