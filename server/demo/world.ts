import { randomUUID } from "node:crypto";
import { createTRPCClient, httpLink } from "@trpc/client";
import type { UserLink } from "../../shared/users-api";
import { systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import type { ChaosInput } from "../reference-backend/chaos/settings";
import type { Tandem } from "../tandem";
import type { AppRouter } from "../trpc/router";
import { createCrmStaff } from "./crm-staff";
import { KLINIK, somebody } from "./people";

/** Somebody of the story as the desk has them in its table. */
export type Seen = Pick<UserLink, "userId" | "contactId" | "frontendUserId" | "state" | "email">;

/** What the backend suffers from. `rule`: it refuses whoever has an address of the Klinik. */
export type Trouble = "none" | "down" | "rule" | { webhooksLostOf: string };

/** What the story can do, and what it sees of what came of it. */
export interface World {
  /** Somebody registers in the portal. Answers their user ID. */
  register(where: "klinik" | "elsewhere"): Promise<string>;
  /** The people with these user IDs; who is not there any more is left out. */
  look(userIds: readonly string[]): Promise<Seen[]>;
  /** The one before ends. Drills that people start themselves are theirs. */
  trouble(trouble: Trouble): void;
  /** Staff of the CRM do this there. */
  changePhone(person: Seen): Promise<void>;
  deleteUser(person: Seen): Promise<void>;
  /** Begins a sweep for what changed, unless one is under way. */
  sweep(): Promise<void>;
}

/** The world over HTTP as everybody else has it, except for what makes the backend fail. */
export function createWorld({ backend, convex, localUrl }: Tandem, backendApiKey: string): World {
  if (!backend) throw new Error("The demo needs the built-in backend.");
  const portal = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${localUrl}/trpc` })] });
  const staff = createCrmStaff(backend, backendApiKey);
  const tandem = convex.as(systemActor);
  let endTrouble = () => {};

  const find = async (userId: string): Promise<Seen[]> => {
    const { rows } = await tandem.query(api.links.page, { query: userId, cursor: null, limit: 1 });
    return rows.filter((row) => row.userId === userId);
  };

  return {
    register: async (where) => (await portal.portal.register.mutate(somebody(where))).userId,
    look: async (userIds) => (await Promise.all(userIds.map(find))).flat(),
    trouble(trouble) {
      endTrouble();
      endTrouble = trouble === "none" ? () => {} : backend.startDrill(drillOf(trouble));
    },
    async changePhone({ contactId }) {
      if (contactId) await staff.changePhone(contactId);
      await backend.settled();
    },
    async deleteUser({ frontendUserId }) {
      if (frontendUserId) await staff.deleteUser(frontendUserId);
    },
    async sweep() {
      const { sweeps } = await tandem.query(api.sweeps.list, { cursor: null });
      if (sweeps.some(({ state }) => state === "running")) return;
      await tandem.mutation(api.sweeps.start, { kind: "changes", requestId: randomUUID() });
    },
  };
}

function drillOf(trouble: Exclude<Trouble, "none">): ChaosInput {
  if (trouble === "down") return { mode: "down" };
  if (trouble === "rule") return { mode: "refuse", code: "EMAIL_DOMAIN_BLOCKED", match: { email: KLINIK } };
  return { mode: "webhook_lost", match: { email: trouble.webhooksLostOf } };
}
