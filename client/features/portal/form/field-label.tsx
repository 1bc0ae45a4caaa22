import { t } from "./words";

/** Most of the form may be left empty, so the fields that may say so. */
export function FieldLabel({ text, optional = false }: { text: string; optional?: boolean }) {
  return (
    <>
      {text}
      {optional ? <span className="font-normal text-fg-2"> {t("optional")}</span> : null}
    </>
  );
}
