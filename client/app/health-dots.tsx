import { clsx } from "clsx";
import { useNow } from "../lib/clock";
import { Tooltip } from "../ui/tooltip";
import { backendWords, storeWords, type DotWords } from "../features/backend/health-words";
import { useHealth } from "../features/backend/use-health";
import { t } from "./late-words";

const dots: Record<DotWords["status"], string> = {
  ok: "bg-ok border-ok",
  failing: "border-bad bg-bad rotate-45 rounded-none",
  unknown: "border-fg-3 bg-transparent",
};

/** The two systems under Tandem, as seen by the server a moment ago. */
export function HealthDots() {
  const now = useNow();
  const health = useHealth();
  return (
    <ul aria-label={t("health")} className="flex flex-col px-2 py-2">
      <Dot name={t("backend")} words={backendWords(health, now)} />
      <Dot name={t("store")} words={storeWords(health, now)} />
    </ul>
  );
}

function Dot({ name, words: { status, word, text } }: { name: string; words: DotWords }) {
  return (
    <li>
      <Tooltip text={text}>
        <button
          type="button"
          aria-description={text}
          className="flex h-7 w-full cursor-default! items-center gap-2.5 rounded-control px-2 text-left text-fg-2"
        >
          <span className="flex w-4 justify-center" aria-hidden>
            <span className={clsx("size-2 rounded-full border", dots[status])} />
          </span>
          {name}
          <span className={clsx("ml-auto text-sm", status === "failing" ? "text-bad" : "text-fg-3")}>
            {word}
          </span>
        </button>
      </Tooltip>
    </li>
  );
}
