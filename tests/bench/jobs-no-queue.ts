/** The calls of a resync with no queue at all: the same client, the same calls, nothing written down. */
import { resyncCalls } from "./jobs-calls";
import { type Pace, Stopwatch } from "./jobs-pace";
import { print } from "./table";

async function runWithoutQueue(
  url: string,
  count: number,
  concurrency: number,
  names: string[],
): Promise<Pace> {
  const resync = resyncCalls(url, names);
  const watch = new Stopwatch(count);
  let next = 0;
  let done = 0;
  const lane = async () => {
    while (next < count) {
      await resync(next++);
      watch.look(++done);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return watch.pace();
}

const [, , url = "", count, concurrency, names = ""] = process.argv;
print(JSON.stringify(await runWithoutQueue(url, Number(count), Number(concurrency), names.split(","))));
