import type { ReactNode } from "react";

/** Fields that belong together, under their name. */
export function FieldGroup({ name, children }: { name: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-4 text-xl font-semibold">{name}</legend>
      <div className="flex flex-col gap-5">{children}</div>
    </fieldset>
  );
}
