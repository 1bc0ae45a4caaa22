import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { ContactSide } from "../../../../shared/users-api";
import { useNow } from "../../../lib/clock";
import { formatDuration, formatExact } from "../../../lib/format";
import { formatRelative } from "../../../lib/relative";
import { errorSentence } from "../error-words";
import { compareWords } from "./words";

type Props = { side: "a" | "b"; name: string; note: ReactNode };

/** The head of a side's column. Convex is always left and warm, the CRM right and cool. */
export function SideHeading({ side, name, note }: Props) {
  return (
    <th scope="col" className="px-2 py-1.5 font-normal sm:px-3">
      <span className={clsx("font-semibold", side === "a" ? "text-side-a" : "text-side-b")}>{name}</span>
      {note ? <span className="block text-sm text-fg-3">{note}</span> : null}
    </th>
  );
}

/** How fresh the CRM side is: read just now, or the mirror and why. */
export function CrmNote({ source }: { source: ContactSide["source"] }) {
  const now = useNow();
  return (
    <span title={formatExact(source.readAt)} className={source.kind === "live" ? undefined : "text-warn"}>
      {source.kind === "live"
        ? compareWords("live", { ago: formatRelative(source.readAt, now) })
        : compareWords("mirror", {
            age: formatDuration(Math.max(0, now - source.readAt)),
            why: whyMirror(source.code),
          })}
    </span>
  );
}

type MirrorCause = Extract<ContactSide["source"], { kind: "mirror" }>["code"];
const whyMirror = (code: MirrorCause) =>
  code === "gone" ? compareWords("contactGone") : errorSentence(code);
