import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { controlLook } from "./control-look";

export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      {...rest}
      rows={rows}
      className={clsx(controlLook("md"), "h-auto resize-y py-1.5", className)}
    />
  );
}
