import type { UserDetail } from "../../../../shared/users-api";
import { useNow } from "../../../lib/clock";
import { ExactTime } from "../../../ui/exact-time";
import { Notice } from "../../../ui/notice";
import { purgeWords } from "./purge-words";

/** Of somebody soft-deleted: until when they can be restored. What ends it now is in the menu, last. */
export function PurgeNote({ detail }: { detail: UserDetail }) {
  const now = useNow();
  const at = detail.user?.purgesAt ?? null;
  if (at === null) return null;
  if (at <= now) return <Notice tone="off">{purgeWords("under")}</Notice>;
  return <Notice tone="off">{purgeWords.rich("until", { when: () => <ExactTime at={at} /> })}</Notice>;
}
