import { ConvexError } from "convex/values";
import { AppError } from "../../shared/errors";
import { type Convex, systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import { networkKeyOf } from "./guess-keys";

/** Answers within ten minutes that say whether something is there: a taken address, a link that is no good. */
const TELLING = 20;

/**
 * What one network may ask of the portal. People need no account for it, so nothing else stops who goes through a list
 * of addresses. Counted in the store, so that all servers count together.
 */
export type PortalGuard = {
  /** Registers, unless too many have registered from here, or too many addresses were taken. */
  register<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Asks for something of which the answer may say that somebody else has it, unless too much was told from here. */
  telling<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Looks something up by a token, unless too many from here were wrong. `null`: this one was. */
  byToken<Result>(work: () => Promise<Result | null>): Promise<Result | null>;
};

type Guarded = { convex: Convex; address: string; registrations: number };

/** The guard for a visitor's address. `registrations`: how many one network may have in ten minutes. */
export function portalGuardOf({ convex, address, registrations }: Guarded): PortalGuard {
  const tandem = convex.as(systemActor);
  const network = networkKeyOf(address);
  const told = { network, most: TELLING };
  const tell = async () => refuse(await tandem.mutation(api.portalLimits.tell, told));
  const andTell = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      if (isTelling(error)) await tell();
      throw error;
    }
  };
  return {
    async register(work) {
      const asked = { network, most: registrations, mostTold: TELLING };
      refuse(await tandem.mutation(api.portalLimits.beginRegistration, asked));
      return andTell(work);
    },
    async telling(work) {
      refuse(await tandem.mutation(api.portalLimits.mayBeTold, told));
      return andTell(work);
    },
    async byToken(work) {
      refuse(await tandem.mutation(api.portalLimits.mayBeTold, told));
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

function refuse({ waitMs }: { waitMs: number }): void {
  if (waitMs <= 0) return;
  const message = `Too many tries from your network. Try again in ${waitWords(waitMs)}.`;
  throw new ConvexError<AppError>({ code: "too_many", message });
}

/** A wait for people, rounded up. */
export const waitWords = (ms: number): string =>
  ms < 60_000 ? `${Math.ceil(ms / 1_000)} s` : `${Math.ceil(ms / 60_000)} min`;
