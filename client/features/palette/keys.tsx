import { Kbd } from "../../ui/kbd";
import { keyWords } from "./key-words";

const isMac = /Mac|iPhone|iPad/u.test(navigator.platform);
const names: Partial<Record<string, string>> = {
  mod: keyWords(isMac ? "cmd" : "ctrl"),
  Escape: keyWords("esc"),
  Enter: keyWords("enter"),
  X: keyWords("shiftX"),
};

/** A shortcut as keys: "g u" is two, one after the other. */
export function Keys({ of }: { of: string }) {
  return (
    <span className="inline-flex gap-1">
      {of.split(" ").map((key) => (
        <Kbd key={key}>{names[key] ?? (key.length === 1 ? key.toUpperCase() : key)}</Kbd>
      ))}
    </span>
  );
}
