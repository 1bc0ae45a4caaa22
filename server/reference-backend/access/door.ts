import type { FastifyRequest } from "fastify";
import { ApiError, keyRequired } from "../api-error";
import type { Backend } from "../backend";
import { type ApiKey, noteUse, openingKey } from "../store/api-keys";
import { type Caller, noteCaller } from "./caller";
import { type Limits, RateLimits } from "./limits";

/** What may be done without a key, besides nothing else. */
const OPEN_TO_ALL: ReadonlySet<string> = new Set([
  "GET /api/v1/events",
  "GET /api/v1/events/:id",
  "GET /api/v1/events/:id/products",
  "POST /api/v1/checkout/sessions",
  "POST /api/v1/checkout/confirm",
  "POST /api/v1/workflows/trigger",
]);
const TRIGGER = "POST /api/v1/workflows/trigger";

/** Writing down every use would cost a sync of the disk for each request. */
const USE_NOTED_EVERY_MS = 60 * 60 * 1000;

interface DoorOptions {
  orgId: string | undefined;
  /** Whether anybody may come in without a key, to where it is open to all. */
  anonymous: boolean;
  limits: Limits;
}

/**
 * The door of the API: a hook that lets in callers with a key, and those without to what is open to all; only for this
 * organisation when they name one, and not too often. A wrong key is refused everywhere.
 */
export function createDoor({ db, clock }: Pick<Backend, "db" | "clock">, options: DoorOptions) {
  const limits = new RateLimits(options.limits);
  return async (request: FastifyRequest): Promise<void> => {
    const route = `${request.method} ${request.routeOptions.url ?? ""}`;
    const caller = identify(request, options.anonymous && OPEN_TO_ALL.has(route));
    demandOrganization(request, options.orgId);
    await limits.count(caller, route === TRIGGER);
    noteCaller(request, caller);
  };

  function identify(request: FastifyRequest, openToAll: boolean): Caller {
    const { authorization } = request.headers;
    if (authorization === undefined && openToAll) return { kind: "anonymous", address: request.ip };
    const [, given] = /^Bearer (.+)$/u.exec(authorization ?? "") ?? [];
    const now = clock.now();
    const key = given === undefined ? undefined : openingKey(db, given, now);
    if (!key) throw keyRequired();
    remember(key, now);
    return { kind: "key", key };
  }

  function remember({ id, lastUsedAt }: ApiKey, now: number): void {
    if (lastUsedAt === null || now - lastUsedAt >= USE_NOTED_EVERY_MS) noteUse(db, id, now);
  }
}

function demandOrganization({ headers }: FastifyRequest, orgId: string | undefined): void {
  const named = headers["x-organization-id"];
  if (orgId === undefined || named === undefined || named === orgId) return;
  throw new ApiError(403, "FORBIDDEN", "The key does not belong to this organisation");
}
