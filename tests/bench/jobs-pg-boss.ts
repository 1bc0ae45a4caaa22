/**
 * The same jobs in pg-boss on PostgreSQL, in a process of its own. Nothing but the queue is written down. Its own worker
 * waits between polls, so jobs are fetched in batches here as soon as there is room.
 */
import PgBoss from "pg-boss";
import { resyncCalls } from "./jobs-calls";
import { type Pace, Stopwatch } from "./jobs-pace";
import { print } from "./table";

/** One of its own for each run: the last one's is full. */
const NAME = `resync-${Date.now()}`;
const PER_CALL = 1_000;
type Data = { n: number };
type Job = PgBoss.Job<Data>;

async function open(host: string): Promise<PgBoss> {
  const boss = new PgBoss({ host, user: "bench", database: "postgres", max: 20, supervise: false });
  await boss.start();
  await boss.createQueue(NAME);
  return boss;
}

/** Gives jobs one by one, and fetches the next batch when there are none left. */
function feed(boss: PgBoss, batchSize: number): () => Promise<Job | undefined> {
  const fetched: Job[] = [];
  let fetching: Promise<void> | null = null;
  const more = async () => void fetched.push(...(await boss.fetch<Data>(NAME, { batchSize })));
  return async () => {
    while (fetched.length === 0) {
      fetching ??= more().finally(() => (fetching = null));
      await fetching;
    }
    return fetched.shift();
  };
}

async function run(
  host: string,
  url: string,
  count: number,
  concurrency: number,
  calls: string[],
): Promise<Pace> {
  const resync = resyncCalls(url, calls);
  const boss = await open(host);
  const next = feed(boss, concurrency);
  const watch = new Stopwatch(count);
  let taken = 0;
  let done = 0;
  const lane = async () => {
    while (taken++ < count) {
      const job = await next();
      if (!job) throw new Error("pg-boss gave no job.");
      await resync(job.data.n);
      await boss.complete(NAME, job.id);
      watch.look(++done);
    }
  };
  const lanes = Array.from({ length: concurrency }, lane);
  for (let from = 0; from < count; from += PER_CALL) {
    const numbers = Array.from({ length: Math.min(PER_CALL, count - from) }, (_, i) => from + i);
    await boss.insert(numbers.map((n) => ({ name: NAME, data: { n } })));
  }
  await Promise.all(lanes);
  await boss.stop({ graceful: false });
  return watch.pace();
}

const [, , socket = "", url = "", count, concurrency, calls = ""] = process.argv;
print(JSON.stringify(await run(socket, url, Number(count), Number(concurrency), calls.split(","))));
