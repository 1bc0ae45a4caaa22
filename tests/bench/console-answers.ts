/** How long the server takes for a page of users, as who asks over HTTP sees it. */
import { Agent, get } from "node:http";
import { text } from "node:stream/consumers";
import { performance } from "node:perf_hooks";
import type { TestTandem } from "../support/tandem";

const TIMES = 200;
const WARM = 20;

type Question = { what: string; input: object };
type Answer = { what: string; total: string; ms: number[] };

/** Everybody is called Anna in ten, and has a number of their own in the e-mail. */
const questionsOf = (users: number): Question[] => [
  { what: "newest first", input: { sort: { key: "created", direction: "desc" } } },
  { what: "common word", input: { query: "anna" } },
  { what: "rare word", input: { query: `person${users - 7}` } },
  { what: "no match", input: { query: "xylophon" } },
  {
    what: "mixed filters",
    input: {
      query: "anna",
      states: ["drifted", "unlinked", "linked"],
      createdFrom: Date.UTC(2024, 0, 1),
      sort: { key: "name", direction: "asc" },
    },
  },
];

/** One question after the other, each asked many times over one connection. */
export async function answerTimes(tandem: TestTandem, users: number): Promise<Answer[]> {
  const ask = await asking(tandem);
  const answers: Answer[] = [];
  for (const { what, input } of questionsOf(users)) {
    const address = `/trpc/users.list?input=${encodeURIComponent(JSON.stringify({ ...input, limit: 50 }))}`;
    let { body } = await ask(address);
    for (let time = 1; time < WARM; time++) ({ body } = await ask(address));
    const ms: number[] = [];
    while (ms.length < TIMES) ms.push((await ask(address)).ms);
    answers.push({ what, total: totalIn(body), ms });
  }
  return answers;
}

async function asking(tandem: TestTandem) {
  const { cookies } = await tandem.admin();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
  return async (address: string) => {
    const startedAt = performance.now();
    const body = await new Promise<string>((resolve, reject) => {
      const request = get(`${tandem.localUrl}${address}`, { agent, headers }, (response) => {
        text(response).then(resolve, reject);
      });
      request.on("error", reject);
    });
    return { body, ms: performance.now() - startedAt };
  };
}

/** "1,024+" */
function totalIn(body: string): string {
  const { result } = JSON.parse(body) as { result?: { data: { total: { count: number; exact: boolean } } } };
  if (!result) throw new Error(`The list was refused: ${body}`);
  const { count, exact } = result.data.total;
  return `${count.toLocaleString("en")}${exact ? "" : "+"} found`;
}
