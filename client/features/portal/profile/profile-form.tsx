import { useState } from "react";
import type { MemberProfile, ProfileField, ProfileFields } from "../../../../shared/portal-api";
import { Notice } from "../../../ui/notice";
import { FieldGroup } from "../form/field-group";
import { PersonFields, PhoneField, WorkFields } from "../form/profile-fields";
import { PortalForm } from "../form/portal-form";
import { useForm } from "../form/use-form";
import { useOfficeFields } from "./office-fields";
import { checkProfile, useProfileSaving } from "./use-profile";
import { t } from "./words";

/** Who the member says they are. What they type stays while the page looks again. */
export function ProfileForm({ profile, locked, waits }: MemberProfile) {
  const [saved, setSaved] = useState(false);
  const save = useProfileSaving(() => setSaved(true));
  const { toSend, shown } = useOfficeFields({ profile, locked });
  const form = useForm<ProfileFields>({
    initial: profile,
    check: (values) => checkProfile(toSend(values)),
    send: (values) => {
      setSaved(false);
      return save(toSend(values));
    },
  });
  const field = <F extends ProfileField>(name: F) => shown(name, form.field(name));
  const fields = { field, locked };
  return (
    <>
      <PortalForm name={t("title")} form={form} label={t("save")} busyLabel={t("saving")} className="gap-10">
        <FieldGroup name={t("you")}>
          <PersonFields {...fields} />
          <PhoneField {...fields} />
        </FieldGroup>
        <FieldGroup name={t("work")}>
          <WorkFields {...fields} />
        </FieldGroup>
      </PortalForm>
      <div role="status" className="empty:hidden">
        {saved || waits ? <Notice tone={waits ? "wait" : "ok"}>{t(waits ? "waits" : "saved")}</Notice> : null}
      </div>
    </>
  );
}
