import type { Place } from "../../lib/shortcuts";
import { Dialog } from "../../ui/dialog";
import { Keys } from "./keys";
import { placeWords, sheetTitle, shortcutWords } from "./shortcut-words";

/** All shortcuts, by where they work. */
export function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open wide toRead onOpenChange={(open) => open || onClose()} title={sheetTitle}>
      <div className="columns-1 gap-8 sm:columns-2">
        {(Object.keys(shortcutWords) as Place[]).map((place) => (
          <section key={place} aria-label={placeWords[place]} className="mb-5 break-inside-avoid">
            <h3 className="pb-1 text-sm font-semibold text-fg-2">{placeWords[place]}</h3>
            <dl>
              {Object.entries(shortcutWords[place]).map(([keys, words]) => (
                <div
                  key={keys}
                  className="flex items-center justify-between gap-4 border-t border-line py-1.5"
                >
                  <dt>{words}</dt>
                  <dd>
                    <Keys of={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
