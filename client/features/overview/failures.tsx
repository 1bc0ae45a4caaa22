import { clsx } from "clsx";
import { CircleCheck, CircleX, Clock } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Link } from "../../ui/link";
import type { ErrorGroup, ErrorGroups } from "../../../shared/overview-api";
import { isTransient } from "../../../shared/sync-errors";
import { useNow } from "../../lib/clock";
import { formatSince } from "../../lib/format";
import { Button } from "../../ui/button";
import { errorSentence } from "../users/error-words";
import { BulkDialog } from "../users/lazy-parts";
import { stateTitle } from "../users/link-states";
import { everyMatch } from "../users/selection";
import { useBulkRefusal } from "../users/use-permission";
import { Panel } from "./panel";
import { t } from "./words";

type Asked = ErrorGroup["code"] | null;

const looks = {
  failed: { icon: CircleX, colour: "text-bad" },
  pending: { icon: Clock, colour: "text-wait" },
} as const;

/** What keeps people from being linked, cause by cause: those who need a person first. */
export function Failures({ errors: { failed, pending } }: { errors: ErrorGroups }) {
  const [asking, setAsking] = useState<Asked>(null);
  const close = () => setAsking(null);
  return (
    <Panel title={t("failures")}>
      {failed.length === 0 ? (
        <p className="flex items-center gap-2 text-fg-2">
          <CircleCheck aria-hidden className="size-4 text-ok" />
          {t("nobodyFailed")}
        </p>
      ) : null}
      {failed.length + pending.length > 0 ? (
        <ul className="flex flex-col">
          {failed.map((group) => (
            <FailedGroup key={group.code} group={group} onRetry={() => setAsking(group.code)} />
          ))}
          {pending.map((group) => (
            <Group key={group.code} state="pending" group={group} advice={t("triedAgain")} />
          ))}
        </ul>
      ) : null}
      {asking === null ? null : (
        <BulkDialog
          action="resync"
          picked={everyMatch}
          filter={{ states: ["failed"], errorCodes: [asking] }}
          onClose={close}
          onStarted={close}
        />
      )}
    </Panel>
  );
}

function FailedGroup({ group, onRetry }: { group: ErrorGroup; onRetry: () => void }) {
  const refusal = useBulkRefusal();
  return (
    <Group state="failed" group={group} advice={adviceFor(group.code)}>
      <Button
        size="sm"
        variant={isTransient(group.code) ? "primary" : "secondary"}
        disabledReason={refusal}
        onClick={onRetry}
      >
        {t("retryAll", { count: group.count })}
      </Button>
    </Group>
  );
}

function adviceFor(code: ErrorGroup["code"]): string {
  if (code === "unauthorized") return t("adviceKey");
  return isTransient(code) ? t("adviceTransient") : t("advicePermanent");
}

type GroupProps = { state: "failed" | "pending"; group: ErrorGroup; advice: string; children?: ReactNode };

function Group({ state, group: { code, count, oldestAt }, advice, children }: GroupProps) {
  const now = useNow();
  const { icon: Icon, colour } = looks[state];
  return (
    <li className="flex items-start gap-3 border-t border-line py-2.5 first:border-0 first:pt-0 last:pb-0">
      <Icon role="img" aria-label={stateTitle(state)} className={clsx("mt-0.5 size-4 shrink-0", colour)} />
      <div className="min-w-0 flex-1">
        <Link to={`/users?state=${state}&error=${code}`} className="font-medium hover:underline">
          {errorSentence(code)}
        </Link>
        <p className="nums text-fg-2">
          {t("usersSince", { count, since: formatSince(oldestAt ?? now, now) })}
        </p>
        <p className="text-sm text-fg-3">{advice}</p>
      </div>
      {children}
    </li>
  );
}
