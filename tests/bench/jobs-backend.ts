import { once } from "node:events";
import { startChild } from "./child";
import type { People } from "./jobs-people";

/** The stub counts calls in slices of so many ms, so that a rate can be read off. */
export const SLICE_MS = 100;

/** What the backend saw since it was last told to forget. */
export type BackendReport = {
  calls: number;
  /** The calls that most people had, in order; and how many people had other ones. */
  usual: string[];
  unusual: number;
  /** People for whom something changed once, and more than once. */
  changedOnce: number;
  changedOften: number;
  /** Idempotency keys that came more than once. */
  keysRepeated: number;
  /** Calls in each slice of `SLICE_MS` since `since`, which is in ms since epoch. */
  since: number;
  slices: number[];
};

/** The stub backend, in a process of its own. */
export type StubBackend = {
  url: string;
  report(): Promise<BackendReport>;
  /** Everything that happened is forgotten, and everybody is as they were at first. */
  reset(people: People): Promise<void>;
  stop(): void;
};

export async function startStubBackend(): Promise<StubBackend> {
  const child = startChild("jobs-stub.ts", []);
  const [line] = (await once(child.stdout!, "data")) as [Buffer];
  const url = line.toString().trim();
  return {
    url,
    report: () => backendReport(url),
    reset: async (people) => {
      const body = JSON.stringify({ people });
      await fetch(new URL("/control/reset", url), { method: "POST", body });
    },
    stop: () => void child.kill(),
  };
}

/** What the stub at this address has seen. */
export async function backendReport(url: string): Promise<BackendReport> {
  const response = await fetch(new URL("/control/report", url));
  return (await response.json()) as BackendReport;
}
