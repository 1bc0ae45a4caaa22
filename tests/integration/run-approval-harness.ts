import type { FunctionArgs, FunctionReference } from "convex/server";
import { api } from "../../server/convex/_generated/api";
import type { Id } from "../../server/convex/_generated/dataModel";
import type { OperatorRole } from "../../shared/permissions";
import { defaultSettings, type ApprovalSettings } from "../../shared/settings-api";
import { proven } from "../support/proven";
import { startRun } from "../support/runs";
import { RunScene } from "./runs-harness";

const requestId = "request";
const everybody = {
  by: "filter" as const,
  filter: { states: ["convex_only" as const, "deleted" as const] },
  except: [],
};

/** Somebody at the desk, as the server's tokens name them. */
export type Person = { subject: string; name: string; role: OperatorRole };

/** A desk with two admins, on which runs over three people that take something away need both of them. */
export class ApprovalScene {
  private constructor(
    readonly runs: RunScene,
    readonly maker: Person,
    readonly other: Person,
  ) {}

  static async open(): Promise<ApprovalScene> {
    const runs = await RunScene.open();
    const maker = await joined(runs, "Mara Maker");
    const desk = new ApprovalScene(runs, maker, await joined(runs, "Otto Other"));
    await desk.settle({ over: 3 });
    return desk;
  }

  close = () => this.runs.close();
  join = (name: string) => joined(this.runs, name);

  as(person: Person) {
    const { scene } = this.runs;
    return {
      query: <F extends FunctionReference<"query">>(fn: F, args: FunctionArgs<F>) =>
        scene.query(fn, args, person),
      mutation: <F extends FunctionReference<"mutation">>(fn: F, args: FunctionArgs<F>) =>
        scene.mutate(fn, args, person),
    };
  }

  /** Changes the terms under which runs need a second admin. */
  async settle(approval: Partial<ApprovalSettings>): Promise<void> {
    const desk = this.as(this.maker);
    const { version, settings } = await desk.query(api.settings.get, {});
    const changed = { ...defaultSettings.approval, ...settings.approval, ...approval };
    await desk.mutation(api.settings.update, {
      ...{ version, requestId, settings: { ...settings, approval: changed } },
    });
  }

  /** The maker asks to soft-delete everybody who has an account; nothing but time is needed for what follows. */
  async ask(more: Partial<FunctionArgs<typeof api.runs.create>> = {}): Promise<string> {
    const { runId } = await this.asking(more);
    await this.settled();
    return runId;
  }

  async asking(more: Partial<FunctionArgs<typeof api.runs.create>> = {}, by: Person = this.maker) {
    const { scene } = this.runs;
    scene.clock.now += 1;
    const action = more.action ?? "soft_delete";
    const selection = more.selection ?? everybody;
    const { count } = await this.as(by).query(api.runs.preview, { action, selection });
    const options = action === "soft_delete" ? { typedCount: count } : {};
    return startRun(this.as(by), { options, ...more, action, selection });
  }

  async approve(runId: string, by: Person = this.other): Promise<void> {
    await this.approveOnly(runId, by);
    await this.settled();
  }

  /** The same, and nothing of what follows from it. */
  async approveOnly(runId: string, by: Person = this.other) {
    const { approval } = await this.runs.view(runId);
    const hash = approval?.plan.hash ?? "";
    return this.as(by).mutation(api.runApproval.approve, { runId, hash, requestId });
  }

  async reject(runId: string, by: Person = this.other): Promise<void> {
    await this.as(by).mutation(api.runApproval.reject, { runId, reason: "Ask the doctors first", requestId });
    await this.settled();
  }

  async withdraw(runId: string, by: Person = this.maker): Promise<void> {
    await this.as(by).mutation(api.runApproval.withdraw, { runId, requestId });
    await this.settled();
  }

  async steer(how: "pause" | "resume" | "cancel", runId: string, by: Person = this.other): Promise<void> {
    await this.as(by).mutation(api.runs[how], { runId, requestId });
    await this.settled();
  }

  /** So much time goes by, with all that happens in it. */
  async wait(ms: number): Promise<void> {
    this.runs.scene.clock.now += ms;
    await this.settled();
    await this.runs.tick();
  }

  settled = () => this.runs.scene.store.runScheduled();
  view = (runId: string) => this.runs.view(runId);
  state = async (runId: string) => (await this.runs.view(runId)).state;
  /** How many have lost their account. */
  async deleted(): Promise<number> {
    const found = await this.runs.scene.store.run((ctx) =>
      ctx.db
        .query("links")
        .withIndex("by_state_createdAt", (q) => q.eq("state", "deleted"))
        .collect(),
    );
    return found.length;
  }

  /** A script of this operator's, by an API token that is said to be for all this. */
  async script(person: Person, scopes: string[]): Promise<Person & { apiToken: string }> {
    const apiToken = await this.runs.scene.store.run((ctx) =>
      ctx.db.insert("apiTokens", {
        ...{
          operator: person.subject as Id<"operators">,
          name: "Nightly",
          hint: "tandem_",
          tokenHash: "hash",
        },
        ...{ scopes, unattended: true, expiresAt: this.runs.scene.clock.now + 86_400_000 },
      }),
    );
    return { ...person, apiToken };
  }

  /** What an admin does to another operator. */
  demote = (person: Person) => this.change(person, { role: "support" });
  disable = (person: Person) => this.change(person, { disabledAt: this.runs.scene.clock.now });

  private async change({ subject }: Person, change: object): Promise<void> {
    await this.runs.scene.store.run((ctx) => ctx.db.patch("operators", subject as Id<"operators">, change));
  }

  /** What the audit tells of the run, oldest first. */
  async told(runId: string): Promise<string[]> {
    const { rows } = await this.as(this.other).query(api.audit.page, {
      ...{ about: runId, cursor: null, limit: 50 },
    });
    return rows.map(({ actor, action }) => `${actor.name}: ${action}`).reverse();
  }
}

async function joined({ scene }: RunScene, name: string): Promise<Person> {
  const email = `${name.replace(" ", ".").toLowerCase()}@desk.example`;
  const subject = await scene.store.run((ctx) =>
    ctx.db.insert("operators", { email, emailKey: email, name, role: "admin", passwordHash: "argon2id" }),
  );
  return { subject, name, role: "admin", ...proven };
}
