import type { FunctionArgs } from "convex/server";
import type { AppError } from "../../shared/errors";
import type { Acting } from "../auth/identify";
import { type Convex, systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";

type Noted = FunctionArgs<typeof api.auditRefusals.note>;
type Call = {
  convexAs: Convex["as"];
  operator: Acting;
  requestId: string;
  /** The procedure or address that was asked. */
  what: string;
  /** What it was asked with, unread: only IDs of known names are taken from it. */
  input?: unknown;
};

/** Why an attempt counts as refused, or `null` where it only could not be done. */
export function refusalOf({ code, field }: AppError): string | null {
  if (code === "forbidden") return "not permitted";
  if (code === "needs_step_up") return "step-up missing";
  if (code === "conflict" && field === "approval") return "not to be approved";
  if (code === "invalid" && field === "typed") return "wrong words typed";
  return code === "invalid" && field === "typedCount" ? "wrong count typed" : null;
}

/** Tells the audit of an attempt that was refused: who, what and on whom. Nothing else that came with it. */
export async function tellRefusal(
  { convexAs, operator, requestId, what, input }: Call,
  why: string,
): Promise<void> {
  const { operatorId: id, name, role, token } = operator;
  const by = token && { token: { id: token.tokenId, name: token.name } };
  const refusal = { actor: { id, name, role, ...by }, what, why, requestId, ...aboutOf(what, input) };
  await convexAs(systemActor).mutation(api.auditRefusals.note, refusal);
}

const personNames = ["id", "linkId", "userId", "contactId"];
const targetNames = { runId: "run", sweepId: "sweep", operatorId: "operator" } as const;

/** No e-mail address is an ID, though people may be looked up by one. */
const isId = (value: unknown): value is string => typeof value === "string" && /^[\w:-]{1,64}$/u.test(value);

function aboutOf(what: string, input: unknown): Pick<Noted, "person" | "target"> {
  if (typeof input !== "object" || input === null) return {};
  const given = input as Record<string, unknown>;
  const person = personNames.map((name) => given[name]).find(isId);
  const [target] = Object.entries(targetNames).flatMap(([name, kind]) => {
    const id = given[name];
    const isReplay = kind === "run" && what.startsWith("webhooks.");
    return isId(id) ? [{ kind: isReplay ? ("replay" as const) : kind, id }] : [];
  });
  return { ...(person ? { person } : {}), ...(target ? { target } : {}) };
}
