import { useRef } from "react";
import type { Typed } from "./registration-check";

/**
 * The key of what is typed now: the same as long as nothing of it changes. Sent again, because no answer came, a form is
 * known by it; the browser keeps it in memory only, for it lets in whoever has it for a while.
 */
export function useFormKey() {
  const last = useRef<{ typed: string; key: string } | null>(null);
  return (values: Typed): string => {
    const typed = JSON.stringify(values);
    if (last.current?.typed !== typed) last.current = { typed, key: newKey() };
    return last.current.key;
  };
}

/** As `crypto.randomUUID` makes them, which pages without https do not have. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20)].join("-");
}
