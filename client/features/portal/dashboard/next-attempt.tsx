import { useNow } from "../../../lib/clock";
import { formatExact } from "../../../lib/format";
import { waitOf } from "./wait-of";
import { t } from "./words";

/** When the next automatic attempt comes. Not read aloud: it changes every second. */
export function NextAttempt({ at }: { at: number | null }) {
  const now = useNow();
  if (at === null) return <p>{t("underWay")}</p>;
  if (at <= now) return <p>{t("dueNow")}</p>;
  return (
    <p>
      {t.rich("nextIn", {
        wait: waitOf(at - now),
        when: (text) => (
          <time dateTime={new Date(at).toISOString()} title={formatExact(at)}>
            {text}
          </time>
        ),
      })}
    </p>
  );
}
