import type { FastifyRequest } from "fastify";
import { keyRequired } from "../api-error";
import type { ApiKey } from "../store/api-keys";

/** Who calls: somebody with a key, or anybody. */
export type Caller = { kind: "key"; key: ApiKey } | { kind: "anonymous"; address: string };

const callers = new WeakMap<FastifyRequest, Caller>();

export function noteCaller(request: FastifyRequest, caller: Caller): void {
  callers.set(request, caller);
}

/** Who makes this request; the door has noted it. */
export function callerOf(request: FastifyRequest): Caller {
  return callers.get(request) ?? { kind: "anonymous", address: request.ip };
}

export const hasKey = (request: FastifyRequest): boolean => callerOf(request).kind === "key";

/** Throws unless the caller has a key, where only some of what a route does is open to all. */
export function demandKey(request: FastifyRequest): void {
  if (!hasKey(request)) throw keyRequired();
}
