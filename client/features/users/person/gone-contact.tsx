import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { mayDo } from "../../../../shared/permissions";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { RelativeTime } from "../../../ui/relative-time";
import { useMe } from "../use-permission";
import { savePerson } from "./export-person";
import { PurgeDialog } from "./purge-dialog";
import { purgeWords } from "./purge-words";

/** Where nobody is any more: what is left of a contact that the CRM has forgotten, for who may have it purged. */
export function GoneContact({ id }: { id: string }) {
  const me = useMe();
  return me && mayDo(me.role, "users.purge") ? <Left id={id} /> : null;
}

function Left({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data: left } = useQuery(trpc.users.leftOf.queryOptions({ id }));
  const [isAsked, setAsked] = useState(false);
  if (!left) return null;
  const { contactId, goneAt } = left;
  const name = purgeWords("thisContact", { id: contactId });
  return (
    <div className="flex flex-col items-start gap-3 px-4 py-4 sm:px-5">
      <Notice tone="off">
        {purgeWords("gone", { id: contactId })}{" "}
        {goneAt === null ? null : purgeWords.rich("goneFound", { when: () => <RelativeTime at={goneAt} /> })}
      </Notice>
      <div className="flex gap-2">
        <Button onClick={() => savePerson(contactId)}>{purgeWords("export")}</Button>
        <Button variant="danger" onClick={() => setAsked(true)}>
          {purgeWords("open")}
        </Button>
      </div>
      {isAsked ? (
        <PurgeDialog
          who={{ id: contactId, name, typed: contactId, kind: "gone" }}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </div>
  );
}
