import type { FunctionReturnType } from "convex/server";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { type Convex, systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import { expected } from "../expected";
import { sourceOf } from "../webhooks/source";
import { isWellFormed } from "./api-token";
import type { SignedIn } from "./identify";
import { hashToken } from "./tokens";
import { refuseTooMany, tooMany } from "./too-many";

/** Requests that one token may make at one server in a minute. */
const CALLS_PER_MINUTE = 600;

type Coming = { address: string; requestId: string };

/** The door for scripts: who comes with an API token. */
export type TokenDoor = {
  /**
   * Its holder. Rejects with one answer for a token that is unknown, ended or revoked, and with `too_many` when it, or its
   * network, has come with such ones too often, or asks too much.
   */
  enter(token: string, coming: Coming): Promise<SignedIn>;
  /** Its holder as things are now, without counting. */
  holder(token: string): Promise<SignedIn | null>;
};

/** `callsPerMinute`: requests of one token at this server. What is no use is counted in the store, for all servers. */
export function createTokenDoor(convex: Convex, callsPerMinute = CALLS_PER_MINUTE): TokenDoor {
  const tandem = convex.as(systemActor);
  const calls = new RateLimiterMemory({ points: callsPerMinute, duration: 60 });
  const find = async (token: string) =>
    isWellFormed(token) ? tandem.query(api.apiTokens.holder, { tokenHash: hashToken(token) }) : null;

  async function refuse(token: string, { address, requestId }: Coming): Promise<never> {
    const tokenHash = hashToken(token);
    const keys = {
      account: hashToken(`token ${tokenHash}`),
      address: hashToken(`token from ${sourceOf(address)}`),
    };
    const waitMs = await tandem.mutation(api.apiTokens.refuse, { tokenHash, keys, requestId });
    refuseTooMany({ waitMs }, "tokenCallsTooMany");
    throw expected({ code: "unauthenticated", message: "This API token is not valid." });
  }

  return {
    async enter(token, coming) {
      const held = await find(token);
      if (!held) return refuse(token, coming);
      const { tokenId } = held.token;
      await calls.consume(tokenId).catch((full: unknown) => {
        throw full instanceof RateLimiterRes ? tooMany("tokenCallsTooMany", full.msBeforeNext) : full;
      });
      if (held.untold) await tandem.mutation(api.apiTokens.noteUse, { tokenId, ...coming });
      return asking(held);
    },
    async holder(token) {
      const held = await find(token);
      return held && asking(held);
    },
  };
}

type Held = NonNullable<FunctionReturnType<typeof api.apiTokens.holder>>;

/** Nobody is there to prove who they are: what wants that is open to a token that was made for it, and to no other. */
const asking = ({ me, token }: Held): SignedIn => ({
  ...me,
  ...{ sessionId: token.tokenId, token, scopes: token.scopes },
  provedAt: token.unattended ? Date.now() : 0,
});
