import { z } from "zod";
import { LATEST_MS } from "../clock";

/** Faults that strike requests of `/api/v1`. */
export const API_FAULTS = [
  "down",
  "error",
  "slow",
  "refuse",
  "rate_limited",
  "unauthorized",
  "garbage",
  "wrong_json",
] as const;

/** Faults that strike webhooks on their way out. */
export const WEBHOOK_FAULTS = [
  "webhook_duplicate",
  "webhook_out_of_order",
  "webhook_lost",
  "webhook_clock_skew",
] as const;

const MODES = ["ok", ...API_FAULTS, ...WEBHOOK_FAULTS] as const;

const emailPart = z.string().trim().min(1).max(254);

/**
 * Which fault strikes which requests of `/api/v1`, or which webhooks.
 * - `down`: the connection is destroyed without an answer; `error`: 500; `slow`: nothing but the delay;
 *   `refuse`: 200 with `success: false` and `code`; `rate_limited`: 429 with `Retry-After`; `unauthorized`: 401, as if the key had been revoked;
 *   `garbage`: 200 with HTML; `wrong_json`: 200 with JSON that nobody promised.
 * - `webhook_duplicate`: sent twice, under one ID; `webhook_out_of_order`: overtaken by the next one of the same person, or after `holdS`
 *   late; `webhook_lost`: never sent; `webhook_clock_skew`: signed with a clock that is `skewS` wrong.
 * - `phase` "after" lets the work be done first, so that only its answer is lost. `slow` always comes before it.
 */
export const chaosSettingsSchema = z.strictObject({
  mode: z.enum(MODES),
  /** Waits this long first, in any fault of the API; 10 s by default for `slow`. Milliseconds. */
  delayMs: z.number().int().min(0).max(600_000).optional(),
  /** The part of the requests or webhooks that is struck, 0..1. */
  share: z.number().min(0).max(1).default(1),
  retryAfterS: z.number().int().min(0).max(86_400).default(1),
  /** When the fault ends by itself, Unix milliseconds; after four hours by default. */
  untilMs: z.int().max(LATEST_MS).optional(),
  /** The code of `refuse`; without one the backend gives no reason. */
  code: z.string().max(64).optional(),
  phase: z.enum(["before", "after"]).default("before"),
  /** How wrong the clock of `webhook_clock_skew` is; beyond the contract's tolerance of 300 s by default. */
  skewS: z.number().int().min(-86_400).max(86_400).default(600),
  /** How long `webhook_out_of_order` holds back a webhook that no other one overtakes. */
  holdS: z.number().int().min(1).max(3_600).default(30),
  /** Strikes only what is about people whose e-mail contains this, or one of these, whatever the case. */
  match: z.strictObject({ email: z.union([emailPart, z.array(emailPart).min(1).max(50)]) }).optional(),
});

export type ChaosSettings = z.output<typeof chaosSettingsSchema>;
export type ChaosInput = z.input<typeof chaosSettingsSchema>;

/** The settings of a fault: anything but `ok`. */
export type Fault = ChaosSettings & { mode: Exclude<ChaosSettings["mode"], "ok"> };
type ApiFault = Fault & { mode: (typeof API_FAULTS)[number] };
type WebhookFault = Fault & { mode: (typeof WEBHOOK_FAULTS)[number] };

export const isFault = (settings: ChaosSettings): settings is Fault => settings.mode !== "ok";
export const strikesApi = (fault: Fault): fault is ApiFault => !strikesWebhooks(fault);
export const strikesWebhooks = (fault: Fault): fault is WebhookFault =>
  WEBHOOK_FAULTS.some((mode) => mode === fault.mode);

/** Whether the fault is meant for what is about this person; without an e-mail for nobody in particular. */
export function isMeant({ match }: Fault, email: string | undefined): boolean {
  if (!match) return true;
  const parts = typeof match.email === "string" ? [match.email] : match.email;
  return parts.some((part) => email?.toLowerCase().includes(part.toLowerCase()));
}
