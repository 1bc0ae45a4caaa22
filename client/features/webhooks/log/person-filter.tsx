import { useState, type FormEvent } from "react";
import { Button } from "../../../ui/button";
import { shortId } from "../../../ui/copy-id";
import { Field } from "../../../ui/field";
import { FilterButton } from "../../../ui/filter-button";
import { Input } from "../../../ui/input";
import { Popover } from "../../../ui/popover";
import { t } from "./words";

type Props = { person: string | null; name: string | null; onChange: (person: string | null) => void };

/** Only what was about one person, by any of their IDs. */
export function PersonFilter({ person, name, onChange }: Props) {
  const chosen = person === null ? null : (name ?? shortId(person));
  return (
    <Popover label={t("person")} trigger={<FilterButton label={t("person")} chosen={chosen} />}>
      <PersonForm key={person} person={person} onChange={onChange} />
    </Popover>
  );
}

function PersonForm({ person, onChange }: Omit<Props, "name">) {
  const [typed, setTyped] = useState(person ?? "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChange(typed.trim() || null);
  };
  return (
    <form onSubmit={submit} className="flex w-72 flex-col gap-3">
      <Field label={t("idOfPerson")} hint={t("idOfPersonHint")}>
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
          {t("onlyTheirs")}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => onChange(null)}>
          {t("clear")}
        </Button>
      </div>
    </form>
  );
}
