import { ConvexError } from "convex/values";
import { AppError } from "../../shared/errors";
import { type Convex, systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import { networkKeyOf, toldBy } from "./guess-keys";
import { refuseTooMany } from "./too-many";

/**
 * What one network may ask of the portal. People need no account for it, so nothing else stops who goes through a list
 * of addresses. Counted in the store, so that all servers count together.
 */
export type PortalGuard = {
  /** Registers, unless too many have registered from here. */
  register<Result>(work: () => Promise<Result>): Promise<Result>;
  /**
   * Asks for something of which the answer may say that somebody else has it. Who has heard that often waits, longer each
   * time; so does everybody who asks for an `email` of which it was said often.
   */
  telling<Result>(work: () => Promise<Result>, email?: string): Promise<Result>;
  /** The same of what is looked up by a token. `null`: this one was wrong. */
  byToken<Result>(work: () => Promise<Result | null>): Promise<Result | null>;
};

type Guarded = { convex: Convex; address: string; registrations: number };

/** The guard for a visitor's address. `registrations`: how many one network may have in ten minutes. */
export function portalGuardOf({ convex, address, registrations }: Guarded): PortalGuard {
  const tandem = convex.as(systemActor);
  const network = networkKeyOf(address);
  const mayBeTold = async (email?: string) =>
    refuseTooMany(
      await tandem.query(api.portalLimits.untilTold, { by: toldBy(address, email) }),
      "manyTries",
    );
  const tell = async (email?: string) =>
    refuseTooMany(await tandem.mutation(api.portalLimits.tell, { by: toldBy(address, email) }), "manyTries");
  return {
    async register(work) {
      const asked = { network, most: registrations };
      refuseTooMany(await tandem.mutation(api.portalLimits.beginRegistration, asked), "manyFromNetwork");
      return work();
    },
    async telling(work, email) {
      await mayBeTold(email);
      try {
        return await work();
      } catch (error) {
        if (isTelling(error)) await tell(email);
        throw error;
      }
    },
    async byToken(work) {
      await mayBeTold();
      const found = await work();
      if (found === null) await tell();
      return found;
    },
  };
}

/** Whether what was refused says something about somebody else. */
function isTelling(error: unknown): boolean {
  const expected = error instanceof ConvexError ? AppError.safeParse(error.data) : null;
  if (!expected?.success) return false;
  const { code, field } = expected.data;
  return code === "conflict" || field === "invite";
}
