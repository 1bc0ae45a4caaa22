import { salutations } from "../../../../shared/registration";
import { t } from "./profile-words";
import { SelectField } from "./select-field";
import { TextField } from "./text-field";
import type { FieldState } from "./use-form";

type Salutation = (typeof salutations)[number];
type TextName = "title" | "firstName" | "lastName" | "phone" | "organization" | "profession" | "position";

type Props = {
  field: {
    (name: "salutation"): FieldState<Salutation>;
    (name: TextName): FieldState<string>;
  };
  /** Fields that only the office changes. */
  locked?: readonly string[];
};

const salutationNames = {
  "": t("noSalutation"),
  ...{ Frau: t("frau"), Herr: t("herr"), Divers: t("divers") },
} as const;
const salutationOptions = salutations.map((value) => ({ value, label: salutationNames[value] }));

/** What people are called. */
export function PersonFields({ field, locked = [] }: Props) {
  return (
    <>
      <SelectField label={t("salutation")} state={field("salutation")} options={salutationOptions} />
      <TextField
        label={t("titleField")}
        optional
        state={field("title")}
        hint={t("titleHint")}
        autoComplete="honorific-prefix"
      />
      <TextField
        label={t("firstName")}
        state={field("firstName")}
        autoComplete="given-name"
        autoCapitalize="words"
        locked={locked.includes("firstName")}
      />
      <TextField
        label={t("lastName")}
        state={field("lastName")}
        autoComplete="family-name"
        autoCapitalize="words"
        locked={locked.includes("lastName")}
      />
    </>
  );
}

export function PhoneField({ field, locked = [] }: Props) {
  const phone = field("phone");
  return (
    <TextField
      label={t("phone")}
      optional
      state={phone}
      type="tel"
      inputMode="tel"
      autoComplete="tel"
      hint={phone.error ? null : t("phoneHint")}
      locked={locked.includes("phone")}
    />
  );
}

/** Where and as what they work. */
export function WorkFields({ field }: Props) {
  return (
    <>
      <TextField
        label={t("organization")}
        optional
        state={field("organization")}
        hint={t("organizationHint")}
        autoComplete="organization"
      />
      <TextField label={t("profession")} optional state={field("profession")} />
      <TextField label={t("position")} optional state={field("position")} autoComplete="organization-title" />
    </>
  );
}
