import { catalogue } from "../../lib/i18n/catalogue";
import { Kbd } from "../../ui/kbd";

const t = catalogue({
  cmd: ["⌘", "⌘"],
  ctrl: ["Ctrl", "Strg"],
  esc: ["Esc", "Esc"],
  enter: ["Enter", "Eingabe"],
  shiftX: ["⇧ X", "⇧ X"],
});

const isMac = /Mac|iPhone|iPad/u.test(navigator.platform);
const names: Partial<Record<string, string>> = {
  mod: t(isMac ? "cmd" : "ctrl"),
  Escape: t("esc"),
  Enter: t("enter"),
  X: t("shiftX"),
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
