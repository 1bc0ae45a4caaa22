import { CircleAlert } from "lucide-react";
import { useId } from "react";
import type { EventCategory } from "../../../../shared/events-api";
import { formatMoney } from "../../../lib/money";
import type { FieldState } from "../form/use-form";
import { formWords, t } from "./words";

type Props = { categories: readonly EventCategory[]; state: FieldState<string> };

/** The categories of an event, one of which is chosen. */
export function CategoryChoice({ categories, state }: Props) {
  const errorId = useId();
  return (
    <fieldset className="min-w-0" aria-describedby={state.error ? errorId : undefined} onBlur={state.onLeave}>
      <legend className="mb-3 text-xl font-semibold">{formWords("category")}</legend>
      <div className="flex flex-col gap-2">
        {categories.map((category) => (
          <Category
            key={category.id}
            category={category}
            name={state.name}
            checked={state.value === category.id}
            onChoose={() => state.onChange(category.id)}
          />
        ))}
      </div>
      {state.error ? (
        <p id={errorId} className="mt-2 flex items-start gap-1.5 text-bad">
          <CircleAlert aria-hidden className="mt-[0.2em] size-3.5 shrink-0" />
          {state.error}
        </p>
      ) : null}
    </fieldset>
  );
}

type CategoryProps = { category: EventCategory; name: string; checked: boolean; onChoose: () => void };

const payWords = { free: "payFree", invoice: "payInvoice", card: "payCard" } as const;

function Category({ category, name, checked, onChoose }: CategoryProps) {
  const { id, price, currency, payment } = category;
  return (
    <label className="flex min-h-11 items-start gap-3 rounded-control border border-line-strong px-4 py-3 has-checked:border-accent has-checked:bg-hover">
      <input
        type="radio"
        className="mt-1.5 size-4 shrink-0 accent-accent"
        name={name}
        value={id}
        checked={checked}
        onChange={onChoose}
      />
      <span className="min-w-0 flex-1 wrap-anywhere">
        {category.name}
        <span className="block text-md text-fg-2">{formWords(payWords[payment])}</span>
      </span>
      <span className="nums shrink-0 font-medium">
        {price === 0 ? t("free") : formatMoney(price, currency)}
      </span>
    </label>
  );
}
