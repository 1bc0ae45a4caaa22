import {
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";
import type { ReactNode } from "react";
import type { SortBy, UserLink } from "../../../shared/users-api";
import { fieldTitle } from "../../lib/field-title";
import { formatNumber } from "../../lib/format";
import { CopyId } from "../../ui/copy-id";
import { RelativeTime } from "../../ui/relative-time";
import { columnKeys, columnNames, usualWidths, widthBounds, type ColumnKey } from "./column-layout";
import { LinkCell } from "./link-cell";
import { NameCell } from "./name-cell";
import { TriesCell } from "./tries-cell";
import { statusWords, t } from "./words";

const none = <span className="text-fg-3">–</span>;
const time = (at: number | null) =>
  at === null ? none : <RelativeTime at={at} className="truncate text-fg-2" />;
const id = (value: string | null, label: string) =>
  value ? <CopyId id={value} label={label} tabIndex={-1} className="-ml-1" /> : none;

/** What each column shows of a person. The rows call these themselves: the library makes two components of each cell. */
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
    lastWebhookAt === null ? (
      none
    ) : (
      <span className="flex min-w-0 gap-1 text-fg-2">
        <span className="truncate">{lastWebhookType ?? t("webhook")}</span>{" "}
        <RelativeTime at={lastWebhookAt} className="shrink-0 text-fg-3" />
      </span>
    ),
  attempts: (user) =>
    user.attempts === 0 ? none : <TriesCell user={user} count={formatNumber(user.attempts)} />,
};

/** Of the library what the list uses. The server sorts, filters and pages: there are no row models but the plain one. */
export const usersFeatures = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
});

/** What the server sorts by, and the column that stands for it. The e-mail is shown under the name and has none of its own. */
export const sortColumns = {
  name: "name",
  email: "email",
  created: "createdAt",
  lastSync: "lastSyncAt",
  lastWebhook: "lastWebhookAt",
  attempts: "attempts",
} as const satisfies Record<SortBy["key"], ColumnKey | "email">;
type SortColumn = (typeof sortColumns)[SortBy["key"]];
const isSorted = (key: ColumnKey | "email"): key is SortColumn =>
  Object.values<string>(sortColumns).includes(key);

/** What a click on the head of a column sorts by, with its word; the column of two values has two. */
export const sortsOf = (key: ColumnKey): ReadonlyArray<readonly [SortColumn, string]> => {
  if (key === "name")
    return [
      ["name", fieldTitle("name")],
      ["email", fieldTitle("email")],
    ];
  return isSorted(key) ? [[key, columnNames[key]]] : [];
};

const helper = createColumnHelper<typeof usersFeatures, UserLink>();
const sorting = (key: ColumnKey | "email") => ({
  enableSorting: isSorted(key),
  // Times and numbers from the top, words from A.
  sortDescFirst: key !== "name" && key !== "email",
});

export const usersColumns = helper.columns([
  ...columnKeys.map((key) =>
    helper.accessor(key, {
      header: columnNames[key],
      size: usualWidths[key],
      minSize: widthBounds.min,
      maxSize: widthBounds.max,
      enableHiding: key !== "name",
      ...sorting(key),
    }),
  ),
  helper.accessor("email", sorting("email")),
]);

/** A row where there is no room for columns: two lines beside the checkbox. */
export const narrowRow = { tracks: "28px 1fr", height: 60 };
