import { clsx } from "clsx";
import { CircleCheck, CircleX, Clock, Loader, MinusCircle, type LucideIcon } from "lucide-react";
import { Link } from "../../ui/link";
import type { RunItemView } from "../../../shared/runs-api";
import { Chip, type Tone } from "../../ui/chip";
import { errorWord } from "../users/error-words";
import { whyWords } from "../users/why-words";
import { outcomeWords, t } from "./words";

export type ItemOutcome = RunItemView["outcome"];

/** In the order of the facets: what needs a person comes first. */
export const outcomeLooks: Record<ItemOutcome, { word: string; tone: Tone; icon: LucideIcon }> = {
  failed: { word: outcomeWords("failed"), tone: "bad", icon: CircleX },
  skipped: { word: outcomeWords("skipped"), tone: "off", icon: MinusCircle },
  done: { word: outcomeWords("done"), tone: "ok", icon: CircleCheck },
  under_way: { word: outcomeWords("under_way"), tone: "wait", icon: Loader },
  waiting: { word: outcomeWords("waiting"), tone: "wait", icon: Clock },
};

/** One person of a run and what became of them. Lines out of sight are not drawn: there can be thousands. */
export function ItemLine({ item }: { item: RunItemView }) {
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-0.5 border-b border-line px-4 py-1.5 [contain-intrinsic-size:auto_36px] [content-visibility:auto] last:border-0">
      <span className="flex shrink-0 max-sm:order-1 sm:w-30">
        <Outcome outcome={item.outcome} />
      </span>
      <Link
        to={`/users/${encodeURIComponent(item.linkId)}`}
        className="min-w-0 font-medium hover:underline max-sm:flex-1 sm:min-w-48"
      >
        {item.name || t("noName")}
      </Link>
      {item.code ? (
        // On a phone only where nothing says more.
        <span className={clsx("text-sm text-fg-3 max-sm:order-2", item.why && "max-sm:hidden")}>
          {errorWord(item.code)}
        </span>
      ) : null}
      {item.why ? (
        <span className="min-w-0 break-words text-fg-2 max-sm:order-2 max-sm:basis-full">
          {whyWords(item.why)}
        </span>
      ) : null}
    </li>
  );
}

function Outcome({ outcome }: { outcome: ItemOutcome }) {
  const { word, tone, icon: Icon } = outcomeLooks[outcome];
  if (outcome !== "done" && outcome !== "waiting") {
    return (
      <Chip tone={tone} icon={<Icon aria-hidden />}>
        {word}
      </Chip>
    );
  }
  return (
    <span className="inline-flex items-center gap-1.5 text-fg-2">
      <Icon aria-hidden className={clsx("size-3.5", outcome === "done" ? "text-ok" : "text-fg-3")} />
      {word}
    </span>
  );
}
