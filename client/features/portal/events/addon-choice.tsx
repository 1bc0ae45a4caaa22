import type { EventCategory } from "../../../../shared/events-api";
import { formatMoney } from "../../../lib/money";
import { Checkbox } from "../../../ui/checkbox";
import type { FieldState } from "../form/use-form";
import { addonField } from "./booking-check";
import { formWords } from "./words";

type Props = {
  category: EventCategory;
  field: (name: `addon:${string}`) => FieldState<boolean>;
};

/** What can be booked beside the chosen category. */
export function AddonChoice({ category: { addons, currency }, field }: Props) {
  if (addons.length === 0) return null;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-xl font-semibold">{formWords("addons")}</legend>
      {addons.map(({ id, name, price }) => (
        <Addon key={id} state={field(addonField(id))} name={name} price={formatMoney(price, currency)} />
      ))}
    </fieldset>
  );
}

function Addon({ state, name, price }: { state: FieldState<boolean>; name: string; price: string }) {
  return (
    <label className="flex min-h-11 items-start gap-3 py-2.5">
      <Checkbox
        className="mt-1"
        name={state.name}
        checked={state.value}
        onChange={(event) => state.onChange(event.target.checked)}
      />
      <span className="min-w-0 flex-1 wrap-anywhere">{name}</span>
      <span className="nums shrink-0">{price}</span>
    </label>
  );
}
