import type { JobKind } from "../../shared/link-state";
import { restore, update } from "./perform/agree";
import { archive } from "./perform/archive";
import { linkExisting } from "./perform/link-existing";
import { register } from "./perform/register";
import { resendWelcome } from "./perform/resend-welcome";
import type { Perform } from "./perform/steps";

/**
 * What each kind of job does at the backend. Every one may be repeated: the same idempotency key goes with every
 * attempt, and each ends by reading back what it wrote. Rejects with a `CrmError`.
 */
export const perform: Record<JobKind, Perform> = {
  register,
  update,
  restore,
  link_existing: linkExisting,
  resend_welcome: resendWelcome,
  archive,
};
