import { clsx } from "clsx";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { Link } from "../../../ui/link";
import type { WebhookAttemptView, WebhookDelivery, WebhookDetail } from "../../../../shared/webhooks-api";
import { formatExact } from "../../../lib/format";
import { CopyId } from "../../../ui/copy-id";
import { RelativeTime } from "../../../ui/relative-time";
import { OutcomeChip } from "../outcomes";
import { writeWebhooksSearch } from "../webhooks-search";
import { Part } from "../../../ui/part";
import type { z } from "zod";
import { verdictWords } from "./verdict-words";
import { attemptWords, t } from "./words";

type Delivery = z.infer<typeof WebhookDelivery>;

/** The three levels: this request, the delivery it belongs to, and every attempt at that. */
export function Levels({ webhook }: { webhook: WebhookDetail }) {
  const { delivery, attempts } = webhook;
  return (
    <Part title={t("levels")}>
      <ol className="flex flex-col">
        <Level name={t("thisRequest")}>
          <p className="flex flex-wrap items-center gap-x-2">
            {requestWords(webhook)} <OutcomeChip outcome={webhook.outcome} cause={webhook.cause} />
          </p>
        </Level>
        <Level name={t("delivery")}>
          {delivery ? <DeliveryNow delivery={delivery} /> : <p className="text-fg-2">{t("noDelivery")}</p>}
        </Level>
        {attempts.length > 0 ? (
          <Level name={t("attempts", { count: attempts.length })}>
            <ul className="flex flex-col">
              {attempts.map((attempt) => (
                <Attempt
                  key={attempt.attemptId}
                  attempt={attempt}
                  current={attempt.attemptId === webhook.attemptId}
                />
              ))}
            </ul>
          </Level>
        ) : null}
      </ol>
    </Part>
  );
}

function Level({ name, children }: { name: string; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[7rem_1fr] border-l-2 border-line py-1 pl-3 max-sm:grid-cols-1">
      <span className="text-fg-3">{name}</span>
      <div className="min-w-0">{children}</div>
    </li>
  );
}

const requestWords = ({ attempts, attemptId, receivedAt }: WebhookDetail) => {
  const own = attempts.find((attempt) => attempt.attemptId === attemptId);
  return `${own ? attemptWords(own.kind) : t("refused")}, ${formatExact(receivedAt)}`;
};

function DeliveryNow({ delivery: { outcome, cause, sha256, unproven } }: { delivery: Delivery }) {
  return (
    <>
      <p className="flex items-center gap-2">
        {t("byNow")} <OutcomeChip outcome={outcome} cause={cause} />
      </p>
      {unproven ? <p className="text-warn">{t("letIn")}</p> : null}
      {sha256 ? (
        <p className="flex min-w-0 items-center gap-1 text-fg-2">
          SHA-256 <CopyId id={sha256} label="SHA-256" />
        </p>
      ) : null}
    </>
  );
}

function Attempt({ attempt, current }: { attempt: WebhookAttemptView; current: boolean }) {
  const [params] = useSearchParams();
  const { attemptId, kind, at, outcome, cause, by, reason, runId } = attempt;
  return (
    <li
      className={clsx(
        "relative -mx-2 flex flex-wrap items-center gap-x-3 gap-y-0.5 rounded-control px-2 py-1",
        kind !== "replay" && "hover:bg-hover",
        current && "bg-hover",
      )}
    >
      {kind === "replay" ? (
        attemptWords(kind)
      ) : (
        <Link
          to={{ search: writeWebhooksSearch(params, { open: attemptId }).toString() }}
          replace
          aria-current={current ? "true" : undefined}
          className="after:absolute after:inset-0 after:rounded-control focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent"
        >
          {attemptWords(kind)}
        </Link>
      )}
      <OutcomeChip outcome={outcome} cause={cause} />
      <RelativeTime at={at} className="ml-auto text-fg-2" />
      {by ? (
        <p className="basis-full text-sm text-fg-2">
          {t("by", { who: by })}
          {reason ? t("quoted", { text: verdictWords(reason) }) : ""}
          {runId ? (
            <>
              {", "}
              {t.rich("inRun", {
                a: (text) => (
                  <Link
                    to={`/webhooks/replays/${encodeURIComponent(runId)}`}
                    className="relative rounded-sm text-accent underline"
                  >
                    {text}
                  </Link>
                ),
              })}
            </>
          ) : null}
        </p>
      ) : null}
    </li>
  );
}
