import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { adminLogin } from "../support/tandem";
import { type Visitor, createVisitor } from "../support/visitor";
import { readCrm, readTandem, sorted } from "./support/books";
import { type Program, startProgram } from "./support/program";
import { casesSeed } from "../support/cases-seed";
import { seededRandom } from "./support/random";
import { Ledger } from "./support/registering";
import { type Setting, backendOfItsOwn, everythingInOneProcess } from "./support/settings";

/** `npm run faults` sets it to 50; the few of `npm test` look whether something is badly wrong. */
const KILLS = Number(process.env.FAULT_KILLS ?? 4);
/** People who register at the same time. */
const AT_ONCE = 4;
/** How long a dead server's jobs are left alone. The default of a minute would be most of this test. */
const LEASE_MS = 3_000;
/** For everybody to be linked after the last kill: who lost four attempts one after the other waits for up to five minutes. */
const PATIENCE_MS = 120_000 + KILLS * 10_000;

test.for([
  ["everything runs in one process", everythingInOneProcess],
  ["the backend is a process of its own, and lives on", backendOfItsOwn],
] as const)(
  `the server is killed ${KILLS} times while people register, and nobody who was accepted is lost or doubled: %s`,
  async ([, prepare]) => {
    console.log(`CASES_SEED=${casesSeed}`);
    const folder = await temporaryFolder();
    const dataDir = join(folder, "tandem");
    const setting = await prepare(folder);
    const start = () => startTandem(dataDir, setting);
    const ledger = new Ledger();

    await killWhileRegistering(start, ledger, seededRandom(casesSeed));
    const server = await start();
    const admin = createVisitor(urlOf(server));
    await admin.trpc.session.signIn.mutate(adminLogin);
    await expectAllLinked(admin, ledger, setting);
    expect(await server.end()).toBe(0);
    await setting.end();

    await expectSameBooks(dataDir, setting, ledger);
  },
);

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tandem-faults-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function startTandem(dataDir: string, setting: Setting): Promise<Program> {
  const env = {
    ...setting.env,
    PORT: "0",
    DATA_DIR: dataDir,
    LOG_LEVEL: "fatal",
    TANDEM_LEASE_MS: String(LEASE_MS),
    REGISTRATIONS_PER_NETWORK: "10000",
  };
  return startProgram("server/main.ts", env, /Tandem is at (http:[^\s]+)(?:.*token=(\S+))?\n/u);
}

const urlOf = ({ announced }: Program) => announced[1] ?? "";

/** Every life of the server ends by SIGKILL, at a random moment of some registrations. */
async function killWhileRegistering(start: () => Promise<Program>, ledger: Ledger, random: () => number) {
  let span: number | null = null;
  for (let kill = 0; kill < KILLS; kill++) {
    const server = await start();
    span ??= await firstDay(server, ledger);
    const url = urlOf(server);
    const first = Array.from({ length: AT_ONCE }, () => ledger.register(url));
    const people = first.map(async (answered) => (await answered) && ledger.registerUntilGone(url));
    await killMoment(random() * 1.5, span, Promise.race(first));
    await server.kill();
    await Promise.all(people);
  }
}

/** Up to 1: as far into the time a registration takes. Beyond: after an answer, when mails and next ones are under way. */
async function killMoment(share: number, span: number, answer: Promise<unknown>): Promise<void> {
  if (share > 1) await answer;
  await sleep((share % 1) * span);
}

/** The admin sets themselves up. Answers how long registrations take on this machine, in ms. */
async function firstDay(server: Program, ledger: Ledger): Promise<number> {
  const token = server.announced[2] ?? "";
  const admin = createVisitor(urlOf(server));
  await admin.trpc.session.setUp.mutate({ token, name: "Ada Admin", ...adminLogin });
  const startedAt = Date.now();
  await Promise.all(Array.from({ length: AT_ONCE }, () => ledger.register(urlOf(server))));
  return Date.now() - startedAt;
}

/** What the desk sees: in the end everybody is linked, whether they had an answer or not. */
async function expectAllLinked(admin: Visitor, ledger: Ledger, setting: Setting): Promise<void> {
  const notLinked = async () => {
    const { total, states } = await admin.trpc.users.facets.query();
    return total - (states.linked ?? 0);
  };
  await expect.poll(notLinked, { timeout: PATIENCE_MS, interval: 250 }).toBe(0);
  for (const [email, userId] of ledger.accepted) {
    const { rows } = await admin.trpc.users.list.query({ query: email });
    expect(rows).toMatchObject([{ userId, email, state: "linked" }]);
  }
  const { total } = await admin.trpc.users.facets.query();
  const mails = async () => (await setting.mailedTo()).length;
  await expect.poll(mails, { timeout: PATIENCE_MS, interval: 250 }).toBe(total);
}

/** What the files say when all is over: the same people in Tandem, in the CRM and in the post, each once. */
async function expectSameBooks(dataDir: string, setting: Setting, { sent, accepted }: Ledger): Promise<void> {
  const { people, lostAttempts } = await readTandem(dataDir);
  const { contacts, frontendUsers } = readCrm(setting.crmFile);
  const emails = people.map(({ email }) => email).sort();
  console.log(
    `${KILLS} kills: ${accepted.size} of ${sent.size} registrations were accepted; of the others ` +
      `${emails.length - accepted.size} are linked all the same. ${lostAttempts} attempts died with the server.`,
  );
  expect(sent.size).toBeGreaterThan(accepted.size);
  expect(new Set(emails).size).toBe(emails.length);
  expect(emails.filter((email) => !sent.has(email))).toEqual([]);
  for (const [email, convexUserId] of accepted) {
    expect(people).toContainEqual(expect.objectContaining({ email, convexUserId }));
  }
  expect(sorted(contacts)).toEqual(sorted(people));
  expect(sorted(frontendUsers)).toEqual(sorted(people));
  expect((await setting.mailedTo()).sort()).toEqual(emails);
}
