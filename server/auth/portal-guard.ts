import { ConvexError } from "convex/values";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../../shared/errors";
import { sourceOf } from "../webhooks/source";

/** How often in which time, in seconds, one network may have something. */
const WINDOW_S = 600;
/** Answers that say whether something is there: an e-mail address that is taken, an invitation that is no good. */
const TELLING = 20;

/**
 * What one network may ask of the portal. People need no account for it, so nothing else stops who goes through a list
 * of addresses. Kept in memory, with the package that keeps the webhooks' strangers: counting strangers must not make the
 * store write, and a count that a restart forgets does no harm.
 */
export type PortalGuard = {
  /** Registers, unless too many have registered from here, or too many addresses were taken. */
  register<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Looks something up by a token, unless too many from here were wrong. `null`: this one was. */
  byToken<Result>(work: () => Promise<Result | null>): Promise<Result | null>;
};

/** A guard for each visitor's address. `registrations`: how many one network may have in ten minutes. */
export function createPortalGuards({
  registrations,
}: {
  registrations: number;
}): (address: string) => PortalGuard {
  const registered = new RateLimiterMemory({ points: registrations, duration: WINDOW_S });
  const told = new RateLimiterMemory({ points: TELLING, duration: WINDOW_S });
  return (address) => {
    const network = sourceOf(address);
    const tell = () => orRefuse(told.consume(network));
    const refuseWhoWasTold = async () => {
      const count = await told.get(network);
      if (count && count.consumedPoints >= TELLING) throw tooMany(count.msBeforeNext);
    };
    return {
      async register(work) {
        await refuseWhoWasTold();
        await orRefuse(registered.consume(network));
        try {
          return await work();
        } catch (error) {
          // Many at the same moment hear no more of it than many one after the other.
          if (isTelling(error)) await tell();
          throw error;
        }
      },
      async byToken(work) {
        await refuseWhoWasTold();
        const found = await work();
        if (found === null) await tell();
        return found;
      },
    };
  };
}

/** Whether a refused registration says something about somebody else. */
function isTelling(error: unknown): boolean {
  const expected = error instanceof ConvexError ? AppError.safeParse(error.data) : null;
  if (!expected?.success) return false;
  const { code, field } = expected.data;
  return code === "conflict" || field === "invite";
}

async function orRefuse(counted: Promise<RateLimiterRes>): Promise<void> {
  await counted.catch((refused: unknown) => {
    throw refused instanceof RateLimiterRes ? tooMany(refused.msBeforeNext) : refused;
  });
}

const tooMany = (waitMs: number) =>
  new ConvexError<AppError>({
    code: "too_many",
    message: `Too many tries from your network. Try again in ${waitWords(waitMs)}.`,
  });

/** A wait for people, rounded up. */
export const waitWords = (ms: number): string =>
  ms < 60_000 ? `${Math.ceil(ms / 1_000)} s` : `${Math.ceil(ms / 60_000)} min`;
