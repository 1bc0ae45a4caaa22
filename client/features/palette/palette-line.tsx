import { Autocomplete } from "@base-ui/react/autocomplete";
import { clsx } from "clsx";
import { Keys } from "./keys";
import { LinkCell } from "../users/link-cell";
import { MarkedMatch } from "../users/marked-match";
import type { Entry } from "./entry";

/** One choice: a command with its key, or a person with their state. What is refused says why and does nothing. */
export function PaletteLine({ entry, onChoose }: { entry: Entry; onChoose: () => void }) {
  return (
    <Autocomplete.Item
      value={entry}
      onClick={onChoose}
      aria-disabled={entry.refusal !== null || undefined}
      className={clsx(
        "flex min-h-9 cursor-default scroll-my-1.5 items-center gap-2.5 rounded-control px-2.5 py-1 outline-none select-none data-highlighted:bg-hover",
        entry.refusal && "text-fg-3",
      )}
    >
      {entry.kind === "person" ? <Person entry={entry} /> : <Doing entry={entry} />}
    </Autocomplete.Item>
  );
}

function Doing({ entry }: { entry: Extract<Entry, { kind: "command" }> }) {
  const { icon: Icon, label, refusal, keys } = entry;
  return (
    <>
      <Icon aria-hidden className="size-4 shrink-0 text-fg-3" />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {refusal ? (
        <span className="truncate text-sm text-fg-3">{refusal}</span>
      ) : keys ? (
        <span className="max-md:hidden">
          <Keys of={keys} />
        </span>
      ) : null}
    </>
  );
}

function Person({ entry: { label, user } }: { entry: Extract<Entry, { kind: "person" }> }) {
  return (
    <>
      <span className="min-w-0 flex-1 truncate">
        <span className="font-medium">
          <MarkedMatch text={label} />
        </span>
        {user.name && user.email ? (
          <span className="pl-2 text-fg-3">
            <MarkedMatch text={user.email} />
          </span>
        ) : null}
      </span>
      <span className="shrink-0 text-sm">
        <LinkCell user={user} />
      </span>
    </>
  );
}
