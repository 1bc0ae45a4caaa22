import { describe, expect, test, vi } from "vitest";
import type { CookieName } from "../../server/auth/cookies";
import { identify, type SignedIn } from "../../server/auth/identify";
import { recentOperators } from "../../server/auth/recent-operators";
import { type Convex, type ConvexCaller, systemActor } from "../../server/convex-client";
import { api } from "../../server/convex/_generated/api";
import { begunEarly } from "../../server/trpc/begun-early";
import type { Context } from "../../server/trpc/context";
import { publicProcedure, router } from "../../server/trpc/trpc";

/** A query that is carried out while the store still says who is asking: for whom, and when its answer is told. */
const ada = { operatorId: "op_1", name: "Ada", role: "admin", sessionId: "s_1" } as SignedIn;
const changes: Array<[string, SignedIn | null]> = [
  ["has signed out or is disabled", null],
  ["has another role", { ...ada, role: "viewer" }],
  ["has to set up a second factor", { ...ada, mustEnrol: true }],
];

/** Ada asks; `sayWho` is what the store says at last. `written` is what came through to it. */
function asking() {
  let sayWho!: (operator: SignedIn | null) => void;
  let sayNothing!: (error: Error) => void;
  const who = new Promise<SignedIn | null>((resolve, reject) => {
    sayWho = resolve;
    sayNothing = reject;
  });
  const written: string[] = [];
  const confirm = vi.fn(() => who);
  const convex = {
    query: async () => "read",
    mutation: async () => void written.push("written"),
  } as unknown as ConvexCaller;
  return { confirm, sayWho, sayNothing, written, asked: { operator: ada, convexAs: () => convex, confirm } };
}

/** When everything that could go on by itself has. */
const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe("a query", () => {
  test("begins before the store has said who is asking, and tells nothing until then", async () => {
    const { asked, sayWho, confirm } = asking();
    const told = vi.fn();
    const carryOut = vi.fn(async () => {
      for (let steps = 0; steps < 50; steps++) await Promise.resolve();
      expect(confirm).not.toHaveBeenCalled();
      return "a page";
    });
    const answer = begunEarly(asked, carryOut).then(told);
    await settled();
    expect(carryOut).toHaveBeenCalledOnce();
    expect(confirm).toHaveBeenCalledOnce();
    expect(told).not.toHaveBeenCalled();
    sayWho({ ...ada });
    await answer;
    expect(told).toHaveBeenCalledExactlyOnceWith("a page");
    expect(carryOut).toHaveBeenCalledOnce();
  });

  test.each(changes)(
    "is answered as who they are now, and not as before, when its operator %s",
    async (_, now) => {
      const { asked, sayWho } = asking();
      const carriedOutAs: unknown[] = [];
      const answer = begunEarly(asked, async ({ operator = ada }) => {
        carriedOutAs.push(operator);
        return operator === now ? "as now" : "as before";
      });
      sayWho(now);
      expect(await answer).toBe("as now");
      expect(carriedOutAs).toEqual([ada, now]);
    },
  );

  test("is not answered while the store cannot say who is asking", async () => {
    const { asked, sayNothing } = asking();
    const answer = begunEarly(asked, async () => "a page");
    await settled();
    sayNothing(new Error("The store cannot be reached."));
    await expect(answer).rejects.toThrow("cannot be reached");
  });

  const writing = async ({ convexAs }: Partial<Pick<Context, "convexAs">>) => {
    if (!convexAs) return "begun anew";
    await convexAs(systemActor).mutation(api.auditChain.seal, {});
    return "written";
  };

  test("writes what it has to write once they are who they were", async () => {
    const { asked, sayWho, written } = asking();
    const answer = begunEarly(asked, writing);
    await settled();
    expect(written).toEqual([]);
    sayWho(ada);
    expect(await answer).toBe("written");
    expect(written).toEqual(["written"]);
  });

  test.each(changes)("leaves nothing behind of what it began when its operator %s", async (_, now) => {
    const { asked, sayWho, written } = asking();
    const answer = begunEarly(asked, writing);
    sayWho(now);
    expect(await answer).toBe("begun anew");
    expect(written).toEqual([]);
  });
});

describe("a change, or a stream", () => {
  const seen: unknown[] = [];
  const routes = router({
    change: publicProcedure.mutation(({ ctx }) => void seen.push(ctx.operator)),
    stream: publicProcedure.subscription(async function* ({ ctx }) {
      seen.push(ctx.operator);
      yield 1;
    }),
  });
  test.each(["change", "stream"] as const)("waits for who is asking: a %s", async (what) => {
    seen.length = 0;
    const { asked, sayWho } = asking();
    const answer = routes.createCaller(asked as unknown as Context)[what]();
    await settled();
    expect(seen).toEqual([]);
    sayWho(null);
    const stream = await answer;
    if (stream) for await (const message of stream) expect(message).toBe(1);
    expect(seen).toEqual([null]);
  });
});

describe("who lately asked", () => {
  test("is known by their session's token, until it turns out to be nobody's any more", () => {
    const recent = recentOperators();
    expect(recent.get("token")).toBeNull();
    recent.note("token", ada);
    expect(recent.get("token")).toBe(ada);
    expect(recent.get("another")).toBeNull();
    recent.note("token", null);
    expect(recent.get("token")).toBeNull();
  });

  test("is taken for them while they ask by it, and is nobody from the first time the store does not know them", async () => {
    const recent = recentOperators();
    const { sessionId, provedAt, ...me } = { ...ada, provedAt: 1 };
    let held: object | null = { me, sessionId, provedAt };
    const convex = { as: () => ({ query: async () => held }) } as unknown as Convex;
    const cookies = { read: (name: CookieName) => (name === "operator" ? "token" : null) };
    const first = await identify(convex, cookies, recent);
    expect(first).toMatchObject({ operator: ada, confirm: null });
    held = null;
    const second = await identify(convex, cookies, recent);
    expect(second.operator).toEqual(first.operator);
    expect(await second.confirm?.()).toBeNull();
    expect(await identify(convex, cookies, recent)).toEqual({ operator: null, member: null, confirm: null });
  });

  test("is forgotten when a thousand others have asked since", () => {
    const recent = recentOperators();
    for (let n = 0; n < 1_000; n++) recent.note(`token ${n}`, ada);
    recent.note("token 0", ada);
    recent.note("one more", ada);
    expect(recent.get("token 0")).toBe(ada);
    expect(recent.get("token 1")).toBeNull();
    expect(recent.get("token 2")).toBe(ada);
  });
});
