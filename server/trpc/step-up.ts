import { notUnattended, STEP_UP_MS } from "../../shared/session-api";
import type { ClearPermission } from "../../shared/permissions";
import type { SignedIn } from "../auth/identify";
import { appError, operatorProcedure } from "./trpc";

/** For what somebody at an unlocked screen must not do: the operator has lately given their password or a code. */
export const provenProcedure = (permission: ClearPermission) =>
  operatorProcedure(permission).use(({ ctx, next }) => {
    requireStepUp(ctx.operator);
    return next();
  });

/** Fails with `needs_step_up` when signing in and the last step-up are too long ago: `session.stepUp`, and again. */
export function requireStepUp({ provedAt, token }: Pick<SignedIn, "provedAt" | "token">): void {
  if (token && !token.unattended) throw appError({ code: "forbidden", message: notUnattended });
  if (Date.now() - provedAt < STEP_UP_MS) return;
  throw appError({ code: "needs_step_up", message: "Confirm first that it is you." });
}
