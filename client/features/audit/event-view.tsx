import type { ReactNode } from "react";
import { Link } from "../../ui/link";
import type { AuditDetail, AuditRow } from "../../../shared/audit-api";
import { ChangesTable } from "../../ui/changes-table";
import { CopyId } from "../../ui/copy-id";
import { ExactTime } from "../../ui/exact-time";
import { Facts } from "../../ui/facts";
import { Part } from "../../ui/part";
import { actionWord } from "./action-words";
import { Actor } from "./actor";
import { auditAddress } from "./audit-search";
import { auditField, auditValue } from "./field-words";
import { goneFrom } from "./gone";
import { Place } from "./place";
import { summaryOf } from "./summary-of";
import { t } from "./words";

/** One event: what happened, who did it, to whom and why, what it changed, and the ways to all of these. */
export function EventView({ event }: { event: AuditDetail }) {
  const gone = goneFrom(event);
  return (
    <div className="flex flex-col gap-5 px-4 py-4 sm:px-5">
      <p className="text-md break-words">{gone("/summary") ?? summaryOf(event)}</p>
      <EventFacts event={event} />
      <Part title={t("whatItChanged")}>
        {event.changes.length > 0 ? (
          <ChangesTable
            changes={event.changes}
            titleOf={auditField}
            shownAs={auditValue}
            insteadOf={(row, side) => gone(`/changes/${row}/${side}`)}
          />
        ) : (
          <p className="text-fg-2">{t("noChanges")}</p>
        )}
      </Part>
      <Part title={t("proof")}>
        <Place place={event.place} />
      </Part>
    </div>
  );
}

function EventFacts({ event }: { event: AuditRow }) {
  const { actor, person, target, webhook, requestId, userId, contactId } = event;
  const facts: Array<[string, ReactNode]> = [
    [t("time"), <ExactTime key="time" at={event.at} />],
    [
      t("actor"),
      <Ways key="actor" of={<Actor actor={actor} />}>
        {actor.kind === "member" ? null : (
          <Way to={auditAddress({ actor: [actor.id] })}>{t("onlyActor")}</Way>
        )}
      </Ways>,
    ],
    [
      t("action"),
      <Ways key="action" of={actionWord(event.action)}>
        <Way to={auditAddress({ action: [event.action] })}>{t("onlyAction")}</Way>
        {event.action === "settings" ? <Way to="/settings">{t("openSettings")}</Way> : null}
      </Ways>,
    ],
    [t("about"), person && <Person person={person} />],
    [target ? t(target.kind) : "", target && <Target target={target} />],
    [
      t("webhook"),
      webhook && <Way to={`/webhooks?q=${encodeURIComponent(webhook)}`}>{t("openDelivery")}</Way>,
    ],
    [t("outcome"), event.outcome],
    [t("reason"), goneFrom(event)("/reason") ?? event.reason],
    [t("userId"), userId && <CopyId id={userId} label={t("userId")} full className="-ml-1" />],
    [t("contactId"), contactId && <CopyId id={contactId} label={t("contactId")} full className="-ml-1" />],
    [
      t("requestId"),
      requestId && (
        <Ways of={<CopyId id={requestId} label={t("requestId")} full className="-ml-1" />}>
          <Way to={auditAddress({ request: requestId })}>{t("onlyRequest")}</Way>
        </Ways>
      ),
    ],
  ];
  return <Facts facts={facts} />;
}

/** A fact, and where it leads. */
const Ways = ({ of, children }: { of: ReactNode; children: ReactNode }) => (
  <span className="flex flex-wrap items-center gap-x-3">
    {of}
    {children}
  </span>
);

const Way = ({ to, children }: { to: string; children: string }) => (
  <Link className="rounded-sm text-accent hover:underline" to={to}>
    {children}
  </Link>
);

const Person = ({ person: { linkId, name } }: { person: NonNullable<AuditRow["person"]> }) => (
  <Ways of={<Way to={`/users?user=${encodeURIComponent(linkId)}`}>{name || t("noName")}</Way>}>
    <Way to={auditAddress({ about: linkId })}>{t("allAbout")}</Way>
  </Ways>
);

const places = {
  run: { path: (id: string) => `/runs/${id}`, words: t("openRun") },
  replay: { path: (id: string) => `/webhooks/replays/${id}`, words: t("openReplay") },
  sweep: { path: (id: string) => `/reconcile/${id}`, words: t("openSweep") },
  operator: { path: () => "/settings/operators", words: t("openOperators") },
  token: { path: () => "/settings/tokens", words: t("openTokens") },
} as const;

function Target({ target: { kind, id } }: { target: NonNullable<AuditRow["target"]> }) {
  const { path, words } = places[kind];
  return (
    <Ways of={<Way to={path(id)}>{words}</Way>}>
      <Way to={auditAddress({ about: id })}>{t("allOf")}</Way>
    </Ways>
  );
}
