import { settingWords, type SettingsView } from "../../../shared/settings-api";
import { plural } from "../../lib/format";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { RelativeTime } from "../../ui/relative-time";
import { changedIn, differing, typedOf, type Draft } from "./settings-draft";
import { shownValue } from "./setting-values";

type Props = { draft: Draft; theirs: SettingsView; onLoad: () => void };

/** Somebody else was faster: who, when and what. Their changes come in; what was typed here stays. */
export function OvertakenNotice({ draft, theirs, onLoad }: Props) {
  const before = typedOf(draft.seen.settings);
  const after = typedOf(theirs.settings);
  const changes = differing(before, after);
  const mine = changedIn(draft);
  return (
    <Notice
      tone="warn"
      live
      actions={
        <Button size="sm" onClick={onLoad}>
          Load theirs, keep mine
        </Button>
      }
    >
      <p>
        {theirs.changedBy ?? "Somebody"} has changed {plural(changes.length, "setting", "settings")}
        {theirs.changedAt === null ? null : (
          <>
            {" "}
            <RelativeTime at={theirs.changedAt} />
          </>
        )}
        . Nothing of yours is saved yet; what you typed stays.
      </p>
      <ul className="text-fg-2">
        {changes.map((path) => (
          <li key={path}>
            {settingWords[path].title}: {shownValue(path, before[path])} became{" "}
            <span className="font-medium text-fg">{shownValue(path, after[path])}</span>
            {mine.includes(path) ? `; you typed ${shownValue(path, draft.typed[path])}` : ""}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
