import { clsx } from "clsx";
import { CircleAlert } from "lucide-react";
import { useId } from "react";
import { settingUnits, type SettingPath } from "../../../shared/settings-api";
import { Checkbox } from "../../ui/checkbox";
import { Input } from "../../ui/input";
import { canBeOff, isOwner, isSwitch, isText } from "./settings-draft";
import { helpOf, unitOf } from "./setting-values";
import { OnOrOff, Owner } from "./setting-choice";
import { settingTitle, t } from "./words";

type Props = {
  path: SettingPath;
  value: string;
  /** What to put in when it is switched on again. */
  whenOn: string;
  problem: string | null;
  /** Somebody has changed it here and not saved it yet. */
  changed: boolean;
  readOnly: boolean;
  onChange: (value: string) => void;
  onLeave: () => void;
};

/** One setting: what it is called and does, and beside that its value with its unit, and its switch if it has one. */
export function SettingField(props: Props) {
  const { path, value, problem, changed, readOnly, onChange, onLeave } = props;
  const id = useId();
  const unit = settingUnits[path];
  const title = settingTitle(path);
  const isOff = canBeOff(path) && value === "";
  const choice = { id, path, value, readOnly, onChange };
  return (
    <div className="grid gap-x-8 gap-y-2 border-b border-line px-4 py-3 last:border-0 sm:grid-cols-[1fr_15rem]">
      <div>
        <label htmlFor={id} className="font-medium">
          {title}
        </label>
        {changed ? <span className="text-accent"> · {t("notSaved")}</span> : null}
        <p id={`${id}-hint`} className="text-fg-2">
          {helpOf(path, value)}
        </p>
      </div>
      <div className="flex flex-col gap-1">
        <div className="flex items-center gap-2">
          {isSwitch(path) ? (
            <OnOrOff {...choice} />
          ) : isOwner(path) ? (
            <Owner {...choice} />
          ) : (
            <Input
              id={id}
              name={path}
              value={value}
              placeholder={isOff ? t("off") : undefined}
              readOnly={readOnly || isOff}
              inputMode={isText(path) ? "text" : "numeric"}
              autoComplete="off"
              aria-invalid={problem ? true : undefined}
              aria-describedby={`${id}-hint${problem ? ` ${id}-error` : ""}`}
              className={clsx(
                "nums read-only:bg-bg read-only:text-fg-2",
                !["names", "text"].includes(unit) && "max-w-28",
              )}
              onChange={(event) => onChange(event.target.value)}
              onBlur={onLeave}
            />
          )}
          {unitOf(path) === null ? null : <span className="text-fg-2">{unitOf(path)}</span>}
        </div>
        {problem ? (
          <p id={`${id}-error`} className="flex items-start gap-1.5 text-bad">
            <CircleAlert aria-hidden className="mt-[0.2em] size-3.5 shrink-0" />
            {problem}
          </p>
        ) : null}
        {canBeOff(path) ? <Switch {...props} title={title} isOff={isOff} /> : null}
      </div>
    </div>
  );
}

function Switch({
  path,
  title,
  isOff,
  whenOn,
  readOnly,
  onChange,
}: Props & { title: string; isOff: boolean }) {
  const asks = path.startsWith("approval.");
  return (
    <label className="flex items-center gap-2 text-fg-2">
      <Checkbox
        checked={!isOff}
        disabled={readOnly}
        aria-label={t(asks ? "asksForSecondOf" : "beginsOf", { setting: title })}
        onChange={(event) => onChange(event.target.checked ? whenOn : "")}
      />
      {t(asks ? "asksForSecond" : "begins")}
    </label>
  );
}
