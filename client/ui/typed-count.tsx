import { formatNumber } from "../lib/format";
import { Field } from "./field";
import { Input } from "./input";

type Props = { count: number; value: string; error?: string | null; onChange: (value: string) => void };

/** What touches many is confirmed by typing how many. */
export function TypedCount({ count, value, error = null, onChange }: Props) {
  return (
    <Field
      label={
        <>
          Type <span className="nums">{formatNumber(count)}</span> to confirm
        </>
      }
      error={error}
    >
      {(control) => (
        <Input
          {...control}
          value={value}
          inputMode="numeric"
          autoComplete="off"
          className="tabular-nums"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
