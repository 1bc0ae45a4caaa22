import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { loadConfig } from "../../server/config";
import type { CheckoutView } from "../../shared/checkout-api";
import { type Order, Orders, readOffers } from "./support/booking";
import { expectNothingLeft, leasesRunOut, readBookings } from "./support/booking-books";
import { type Program, startProgram } from "./support/program";
import { casesSeed } from "../support/cases-seed";
import { seededRandom } from "./support/random";
import { type Setting, backendOfItsOwn, everythingInOneProcess } from "./support/settings";

/** `npm run faults` makes it 50; the few of `npm test` look whether all is well. */
const KILLS = Number(process.env.FAULT_KILLS ?? 2);
/** People who order at the same time. */
const AT_ONCE = 4;
/** A kill comes after so many presses at most, as far into the next answer as chance has it. */
const MOST_PRESSES = 6;
/** How long a dead server's jobs are left alone: members are brought to the backend before they are booked. */
const JOB_LEASE_MS = 1_000;
const PATIENCE_MS = 120_000 + KILLS * 10_000;

type Places = Map<string, number>;

test.for([
  ["everything runs in one process", everythingInOneProcess],
  ["the backend is a process of its own, and lives on", backendOfItsOwn],
] as const)(
  `the server is killed ${KILLS} times while people book, and every order that was taken is one booking: %s`,
  { timeout: PATIENCE_MS },
  async ([, prepare]) => {
    console.log(`CASES_SEED=${casesSeed}`);
    const folder = await temporaryFolder();
    const dataDir = join(folder, "tandem");
    const setting = await prepare(folder);
    const start = () => startTandem(dataDir, setting);
    const { orders, places, cutOff } = await killWhileBooking(start, dataDir, seededRandom(casesSeed));

    const server = await start();
    await orders.comeBack(urlOf(server));
    await expect.poll(() => waitingIn(server), { timeout: PATIENCE_MS, interval: 100 }).toBe(0);
    const ends = await orders.look(urlOf(server));
    expect(await server.end()).toBe(0);
    await setting.end();

    expectOneEach(orders.all, ends, readBookings(setting.crmFile), places);
    await expectNothingLeft(await configOf(dataDir));
    expectMailedOnce(orders.all, ends, await setting.mailedTo());
    const never = ends.filter((end) => end === null).length;
    console.log(
      `${KILLS} kills, ${ends.length} orders, ${never} never arrived. Cut off: ${cutOff.join(" ")}`,
    );
  },
);

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tandem-bookings-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const configOf = (dataDir: string) => loadConfig({ DATA_DIR: dataDir });

function startTandem(dataDir: string, setting: Setting): Promise<Program> {
  const env = {
    ...{ ...setting.env, PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "fatal" },
    // Everybody comes from a network of their own.
    ...{ TRUST_PROXY: "1", TANDEM_LEASE_MS: String(JOB_LEASE_MS) },
  };
  return startProgram("server/main.ts", env, /Tandem is at (http:[^\s]+)/u);
}

const urlOf = ({ announced }: Program) => announced[1] ?? "";

/** Every life of the server ends by SIGKILL, at a random moment of some orders. Answers where it cut what was under way. */
async function killWhileBooking(start: () => Promise<Program>, dataDir: string, random: () => number) {
  const first = await start();
  const { offers, placesLeft: places } = await readOffers(urlOf(first));
  const orders = new Orders(offers);
  await Promise.all(several(() => orders.order(urlOf(first))));
  const cutOff: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const server = kill === 0 ? first : await start();
    const url = urlOf(server);
    const people = [orders.comeBack(url), ...several(() => orders.orderUntilGone(url))];
    for (let presses = 1 + Math.floor(random() * MOST_PRESSES); presses > 0; presses--)
      await orders.nextPress();
    await sleep(random() * orders.lastMs);
    await server.kill();
    await Promise.all(people);
    cutOff.push(...(await leasesRunOut(await configOf(dataDir))));
  }
  return { orders, places, cutOff };
}

const several = <T>(make: () => T): T[] => Array.from({ length: AT_ONCE }, make);

/** Orders that the server still has before it. */
async function waitingIn({ announced }: Program): Promise<number> {
  const text = await (await fetch(`${announced[1]}/metrics`)).text();
  const steps = [...text.matchAll(/^tandem_bookings_waiting\{step="\w+"\} (\d+)$/gmu)];
  return steps.reduce((sum, [, count]) => sum + Number(count), steps.length > 0 ? 0 : NaN);
}

/** What was told was so; what was taken is booked once, for who ordered it, at the price they agreed to; and nothing else is. */
function expectOneEach(
  orders: Order[],
  ends: Array<CheckoutView | null>,
  { bookings, placesLeft }: ReturnType<typeof readBookings>,
  places: Places,
): void {
  const wanted = orders.flatMap((order, nth) => bookingOf(order, ends[nth] ?? null));
  const byEmail = <B extends { email: string }>(list: B[]) =>
    list.map((each) => ({ ...each })).sort((one, other) => (one.email < other.email ? -1 : 1));
  expect(byEmail(bookings)).toEqual(byEmail(wanted));
  expect(new Set(bookings.map(({ ticketNumber }) => ticketNumber)).size).toBe(bookings.length);
  for (const [eventId, before] of places) {
    const taken = bookings.filter((booking) => booking.eventId === eventId).length;
    expect({ eventId, left: placesLeft.get(eventId) }).toEqual({ eventId, left: before - taken });
    expect(before).toBeGreaterThanOrEqual(taken);
  }
}

/** What the backend must have of an order. Only who came too late for the last place has nothing. */
function bookingOf({ email, memberId, input, told }: Order, end: CheckoutView | null) {
  if (end === null) {
    expect(told).toEqual([]);
    return [];
  }
  const { step } = end;
  expect(step.kind === "refused" ? step.why : step.kind).toMatch(/^(?:booked|full)$/u);
  for (const { step: then } of told)
    if (then.kind === "booked" || then.kind === "refused") expect(then).toEqual(step);
  if (step.kind !== "booked") return [];
  const { eventId, agreed } = input;
  const { ticketNumber } = step;
  return [{ email, eventId, ticketNumber, total: agreed.total, convexUserId: memberId, tickets: 1 }];
}

/** Every guest who is booked has one mail: their ticket. */
function expectMailedOnce(orders: Order[], ends: Array<CheckoutView | null>, mailedTo: string[]): void {
  const isGuest = ({ memberId }: Order) => memberId === null;
  const guests = new Set(orders.filter(isGuest).map(({ email }) => email));
  const booked = orders.filter((order, nth) => isGuest(order) && ends[nth]?.step.kind === "booked");
  const toGuests = mailedTo.filter((email) => guests.has(email));
  expect(toGuests.sort()).toEqual(booked.map(({ email }) => email).sort());
}
