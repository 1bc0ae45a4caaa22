import type { SettingsView } from "../../../shared/settings-api";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { RelativeTime } from "../../ui/relative-time";
import { changedIn, differing, typedOf, type Draft } from "./settings-draft";
import { shownValue } from "./setting-values";
import { settingTitle, t } from "./words";

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
          {t("loadTheirs")}
        </Button>
      }
    >
      <p>
        {t.rich("overtaken", {
          who: theirs.changedBy ?? t("somebody"),
          count: changes.length,
          when: () => (theirs.changedAt === null ? null : <RelativeTime at={theirs.changedAt} />),
        })}
      </p>
      <ul className="text-fg-2">
        {changes.map((path) => (
          <li key={path}>
            {t.rich("became", {
              setting: settingTitle(path),
              before: shownValue(path, before[path]),
              after: shownValue(path, after[path]),
              new: (text) => <span className="font-medium text-fg">{text}</span>,
            })}
            {mine.includes(path) ? t("youTyped", { value: shownValue(path, draft.typed[path]) }) : ""}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
