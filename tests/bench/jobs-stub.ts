/**
 * A backend that answers every call after 20 ms, in a process of its own, and keeps count: of calls by person, of what
 * changed by person, and of idempotency keys. Whoever registers is known from then on. Prints its address.
 * `/control/report` tells, `/control/reset` forgets.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { type BackendReport, SLICE_MS } from "./jobs-backend";
import { contactId, contactOf, frontendUserId, numberOf, type People } from "./jobs-people";
import { print } from "./table";

const ANSWER_MS = 20;
/** Who registers gets a number that nobody of an import has. */
const FIRST_NEWCOMER = 1_000_000_000;

type Contact = ReturnType<typeof contactOf>;
type Fields = Partial<Pick<Contact, "email" | "firstName" | "lastName" | "phone">>;
type Registration = { customerData: Fields; metadata: { convexUserId: string } };
/** What any of the calls may bring. */
type Body = Fields & { updates?: Fields; trigger?: string; inputData?: Registration; people?: People };
type Person = { calls: string[]; changes: number; phone?: string };
type Answer = { status: number; body: unknown };

let people: People = "linked";
let persons = new Map<number, Person>();
let newcomers = new Map<number, Contact>();
let numbers = new Map<string, number>();
let keys = new Map<string, number>();
let since = Date.now();
let slices: number[] = [];

function reset(next: People): Answer {
  people = next;
  persons = new Map();
  newcomers = new Map();
  numbers = new Map();
  keys = new Map();
  since = Date.now();
  slices = [];
  return { status: 200, body: {} };
}

function personOf(n: number): Person {
  const person = persons.get(n) ?? { calls: [], changes: 0 };
  persons.set(n, person);
  return person;
}

const contactNow = (n: number): Contact => newcomers.get(n) ?? contactOf(n, people);

function register({ customerData, metadata }: Registration): Answer {
  const { convexUserId } = metadata;
  const n = numbers.get(convexUserId) ?? FIRST_NEWCOMER + numbers.size;
  numbers.set(convexUserId, n);
  const ids = { convexUserId, crmId: contactId(n), frontendUserId: frontendUserId(n) };
  const { email, firstName, lastName, phone = "" } = customerData;
  const times = { createdAt: Date.now(), updatedAt: Date.now() };
  newcomers.set(n, { ...contactOf(n, people), email, firstName, lastName, phone, ...ids, ...times });
  return { status: 200, body: { success: true, contactId: ids.crmId, frontendUserId: ids.frontendUserId } };
}

function contactBody(n: number): unknown {
  const { crmId, name, subtype, status, createdAt, updatedAt, ...fields } = contactNow(n);
  const changed = persons.get(n)?.phone;
  return {
    ...{ id: crmId, type: "crm_contact", name, subtype, status, createdAt },
    updatedAt: changed ? Date.now() : updatedAt,
    customProperties: { ...fields, ...(changed ? { phone: changed } : {}) },
  };
}

function change(n: number, body: Body): void {
  const person = personOf(n);
  const phone = body.updates?.phone ?? body.phone;
  if (!phone || phone === (person.phone ?? contactNow(n).phone)) return;
  person.phone = phone;
  person.changes++;
}

function report(): Answer {
  const all = [...persons.values()];
  const sequences = new Map<string, number>();
  for (const { calls } of all) sequences.set(calls.join(), (sequences.get(calls.join()) ?? 0) + 1);
  const [[usual = "", times = 0] = []] = [...sequences].sort((a, b) => b[1] - a[1]);
  const body: BackendReport = {
    calls: slices.reduce((sum, count) => sum + (count ?? 0), 0),
    usual: usual.split(",").filter(Boolean),
    unusual: all.length - times,
    changedOnce: all.filter(({ changes }) => changes === 1).length,
    changedOften: all.filter(({ changes }) => changes > 1).length,
    keysRepeated: [...keys.values()].filter((count) => count > 1).length,
    ...{ since, slices: Array.from(slices, (count) => count ?? 0) },
  };
  return { status: 200, body };
}

async function answer(request: IncomingMessage): Promise<Answer> {
  const { method = "", url = "" } = request;
  const body = method === "GET" ? {} : (JSON.parse((await text(request)) || "{}") as Body);
  if (url === "/control/report") return report();
  if (url === "/control/reset") return reset(body.people ?? "linked");
  const slice = Math.floor((Date.now() - since) / SLICE_MS);
  slices[slice] = (slices[slice] ?? 0) + 1;
  const key = request.headers["idempotency-key"];
  if (typeof key === "string") keys.set(key, (keys.get(key) ?? 0) + 1);
  await sleep(ANSWER_MS);
  return answerCall(method, url.replace(/^\/api\/v1/u, ""), body);
}

function answerCall(method: string, path: string, body: Body): Answer {
  if (body.trigger === "user_registration" && body.inputData) return register(body.inputData);
  const [, route = "", id] =
    /^(\/crm\/contacts|\/frontend-users|\/workflows\/trigger)\/?([^?]*)/u.exec(path) ?? [];
  if (route && !id) return { status: 200, body: { contacts: [], total: 0, hasMore: false, success: true } };
  if (!id) return { status: 404, body: { message: "There is no such route.", code: "ROUTE" } };
  const n = numberOf(id);
  personOf(n).calls.push(`${method} ${route}/:id`);
  if (method === "PATCH") change(n, body);
  if (route === "/crm/contacts") return { status: 200, body: contactBody(n) };
  const { email, crmId } = contactNow(n);
  return { status: 200, body: { id: frontendUserId(n), email, status: "active", crmContactId: crmId } };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

const server = createServer((request, response) => {
  void answer(request).then((found) => send(response, found));
});
// A connection that is closed while the client takes it for open would be an error of the bench's own.
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () =>
  print(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`),
);
