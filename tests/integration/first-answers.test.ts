import { afterAll, beforeAll, expect, test } from "vitest";
import { newPerson } from "../support/people";
import { joinAs } from "../support/operators";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

/** What the desk's page brings along, so that its first picture needs no further question. Over real HTTP. */
let tandem: TestTandem;
const nasty = "O'Neill</script><script>alert(1)</script><!--";
beforeAll(async () => {
  tandem = await startTestTandem();
  await tandem.visitor().trpc.portal.register.mutate(newPerson({ firstName: "Ina", lastName: nasty }));
});
afterAll(() => tandem.close());

const pageFor = async (visitor: Visitor, path: string, encoding = "identity") => {
  const response = await visitor.fetch(path, { headers: { "accept-encoding": encoding } });
  return { headers: response.headers, text: await response.text() };
};
type Answers = Record<string, { address: string; answer: { result: { data: unknown } } }>;
const block = /<script type="application\/json" id="first-answers">(?<json>.*?)<\/script>/su;
const answersIn = (text: string) =>
  JSON.parse(block.exec(text)?.groups?.["json"] ?? "null") as Answers | null;

test("the users' page holds what it shows first, word for word as the API would answer it", async () => {
  const admin = await tandem.admin();
  const { headers, text } = await pageFor(admin, "/users");
  const answers = answersIn(text) ?? {};
  expect(Object.keys(answers)).toEqual(["session.me", "savedViews.list", "users.list"]);
  for (const { address, answer } of Object.values(answers))
    expect(answer).toEqual(await (await admin.fetch(address)).json());
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("vary")).toContain("cookie");
});

test("no name can end the data or become a script", async () => {
  const { text } = await pageFor(await tandem.admin(), "/users");
  expect(JSON.stringify(answersIn(text))).toContain("alert(1)");
  // The two files of code, and the data.
  expect(text.match(/<script/gu)).toHaveLength(3);
  expect(text).not.toContain("<!--");
});

test("compressed it says the same", async () => {
  const admin = await tandem.admin();
  const { text } = await pageFor(admin, "/users");
  for (const encoding of ["br", "gzip"]) {
    const packed = await pageFor(admin, "/users", encoding);
    expect(packed.headers.get("content-encoding")).toBe(encoding);
    expect(Object.keys(answersIn(packed.text) ?? {})).toEqual(Object.keys(answersIn(text) ?? {}));
  }
});

test("a page that shows others, or none, brings no users", async () => {
  const admin = await tandem.admin();
  const paths = async (path: string) => Object.keys(answersIn((await pageFor(admin, path)).text) ?? {});
  expect(await paths("/users?q=ina")).toEqual(["session.me", "savedViews.list"]);
  expect(await paths("/users?user=somebody")).toContain("users.list");
  expect(await paths("/overview")).toEqual(["session.me"]);
  expect(await paths("/portal/register")).toEqual(["portal.organization"]);
});

test("who sees names masked finds them masked in the page too", async () => {
  const { visitor } = await joinAs(tandem, "viewer");
  const { text } = await pageFor(visitor, "/users");
  expect(Object.keys(answersIn(text) ?? {})).toContain("users.list");
  expect(text).not.toMatch(/Ina|O'Neill/u);
});

test("nobody gets anything by a cookie that is no session", async () => {
  const stranger = tandem.visitor();
  expect(answersIn((await pageFor(stranger, "/users")).text)).toBeNull();
  stranger.cookies.set("tandem_operator", "made-up");
  const answers = answersIn((await pageFor(stranger, "/users")).text) ?? {};
  expect(Object.keys(answers)).toEqual(["session.me"]);
  expect(answers["session.me"]?.answer.result.data).toBeNull();
});

test("the pages of events bring them along, for anybody, word for word as the API would answer", async () => {
  const stranger = tandem.visitor();
  const found = await stranger.trpc.portal.events.query({});
  const [event] = found.kind === "events" ? found.events : [];
  const one = `/portal/events/${event?.id}`;
  for (const [path, asked] of [
    ["/portal/events", "portal.events"],
    [one, "portal.event"],
  ] as const) {
    const answers = answersIn((await pageFor(stranger, path)).text) ?? {};
    expect(Object.keys(answers)).toEqual(["portal.organization", asked]);
    const { address = "", answer } = answers[asked] ?? {};
    expect(JSON.stringify(answer)).toContain(event?.name);
    expect(answer).toEqual(await (await stranger.fetch(address)).json());
  }
  for (const none of ["/portal/events/", `${one}/more`, "/portal/events/%E0%A4%A", "/portal/eventsandmore"])
    expect((await pageFor(stranger, none)).text).not.toContain('"portal.event');
});

test("while the backend is away the pages of events say so themselves, and no made-up ID is passed on to it", async () => {
  tandem.backend.setChaos({ mode: "error" });
  const { text } = await pageFor(tandem.visitor(), "/portal/events/made-up");
  expect(answersIn(text)?.["portal.event"]?.answer.result.data).toEqual({ kind: "unknown" });
  tandem.backend.setChaos({ mode: "ok" });
});
