import { useState } from "react";
import type { Member } from "../../../../shared/portal-api";
import { EmailField } from "../form/email-field";
import { PortalForm } from "../form/portal-form";
import { useForm } from "../form/use-form";
import { CurrentPassword } from "../password/current-password";
import { useFocusOn } from "../use-focus-on";
import { OtherWaits } from "./address-panel";
import { checkAddress, noAddress, useAddressChange, type AddressChange } from "./use-address-change";
import { t } from "./words";

/** Another address, for who knows the password. */
export function ChangeAddress({ member }: { member: Member }) {
  const [times, setTimes] = useState(0);
  const { asked } = member.address;
  const isAsked = asked?.isOther === true;
  const news = useFocusOn(isAsked && times > 0 ? times : undefined);
  return (
    <section aria-labelledby="address" className="flex flex-col gap-4">
      <div>
        <h2 id="address" className="text-xl font-semibold">
          {t("address")}
        </h2>
        <p className="mt-1 text-fg-2 wrap-anywhere">{t("addressNow", { email: member.email })}</p>
      </div>
      <div ref={news} role="status" tabIndex={-1} className="rounded-control empty:hidden">
        {isAsked ? <OtherWaits email={asked.email} /> : null}
      </div>
      {/* A new form for the next time: the password is not needed any more. */}
      <AddressForm key={times} email={member.email} onAsked={() => setTimes(times + 1)} />
    </section>
  );
}

function AddressForm({ email, onAsked }: { email: string; onAsked: () => void }) {
  const send = useAddressChange(onAsked);
  const form = useForm<AddressChange>({ initial: noAddress, check: checkAddress, send });
  return (
    <PortalForm name={t("change")} form={form} label={t("change")} busyLabel={t("changing")}>
      <EmailField label={t("newAddress")} state={form.field("email")} autoComplete="email" />
      <CurrentPassword email={email} state={form.field("password")} />
    </PortalForm>
  );
}
