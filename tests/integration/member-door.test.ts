import type * as Argon2 from "@node-rs/argon2";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { memberGuessKeysOf } from "../../server/auth/guess-keys";
import { portalGuardOf } from "../../server/auth/portal-guard";
import { systemActor } from "../../server/convex-client";
import { api } from "../../server/convex/_generated/api";
import { appErrorOf } from "../support/app-error";
import { signInTry } from "../support/members";
import { newPerson } from "../support/people";
import { joinAs } from "../support/operators";
import { adminLogin, type TestTandem, startTestTandem } from "../support/tandem";
import { type Visitor, createVisitor } from "../support/visitor";

const argon2 = vi.hoisted(() => ({ verified: [] as string[], hashed: 0 }));
vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof Argon2>();
  const verify: typeof real.verify = (hash, ...rest) => {
    argon2.verified.push(String(hash));
    return real.verify(hash, ...rest);
  };
  const hash: typeof real.hash = (...given) => {
    argon2.hashed++;
    return real.hash(...given);
  };
  return { ...real, verify, hash };
});

/** The portal's doors as somebody tries them who wants in, or wants to know who is there. */
let tandem: TestTandem;
beforeAll(async () => {
  // Each test comes from a network of its own, as a proxy on this machine says.
  const env = { TRUST_PROXY: "1", REGISTRATIONS_PER_NETWORK: "25" };
  tandem = await startTestTandem({ env, now: () => Date.now() });
});
afterAll(() => tandem.close());

let network = 0;
beforeEach(() => {
  network++;
  // However long it takes to ask, no wait is over before the next question.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});
afterEach(() => void vi.useRealTimers());
const somebody = (from = `198.51.100.${network}`): Visitor =>
  createVisitor(tandem.localUrl, { "x-forwarded-for": from });

const wrong = { code: "unauthenticated", message: "E-mail address or password is wrong." };
const guess = (email: string, visitor = somebody()) =>
  appErrorOf(visitor.trpc.portal.signIn.mutate({ email, password: "not the password" }));

/** What was done to judge the passwords: one hash for each, and one as hard to compare as another. */
const costs = () => argon2.verified.map((hash) => hash.split("$").slice(1, 4).join(" "));
const dear = "argon2id v=19 m=19456,t=2,p=1";

let members = 0;
async function member() {
  const person = newPerson();
  await somebody(`203.0.113.${++members}`).trpc.portal.register.mutate(person);
  return person;
}

describe("signing in to the portal", () => {
  test("an unknown e-mail, a deleted account and a wrong password get one answer, after the same work", async () => {
    const [known, deleted] = [await member(), newPerson()];
    const { userId } = await somebody("192.0.2.6").trpc.portal.register.mutate(deleted);
    await (await tandem.admin()).trpc.users.softDelete.mutate({ id: userId, reason: "asked for it" });
    argon2.verified.length = 0;
    for (const email of [known.email, deleted.email, "nobody@klinik.example"]) {
      expect(await guess(email)).toEqual(wrong);
    }
    expect(costs()).toEqual(Array.from({ length: 3 }, () => dear));
  });

  test("not even the first after a start takes longer for an e-mail that nobody has", async () => {
    vi.resetModules();
    const { passwordMatches } = await import("../../server/auth/passwords");
    [argon2.hashed, argon2.verified.length] = [0, 0];
    expect(await passwordMatches(null, "x")).toBe(false);
    expect({ hashed: argon2.hashed, costs: costs() }).toEqual({ hashed: 0, costs: [dear] });
  });

  test("and so it is at the console, for who is disabled there too", async () => {
    const admin = await tandem.admin();
    const away = await joinAs(tandem, "support");
    await admin.trpc.operators.disable.mutate({ operatorId: away.operatorId, reason: "Left" });
    await somebody().trpc.session.signIn.mutate(adminLogin);
    argon2.verified.length = 0;
    for (const email of [adminLogin.email, away.login.email, "nobody@desk.example"]) {
      const asked = { email, password: "not the password" };
      expect(await appErrorOf(somebody().trpc.session.signIn.mutate(asked))).toEqual(wrong);
    }
    expect(costs()).toEqual(Array.from({ length: 3 }, () => dear));
  });

  test("who guesses at one account waits longer and longer, known or not, and from wherever they come", async () => {
    const { email, password } = await member();
    for (const address of [email, "not-there@klinik.example"]) {
      for (let n = 0; n < 5; n++) expect(await guess(address)).toEqual(wrong);
      const held = { code: "too_many", message: "Too many wrong passwords. Try again in 1 s." };
      expect(await guess(address)).toEqual(held);
      expect(await guess(address.toUpperCase(), somebody("192.0.2.7"))).toEqual(held);
    }
    // Even with the right one: else the wait would tell that it was right.
    const right = somebody().trpc.portal.signIn.mutate({ email, password });
    expect(await appErrorOf(right)).toMatchObject({ code: "too_many" });
    expect(await guess("somebody-else@klinik.example")).toEqual(wrong);
  });

  test("a hundred guesses at the same moment are no more than five", async () => {
    const { email } = await member();
    argon2.verified.length = 0;
    const answers = await Promise.all(Array.from({ length: 100 }, () => guess(email)));
    expect(answers.filter((answer) => answer.code === "unauthenticated")).toHaveLength(5);
    expect(argon2.verified).toHaveLength(5);
  });

  test("who goes through a list of accounts is held up, and nobody from elsewhere is", async () => {
    const list = Array.from({ length: 60 }, (_, n) => `p${n}@klinik.example`);
    const answers = await Promise.all(list.map((email) => guess(email)));
    expect(answers.filter(({ code }) => code === "unauthenticated")).toHaveLength(50);
    const { email, password } = await member();
    expect(await appErrorOf(somebody().trpc.portal.signIn.mutate({ email, password }))).toMatchObject({
      code: "too_many",
    });
    expect(await somebody("192.0.2.8").trpc.portal.signIn.mutate({ email, password })).toMatchObject({
      email,
    });
  });
});

describe("registering", () => {
  const register = (person = newPerson(), visitor = somebody()) =>
    visitor.trpc.portal.register.mutate(person);
  const taken = { code: "conflict", field: "email" };
  const held = (wait: string) => ({ code: "too_many", message: `Too many tries. Try again in ${wait}.` });
  /** So many that none of them alone is asked for too often. */
  const seven = () => Promise.all(Array.from({ length: 7 }, member));
  const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

  test("says that an address is taken, and to who asks for one after the other later and later", async () => {
    const known = await seven();
    const ask = (n: number) => appErrorOf(register(newPerson({ email: known[n % 7]!.email })));
    for (let n = 0; n < 20; n++) expect(await ask(n)).toMatchObject(taken);
    expect(await ask(20)).toEqual(held("1 s"));
    // Nor by an address that is free: else the difference would tell.
    expect(await appErrorOf(register())).toEqual(held("1 s"));
    expect(await register(newPerson(), somebody("192.0.2.9"))).toHaveProperty("userId");
    later(1_000);
    expect(await ask(20)).toMatchObject(taken);
    expect(await ask(21)).toEqual(held("2 s"));
    later(2_000);
    expect(await ask(21)).toMatchObject(taken);
    expect(await ask(22)).toEqual(held("4 s"));
  });

  test("with one address again and again takes longer and longer too, from wherever they come", async () => {
    const { email } = await member();
    const ask = (n: number) => appErrorOf(register(newPerson({ email }), somebody(`192.0.2.${20 + n}`)));
    for (let n = 0; n < 5; n++) expect(await ask(n)).toMatchObject(taken);
    expect(await ask(5)).toEqual(held("1 s"));
    later(1_000);
    expect(await ask(6)).toMatchObject(taken);
    expect(await ask(7)).toEqual(held("2 s"));
    expect(await register()).toHaveProperty("userId");
  });

  test("costs nobody time who mistypes a few times, and it is forgotten after an hour", async () => {
    const { email } = await member();
    const ask = () => appErrorOf(register(newPerson({ email })));
    for (let n = 0; n < 4; n++) expect(await ask()).toMatchObject(taken);
    expect(await register()).toHaveProperty("userId");
    later(3_600_000);
    for (let n = 0; n < 5; n++) expect(await ask()).toMatchObject(taken);
    expect(await ask()).toEqual(held("1 s"));
  });

  test("of many at the same moment no more than twenty are told", async () => {
    const known = await seven();
    const asked = Array.from({ length: 25 }, (_, n) =>
      appErrorOf(register(newPerson({ email: known[n % 7]!.email }))),
    );
    const told = (await Promise.all(asked)).filter(({ code }) => code === "conflict");
    expect(told).toHaveLength(20);
  });

  test("costs as much for a taken address as for a free one, before anything is told", async () => {
    const { email } = await member();
    for (const person of [newPerson({ email }), newPerson()]) {
      argon2.hashed = 0;
      await register(person).catch(() => {});
      expect(argon2.hashed).toBe(1);
    }
  });

  test("is possible for a whole office, and not for a flood from one network", async () => {
    const [first, ...others] = Array.from({ length: 30 }, (_, n) => `2001:db8:${network}:1::${n + 1}`);
    await Promise.all(
      others.slice(0, 24).map((from) => somebody(from).trpc.portal.register.mutate(newPerson())),
    );
    await somebody(first).trpc.portal.register.mutate(newPerson());
    const refused = await appErrorOf(somebody(others[28]).trpc.portal.register.mutate(newPerson()));
    expect(refused).toMatchObject({ code: "too_many" });
    const next = somebody(`2001:db8:${network}:2::1`).trpc.portal.register.mutate(newPerson());
    expect(await next).toHaveProperty("userId");
  });
});

test("who tries out the tokens of invitations is told so often that there is none, and then no more", async () => {
  const look = (n: number) => somebody().trpc.portal.invitation.query({ token: `${n}`.padStart(43, "x") });
  for (let n = 0; n < 20; n++) expect(await look(n)).toBeNull();
  expect(await appErrorOf(look(20))).toMatchObject({ code: "too_many" });
});

test("so is who tries out the links of operators, whatever they are for, and nobody elsewhere", async () => {
  const token = (n: number) => `${n}`.padStart(43, "y");
  const { session } = somebody().trpc;
  const looks = [
    (n: number) => session.inviteStatus.query({ token: token(n) }),
    (n: number) => session.resetStatus.query({ token: token(n) }),
    (n: number) => session.setUpStatus.query({ token: token(n) }),
  ];
  for (let n = 0; n < 20; n++) expect(await looks[n % 3]!(n)).toMatchObject({ why: expect.any(String) });
  const held = { code: "too_many", message: "Too many tries. Try again in 1 s." };
  for (const look of looks) expect(await appErrorOf(look(20))).toEqual(held);
  const password = "correct horse battery staple";
  expect(await appErrorOf(session.resetPassword.mutate({ token: token(21), password }))).toEqual(held);
  const elsewhere = somebody("192.0.2.12").trpc.session;
  expect(await elsewhere.inviteStatus.query({ token: token(22) })).toMatchObject({ invite: null });
});

test("several servers count together: what one of them has told, the others do not tell again", async () => {
  const { email } = await member();
  const ask = () => appErrorOf(somebody().trpc.portal.register.mutate(newPerson({ email })));
  for (let n = 0; n < 5; n++) await ask();
  const { convex } = tandem;
  const address = `198.51.100.${network}`;
  const another = portalGuardOf({ convex, address, registrations: 25 });
  await expect(another.telling(async () => "registered", email)).rejects.toMatchObject({
    data: { code: "too_many" },
  });

  const guessed = await member();
  for (let n = 0; n < 5; n++) await guess(guessed.email, somebody("192.0.2.10"));
  const keys = memberGuessKeysOf(guessed.email, "192.0.2.11");
  const begun = await convex.as(systemActor).mutation(api.memberSignIn.begin, { email: guessed.email, keys });
  expect(begun).toMatchObject({ waitMs: 1_000, credential: null });
});

test("who was right a month ago is let in again, though nobody has cleared away that they were", async () => {
  const { email, password } = await member();
  const enter = () => somebody().trpc.portal.signIn.mutate({ email, password });
  await enter();
  // More than one sign-in clears away, and older.
  for (let n = 0; n < 12; n++) await guess(`forgotten-${n}@klinik.example`, somebody("192.0.2.5"));
  vi.setSystemTime(Date.now() + 31 * 24 * 3_600_000);
  await enter();
  await enter();
});

test("a password that was right when it was judged opens no session once it is another one", async () => {
  const { email } = await member();
  const tandemItself = tandem.convex.as(systemActor);
  const asked = signInTry(email);
  const { credential } = await tandemItself.mutation(api.memberSignIn.begin, asked);
  const session = { tokenHash: "of-a-stale-password", expiresAt: Date.now() + 60_000 };
  const opening = { keys: asked.keys, session, requestId: "request" };
  const proven = { ...credential!, passwordHash: "the hash of the old one" };
  await expect(
    tandemItself.mutation(api.memberSignIn.openSession, { ...opening, proven }),
  ).rejects.toMatchObject({ data: { code: "unauthenticated" } });
});
