import type { UserDetail } from "../../../../shared/users-api";
import { fieldTitle } from "../../../lib/field-title";
import { RelativeTime } from "../../../ui/relative-time";
import { statusWord } from "../status-word";
import { t } from "./words";

/** What one side knows besides: shown, not compared. */
export function KnownFields({ detail: { user, contact } }: { detail: UserDetail }) {
  const facts: Array<[string, string]> = [
    ...(user && user.status !== "active"
      ? [[t("accountStatus"), statusWord(user.status)] as [string, string]]
      : []),
    ...(user?.deletionReason ? [[t("deletedBecause"), user.deletionReason] as [string, string]] : []),
    ...Object.entries(user?.otherFields ?? {}).filter(([, value]) => value !== ""),
    ...(contact?.company ? [[t("company"), contact.company] as [string, string]] : []),
    ...(contact && contact.status !== "active"
      ? [[t("crmStatus"), statusWord(contact.status)] as [string, string]]
      : []),
    ...(contact && contact.tags.length > 0
      ? [[t("crmTags"), contact.tags.join(", ")] as [string, string]]
      : []),
  ];
  const createdAt = user?.createdAt ?? contact?.createdAt;
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1 text-fg">
      {facts.map(([name, value]) => (
        <div key={name} className="flex gap-1.5">
          <dt className="text-fg-3">{fieldTitle(name)}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
      {createdAt === undefined ? null : (
        <div className="flex gap-1.5">
          <dt className="text-fg-3">{t("created")}</dt>
          <dd>
            <RelativeTime at={createdAt} />
          </dd>
        </div>
      )}
    </dl>
  );
}
