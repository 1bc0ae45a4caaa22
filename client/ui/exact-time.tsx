import { formatExact } from "../lib/format";
import { RelativeTime } from "./relative-time";

/** To the second, as an auditor needs it, and how long ago that is. */
export const ExactTime = ({ at }: { at: number }) => (
  <>
    <span className="nums">{formatExact(at)}</span>, <RelativeTime at={at} className="text-fg-2" />
  </>
);
