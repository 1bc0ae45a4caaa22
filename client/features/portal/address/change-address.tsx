import { useState } from "react";
import type { Member } from "../../../../shared/portal-api";
import { EmailField } from "../form/email-field";
import { PortalForm } from "../form/portal-form";
import { useForm } from "../form/use-form";
import { CurrentPassword } from "../password/current-password";
import { OtherWaits } from "./address-panel";
import { checkAddress, noAddress, useAddressChange, type AddressChange } from "./use-address-change";
import { t } from "./words";

/** Another address, for who knows the password. */
export function ChangeAddress({ member }: { member: Member }) {
  const [askedFor, setAskedFor] = useState<string | null>(null);
  const { asked } = member.address;
  return (
    <section aria-labelledby="address" className="flex flex-col gap-4">
      <div>
        <h2 id="address" className="text-xl font-semibold">
          {t("address")}
        </h2>
        <p className="mt-1 text-fg-2 wrap-anywhere">{t("addressNow", { email: member.email })}</p>
      </div>
      <div role="status" className="empty:hidden">
        {asked?.isOther ? <OtherWaits email={asked.email} /> : null}
      </div>
      {/* A new form for the next time: the password is not needed any more. */}
      <AddressForm key={askedFor} email={member.email} onAsked={setAskedFor} />
    </section>
  );
}

function AddressForm({ email, onAsked }: { email: string; onAsked: (email: string) => void }) {
  const send = useAddressChange(onAsked);
  const form = useForm<AddressChange>({ initial: noAddress, check: checkAddress, send });
  return (
    <PortalForm name={t("change")} form={form} label={t("change")} busyLabel={t("changing")}>
      <EmailField label={t("newAddress")} state={form.field("email")} autoComplete="email" />
      <CurrentPassword email={email} state={form.field("password")} />
    </PortalForm>
  );
}
