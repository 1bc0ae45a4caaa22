import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import type { Health } from "../../shared/health-api";
import { useNow } from "../lib/clock";
import { formatRelative } from "../lib/format";
import { useTRPC } from "../lib/trpc";
import { Tooltip } from "../ui/tooltip";

type Status = Health["store"]["status"];
const looks: Record<Status, { word: string; dot: string }> = {
  ok: { word: "ok", dot: "bg-ok border-ok" },
  failing: { word: "failing", dot: "border-bad bg-bad rotate-45 rounded-none" },
  unknown: { word: "unknown", dot: "border-fg-3 bg-transparent" },
};

/** The two systems under Tandem, as seen by the server a moment ago. */
export function HealthDots() {
  const trpc = useTRPC();
  const health = useQuery(trpc.health.get.queryOptions(undefined, { refetchInterval: 5_000 }));
  const unknown = { status: "unknown", detail: "Tandem has not said.", since: null } as const;
  const known = health.error ? undefined : health.data;
  return (
    <ul aria-label="Health" className="flex flex-col px-2 py-2">
      <Dot name="Backend" part={known?.backend ?? unknown} />
      <Dot name="Store" part={known?.store ?? unknown} />
    </ul>
  );
}

function Dot({ name, part }: { name: string; part: Health["store"] }) {
  const now = useNow();
  const { word, dot } = looks[part.status];
  const since = part.since === null ? "" : ` Since ${formatRelative(part.since, now)}.`;
  return (
    <li>
      <Tooltip text={`${part.detail}${since}`}>
        <button
          type="button"
          className="flex h-7 w-full cursor-default! items-center gap-2.5 rounded-control px-2 text-left text-fg-2"
        >
          <span className="flex w-4 justify-center" aria-hidden>
            <span className={clsx("size-2 rounded-full border", dot)} />
          </span>
          {name}
          <span className={clsx("ml-auto text-sm", part.status === "failing" ? "text-bad" : "text-fg-3")}>
            {word}
          </span>
        </button>
      </Tooltip>
    </li>
  );
}
