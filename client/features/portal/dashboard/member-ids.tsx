import type { Member } from "../../../../shared/portal-api";
import { CopyId } from "../../../ui/copy-id";

/** The two IDs the office system gave, for a call to the office. */
export function MemberIds({ sync }: { sync: Member["sync"] }) {
  return (
    <section aria-labelledby="member-ids">
      <h2 id="member-ids" className="text-xl font-semibold">
        Your IDs
      </h2>
      <p className="mt-1 text-fg-2">
        {sync.pending
          ? "The office system gives you two IDs."
          : "Our staff may ask for one. Press an ID to copy it."}
      </p>
      <dl className="mt-4 divide-y divide-line border-y border-line">
        <MemberId name="Frontend user ID" id={sync.frontendUserId} />
        <MemberId name="CRM contact ID" id={sync.crmContactId} />
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
          <span className="text-fg-2">Not there yet</span>
        )}
      </dd>
    </div>
  );
}
