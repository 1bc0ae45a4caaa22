import { performance } from "node:perf_hooks";
import { newPerson } from "../support/people";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

/** Milliseconds; `beyond` says what was counted off. */
export type Latency = { what: string; p50: number; p95: number; times: number };

const TIMES = 40;
const PAGE = 50;
/** How far down the table the deep page lies, in rows. */
const DEEP = 20_000;

/** What people wait for, over HTTP, on a data folder that holds an import. */
export async function measureLatencies(dataDir: string): Promise<Latency[]> {
  const tandem = await startTestTandem({ dataDir });
  try {
    const admin = await tandem.admin();
    return [
      ...(await listLatencies(admin)),
      await measured("registration beyond the backend's own time", () => registrationBeyondBackend(tandem)),
    ];
  } finally {
    await tandem.close();
  }
}

async function listLatencies({ trpc }: Visitor): Promise<Latency[]> {
  const timed = (input: Parameters<typeof trpc.users.list.query>[0]) => () =>
    timeOf(() => trpc.users.list.query(input));
  const cursor = await cursorAfter(trpc, DEEP);
  return [
    await measured("users.list, first page", timed({ limit: PAGE })),
    await measured(`users.list, page after row ${DEEP}`, timed({ limit: PAGE, cursor })),
    await measured("users.list, search mueller", timed({ limit: PAGE, query: "mueller" })),
    await measured("users.list, filter drifted", timed({ limit: PAGE, states: ["drifted"] })),
  ];
}

async function cursorAfter(trpc: Visitor["trpc"], rows: number): Promise<string | null> {
  const limit = 200;
  let cursor: string | null = null;
  for (let row = 0; row < rows; row += limit) {
    const page: { nextCursor: string | null } = await trpc.users.list.query({ limit, cursor });
    cursor = page.nextCursor;
  }
  return cursor;
}

/** The whole registration as the portal sees it, without what its job's attempt took at the backend. */
export async function registrationBeyondBackend(tandem: TestTandem): Promise<number> {
  const person = newPerson();
  let userId = "";
  const whole = await timeOf(async () => {
    ({ userId } = await tandem.visitor().trpc.portal.register.mutate(person));
  });
  const { jobs } = await (await tandem.admin()).trpc.users.get.query({ id: userId });
  const attempts = jobs.flatMap((job) => job.attempts);
  return whole - attempts.reduce((sum, { durationMs }) => sum + durationMs, 0);
}

export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** One call to warm up, and then as many as it takes for a steady median. */
export async function measured(what: string, once: () => Promise<number>): Promise<Latency> {
  await once();
  const times: number[] = [];
  while (times.length < TIMES) times.push(await once());
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
  return { what, p50: at(0.5), p95: at(0.95), times: TIMES };
}
