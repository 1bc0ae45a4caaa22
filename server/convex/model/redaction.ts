import { namesIn } from "../../../shared/settings-api";
import { LEFT_OUT, redactBody } from "../../../shared/webhook-redact";
import type { QueryCtx } from "../_generated/server";
import type { Verdict } from "./applyWebhook";
import type { WebhookEvent } from "./eventArgs";
import { readSettings } from "./settings";

/** The fields whose values the settings keep out of the log. */
export async function redactedNames(ctx: QueryCtx): Promise<string[]> {
  return namesIn((await readSettings(ctx)).settings.webhooks.redactFields);
}

type Kept = { event: WebhookEvent & { redacted?: string[] }; verdict: Verdict };

/** An event and what it did as they may be kept: it was applied with all its values. */
export function asKept(event: WebhookEvent, verdict: Verdict, names: readonly string[]): Kept {
  const { body, redacted } = redactBody(event.payload, names);
  if (redacted.length === 0) return { event, verdict };
  const isOut = (field: string) => redacted.includes(field);
  const data = Object.fromEntries(Object.entries(event.data).filter(([field]) => !isOut(field)));
  const changes = verdict.changes.map((change) =>
    isOut(change.field)
      ? { field: change.field, before: change.before && LEFT_OUT, after: change.after && LEFT_OUT }
      : change,
  );
  return { event: { ...event, payload: body, data, redacted }, verdict: { ...verdict, changes } };
}
