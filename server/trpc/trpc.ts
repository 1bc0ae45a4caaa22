import { initTRPC, isTrackedEnvelope, tracked, TRPCError, type TRPCProcedureType } from "@trpc/server";
import { ConvexError } from "convex/values";
import type { z } from "zod";
import type { AppError } from "../../shared/errors";
import { shownTo } from "../../shared/mask-shown";
import {
  holds,
  mayDo,
  type ClearPermission,
  type MaskedPermission,
  type Permission,
  type Rights,
} from "../../shared/permissions";
import { refusalOf, tellRefusal } from "../audit/refusals";
import { actingAs } from "../auth/identify";
import { begunEarly } from "./begun-early";
import type { Context } from "./context";
import { asksToGoOn, goesOn, ownedBy, placeIn } from "./own-cursors";
import { whileSignedIn } from "./while-signed-in";
import { appErrorOf, cursorGone, toldError } from "./tell-error";
import { isWholeText } from "./whole-text";

const httpCode = {
  invalid: "BAD_REQUEST",
  not_found: "NOT_FOUND",
  conflict: "CONFLICT",
  forbidden: "FORBIDDEN",
  unauthenticated: "UNAUTHORIZED",
  unavailable: "SERVICE_UNAVAILABLE",
  too_many: "TOO_MANY_REQUESTS",
  needs_confirmation: "PRECONDITION_FAILED",
  needs_second_factor: "PRECONDITION_FAILED",
  needs_step_up: "PRECONDITION_FAILED",
} as const satisfies Record<AppError["code"], TRPCError["code"]>;

/** An expected failure as a tRPC error; the client reads it from `error.data.app`. */
export function appError(error: AppError): TRPCError {
  return new TRPCError({ code: httpCode[error.code], message: error.message, cause: new ConvexError(error) });
}

/** What broke unexpectedly may have broken after its change was made, so nothing else is promised. */
const unexpected = (type: TRPCProcedureType | "unknown") =>
  type === "mutation"
    ? "The server could not finish this. Look whether it was done before you try again."
    : "The server could not answer this. You can try again.";

/** A stream ends after this long, in ms; the client comes back at once, and whether it still may is asked again. */
const STREAM_LIFE_MS = 5 * 60_000;

const t = initTRPC.context<Context>().create({
  sse: {
    maxDurationMs: STREAM_LIFE_MS,
    ping: { enabled: true, intervalMs: 5_000 },
    client: { reconnectAfterInactivityMs: 15_000 },
  },
  errorFormatter: ({ shape, error, ctx, type }) => ({
    ...shape,
    message: error.code === "INTERNAL_SERVER_ERROR" ? unexpected(type) : shape.message,
    data: {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      path: shape.data.path,
      ...toldError(error),
      requestId: ctx?.requestId ?? null,
    },
  }),
});

const expectedErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok) return isStream(result.data) ? { ...result, data: translated(result.data) } : result;
  const expected = appErrorOf(result.error.cause);
  if (expected && result.error.code === "INTERNAL_SERVER_ERROR") throw appError(expected);
  return result;
});

const isStream = (data: unknown): data is AsyncIterable<unknown> =>
  typeof data === "object" && data !== null && Symbol.asyncIterator in data;

/** A stream fails after it was handed out; a client that is not told why connects again for ever. */
async function* translated(stream: AsyncIterable<unknown>): AsyncGenerator<unknown> {
  try {
    yield* stream;
  } catch (error) {
    const expected = appErrorOf(error);
    throw expected ? appError(expected) : error;
  }
}

/** All but queries wait for who asks (begun-early.ts). */
const whoAsks = t.middleware(async ({ ctx, type, next }) => {
  const { confirm } = ctx;
  if (!confirm) return next();
  if (type !== "query") return next({ ctx: { operator: await confirm() } });
  return begunEarly({ ...ctx, confirm }, (changed) => next({ ctx: changed }));
});

/** What an operator was refused is in the audit too; the transaction that refused it could not leave that behind. */
const refusalsTold = t.middleware(async ({ ctx, path, getRawInput, next }) => {
  const result = await next();
  const error = result.ok ? null : appErrorOf(result.error.cause);
  const why = error && refusalOf(error);
  const { operator, convexAs, requestId } = ctx;
  if (operator && !operator.mustEnrol && why)
    await tellRefusal({ convexAs, operator, requestId, what: path, input: await getRawInput() }, why);
  return result;
});

/** Broken texts are refused before anything is done: the store would fail over them, as if it were to blame. */
const wholeTexts = t.middleware(async ({ getRawInput, next }) => {
  // What cannot be read at all is told by who needs it.
  if (isWholeText(await getRawInput().catch(() => undefined))) return next();
  throw appError({ code: "invalid", message: "This text holds half of a character. Type it again." });
});

/** Every list's cursors, on their way out and in. */
const ownCursors = t.middleware(async ({ path, getRawInput, next }) => {
  const input = await getRawInput().catch(() => undefined);
  const place = asksToGoOn(input) ? placeIn(path, input.cursor) : undefined;
  if (place === null) throw appError(cursorGone);
  const result = await (place === undefined
    ? next()
    : next({ getRawInput: async () => ({ ...(input as object), cursor: place }) }));
  if (!result.ok || !goesOn(result.data)) return result;
  return { ...result, data: { ...result.data, nextCursor: ownedBy(path, result.data.nextCursor) } };
});

export const router = t.router;

/** For anyone, signed in or not. */
export const publicProcedure = t.procedure
  .use(expectedErrors)
  .use(whoAsks)
  .use(refusalsTold)
  .use(wholeTexts)
  .use(ownCursors);

/**
 * For a signed-in operator whose role holds `permission`, and so may read what is answered. `ctx.convex` acts with the
 * operator's own identity. What roles without `pii.read` may ask too is a `shownProcedure`.
 */
export const operatorProcedure = (permission: ClearPermission) => anyOperator(permission);

const anyOperator = (permission: Permission) =>
  publicProcedure.use(async ({ ctx, next }) => {
    const { operator, operatorNow } = ctx;
    if (!operator) throw appError({ code: "unauthenticated", message: "Sign in first." });
    if (operator.mustEnrol && permission !== "account.self") {
      throw appError({ code: "forbidden", message: "Set up your second factor first." });
    }
    if (!mayDo(operator.role, permission)) {
      throw appError({ code: "forbidden", message: `Your role (${operator.role}) may not do this.` });
    }
    if (!holds(operator, permission)) {
      throw appError({
        code: "forbidden",
        message: `This API token is not for this: it lacks ${permission}.`,
      });
    }
    const result = await next({ ctx: { operator, convex: ctx.convexAs(actingAs(operator)) } });
    if (!result.ok || !isStream(result.data)) return result;
    return { ...result, data: whileSignedIn(result.data, { operator, operatorNow }) };
  });

/**
 * The same for what roles without `pii.read` may ask too: by the types of the schema `shows` (shared/personal.ts) they
 * are answered with masked values, whether these come from Convex, where they are masked already, or from the CRM.
 */
export const shownProcedure =
  (permission: MaskedPermission) =>
  <Shows extends z.ZodType>(shows: Shows) =>
    // In one go: a schema asked for a promise takes ten times as long for fifty rows.
    maskedProcedure(permission, shows).output((answer): z.output<Shows> => shows.parse(answer));

/** The same as a stream; `shows` is one message of it. */
export const shownStream = (permission: MaskedPermission, shows: z.ZodType) =>
  maskedProcedure(permission, shows);

const maskedProcedure = (permission: MaskedPermission, shows: z.ZodType) =>
  anyOperator(permission).use(async ({ ctx, next }) => {
    const result = await next();
    if (!result.ok) return result;
    const data = isStream(result.data)
      ? maskedStream(ctx.operator, shows, result.data)
      : shownTo(ctx.operator, shows, result.data);
    return { ...result, data };
  });

async function* maskedStream(
  asking: Rights,
  shows: z.ZodType,
  stream: AsyncIterable<unknown>,
): AsyncGenerator<unknown> {
  for await (const message of stream) {
    if (!isTrackedEnvelope(message)) throw new Error("Every message of a stream has its ID.");
    const [id, data] = message;
    yield tracked(id, shownTo(asking, shows, data));
  }
}

/** For a member signed in to the portal. */
export const memberProcedure = publicProcedure.use(({ ctx, next }) => {
  const { member } = ctx;
  if (!member) throw appError({ code: "unauthenticated", message: "Sign in first." });
  return next({
    ctx: {
      member,
      convex: ctx.convexAs({ kind: "member", id: member.userId, name: "Member", role: "member" }),
    },
  });
});
