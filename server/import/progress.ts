import type { ImportProgress, RejectedLine } from "../../shared/imports-api";

/** Rejected lines kept for reading; all are counted, and the CLI prints each. */
const REJECTED_LISTED = 100;

/** What is known before any import has begun. */
export const idleProgress: ImportProgress = {
  phase: "idle",
  startedAt: null,
  finishedAt: null,
  usersRead: 0,
  contactsRead: 0,
  changed: 0,
  bytesRead: 0,
  bytesTotal: 0,
  rejectedCount: 0,
  rejected: [],
  error: null,
  counts: null,
};

/** How far an import has got. Told by the import, read by whoever watches. */
export class ProgressMeter {
  #progress: ImportProgress = {
    ...idleProgress,
    phase: "users",
    startedAt: Date.now(),
    rejected: [],
  };

  constructor(private readonly onReject: (line: RejectedLine) => void = () => {}) {}

  read(): ImportProgress {
    return { ...this.#progress, rejected: [...this.#progress.rejected] };
  }

  set(change: Partial<ImportProgress>): void {
    Object.assign(this.#progress, change);
  }

  add(field: "usersRead" | "contactsRead" | "changed" | "bytesRead", count: number): void {
    this.#progress[field] += count;
  }

  reject(line: RejectedLine): void {
    this.#progress.rejectedCount++;
    if (this.#progress.rejected.length < REJECTED_LISTED) this.#progress.rejected.push(line);
    this.onReject(line);
  }
}
