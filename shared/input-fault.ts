import { refusals } from "./refusals";
import { say } from "./sentence";

/** What of an issue a check found tells how to mend it: zod's own, whatever its version calls the type. */
type Issue = {
  code: string;
  message: string;
  origin?: unknown;
  maximum?: unknown;
  minimum?: unknown;
};

const ZODS_OWN = /^(?:Too big|Too small|Invalid)\b/u;

/**
 * What is wrong with an input, as people read it: what its schema says, and where that says nothing of its own, a sentence
 * instead of zod's for what people type. What only programs get wrong stays in zod's words.
 */
export function faultOf({ code, message, origin, maximum, minimum }: Issue): string {
  if (!ZODS_OWN.test(message) || origin !== "string") return message;
  if (code === "too_big") return say(refusals.atMostShort, { count: Number(maximum) });
  if (code !== "too_small") return message;
  return Number(minimum) > 1 ? say(refusals.atLeast, { count: Number(minimum) }) : refusals.fillIn;
}
