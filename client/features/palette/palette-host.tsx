import { useQueryClient } from "@tanstack/react-query";
import type { LucideIcon } from "lucide-react";
import { useLocation, useMatch, useNavigate } from "react-router";
import type { Me } from "../../../shared/session-api";
import type { UserLink } from "../../../shared/users-api";
import { useTRPC } from "../../lib/trpc";
import { BulkDialog } from "../users/lazy-parts";
import { everyMatch } from "../users/selection";
import type { Command } from "./entry";
import { Palette } from "./palette";
import { ShortcutsSheet } from "./shortcuts-sheet";
import { useCommands, useSettingsCommands, type CommandsOf } from "./use-commands";

export type Asked = "palette" | "shortcuts" | "retryFailed" | null;
type Screen = { to: string; name: string; icon: LucideIcon; keys: string };
type Props = {
  me: Me;
  toApprove: CommandsOf["toApprove"];
  screens: Screen[];
  asked: Asked;
  onAsk: (asked: Asked) => void;
  signOut: () => void;
};

/** The palette, the sheet of shortcuts, and what a command asks before it starts. Stays while a command is under way. */
export function PaletteHost({ me, toApprove, screens, asked, onAsk, signOut }: Props) {
  const navigate = useNavigate();
  const openPerson = useOpenPerson();
  const commands = useCommands({
    me,
    open: usePersonHere(),
    toApprove,
    onRetryFailed: () => onAsk("retryFailed"),
    onShortcuts: () => onAsk("shortcuts"),
    signOut,
  });
  const settings = useSettingsCommands(me);
  const close = () => onAsk(null);
  if (asked === "shortcuts") return <ShortcutsSheet onClose={close} />;
  if (asked === "retryFailed") {
    const failed = { states: ["failed" as const] };
    return (
      <BulkDialog action="resync" picked={everyMatch} filter={failed} onClose={close} onStarted={close} />
    );
  }
  if (asked === null) return null;
  return (
    <Palette
      screens={screens.map((screen) => screenCommand(screen, () => void navigate(screen.to)))}
      commands={commands}
      settings={settings}
      onOpenPerson={openPerson}
      onClose={close}
    />
  );
}

const screenCommand = ({ to, name, icon, keys }: Screen, run: () => void): Command => ({
  ...{ kind: "command", id: to, label: name, also: "", refusal: null },
  ...{ icon, keys, run },
});

/** Opens the drawer; over the list as it is, where there is one. */
function useOpenPerson() {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  return ({ linkId }: UserLink) => {
    const params = new URLSearchParams(pathname === "/users" ? search : "");
    params.set("user", linkId);
    params.delete("tab");
    void navigate({ pathname: "/users", search: params.toString() });
  };
}

/** Whose page or drawer is open, as far as they have come. */
function usePersonHere(): UserLink | null {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { pathname, search } = useLocation();
  const inDrawer = pathname === "/users" ? new URLSearchParams(search).get("user") : null;
  const id = useMatch("/users/:id")?.params.id ?? inDrawer;
  return id ? (queryClient.getQueryData(trpc.users.get.queryKey({ id }))?.row ?? null) : null;
}
