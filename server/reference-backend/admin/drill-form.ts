import { z } from "zod";
import { API_FAULTS, type ChaosSettings, WEBHOOK_FAULTS, chaosSettingsSchema } from "../chaos/settings";

const whole = (least: number, most: number) =>
  z.coerce
    .number(`must be a whole number from ${least} to ${most}`)
    .int(`must be a whole number from ${least} to ${most}`)
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);

/** The form of the fire drill, as a browser sends it. */
export const drillFormSchema = z.object({
  faults: z.array(z.enum([...API_FAULTS, ...WEBHOOK_FAULTS])).min(1, "are missing: tick at least one"),
  /** Per cent. */
  share: whole(1, 100).default(100),
  /** Every drill ends by itself: whoever started it may be called away. */
  minutes: whole(1, 240).default(5),
  people: z
    .string()
    .default("")
    .transform((text) => text.split(/[\s,;]+/u).filter(Boolean))
    .pipe(z.array(z.string().max(254, "hold one that is too long")).max(50, "are more than 50")),
  phase: z.enum(["before", "after"]).default("before"),
  delayS: whole(1, 600).default(10),
  retryAfterS: whole(0, 86_400).default(30),
  skewS: whole(-86_400, 86_400).default(600),
});
export type DrillForm = z.output<typeof drillFormSchema>;

/** The faults that the form asks for; `now` is Unix milliseconds. */
export function faultsOf(form: DrillForm, now: number): ChaosSettings[] {
  const { faults, share, minutes, people, phase, delayS, retryAfterS, skewS } = form;
  return faults.map((mode) =>
    chaosSettingsSchema.parse({
      ...{ mode, share: share / 100, untilMs: now + minutes * 60_000, phase, retryAfterS, skewS },
      ...(mode === "slow" ? { delayMs: delayS * 1000 } : {}),
      ...(people.length > 0 ? { match: { email: people } } : {}),
    }),
  );
}
