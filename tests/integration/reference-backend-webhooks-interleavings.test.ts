import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ManualClock } from "../../server/reference-backend/manual-clock";
import { createReferenceBackend } from "../../server/reference-backend/server";
import { API_KEY } from "./reference-backend-harness";
import { secretOf } from "./reference-backend-webhooks-harness";

/** Events of this one name nobody, so they wait for no other. */
const NOBODY = "3";

/** What happens, one after another. `pick` chooses among the requests under way. */
type Step =
  | { kind: "event"; person: number }
  | { kind: "answer"; pick: number; status: number }
  /** The endpoint takes the event, but its answer never arrives. */
  | { kind: "takeSilently"; pick: number }
  | { kind: "wait"; ms: number }
  /** The sender ends between an answer and its note, or before the answer. */
  | { kind: "restart" };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("event"), person: fc.nat(3) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("answer"),
      pick: fc.nat(7),
      status: fc.constantFrom(200, 200, 204, 302, 404, 500),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("takeSilently"), pick: fc.nat(7) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("wait"),
      ms: fc.constantFrom(1_000, 6_000, 400_000, 3_600_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("restart") }) },
);

interface Request {
  id: string;
  body: string;
  answer(status: number): void;
}

/** The backend's sender against an endpoint whose every answer the test decides. */
class Scene {
  readonly underWay = new Set<Request>();
  /** Event IDs in the order in which they happened, by person. */
  readonly happened = new Map<string, string[]>();
  /** Event IDs as the endpoint took them, repeats included. */
  readonly taken: string[] = [];
  /** Events of which some attempt failed: another answer than 2xx, or none within 15 s. */
  readonly failed = new Set<string>();
  /** What must never be; noted, because the sender takes a throw for a lost connection. */
  readonly violations: string[] = [];
  private readonly bodies = new Map<string, string>();
  private readonly clock = new ManualClock();
  private backend;
  private events = 0;
  private stopping = false;

  constructor(private readonly folder: string) {
    this.backend = this.start();
  }

  private start() {
    return createReferenceBackend({
      path: join(this.folder, "backend.sqlite"),
      mailFolder: this.folder,
      apiKey: API_KEY,
      chaos: true,
      clock: this.clock,
      random: () => 0.5,
      fetch: this.fetch,
      webhook: { url: "http://endpoint.example/hook", secret: secretOf("interleavings") },
    });
  }

  private readonly fetch: typeof globalThis.fetch = (_url, init) =>
    new Promise((resolve, reject) => {
      const id = new Headers(init?.headers).get("webhook-id") ?? "";
      const answer = (status: number) => {
        this.underWay.delete(request);
        resolve(new Response(null, { status }));
      };
      const request: Request = { id, body: String(init?.body), answer };
      init?.signal?.addEventListener("abort", () => {
        if (this.underWay.delete(request) && !this.stopping) this.failed.add(id);
        reject(new Error("aborted"));
      });
      this.underWay.add(request);
      this.checkRequest(request);
    });

  /** Always the same bytes under one ID, one event of a person at a time, and eight requests at most. */
  private checkRequest({ id, body }: Request): void {
    if ((this.bodies.get(id) ?? body) !== body) this.violations.push(`${id} has other bytes than before`);
    this.bodies.set(id, body);
    const people = [...this.underWay].map((request) => this.personOf(request.id));
    const named = people.filter((person) => person !== NOBODY);
    if (new Set(named).size < named.length) this.violations.push(`${id} did not wait`);
    if (people.length > 8) this.violations.push(`${id} makes ${people.length} at once`);
  }

  private personOf(id: string): string {
    return /^evt_(\d+)/u.exec(id)?.[1] ?? "";
  }

  async open(): Promise<void> {
    await this.backend.app.ready();
  }

  async play(step: Step): Promise<void> {
    const request = "pick" in step ? [...this.underWay][step.pick % this.underWay.size] : undefined;
    switch (step.kind) {
      case "event":
        await this.event(String(step.person));
        break;
      case "answer":
        if (request) this.answer(request, step.status);
        break;
      case "takeSilently":
        if (request) this.taken.push(request.id);
        break;
      case "wait":
        this.clock.advance(step.ms);
        break;
      case "restart":
        await this.restart();
    }
    // Every promise that can go on has gone on when this one has.
    await setImmediate();
  }

  private async restart(): Promise<void> {
    this.stopping = true;
    await this.backend.close();
    this.stopping = false;
    this.backend = this.start();
    await this.open();
  }

  private async event(person: string): Promise<void> {
    const id = `evt_${person}_${this.events++}`;
    this.happened.set(person, [...(this.happened.get(person) ?? []), id]);
    const data = person === NOBODY ? {} : { contactId: person };
    const payload = { id, type: "contact.updated", data };
    await this.call("POST", "/control/webhooks/send", payload);
  }

  answer(request: Request, status: number): void {
    if (status < 300) this.taken.push(request.id);
    else this.failed.add(request.id);
    request.answer(status);
  }

  private async call(method: "GET" | "POST", url: string, payload?: object) {
    const headers = { authorization: `Bearer ${API_KEY}` };
    const answer = await this.backend.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
    expect(answer.statusCode).toBeLessThan(300);
    return answer.json();
  }

  /** From now on all is well: answers everything, and lets time pass until nothing is left to send. */
  async heal(): Promise<void> {
    for (;;) {
      for (const request of [...this.underWay]) this.answer(request, 200);
      await setImmediate();
      if (this.underWay.size > 0) continue;
      const { deliveries } = await this.call("GET", "/api/v1/webhooks/deliveries?status=queued&limit=1");
      if (deliveries.length === 0) return;
      this.clock.advance(Math.max(0, deliveries[0].nextAttemptAt - this.clock.now()));
    }
  }

  close = () => this.backend.close();
}

describe("however events, answers, losses and restarts fall together", () => {
  it("every event arrives, always as the same bytes, and in each person's order while they succeed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const folder = mkdtempSync(join(tmpdir(), "tandem-backend-"));
        const scene = new Scene(folder);
        try {
          await scene.open();
          for (const each of steps) await scene.play(each);
          await scene.heal();
          checkArrivals(scene);
        } finally {
          await scene.close();
          rmSync(folder, { recursive: true, force: true });
        }
      }),
      { numRuns: 60 },
    );
  });
});

function checkArrivals({ happened, taken, failed, violations }: Scene): void {
  expect(violations).toEqual([]);
  for (const [person, ids] of happened) {
    const firsts = [...new Set(taken)].filter((id) => ids.includes(id));
    expect(firsts.toSorted()).toEqual(ids.toSorted());
    if (person !== NOBODY && !ids.some((id) => failed.has(id))) expect(firsts).toEqual(ids);
  }
}
