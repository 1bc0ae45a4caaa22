/**
 * `npm run bench -- console`: the users screen of the production build in the real browser, on `CONSOLE_BENCH_USERS`
 * people (100,000), against a bare page of the same libraries built here and served the recorded answer; and what the
 * server takes for its list. Prints the budgets, each with what was seen.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import { chromium, type Browser } from "@playwright/test";
import fastify from "fastify";
import { build } from "vite";
import { buildClientIfChanged } from "../../scripts/build-if-changed.js";
import { adminLogin, startTestTandem, type TestTandem } from "../support/tandem";
import { builtFrom } from "./child";
import { answerTimes, placeOf } from "./console-answers";
import { firstRows, openPage, frames, gzipBytes, slowestInteraction, typing } from "./console-page";
import { generateExports } from "./generate";
import { machine, print, printTable } from "./table";
import { serveRaw } from "./users-raw";

const USERS = Number(process.env.CONSOLE_BENCH_USERS ?? 100_000);
const ROWS = Math.min(10_000, Math.floor(USERS / 2));
const TIMES = 7;
const ROUNDS = 4;
/** How long the search field waits for the next letter, in ms. */
const DEBOUNCE_MS = 160;
const built = join(import.meta.dirname, "../../dist/client");

export async function benchConsole(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "tandem-bench-console-"));
  buildClientIfChanged();
  importPeople(folder, await generateExports(folder, USERS));
  const tandem = await startTestTandem({ dataDir: join(folder, "data") });
  print(machine());
  // Before there is a browser: it has two cores to itself and its server as it is.
  const answers = await measureAnswers(folder, tandem);
  const bare = await serveBare(folder, tandem);
  const browser = await openBrowser();
  try {
    const screen = [...(await measureFirst(browser, tandem, bare)), ...(await measureUse(browser, tandem))];
    printTable(["the users screen", "wanted", "seen"], [...screen, ...answers]);
  } finally {
    await browser.close();
    await bare.close();
    await tandem.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function importPeople(folder: string, { snapshot, contacts }: { snapshot: string; contacts: string }) {
  const args = [...process.execArgv, builtFrom("main.ts"), "import-once", snapshot, contacts];
  const env = { PATH: process.env.PATH, DATA_DIR: join(folder, "data") };
  execFileSync(process.execPath, args, { env, stdio: ["ignore", "ignore", "inherit"] });
}

type Bare = Awaited<ReturnType<typeof serveBare>>;

/**
 * A page of the same libraries and little else, served the answer of a users list; and, by the other name that this
 * machine has, a page of another site to come from.
 */
export async function serveBare(folder: string, tandem: TestTandem) {
  const outDir = join(folder, "bare");
  const root = join(import.meta.dirname, "console-bare");
  await build({ configFile: false, root, logLevel: "error", build: { outDir } });
  const { trpc } = await tandem.admin();
  const answer = { result: { data: await trpc.users.list.query({ limit: 50 }) } };
  const app = fastify();
  await app.register(fastifyStatic, { root: outDir });
  app.get("/trpc/*", () => answer);
  app.get("/mail", (_, reply) => reply.type("text/html").send("<!doctype html><title>Mail</title>"));
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const elsewhere = `http://localhost:${new URL(url).port}/mail`;
  return { url, elsewhere, outDir, close: () => app.close() };
}

export const openBrowser = () => {
  const debian = "/usr/bin/chromium";
  return chromium.launch({
    ...(existsSync(debian) ? { executablePath: debian } : {}),
    args: ["--no-sandbox"],
  });
};

/** What is measured, the most it may be, and what it was. */
type Budget = [what: string, wanted: string, seen: string];

/**
 * Both pages are opened as people open them, from a page of another site, for which a browser begins a process; and from
 * an empty window, where it does so only for a page with the console's `Cross-Origin-Opener-Policy`.
 */
async function measureFirst(browser: Browser, tandem: TestTandem, bare: Bare): Promise<Budget[]> {
  const cookies = await signedIn(browser, tandem);
  const starts = { "another site": bare.elsewhere, "an empty window": "about:blank" };
  let scripts: string[] = [];
  let bareScripts: string[] = [];
  const budgets: Budget[] = [];
  for (const [start, from] of Object.entries(starts)) {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      const console = await firstRows(browser, `${tandem.localUrl}/users`, { from, cookies });
      const page = await firstRows(browser, bare.url, { from });
      ours.push(console.ms);
      theirs.push(page.ms);
      scripts = console.scripts;
      bareScripts = page.scripts;
    }
    const [own, other] = [middle(ours), middle(theirs)];
    const what = `first rows from ${start}, times the bare page's ${other.toFixed(0)} ms (${own.toFixed(0)} ms)`;
    budgets.push([what, "1.8", (own / other).toFixed(2)]);
  }
  const bareBytes = kilobytes(await gzipBytes(bare.outDir, bareScripts));
  return [
    [
      `first-load JavaScript, KB gzip (bare page ${bareBytes})`,
      "150",
      kilobytes(await gzipBytes(built, scripts)),
    ],
    ...budgets,
  ];
}

async function measureUse(browser: Browser, tandem: TestTandem): Promise<Budget[]> {
  const page = await openPage(browser, await signedIn(browser, tandem));
  await page.goto(`${tandem.localUrl}/users`);
  await page.getByRole("gridcell").first().waitFor();
  await page.waitForTimeout(2_000);
  await page.evaluate(() => void (window.marks = { typed: 0, answered: 0 }));
  const interaction = await slowestInteraction(page);
  await page.goto(`${tandem.localUrl}/users`);
  const waits: number[] = [];
  for (const word of ["petersen", "schmidt", "hansen", "lehmann", "krüger"])
    waits.push(await typing(page, word));
  await page.goto(`${tandem.localUrl}/users`);
  await page.getByRole("gridcell").first().waitFor();
  const times = (await frames(page, ROWS)).toSorted((one, other) => one - other);
  await page.context().close();
  return [
    [`typing to new rows, ms beyond ${DEBOUNCE_MS}`, "60", (middle(waits) - DEBOUNCE_MS).toFixed(0)],
    [`a frame while scrolling ${ROWS} rows, ms, p50`, "16.7", middle(times).toFixed(1)],
    ["the same, p99", "16.7", (times[Math.floor(times.length * 0.99)] ?? 0).toFixed(1)],
    ["slowest interaction to its picture, ms", "100", interaction.toFixed(0)],
  ];
}

/**
 * The server's part, over HTTP: p50 of a page of 50 with the total, of all rounds and of the quietest and the slowest, for
 * a machine's speed changes by the minute. Then the yardstick, which reads so much that nothing would be left in the
 * processor's caches for a server asked in turn with it.
 */
async function measureAnswers(folder: string, tandem: TestTandem): Promise<Budget[]> {
  const ours = await rounds(await placeOf(tandem, USERS));
  const raw = await serveRaw(folder, tandem);
  const theirs = await rounds({ url: raw.url, cookie: "", users: USERS }).finally(() => raw.close());
  return ours[0]!.map(({ what, total }, at): Budget => {
    const [own = [], other = []] = [ours, theirs].map((asked) => asked.map((answers) => answers[at]!.ms));
    const beside = `by the round ${range(own)}; raw FTS5 ${range(other)}`;
    return [`users.list, ${what} (${total}), ms, p50 (${beside})`, "3", middle(own.flat()).toFixed(1)];
  });
}

async function rounds(place: Awaited<ReturnType<typeof placeOf>>): Promise<Answers[]> {
  const asked: Answers[] = [];
  for (let round = 0; round < ROUNDS; round++) asked.push(...(await answerTimes(place)));
  return asked;
}

type Answers = Awaited<ReturnType<typeof answerTimes>>[number];
function range(rounds: number[][]): string {
  const medians = rounds.map(middle);
  return `${Math.min(...medians).toFixed(1)} to ${Math.max(...medians).toFixed(1)}`;
}

async function signedIn(browser: Browser, tandem: TestTandem) {
  await tandem.admin();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${tandem.localUrl}/sign-in`);
  await page.getByLabel("E-mail").fill(adminLogin.email);
  await page.getByLabel("Password", { exact: true }).fill(adminLogin.password);
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

export const middle = (values: number[]) =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
