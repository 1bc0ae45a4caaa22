import { clsx } from "clsx";
import { Check, Copy } from "lucide-react";
import { useEffect, useState, type MouseEvent } from "react";
import { t } from "./words";

/**
 * Enough of both ends to compare by eye. Of `obj_9f…k2ab` the prefix says what it is, so it gets two letters more; one
 * too long to show is cut, since it is the same for everyone: `…4xah…fhqd`.
 */
export function shortId(id: string): string {
  const bare = id.replace(/^frontend_user_/u, "");
  if (bare !== id && bare !== "") return `…${shortId(bare)}`;
  if (id.length <= 12) return id;
  const head = /^[a-z]{1,4}_/u.test(id) ? id.indexOf("_") + 3 : 4;
  return `${id.slice(0, head)}…${id.slice(-4)}`;
}

type Props = { id: string; label: string; full?: boolean; tabIndex?: number; className?: string };

/** An ID: shortened in the middle, whole in the title, copied by a click. `label` names it ("Convex ID"). */
export function CopyId({ id, label, full = false, tabIndex, className }: Props) {
  const [copied, setCopied] = useState(false);
  const [near, setNear] = useState(false);
  const comeNear = () => setNear(true);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (event: MouseEvent) => {
    event.stopPropagation();
    await navigator.clipboard.writeText(id);
    setCopied(true);
  };
  return (
    <button
      type="button"
      title={id}
      tabIndex={tabIndex}
      aria-label={t("copyOf", { what: `${label} ${id}` })}
      onPointerEnter={comeNear}
      onFocus={comeNear}
      onClick={(event) => void copy(event)}
      className={clsx(
        "group/id inline-flex max-w-full items-center gap-1 rounded-sm px-1 font-mono text-sm text-fg-2",
        "transition-colors hover:bg-hover hover:text-fg",
        !near && "pr-5",
        className,
      )}
    >
      <span className="truncate">{full ? id : shortId(id)}</span>
      {near ? <CopyIcon copied={copied} /> : null}
    </button>
  );
}

/** There from when somebody points at the ID or comes to it: a list has a hundred, and nobody looks at ninety-nine. */
function CopyIcon({ copied }: { copied: boolean }) {
  const Icon = copied ? Check : Copy;
  return (
    <>
      <Icon
        aria-hidden
        className={clsx(
          "size-3 shrink-0",
          copied ? "text-ok" : "opacity-0 group-hover/id:opacity-100 group-focus-visible/id:opacity-100",
        )}
      />
      <span role="status" className="sr-only">
        {copied ? t("copied") : ""}
      </span>
    </>
  );
}
