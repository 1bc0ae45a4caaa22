import { useState } from "react";
import type { UserDetail } from "../../../../shared/users-api";
import { useNow } from "../../../lib/clock";
import { Button } from "../../../ui/button";
import { ExactTime } from "../../../ui/exact-time";
import { Notice } from "../../../ui/notice";
import { useRefusal } from "../use-permission";
import { PurgeDialog } from "./purge-dialog";
import { purgeWords } from "./purge-words";

/** Of somebody soft-deleted: until when they can be restored, and the way to end it now. */
export function PurgeNote({ detail }: { detail: UserDetail }) {
  const now = useNow();
  const refusal = useRefusal("users.purge", purgeWords("mayPurge"));
  const [isAsked, setAsked] = useState(false);
  const at = detail.user?.purgesAt ?? null;
  if (at === null) return null;
  if (at <= now) return <Notice tone="off">{purgeWords("under")}</Notice>;
  return (
    <>
      <Notice
        tone="off"
        actions={
          <Button size="sm" disabledReason={refusal} onClick={() => setAsked(true)}>
            {purgeWords("now")}
          </Button>
        }
      >
        {purgeWords.rich("until", { when: () => <ExactTime at={at} /> })}
      </Notice>
      {isAsked ? <PurgeDialog row={detail.row} onClose={() => setAsked(false)} /> : null}
    </>
  );
}
