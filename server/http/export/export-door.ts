import { ConvexError } from "convex/values";
import type { FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../../../shared/errors";
import { mayDo, type Permission } from "../../../shared/permissions";
import type { Me } from "../../../shared/session-api";
import type { Convex, ConvexCaller } from "../../convex-client";

export type ExportDeps = { convex: Convex; operatorOf: (request: FastifyRequest) => Promise<Me | null> };

const statuses: Partial<Record<AppError["code"], number>> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
};

/**
 * Lets an operator with `permission` take a file along once `begin` has noted it down. Answers Convex with their
 * identity, or `null` after it has answered the request with why not.
 */
export async function openExport(
  { convex, operatorOf }: ExportDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  permission: Permission,
  begin: (caller: ConvexCaller) => Promise<unknown>,
): Promise<ConvexCaller | null> {
  try {
    const operator = await operatorOf(request);
    if (!operator) throw refusal("unauthenticated", "Sign in first.");
    const { operatorId: id, name, role } = operator;
    if (!mayDo(role, permission)) throw refusal("forbidden", `Your role (${role}) may not take this along.`);
    const caller = convex.as({ kind: "operator", id, name, role });
    await begin(caller);
    return caller;
  } catch (error) {
    const failure = error instanceof ConvexError ? AppError.safeParse(error.data) : null;
    if (!failure?.success) throw error;
    await reply.code(statuses[failure.data.code] ?? 400).send(failure.data);
    return null;
  }
}

const refusal = (code: AppError["code"], message: string) => new ConvexError<AppError>({ code, message });
