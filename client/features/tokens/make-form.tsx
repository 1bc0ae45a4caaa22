import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { tokenDays, tokenScopes } from "../../../shared/api-tokens-api";
import { mayDo, type OperatorRole } from "../../../shared/permissions";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { DialogActions } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { Notice } from "../../ui/notice";
import { Select } from "../../ui/select";
import { scopeWords, t } from "./words";

type Scope = (typeof tokenScopes)[number];
type Asked = { name: string; scopes: Scope[]; days: (typeof tokenDays)[number] | null; unattended: boolean };
type Props = {
  role: OperatorRole;
  busy: boolean;
  problem: { message: string; field: string | null } | null;
  onMake: (asked: Asked) => void;
  onClose: () => void;
};

/** What a token is called, what it may do and for how long. */
export function MakeForm({ role, busy, problem, onMake, onClose }: Props) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Scope[]>([]);
  const [days, setDays] = useState<Asked["days"]>(90);
  const [unattended, setUnattended] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onMake({ name: name.trim(), scopes: [...scopes], days, unattended });
  };
  const isBeside = problem?.field === "name";
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-[1fr_12rem]">
        <Field label={t("name")} hint={t("nameHint")} error={isBeside ? problem.message : null}>
          {(control) => (
            <Input
              {...control}
              required
              autoComplete="off"
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <DaysField value={days} onChange={setDays} />
      </div>
      <ScopesField role={role} value={scopes} onChange={setScopes} />
      <label className="flex items-start gap-2">
        <Checkbox
          className="mt-0.5"
          checked={unattended}
          onChange={(event) => setUnattended(event.target.checked)}
        />
        <span>
          {t("unattendedLabel")}
          <span className="block text-fg-2">{t("unattendedHint")}</span>
        </span>
      </label>
      {problem && !isBeside ? (
        <Notice tone="bad" live>
          {problem.message}
        </Notice>
      ) : null}
      <DialogActions>
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button
          type="submit"
          variant="primary"
          busy={busy}
          disabledReason={scopes.length === 0 ? t("chooseScopes") : null}
        >
          {t("make")}
        </Button>
      </DialogActions>
    </form>
  );
}

type DaysProps = { value: Asked["days"]; onChange: (days: Asked["days"]) => void };

/** How long it is good for; without an end only where the settings allow that. */
function DaysField({ value, onChange }: DaysProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.apiTokens.list.queryOptions());
  return (
    <Field label={t("good")}>
      {(control) => (
        <Select
          {...control}
          value={value ?? ""}
          onChange={(event) =>
            onChange(tokenDays.find((days) => String(days) === event.target.value) ?? null)
          }
        >
          {tokenDays.map((days) => (
            <option key={days} value={days}>
              {t("days", { days })}
            </option>
          ))}
          {data?.endlessAllowed ? <option value="">{t("noEnd")}</option> : null}
        </Select>
      )}
    </Field>
  );
}

type ScopesProps = {
  role: OperatorRole;
  value: readonly Scope[];
  onChange: (scopes: readonly Scope[]) => void;
};

/** Everything the operator's own role may do, to choose from. */
function ScopesField({ role, value, onChange }: ScopesProps) {
  const own = tokenScopes.filter((scope) => mayDo(role, scope));
  const set = (scope: Scope, on: boolean) =>
    onChange(own.filter((each) => (each === scope ? on : value.includes(each))));
  return (
    <fieldset>
      <legend className="mb-2 font-medium">{t("may")}</legend>
      <div className="gap-x-6 sm:columns-2">
        {own.map((scope) => (
          <label key={scope} className="flex break-inside-avoid items-start gap-2 pb-1.5">
            <Checkbox
              className="mt-0.5"
              checked={value.includes(scope)}
              onChange={(event) => set(scope, event.target.checked)}
            />
            {scopeWords(scope)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
