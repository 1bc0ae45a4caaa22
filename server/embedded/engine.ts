/** The parts of an open store, as the modules that work together see them. */
import type { Checkpoints } from "./checkpoints";
import type { Cursors } from "./cursor";
import type { Environment } from "./documents";
import type { Functions } from "./functions";
import type { Scheduler } from "./scheduler";
import type { Transactions } from "./transactions";

export interface Engine {
  env: Environment;
  cursors: Cursors;
  functions: Functions;
  transactions: Transactions;
  checkpoints: Checkpoints;
  scheduler: Scheduler;
  /** Whether `now` was given by the caller: then functions follow it and nothing runs by timer. */
  injectedClock: boolean;
  /** Wall-clock limit of a query or mutation. */
  handlerTimeoutMs: number;
  /** Told of faults nobody waits for. */
  onError(error: unknown): void;
}
