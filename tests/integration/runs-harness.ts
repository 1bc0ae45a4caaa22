import type { FunctionArgs } from "convex/server";
import { api } from "../../server/convex/_generated/api";
import type { RunItemView } from "../../shared/runs-api";
import { startRun } from "../support/runs";
import { type failed, Scene, system, type Work } from "./interleavings-harness";

type Create = FunctionArgs<typeof api.runs.create>;
type Wanted = Omit<FunctionArgs<typeof api.runs.items>, "runId" | "cursor">;
const requestId = "request";

/** The desk of an admin with a run, a worker and a clock, on the real store: everything happens when a test says so. */
export class RunScene {
  private accounts = 0;
  private constructor(readonly scene: Scene) {}

  static async open(): Promise<RunScene> {
    return new RunScene(await Scene.open());
  }

  close = () => this.scene.store.close();

  /** Accounts that have never reached the CRM. Answers the IDs of their rows. */
  async convexOnly(count: number): Promise<string[]> {
    const { scene } = this;
    for (let left = count; left > 0; left -= 100) {
      const users = Array.from({ length: Math.min(left, 100) }, () => this.account());
      await scene.mutate(api.imports.users, { users });
    }
    scene.clock.now += 1;
    const states = ["convex_only" as const];
    const { rows } = await scene.query(api.links.exportPage, { states, cursor: null, limit: 5_000 });
    return Promise.all(rows.map(async ({ userId }) => (await scene.personOf(userId ?? "")).row.linkId));
  }

  private account() {
    const n = ++this.accounts;
    const email = `account.${n}@klinik.example`;
    return { externalId: `account_${n}`, firstName: "Zoë", lastName: `Weiß ${n}`, email, createdAt: n };
  }

  /** Starts a run and lets it do all it can without a worker. */
  async start(selection: Create["selection"], more: Partial<Create> = {}): Promise<string> {
    this.scene.clock.now += 1;
    const { runId } = await startRun(this.scene.desk, { selection, ...more });
    await this.scene.store.runScheduled();
    return runId;
  }

  startIds = (linkIds: string[], more?: Partial<Create>) => this.start({ by: "ids", linkIds }, more);

  async command(name: "pause" | "resume" | "cancel", runId: string): Promise<void> {
    await this.scene.desk.mutation(api.runs[name], { runId, requestId });
    await this.scene.store.runScheduled();
  }

  /** What trying the failed people of a run again would do. */
  async retryPlan(runId: string) {
    const { action } = await this.view(runId);
    return this.scene.query(api.runs.preview, { action, selection: { by: "failed", runId } });
  }

  /** Tries them again, with the plan as it is now unless one was seen before. */
  async retry(runId: string, typedCount?: number, seen?: string): Promise<string> {
    const { desk } = this.scene;
    const { action } = await this.view(runId);
    const planned = await desk.query(api.runs.plan, { action, selection: { by: "failed", runId } });
    const typed = typedCount === undefined ? {} : { typedCount };
    const asked = { runId, requestId, hash: seen ?? planned.hash, planned, ...typed };
    const retried = await desk.mutation(api.runs.retryFailed, asked);
    await this.scene.store.runScheduled();
    return retried.runId;
  }

  view = (runId: string) => this.scene.query(api.runs.get, { runId });

  async items(runId: string, wanted: Wanted = {}): Promise<RunItemView[]> {
    const all: RunItemView[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: RunItemView[]; nextCursor: string | null } = await this.scene.query(
        api.runs.items,
        {
          ...{ runId, cursor, ...wanted },
        },
      );
      all.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return all;
  }

  /** A worker takes up to `most` jobs and ends each: well, unless `fails` says how it failed. */
  async work(
    most = 50,
    fails: (work: Work) => ReturnType<typeof failed> | null = () => null,
  ): Promise<number> {
    const works = await this.scene.claim("worker", most);
    const timing = { startedAt: this.scene.clock.now, durationMs: 20 };
    const settlements = works.map((work) => ({
      ...{ jobId: work.jobId, attempt: work.attempt, timing },
      outcome: fails(work) ?? this.scene.achieved(work),
    }));
    await this.scene.mutate(api.jobs.settle, { settlements });
    await this.tick();
    return works.length;
  }

  /** Works until nothing is due. */
  async workAll(fails?: (work: Work) => ReturnType<typeof failed> | null): Promise<void> {
    while ((await this.work(50, fails)) > 0);
  }

  /** What the worker does every two seconds. */
  async tick(): Promise<void> {
    this.scene.clock.now += 2_000;
    await this.scene.mutate(api.runs.closeFinished, {}, system);
    await this.scene.store.runScheduled();
  }
}
