import type { Member } from "../../../../shared/portal-api";
import { CopyId } from "../../../ui/copy-id";
import { t } from "./words";

/** The two IDs the office system gave, for a call to the office. */
export function MemberIds({ sync }: { sync: Member["sync"] }) {
  return (
    <section aria-labelledby="member-ids">
      <h2 id="member-ids" className="text-xl font-semibold">
        {t("ids")}
      </h2>
      <p className="mt-1 text-fg-2">{t(sync.pending ? "idsAwaited" : "idsThere")}</p>
      <dl className="mt-4 divide-y divide-line border-y border-line">
        <MemberId name={t("frontendUserId")} id={sync.frontendUserId} />
        <MemberId name={t("crmContactId")} id={sync.crmContactId} />
      </dl>
    </section>
  );
}

function MemberId({ name, id }: { name: string; id: string | null }) {
  return (
    <div className="flex flex-col gap-1 py-3">
      <dt className="text-md text-fg-2">{name}</dt>
      <dd>
        {id ? (
          <CopyId id={id} label={name} full className="-mx-1 min-h-8 text-md!" />
        ) : (
          <span className="text-fg-2">{t("noIdYet")}</span>
        )}
      </dd>
    </div>
  );
}
