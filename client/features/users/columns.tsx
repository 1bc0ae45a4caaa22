import type { ReactNode } from "react";
import type { SortBy, UserLink } from "../../../shared/users-api";
import { fieldTitle } from "../../lib/field-title";
import { formatNumber } from "../../lib/format";
import { CopyId } from "../../ui/copy-id";
import { RelativeTime } from "../../ui/relative-time";
import { columnNames, type ColumnKey } from "./column-layout";
import { LinkCell } from "./link-cell";
import { NameCell } from "./name-cell";
import { TriesCell } from "./tries-cell";
import { statusWords, t } from "./words";

/** What a click on the head of a column sorts by, with its word; a column of two values has two. */
export type Sorts = ReadonlyArray<readonly [SortBy["key"], string]>;

const none = <span className="text-fg-3">–</span>;
const time = (at: number | null) =>
  at === null ? none : <RelativeTime at={at} className="truncate text-fg-2" />;
const id = (value: string | null, label: string) =>
  value ? <CopyId id={value} label={label} tabIndex={-1} className="-ml-1" /> : none;

/**
 * What each column shows of a person. The server sorts and filters, and the layout is text in the address: a table
 * library would have nothing to do here, and was 11 KB of the first screen's 150.
 */
export const cells: Record<ColumnKey, (user: UserLink) => ReactNode> = {
  name: (user) => <NameCell user={user} />,
  state: (user) => <LinkCell user={user} />,
  userStatus: ({ userStatus }) =>
    userStatus ? <span className="text-fg-2">{statusWords(userStatus)}</span> : none,
  userId: ({ userId }) => id(userId, t("convexId")),
  contactId: ({ contactId }) => id(contactId, t("contactId")),
  frontendUserId: ({ frontendUserId }) => id(frontendUserId, t("frontendId")),
  createdAt: ({ createdAt }) => time(createdAt),
  updatedAt: ({ updatedAt }) => time(updatedAt),
  lastSyncAt: ({ lastSyncAt }) => time(lastSyncAt),
  lastWebhookAt: ({ lastWebhookAt, lastWebhookType }) =>
    lastWebhookAt === null ? null : (
      <span className="truncate text-fg-2">
        {lastWebhookType ?? t("webhook")} <RelativeTime at={lastWebhookAt} className="text-fg-3" />
      </span>
    ),
  attempts: (user) =>
    user.attempts === 0 ? null : <TriesCell user={user} count={formatNumber(user.attempts)} />,
};

export const sorts: Partial<Record<ColumnKey, Sorts>> = {
  name: [
    ["name", fieldTitle("name")],
    ["email", fieldTitle("email")],
  ],
  createdAt: [["created", columnNames.createdAt]],
  lastSyncAt: [["lastSync", columnNames.lastSyncAt]],
  lastWebhookAt: [["lastWebhook", columnNames.lastWebhookAt]],
  attempts: [["attempts", columnNames.attempts]],
};

/** A row where there is no room for columns: two lines beside the checkbox. */
export const narrowRow = { tracks: "28px 1fr", height: 60 };
