import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type FormEvent } from "react";
import { defaultSettings, type SettingPath, type SettingsView } from "../../../shared/settings-api";
import { describeError } from "../../lib/api-error";
import { useHashTarget } from "../../lib/use-hash-target";
import { useTRPC } from "../../lib/trpc";
import { Notice } from "../../ui/notice";
import { LeaveQuestion } from "./leave-question";
import { OvertakenNotice } from "./overtaken-notice";
import { SaveBar } from "./save-bar";
import { SettingField } from "./setting-field";
import { changedIn, leftOf, onTopOf, readTyped, typedOf, type Draft } from "./settings-draft";
import { sections } from "./settings-sections";
import { t } from "./words";

type Props = { view: SettingsView; readOnly: boolean };
const defaults = typedOf(defaultSettings);
/** What is put in when something is switched on that is off until somebody does. */
const WHEN_ON = "10000";

/** The settings as a form. Without a draft it follows the server; with one it keeps what was typed. */
export function SettingsForm({ view, readOnly }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [left, setLeft] = useState<ReadonlySet<SettingPath>>(new Set());
  const save = useMutation(
    trpc.settings.update.mutationOptions({
      onMutate: () => ({ sent: typed }),
      onSuccess: async (saved, _input, { sent }) => {
        queryClient.setQueryData(trpc.settings.get.queryKey(), saved);
        setDraft((now) => now && leftOf(now, sent, saved));
        setLeft(new Set());
        await queryClient.invalidateQueries(trpc.reconcile.schedule.queryFilter());
      },
      // A conflict is shown as what somebody else has changed, so that has to be known first.
      onError: () => queryClient.invalidateQueries(trpc.settings.get.queryFilter()),
    }),
  );
  const undo = () => {
    setDraft(null);
    setLeft(new Set());
  };

  const typed = draft?.typed ?? typedOf(view.settings);
  const changed = draft ? changedIn(draft) : [];
  const { settings, problems } = readTyped(typed);
  const overtaken = draft !== null && draft.seen.version < view.version;
  const problem = save.error ? describeError(save.error) : null;

  const change = (path: SettingPath, value: string) => {
    if (!save.isPending) save.reset();
    setDraft({ seen: draft?.seen ?? view, typed: { ...typed, [path]: value } });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!draft || save.isPending) return;
    if (settings) return save.mutate({ version: draft.seen.version, settings });
    setLeft(new Set(Object.keys(problems) as SettingPath[]));
    const [first] = Object.keys(problems);
    form.current?.querySelector<HTMLInputElement>(`input[name="${first}"]`)?.focus();
  };
  useHashTarget();
  return (
    <form ref={form} noValidate aria-label={t("settings")} onSubmit={submit} className="flex flex-col gap-6">
      {overtaken ? (
        <OvertakenNotice
          draft={draft}
          theirs={view}
          onLoad={() => {
            save.reset();
            setDraft(onTopOf(draft, view));
          }}
        />
      ) : problem && problem.code !== "conflict" ? (
        <Notice tone="bad" live>
          {problem.message} {t("nothingSaved")}
        </Notice>
      ) : null}
      {sections.map(({ title, intro, paths }) => (
        <section key={title} id={paths[0]?.split(".")[0]} aria-label={title} className="flex flex-col gap-2">
          <h2 className="font-semibold">{title}</h2>
          <p className="text-fg-2">{intro}</p>
          <div className="rounded-panel border border-line">
            {paths.map((path) => (
              <SettingField
                key={path}
                path={path}
                value={typed[path]}
                whenOn={typedOf(view.settings)[path] || defaults[path] || WHEN_ON}
                problem={left.has(path) ? (problems?.[path] ?? null) : null}
                changed={changed.includes(path)}
                readOnly={readOnly}
                onChange={(value) => change(path, value)}
                onLeave={() => setLeft((now) => new Set([...now, path]))}
              />
            ))}
          </div>
        </section>
      ))}
      {changed.length > 0 ? (
        <>
          <SaveBar
            count={changed.length}
            busy={save.isPending}
            refusal={overtaken ? t("lookFirst") : null}
            onUndo={undo}
          />
          <LeaveQuestion count={changed.length} />
        </>
      ) : null}
    </form>
  );
}
