import { whyNotPurged } from "../../../../shared/purge-api";
import type { UserDetail } from "../../../../shared/users-api";
import { useNow } from "../../../lib/clock";
import { MenuItem } from "../../../ui/menu";
import { useRefusal } from "../use-permission";
import { whyWords } from "../why-words";
import { purgeWords } from "./purge-words";

/** The way to forget somebody for good, before their time: a dialog asks twice. */
export function PurgePerson({ detail, onPurge }: { detail: UserDetail; onPurge: () => void }) {
  const now = useNow();
  const mayNot = useRefusal("users.purge", purgeWords("mayPurge"));
  const why = whyNotPurged(detail.user);
  const isUnderWay = (detail.user?.purgesAt ?? Infinity) <= now;
  const refusal = mayNot ?? (why ? whyWords(why) : isUnderWay ? purgeWords("under") : null);
  return (
    <MenuItem disabled={refusal !== null} description={refusal} onClick={onPurge}>
      {purgeWords("open")}
    </MenuItem>
  );
}
