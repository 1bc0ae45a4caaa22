import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  Keyboard,
  ListRestart,
  LogOut,
  Moon,
  RefreshCcwDot,
  Rows3,
  SlidersHorizontal,
  UserCheck,
} from "lucide-react";
import { useNavigate } from "react-router";
import { mayDo, type Permission } from "../../../shared/permissions";
import type { ActiveRuns } from "../../../shared/runs-api";
import type { Me } from "../../../shared/session-api";
import type { UserLink } from "../../../shared/users-api";
import { describeError } from "../../lib/api-error";
import { densities, densityPreference } from "../../lib/density";
import { themePreference, themes } from "../../lib/theme";
import { useTRPC } from "../../lib/trpc";
import { useToast } from "../../ui/toast";
import { kindsInOrder } from "../reconcile/sweep-words";
import { kindTitle } from "../reconcile/words";
import { sections } from "../settings/settings-sections";
import type { Command } from "./entry";
import { t } from "./words";

type Simple = Pick<Command, "label" | "icon" | "run"> &
  Partial<Pick<Command, "id" | "refusal" | "keys" | "also">>;
const command = (given: Simple): Command => ({
  kind: "command",
  id: given.label,
  refusal: null,
  keys: null,
  also: "",
  ...given,
});

export type CommandsOf = {
  me: Me;
  /** Whose page or drawer is open. */
  open: UserLink | null;
  /** What waits for this operator's approval. */
  toApprove: ActiveRuns["toApprove"];
  onRetryFailed: () => void;
  onShortcuts: () => void;
  signOut: () => void;
};

/** What can be done from everywhere; what the operator's role refuses too, with the reason. */
export function useCommands({
  me,
  open,
  toApprove,
  onRetryFailed,
  onShortcuts,
  signOut,
}: CommandsOf): Command[] {
  const may = (permission: Permission) =>
    mayDo(me.role, permission) ? null : t("mayNot", { role: me.role });
  const resync = useResync();
  const startSweep = useStartSweep();
  const navigate = useNavigate();
  return [
    ...toApprove.map(({ kind, runId, name }) =>
      command({
        id: `approve ${runId}`,
        label: t("approve", { name }),
        also: "approve",
        icon: UserCheck,
        run: () => void navigate(kind === "run" ? `/runs/${runId}` : `/webhooks/replays/${runId}`),
      }),
    ),
    ...(open
      ? [
          command({
            label: t("resync", { name: open.name }),
            icon: ListRestart,
            keys: "e",
            refusal: may("users.resync"),
            run: () => resync(open),
          }),
        ]
      : []),
    command({
      label: t("retryFailed"),
      also: "retry",
      icon: ListRestart,
      refusal: may("runs.write"),
      run: onRetryFailed,
    }),
    ...kindsInOrder.map((kind) =>
      command({
        label: t("sweep", { kind: kindTitle(kind) }),
        also: "reconcile",
        icon: RefreshCcwDot,
        refusal: may("reconcile.write"),
        run: () => startSweep(kind),
      }),
    ),
    ...themes.map((theme) =>
      command({ label: t(theme), icon: Moon, run: () => themePreference.write(theme) }),
    ),
    ...densities.map((density) =>
      command({
        label: t(density),
        also: "density",
        icon: Rows3,
        run: () => densityPreference.write(density),
      }),
    ),
    command({ label: t("shortcuts"), icon: Keyboard, keys: "?", run: onShortcuts }),
    command({ label: t("signOut"), icon: LogOut, run: signOut }),
  ];
}

/** The parts of the settings, for those who read them. */
export function useSettingsCommands(me: Me): Command[] {
  const navigate = useNavigate();
  if (!mayDo(me.role, "settings.read")) return [];
  return sections.map(({ title, paths }) =>
    command({
      label: `${t("settings")}: ${title}`,
      icon: SlidersHorizontal,
      run: () => void navigate(`/settings#${paths[0]?.split(".")[0]}`),
    }),
  );
}

function useResync() {
  const trpc = useTRPC();
  const { add: toast } = useToast();
  const { mutate } = useMutation(trpc.users.resync.mutationOptions());
  return (user: UserLink) =>
    mutate(
      { id: user.linkId },
      {
        onSuccess: () => toast({ title: t("resyncAsked", { name: user.name }) }),
        onError: (error) => toast({ title: describeError(error).message, description: t("notDone") }),
      },
    );
}

function useStartSweep() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { add: toast } = useToast();
  const { mutate } = useMutation(
    trpc.reconcile.start.mutationOptions({
      onSuccess: async ({ sweepId }) => {
        await queryClient.invalidateQueries(trpc.reconcile.pathFilter());
        await navigate(`/reconcile/${sweepId}`);
      },
      onError: (error) => toast({ title: describeError(error).message, description: t("notDone") }),
    }),
  );
  return (kind: (typeof kindsInOrder)[number]) => mutate({ kind });
}
