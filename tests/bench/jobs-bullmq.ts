/** The same jobs in BullMQ on Redis, in a process of its own. Nothing but the queue is written down. */
import { Queue, Worker } from "bullmq";
import { resyncCalls } from "./jobs-calls";
import { type Pace, Stopwatch } from "./jobs-pace";
import { print } from "./table";

const NAME = "resync";
const PER_CALL = 1_000;
type Data = { n: number };

async function run(
  socket: string,
  url: string,
  count: number,
  concurrency: number,
  calls: string[],
): Promise<Pace> {
  const resync = resyncCalls(url, calls);
  const connection = { path: socket, maxRetriesPerRequest: null };
  const queue = new Queue<Data>(NAME, { connection });
  await queue.obliterate({ force: true });
  const watch = new Stopwatch(count);
  let done = 0;
  const worker = new Worker<Data>(NAME, ({ data }) => resync(data.n), { connection, concurrency });
  const all = new Promise<void>((resolve, reject) => {
    worker.on("completed", () => {
      watch.look(++done);
      if (done === count) resolve();
    });
    worker.on("failed", (_job, error) => reject(error));
  });
  for (let from = 0; from < count; from += PER_CALL) {
    const numbers = Array.from({ length: Math.min(PER_CALL, count - from) }, (_, i) => from + i);
    await queue.addBulk(numbers.map((n) => ({ name: NAME, data: { n } })));
  }
  await all;
  await worker.close();
  await queue.close();
  return watch.pace();
}

const [, , socket = "", url = "", count, concurrency, calls = ""] = process.argv;
print(JSON.stringify(await run(socket, url, Number(count), Number(concurrency), calls.split(","))));
