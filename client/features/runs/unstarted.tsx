import { clsx } from "clsx";
import type { RunView } from "../../../shared/runs-api";
import { useNow } from "../../lib/clock";
import { formatWait } from "../../lib/format";
import { t } from "./run-words";

/** In place of a progress, where nobody was started: how many would take part, and how long there is to decide. */
export function Unstarted({ run, className }: { run: RunView; className?: string }) {
  const { approval, total, state } = run;
  const now = useNow();
  const left =
    approval && state === "awaiting_approval" ? formatWait(Math.max(0, approval.expiresAt - now)) : null;
  return (
    <span className={clsx("nums text-sm text-fg-2", className)}>
      {left === null ? t("usersUntouched", { count: total }) : t("usersAwaiting", { count: total, left })}
    </span>
  );
}
