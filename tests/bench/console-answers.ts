/** How long the server takes for a page of users, as who asks over HTTP sees it. */
import { Agent, get } from "node:http";
import { text } from "node:stream/consumers";
import { performance } from "node:perf_hooks";
import type { TestTandem } from "../support/tandem";

const TIMES = 200;
/** Of each: a desk in use has its code compiled, which takes V8 a few hundred calls. */
const WARM = 400;

type Question = { what: string; input: object };
type Answer = { what: string; total: string; ms: number[] };

/** Everybody is called Anna in ten, and has a number of their own in the e-mail. */
const questionsOf = (users: number): Question[] => [
  { what: "newest first", input: { sort: { key: "created", direction: "desc" } } },
  { what: "common word", input: { query: "anna" } },
  { what: "rare word", input: { query: `person${users - 7}` } },
  { what: "no match", input: { query: "xylophon" } },
  { what: "unfinished word", input: { query: "pet" } },
  {
    what: "filters alone",
    input: {
      states: ["drifted", "unlinked"],
      statuses: ["active"],
      createdFrom: Date.UTC(2024, 0, 1),
      sort: { key: "created", direction: "desc" },
    },
  },
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

/** A server, who asks it, and how many people are in its store. */
type Place = { url: string; cookie: string; users: number };

export async function placeOf(tandem: TestTandem, users: number): Promise<Place> {
  const { cookies } = await tandem.admin();
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  return { url: tandem.localUrl, cookie, users };
}

/** One question after the other, each asked many times over one connection. */
export async function answerTimes(...places: Place[]): Promise<Answer[][]> {
  const asks = places.map(asking);
  const answers: Answer[][] = places.map(() => []);
  const questions = places.map(({ users }) => questionsOf(users));
  for (const [at, { what }] of (questions[0] ?? []).entries()) {
    const calls = asks.map((ask, place) => () => ask(addressOf(questions[place]?.[at]?.input)));
    const asked = await askInTurn(calls);
    for (const [place, { body, ms }] of asked.entries())
      answers[place]?.push({ what, total: totalIn(body), ms });
  }
  return answers;
}

const addressOf = (input?: object) =>
  `/trpc/users.list?input=${encodeURIComponent(JSON.stringify({ ...input, limit: 50 }))}`;

/** In turn, so that what else the machine does is in the times of each. */
async function askInTurn(calls: (() => Promise<{ body: string; ms: number }>)[]) {
  const asked = calls.map(() => ({ body: "", ms: [] as number[] }));
  for (let time = -WARM; time < TIMES; time++) {
    for (const [place, call] of calls.entries()) {
      const { body, ms } = await call();
      if (time === -WARM) asked[place]!.body = body;
      if (time >= 0) asked[place]!.ms.push(ms);
    }
  }
  return asked;
}

function asking({ url, cookie }: Place) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { cookie };
  return async (address: string) => {
    const startedAt = performance.now();
    const body = await new Promise<string>((resolve, reject) => {
      const request = get(`${url}${address}`, { agent, headers }, (response) => {
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
