import type { WebhookDetail } from "../../../../shared/webhooks-api";
import { ChangesTable } from "../../../ui/changes-table";
import { Part } from "../../../ui/part";
import { OutcomeChip } from "../outcomes";
import { DeliveryCommands } from "./delivery-commands";
import { DeliveryFacts } from "./delivery-facts";
import { Levels } from "./levels";
import { Payload } from "./payload";
import { verdictWords } from "./verdict-words";
import { t } from "./words";

/** One arrival: the verdict and why, what it changed, and the bytes it came in. */
export function WebhookView({ webhook }: { webhook: WebhookDetail }) {
  return (
    <div className="flex flex-col gap-5 px-4 py-4 sm:px-5">
      <div className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <OutcomeChip outcome={webhook.outcome} cause={webhook.cause} />
          <span className="font-medium">{webhook.type ?? t("unread")}</span>
        </div>
        <p className="text-md">{verdictWords(webhook.verdict)}</p>
        <DeliveryCommands webhook={webhook} />
      </div>
      <DeliveryFacts webhook={webhook} />
      <WhatItChanged webhook={webhook} />
      <Levels webhook={webhook} />
      <Payload webhook={webhook} />
      <Part title={t("headers")}>
        <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-0.5 font-mono text-sm max-sm:grid-cols-1">
          {webhook.headers.map(({ name, value }) => (
            <div key={name} className="contents">
              <dt className="text-fg-2">{name}</dt>
              <dd className="break-all max-sm:mb-1">{value}</dd>
            </div>
          ))}
        </dl>
      </Part>
    </div>
  );
}

function WhatItChanged({ webhook: { changes, sessionsEnded, mailStopped } }: { webhook: WebhookDetail }) {
  const nothing = changes.length === 0 && sessionsEnded === 0 && !mailStopped;
  return (
    <Part title={t("whatItChanged")}>
      {changes.length > 0 ? <ChangesTable changes={changes} /> : null}
      {sessionsEnded > 0 ? <p>{t("sessionsEnded", { count: sessionsEnded })}</p> : null}
      {mailStopped ? <p>{t("mailStopped")}</p> : null}
      {nothing ? <p className="text-fg-2">{t("nothing")}</p> : null}
    </Part>
  );
}
