import { useState, type FormEvent } from "react";
import { Button } from "../../ui/button";
import { shortId } from "../../ui/copy-id";
import { Field } from "../../ui/field";
import { FilterButton } from "../../ui/filter-button";
import { Input } from "../../ui/input";
import { Popover } from "../../ui/popover";
import { t } from "./words";

type Props = { about: string | null; name: string | null; onChange: (about: string | null) => void };

/** Only what is about one person, run, replay or sweep. */
export function AboutFilter({ about, name, onChange }: Props) {
  const chosen = about === null ? null : (name ?? shortId(about));
  return (
    <Popover label={t("about")} trigger={<FilterButton label={t("about")} chosen={chosen} />}>
      <AboutForm key={about} about={about} onChange={onChange} />
    </Popover>
  );
}

function AboutForm({ about, onChange }: Omit<Props, "name">) {
  const [typed, setTyped] = useState(about ?? "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChange(typed.trim() || null);
  };
  return (
    <form onSubmit={submit} className="flex w-72 flex-col gap-3">
      <Field label={t("idAbout")} hint={t("idAboutHint")}>
        {(control) => (
          <Input
            {...control}
            value={typed}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
            className="font-mono"
          />
        )}
      </Field>
      <div className="flex gap-1">
        <Button size="sm" type="submit">
          {t("onlyAbout")}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => onChange(null)}>
          {t("clear")}
        </Button>
      </div>
    </form>
  );
}
