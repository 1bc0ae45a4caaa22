import { Search, X } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { useDebounced } from "../lib/debounced";
import { searchField } from "../lib/search-field";
import { Input } from "./input";
import { Kbd } from "./kbd";
import { t } from "./words";

const DEBOUNCE_MS = 160;

type Props = {
  label: string;
  placeholder: string;
  query: string;
  /** With every letter, before the search that it may lead to. */
  onType?: () => void;
  onSearch: (query: string) => void;
  onLeave: () => void;
};

/**
 * The search field. What is typed goes into the address once the typing pauses. The address wins when somebody else
 * changes it: one that comes late with what was typed here takes back nothing that was typed since.
 */
export function SearchBox({ label, placeholder, query, onType, onSearch, onLeave }: Props) {
  const [typed, setTyped] = useState(query);
  const [seen, setSeen] = useState(query);
  /** Put into the address by this field, and not seen in it yet. */
  const [sent, setSent] = useState<string[]>([]);
  if (query !== seen) {
    setSeen(query);
    const own = sent.indexOf(query);
    setSent(own < 0 ? [] : sent.slice(own + 1));
    if (own < 0 && typed.trim() !== query) setTyped(query);
  }
  const send = (text: string) => {
    if (text === query) return;
    setSent((before) => [...before, text]);
    onSearch(text);
  };
  useDebounced(typed.trim(), DEBOUNCE_MS, send);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && typed !== "") {
      event.preventDefault();
      setTyped("");
    } else if (["Escape", "Enter", "ArrowDown"].includes(event.key)) {
      event.preventDefault();
      send(typed.trim());
      onLeave();
    }
  };
  return (
    <div role="search" className="relative w-full sm:w-80">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-fg-3"
      />
      <Input
        ref={searchField}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={typed}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.target.value);
          onType?.();
        }}
        onKeyDown={onKeyDown}
        className="pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
      <span className="absolute top-1/2 right-1.5 -translate-y-1/2">
        {typed ? (
          <button
            type="button"
            aria-label={t("clearSearch")}
            className="flex size-5 items-center justify-center rounded-sm text-fg-3 hover:bg-hover hover:text-fg"
            onClick={() => setTyped("")}
          >
            <X aria-hidden className="size-3.5" />
          </button>
        ) : (
          <span className="max-md:hidden">
            <Kbd>/</Kbd>
          </span>
        )}
      </span>
    </div>
  );
}
