/**
 * Sends webhooks from a process of its own: argv is the port, how many, by how many keep-alive connections, and about
 * how many people. All are signed before the clock starts; each connection waits for its answer before it sends again.
 */
import { connect, type Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { print } from "./table";
import { requestOf } from "./webhooks-events";

/** `ms` is of the whole; the others are how long answers took. `refused`: answers other than 200. */
export type Sent = { ms: number; p50: number; p99: number; longest: number; refused: number };

const [, , port = 0, count = 0, senders = 0, people = 0] = process.argv.map(Number);

const requests = Array.from({ length: count }, (_, n) => requestOf(n, people));
const times: number[] = [];
let next = 0;
let refused = 0;

async function send(socket: Socket): Promise<void> {
  const answers = answersOn(socket);
  for (let request = requests[next++]; request; request = requests[next++]) {
    const startedAt = performance.now();
    socket.write(request);
    const { value } = await answers.next();
    times.push(performance.now() - startedAt);
    if (!value?.startsWith("HTTP/1.1 200")) refused++;
  }
  socket.destroy();
}

/** The head of every answer, once its body has come too. */
async function* answersOn(socket: Socket): AsyncGenerator<string> {
  let read = "";
  for await (const chunk of socket.setEncoding("latin1")) {
    read += String(chunk);
    const end = read.indexOf("\r\n\r\n");
    if (end < 0) continue;
    const length = Number(/content-length: (\d+)/iu.exec(read)?.[1] ?? 0);
    if (read.length < end + 4 + length) continue;
    yield read.slice(0, end);
    read = "";
  }
}

const opened = await Promise.all(
  Array.from(
    { length: senders },
    () =>
      new Promise<Socket>((resolve) => {
        const socket = connect(port, "127.0.0.1", () => resolve(socket));
        socket.setNoDelay(true);
      }),
  ),
);
const startedAt = performance.now();
await Promise.all(opened.map(send));
const ms = performance.now() - startedAt;
times.sort((a, b) => a - b);
const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
const sent: Sent = { ms, p50: at(0.5), p99: at(0.99), longest: at(1), refused };
print(JSON.stringify(sent));
