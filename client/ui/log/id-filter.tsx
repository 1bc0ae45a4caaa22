import { useState, type FormEvent } from "react";
import { Button } from "../button";
import { shortId } from "../copy-id";
import { Field } from "../field";
import { FilterButton } from "../filter-button";
import { Input } from "../input";
import { Popover } from "../popover";
import { t } from "./words";

type Props = {
  label: string;
  id: string | null;
  /** Whose ID it is, once it is known. */
  name: string | null;
  /** What may be typed, in a few words and in a sentence. */
  field: string;
  hint: string;
  submit: string;
  onChange: (id: string | null) => void;
};

/** Only what is about one of something, by its ID. */
export function IdFilter(props: Props) {
  const { label, id, name } = props;
  const chosen = id === null ? null : (name ?? shortId(id));
  return (
    <Popover label={label} trigger={<FilterButton label={label} chosen={chosen} />}>
      <IdForm key={id} {...props} />
    </Popover>
  );
}

function IdForm({ id, field, hint, submit, onChange }: Props) {
  const [typed, setTyped] = useState(id ?? "");
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    onChange(typed.trim() || null);
  };
  return (
    <form onSubmit={onSubmit} className="flex w-72 flex-col gap-3">
      <Field label={field} hint={hint}>
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
          {submit}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => onChange(null)}>
          {t("clear")}
        </Button>
      </div>
    </form>
  );
}
