import { ConvexError } from "convex/values";
import type { FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../../../shared/errors";
import { holds, mayDo, type Permission } from "../../../shared/permissions";
import { refusalOf, tellRefusal } from "../../audit/refusals";
import { type Acting, actingAs } from "../../auth/identify";
import type { Convex, ConvexCaller } from "../../convex-client";
import { expected } from "../../expected";
import { statusOf } from "../errors";
import { type Taker, whileLetIn } from "./while-let-in";

export type ExportDeps = { convex: Convex; operatorOf: (request: FastifyRequest) => Promise<Acting | null> };

/**
 * Lets an operator with `permission` take a file along once `begin` has noted it down. Answers Convex with their
 * identity, for as long as they may, or `null` after it has answered the request with why not.
 */
export async function openExport(
  { convex, operatorOf }: ExportDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  permission: Permission,
  begin: (caller: ConvexCaller) => Promise<unknown>,
): Promise<Taker | null> {
  let operator: Acting | null = null;
  try {
    operator = await operatorOf(request);
    if (!operator) throw expected({ code: "unauthenticated", message: "Sign in first." });
    const { role } = operator;
    if (!mayDo(role, permission))
      throw expected({ code: "forbidden", message: `Your role (${role}) may not take this along.` });
    if (!holds(operator, permission))
      throw expected({
        code: "forbidden",
        message: `This API token is not for this: it lacks ${permission}.`,
      });
    const caller = convex.as(actingAs(operator));
    await begin(caller);
    return whileLetIn(caller, () => isStill(operator, () => operatorOf(request)));
  } catch (error) {
    const failure = error instanceof ConvexError ? AppError.safeParse(error.data) : null;
    if (!failure?.success) throw error;
    const why = refusalOf(failure.data);
    if (operator && why)
      await tellRefusal({ convexAs: convex.as, operator, requestId: request.id, what: pathOf(request) }, why);
    await reply.code(statusOf[failure.data.code]).send(failure.data);
    return null;
  }
}

/** Of a token the store itself asks at each call, and to ask here would use up what it may call. */
async function isStill(then: Acting | null, ask: () => Promise<Acting | null>): Promise<boolean> {
  if (then?.token) return true;
  const now = await ask();
  return now !== null && now.operatorId === then?.operatorId && now.role === then.role;
}

/** What was asked, without the filter that came with it. */
const pathOf = ({ routeOptions }: FastifyRequest): string => `GET ${routeOptions.url ?? "?"}`;
