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
import { webhookCauses, webhookOutcomes, type WebhookOutcome } from "../../../shared/webhooks-api";
import { Chip, type Tone } from "../../ui/chip";
import { causeWords, outcomeMeans, outcomeWords } from "./words";

export const outcomeLooks: Record<WebhookOutcome, { tone: Tone; icon: LucideIcon; means: string }> = {
  applied: { tone: "ok", icon: CircleCheck, means: outcomeMeans("applied") },
  duplicate: { tone: "off", icon: Copy, means: outcomeMeans("duplicate") },
  stale: { tone: "off", icon: History, means: outcomeMeans("stale") },
  ignored: { tone: "off", icon: MinusCircle, means: outcomeMeans("ignored") },
  unmatched: { tone: "warn", icon: UserRoundX, means: outcomeMeans("unmatched") },
  failed: { tone: "bad", icon: CircleX, means: outcomeMeans("failed") },
  rejected: { tone: "bad", icon: Ban, means: outcomeMeans("rejected") },
};

/** A cause in a word or two: "signature", "too large", "invalid e-mail", "taken e-mail". */
export function causeWord(cause: string): string {
  const known = webhookCauses.find((each) => each === cause);
  return known ? causeWords(known) : cause.replaceAll("_", " ");
}

/** An outcome in a word: "applied". */
export const outcomeWord = (outcome: string) => (isOutcome(outcome) ? outcomeWords(outcome) : outcome);

const isOutcome = (outcome: string): outcome is WebhookOutcome =>
  (webhookOutcomes as readonly string[]).includes(outcome);

/** The outcome of a delivery: icon, word, and for refusals the cause. What went as it should stays quiet. */
export function OutcomeChip({ outcome, cause }: { outcome: string; cause?: string | null }) {
  const { tone, icon: Icon } = isOutcome(outcome) ? outcomeLooks[outcome] : outcomeLooks.ignored;
  if (outcome === "applied") {
    return (
      <span className="inline-flex items-center gap-1.5 text-fg-2">
        <Icon aria-hidden className="size-3.5 text-ok" />
        {outcomeWord(outcome)}
      </span>
    );
  }
  return (
    <Chip tone={tone} icon={<Icon aria-hidden />}>
      {outcomeWord(outcome)}
      {cause ? `: ${causeWord(cause)}` : ""}
    </Chip>
  );
}
