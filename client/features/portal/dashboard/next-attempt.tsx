import { useNow } from "../../../lib/clock";
import { formatExact } from "../../../lib/format";
import { waitOf } from "./wait-of";

/** When the next automatic attempt comes. Not read aloud: it changes every second. */
export function NextAttempt({ at }: { at: number | null }) {
  const now = useNow();
  if (at === null) return <p>An attempt is under way.</p>;
  if (at <= now) return <p>The next attempt is due now.</p>;
  return (
    <p>
      Next automatic attempt in{" "}
      <time dateTime={new Date(at).toISOString()} title={formatExact(at)}>
        {waitOf(at - now)}
      </time>
      .
    </p>
  );
}
