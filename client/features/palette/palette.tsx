import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import { useState } from "react";
import { describeError } from "../../lib/api-error";
import { SearchWords } from "../users/marked-match";
import type { Command, Entry, Group } from "./entry";
import { commandsFor, groupsInOrder } from "./entry";
import { PaletteLine } from "./palette-line";
import { usePeople, useRecentPeople } from "./use-people";
import type { UserLink } from "../../../shared/users-api";
import { t } from "./words";

type Props = {
  screens: Command[];
  commands: Command[];
  settings: Command[];
  onOpenPerson: (user: UserLink) => void;
  onClose: () => void;
};

/**
 * Base UI's Autocomplete in its Dialog, as its documentation makes a command palette: it is what all else here is made
 * of, where cmdk would bring a second dialog library along.
 */
export function Palette({ screens, commands, settings, onOpenPerson, onClose }: Props) {
  const [typed, setTyped] = useState("");
  const { query, users, searching, error } = usePeople(typed);
  const recent = useRecentPeople();
  const person = (user: UserLink): Entry => ({
    kind: "person",
    id: user.linkId,
    label: user.name || (user.email ?? t("noName")),
    user,
    refusal: null,
    run: () => onOpenPerson(user),
  });
  const empty = typed.trim() === "";
  const groups: Group[] = groupsInOrder(typed, [
    { value: t("screens"), items: commandsFor(typed, screens) },
    { value: t("people"), items: users.map(person) },
    { value: t("recent"), items: empty ? recent.map(person) : [] },
    { value: t("actions"), items: commandsFor(typed, commands) },
    { value: t("settings"), items: empty ? [] : commandsFor(typed, settings) },
  ]);
  const choose = (entry: Entry) => {
    if (entry.refusal) return;
    onClose();
    entry.run();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop forceRender className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          aria-label={t("commands")}
          data-keys="off"
          className="fixed top-[min(12vh,6rem)] left-1/2 z-40 flex max-h-[min(32rem,76dvh)] w-[38rem] max-w-[calc(100vw-1rem)] -translate-x-1/2 flex-col overflow-hidden rounded-panel border border-line bg-raised shadow-float outline-none"
        >
          <Autocomplete.Root
            open
            inline
            items={groups}
            value={typed}
            onValueChange={(value, { reason }) => reason === "input-change" && setTyped(value)}
            filter={null}
            itemToStringValue={({ label }: Entry) => label}
            autoHighlight="always"
            keepHighlight
          >
            <div className="flex shrink-0 items-center gap-2.5 border-b border-line px-4">
              <Search aria-hidden className="size-4 text-fg-3" />
              <Autocomplete.Input
                aria-label={t("commands")}
                placeholder={t("find")}
                maxLength={200}
                spellCheck={false}
                className="h-11 min-w-0 flex-1 bg-transparent text-md outline-none placeholder:text-fg-3"
              />
            </div>
            <div className="flex min-h-0 flex-1 flex-col">
              <Autocomplete.Empty>
                {searching ? null : <p className="px-4 py-6 text-fg-2">{t("nothing")}</p>}
              </Autocomplete.Empty>
              <SearchWords value={query}>
                <Autocomplete.List className="scroll-y min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5 empty:p-0">
                  {(group: Group) => (
                    <Autocomplete.Group key={group.value} items={group.items} className="not-last:mb-1.5">
                      <Autocomplete.GroupLabel className="px-2.5 pt-1.5 pb-1 text-xs font-medium text-fg-3">
                        {group.value}
                      </Autocomplete.GroupLabel>
                      <Autocomplete.Collection>
                        {(entry: Entry) => (
                          <PaletteLine key={entry.id} entry={entry} onChoose={() => choose(entry)} />
                        )}
                      </Autocomplete.Collection>
                    </Autocomplete.Group>
                  )}
                </Autocomplete.List>
              </SearchWords>
            </div>
            <Autocomplete.Status
              className={searching || error ? "border-t border-line px-4 py-2 text-sm text-fg-3" : "sr-only"}
            >
              {searching
                ? t("searching")
                : error
                  ? t("notSearched", { why: describeError(error).message })
                  : null}
            </Autocomplete.Status>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
