import {
  Ban,
  CircleCheck,
  CircleX,
  Copy,
  History,
  MinusCircle,
  UserRoundX,
  type LucideIcon,
} from "lucide-react";
import { fieldName } from "../../../shared/field-names";
import { webhookOutcomes, type WebhookOutcome } from "../../../shared/webhooks-api";
import { Chip, type Tone } from "../../ui/chip";

export const outcomeLooks: Record<WebhookOutcome, { tone: Tone; icon: LucideIcon; means: string }> = {
  applied: { tone: "ok", icon: CircleCheck, means: "The change was made." },
  duplicate: { tone: "off", icon: Copy, means: "This event had arrived before; nothing was done again." },
  stale: { tone: "off", icon: History, means: "Something newer was known already." },
  ignored: { tone: "off", icon: MinusCircle, means: "Nothing in Tandem depends on this event." },
  unmatched: { tone: "warn", icon: UserRoundX, means: "Nobody here fits this event yet." },
  failed: { tone: "bad", icon: CircleX, means: "It could not be applied." },
  rejected: { tone: "bad", icon: Ban, means: "It was refused at the door and changed nothing." },
};

/** A cause in a word or two: "signature", "too large", "invalid e-mail", "taken e-mail". */
export function causeWord(cause: string): string {
  const [, wrong, field] = /^(invalid|taken)_(.+)$/u.exec(cause) ?? [];
  if (wrong !== undefined && field !== undefined) return `${wrong} ${idWords[field] ?? fieldName(field)}`;
  return cause.replaceAll("_", " ");
}

const idWords: Record<string, string> = {
  frontendUserId: "frontend user ID",
  contactId: "CRM contact ID",
  convexUserId: "Convex user ID",
  timestamp: "time",
};

const isOutcome = (outcome: string): outcome is WebhookOutcome =>
  (webhookOutcomes as readonly string[]).includes(outcome);

/** The outcome of a delivery: icon, word, and for refusals the cause. What went as it should stays quiet. */
export function OutcomeChip({ outcome, cause }: { outcome: string; cause?: string | null }) {
  const { tone, icon: Icon } = isOutcome(outcome) ? outcomeLooks[outcome] : outcomeLooks.ignored;
  if (outcome === "applied") {
    return (
      <span className="inline-flex items-center gap-1.5 text-fg-2">
        <Icon aria-hidden className="size-3.5 text-ok" />
        {outcome}
      </span>
    );
  }
  return (
    <Chip tone={tone} icon={<Icon aria-hidden />}>
      {outcome}
      {cause ? `: ${causeWord(cause)}` : ""}
    </Chip>
  );
}
