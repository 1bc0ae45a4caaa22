import type { z } from "zod";
import { refusals } from "../../../shared/refusals";
import type { BegunSignOn, FinishedSignOn, SignedOn, SignInMethods } from "../../../shared/session-api";
import { systemActor } from "../../convex-client";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { expected } from "../../expected";
import type { DoorsOptions } from "../doors";
import { guessKeysOf } from "../guess-keys";
import { judged, tellingOfCodes } from "../judge-operator";
import { newOperatorSession } from "../operator-entrances";
import { hashToken } from "../tokens";
import { refuseTooMany } from "../too-many";
import type { Claims } from "./claims";
import { type Pending, pendingIn } from "./pending";
import { type Provider, SignOnError } from "./provider";

/** The identity provider as a door of the console, for one request. */
export type SignOnDoors = {
  signInMethods(): z.infer<typeof SignInMethods>;
  /** Where to go, to come back as whoever they are there. `next`: the screen they wanted. */
  beginSignOn(next: string, to: Away["to"]): Promise<z.infer<typeof BegunSignOn>>;
  finishSignOn(answer: string): Promise<z.infer<typeof FinishedSignOn>>;
  /** The code of the second factor that was asked for on coming back. */
  signOnCode(code: string): Promise<z.infer<typeof SignedOn>>;
};

type Away = Extract<Pending, { kind: "away" }>;
type AtCode = Extract<Pending, { kind: "at code" }>;

export function signOnDoors(options: DoorsOptions): SignOnDoors {
  const { cookies, seal, address, crowd } = options;
  const pending = pendingIn(cookies, seal);
  return {
    signInMethods: () => ({ provider: options.provider && { label: options.provider.label } }),

    async beginSignOn(next, to) {
      await crowd(address);
      const provider = needed(options.provider);
      const again = to === "step up";
      const { url, checks } = await provider.begin({ again }).catch(inWords);
      pending.keep({ kind: "away", to, checks, next });
      return { url };
    },

    async finishSignOn(answer) {
      await crowd(address);
      const provider = needed(options.provider);
      const away = pending.read("away");
      if (!away) throw expected({ code: "conflict", message: refusals.signOnLost });
      // Each is answered once, whatever comes of it.
      pending.forget();
      const claims = await provider.finish(away.checks, answer).catch(toldInAudit(options));
      if (away.to === "step up") return stepUp(options, claims);
      return enter(options, claims, away.next);
    },

    async signOnCode(code) {
      const atCode = pending.read("at code");
      if (!atCode) throw expected({ code: "conflict", message: refusals.signOnLost });
      const me = await enterByCode(options, atCode, code);
      pending.forget();
      return { me, next: atCode.next };
    },
  };
}

function newSignOnSession(options: DoorsOptions) {
  const { token, session } = newOperatorSession(options);
  return { token, session: { ...session, signOn: true as const } };
}

async function enter(options: DoorsOptions, claims: Claims, next: string) {
  const { convex, cookies, requestId } = options;
  const { token, session } = newSignOnSession(options);
  const { secondFactor, authenticatedAt, ...claimed } = claims;
  const asked = { claims: claimed, secondFactor, authenticatedAt, session, requestId };
  const answer = await convex.as(systemActor).mutation(api.operatorSignOn.enter, asked);
  if (answer.is === "refused") throw expected({ code: "forbidden", message: whyWords[answer.why] });
  if (answer.is === "code wanted") {
    const { operatorId, email } = answer;
    pendingIn(cookies, options.seal).keep({ kind: "at code", operatorId, email, next });
    return { is: "code wanted" as const };
  }
  cookies.set("operator", token, answer.expiresAt);
  return { is: "in" as const, me: answer.me, next };
}

const whyWords = {
  disabled: refusals.operatorDisabled,
  noRole: refusals.signOnNoRole,
  unverified: refusals.signOnUnverified,
  otherAccount: refusals.signOnOtherAccount,
  notInvited: refusals.signOnNotInvited,
};

/** Guessing costs here what it costs after a password. */
async function enterByCode(options: DoorsOptions, { operatorId, email }: AtCode, code: string) {
  const tandem = options.convex.as(systemActor);
  const keys = guessKeysOf(email, options.address);
  const begun = await tandem.mutation(api.operatorSignIn.beginStepUp, { operatorId, keys });
  refuseTooMany(begun);
  const proof = begun.credential && (await judged(options, begun.credential, code));
  if (!proof) throw expected({ code: "conflict", message: refusals.signOnLost });
  const { token, session } = newSignOnSession(options);
  const { requestId } = options;
  const asked = {
    operatorId: operatorId as Id<"operators">,
    provenHash: null,
    keys,
    proof,
    session,
    requestId,
  };
  const open = () => tandem.mutation(api.operatorSignIn.openSession, asked);
  const { me, expiresAt } = await tellingOfCodes(options, asked.operatorId, open);
  options.cookies.set("operator", token, expiresAt);
  return me;
}

async function stepUp({ convex, cookies, requestId }: DoorsOptions, { issuer, subject }: Claims) {
  const tokenHash = hashToken(cookies.read("operator") ?? "");
  const asked = { tokenHash, issuer, subject, requestId };
  const isThem = await convex.as(systemActor).mutation(api.operatorSignOn.stepUp, asked);
  if (!isThem) throw expected({ code: "conflict", message: refusals.signOnStranger });
  return { is: "confirmed" as const };
}

function needed(provider: Provider | null): Provider {
  if (provider) return provider;
  throw expected({ code: "not_found", message: refusals.signOnOff });
}

/** An answer that does not hold is somebody's mistake or somebody's attack: the audit has it. */
const toldInAudit =
  ({ convex, requestId }: DoorsOptions) =>
  async (error: unknown): Promise<never> => {
    if (error instanceof SignOnError && (error.why === "invalid" || error.why === "not again")) {
      await convex.as(systemActor).mutation(api.operatorSignOn.refuse, { requestId });
    }
    return inWords(error);
  };

function inWords(error: unknown): never {
  if (!(error instanceof SignOnError)) throw error;
  switch (error.why) {
    case "down":
      throw expected({ code: "unavailable", message: refusals.signOnDown });
    case "refused":
      throw expected({ code: "forbidden", message: refusals.signOnRefused });
    case "invalid":
      throw expected({ code: "forbidden", message: refusals.signOnInvalid });
    case "not again":
      throw expected({ code: "conflict", message: refusals.signOnNotAgain });
  }
}
