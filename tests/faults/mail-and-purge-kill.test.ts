import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import type { Config } from "../../server/config";
import { configFor, inStore } from "../bench/tandem";
import { startSmtp, type TestSmtp } from "../support/smtp";
import { prepareKeeping, readKept } from "./support/keeping";
import { type Program, startProgram } from "./support/program";
import { casesSeed } from "../support/cases-seed";
import { seededRandom } from "./support/random";

/** `npm run faults` makes it 50; the few of `npm test` look whether all is well. */
const KILLS = Number(process.env.FAULT_KILLS ?? 2);
/** Some mails and some people for each life of the server, so that none finds nothing to do. */
const MAILS = 8 * (KILLS + 1);
const LEAVERS = 4 * (KILLS + 1);
/** A kill comes within so many ms of the first mail: a few transactions' time. */
const MOMENT_MS = 120;
/** Mails one server sends at a time. */
const AT_ONCE = 4;
const PATIENCE_MS = 60_000 + KILLS * 10_000;

test(
  `the server is killed ${KILLS} times while it mails and forgets people: every mail goes out, and nobody is left half forgotten`,
  async () => {
    console.log(`CASES_SEED=${casesSeed}`);
    const random = seededRandom(casesSeed);
    const smtp = await startSmtp();
    onTestFinished(() => smtp.close());
    const folder = await mkdtemp(join(tmpdir(), "tandem-mails-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const config = await configFor(folder);
    const { tokens } = await prepareKeeping(config, { mails: MAILS, leavers: LEAVERS });
    let half = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      await killAsItMails(folder, smtp, random);
      half += await leasesRunOut(config);
    }
    const last = await start(folder, smtp);
    await expect.poll(() => waitingIn(last), { timeout: PATIENCE_MS, interval: 50 }).toEqual([0, 0, 0]);
    expect(await last.end()).toBe(0);
    await expectAllKept(config, smtp, tokens);
    console.log(`${KILLS} kills: ${smtp.mails.length} mails for ${MAILS}, ${half} purges were cut off.`);
  },
  PATIENCE_MS,
);

const start = (dataDir: string, { url }: TestSmtp): Promise<Program> =>
  startProgram(
    "server/main.ts",
    { PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "fatal", SMTP_URL: url },
    /Tandem is at (http:[^\s]+)/u,
  );

/** One mail of each life is taken by the mail server and never known to be: the window that nobody can close. */
async function killAsItMails(folder: string, smtp: TestSmtp, random: () => number): Promise<void> {
  const before = smtp.mails.length;
  const { answer } = smtp.keepSilent();
  const server = await start(folder, smtp);
  await expect.poll(() => smtp.mails.length, { timeout: 60_000, interval: 5 }).toBeGreaterThan(before);
  await sleep(random() * MOMENT_MS);
  await server.kill();
  answer();
}

/** What a server held when it died is due, as it is after three minutes. Answers how many purges were under way. */
const leasesRunOut = (config: Config): Promise<number> =>
  inStore(config, (store) =>
    store.run(async ({ db }) => {
      for (const { _id } of await db.query("mails").collect())
        await db.patch("mails", _id, { wakeAt: Date.now() });
      return (await db.query("purges").collect()).length;
    }),
  );

/** Mails and purges that the server still has before it. */
async function waitingIn({ announced }: Program): Promise<number[]> {
  const text = await (await fetch(`${announced[1]}/metrics`)).text();
  const names = ["tandem_mails_waiting", "tandem_purges_due", "tandem_purges_under_way"];
  return names.map((name) => Number(new RegExp(`^${name} (.+)$`, "mu").exec(text)?.[1] ?? NaN));
}

async function expectAllKept(config: Config, smtp: TestSmtp, tokens: string[]): Promise<void> {
  const sent = new Map<string, number>();
  for (const { messageId = "" } of smtp.mails) sent.set(messageId, (sent.get(messageId) ?? 0) + 1);
  expect(sent.size).toBe(MAILS);
  expect(smtp.mails.length).toBeLessThanOrEqual(MAILS + KILLS * AT_ONCE);
  const texts = smtp.mails.map(({ text }) => text ?? "");
  expect(tokens.filter((token) => !texts.some((text) => text.includes(token)))).toEqual([]);
  const kept = await readKept(config);
  expect(kept.disagreements).toEqual([]);
  expect(kept.join.rows).toEqual(kept.join.wanted);
  expect(kept.mailed).toBe(MAILS);
  expect(kept.named).toEqual([]);
  expect(kept.purged).toEqual({ started: LEAVERS, done: LEAVERS });
}
