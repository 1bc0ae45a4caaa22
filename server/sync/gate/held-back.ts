import { CrmError } from "../../crm/port";

/** What a call rejects with that the gate did not let through. The backend was not asked. */
export const heldBack = {
  unhealthy: () =>
    new CrmError({
      code: "unreachable",
      message: "Not asked, because the backend failed again and again. It is tried again by itself.",
      heldBack: true,
    }),
  /** The backend wants to be left alone for `retryAfterMs`. */
  asked: (retryAfterMs: number) =>
    new CrmError({
      code: "rate_limited",
      message: "Not asked, because the backend asked us to wait.",
      retryAfterMs,
      heldBack: true,
    }),
  crowded: () =>
    new CrmError({
      code: "rate_limited",
      message: "Not asked, because too many calls to the backend wait for their turn.",
      heldBack: true,
    }),
};
