import { Field } from "./field";
import { Input } from "./input";
import { t } from "./words";

type Props = { count: number; value: string; error?: string | null; onChange: (value: string) => void };

/** What touches many is confirmed by typing how many. */
export function TypedCount({ count, value, error = null, onChange }: Props) {
  return (
    <Field
      label={t.rich("typeCount", { count, nums: (text) => <span className="nums">{text}</span> })}
      marked
      error={error}
    >
      {(control) => (
        <Input
          {...control}
          value={value}
          required
          inputMode="numeric"
          autoComplete="off"
          className="tabular-nums"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
