import { createColumnHelper, rowSortingFeature, tableFeatures } from "@tanstack/react-table";
import type { ReactNode } from "react";
import type { SortBy, UserLink } from "../../../shared/users-api";
import { fieldTitle } from "../../lib/field-title";
import { formatNumber } from "../../lib/format";
import { CopyId } from "../../ui/copy-id";
import { RelativeTime } from "../../ui/relative-time";
import { columnKeys, columnNames, type ColumnKey } from "./column-layout";
import { LinkCell } from "./link-cell";
import { NameCell } from "./name-cell";
import { TriesCell } from "./tries-cell";
import { statusWords, t } from "./words";

type SortKey = SortBy["key"];
/** `sorts`: what a click on the header sorts by; a column of two values has two. */
type ColumnMeta = { sorts?: ReadonlyArray<readonly [SortKey, string]> };

export const usersFeatures = tableFeatures({ rowSortingFeature, columnMeta: {} as ColumnMeta });
const helper = createColumnHelper<typeof usersFeatures, UserLink>();

const none = <span className="text-fg-3">–</span>;
const time = (at: number | null) =>
  at === null ? none : <RelativeTime at={at} className="truncate text-fg-2" />;
const id = (value: string | null, label: string) =>
  value ? <CopyId id={value} label={label} tabIndex={-1} className="-ml-1" /> : none;

const drawn: Record<ColumnKey, (user: UserLink) => ReactNode> = {
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

const sorts: Partial<Record<ColumnKey, ColumnMeta["sorts"]>> = {
  name: [
    ["name", fieldTitle("name")],
    ["email", fieldTitle("email")],
  ],
  createdAt: [["created", columnNames.createdAt]],
  lastSyncAt: [["lastSync", columnNames.lastSyncAt]],
  lastWebhookAt: [["lastWebhook", columnNames.lastWebhookAt]],
  attempts: [["attempts", columnNames.attempts]],
};

const columnOf = (key: ColumnKey) =>
  helper.display({
    id: key,
    header: columnNames[key],
    cell: ({ row }) => drawn[key](row.original),
    meta: { ...(sorts[key] ? { sorts: sorts[key] } : {}) },
  });

/** Every column there is, by its key. */
export const usersColumns = Object.fromEntries(columnKeys.map((key) => [key, columnOf(key)])) as Record<
  ColumnKey,
  ReturnType<typeof columnOf>
>;

/** A row where there is no room for columns: two lines beside the checkbox. */
export const narrowRow = { tracks: "28px 1fr", height: 60 };
