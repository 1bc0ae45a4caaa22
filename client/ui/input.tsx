import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { controlLook, type ControlSize } from "./control-look";

type Props = Omit<ComponentProps<"input">, "size"> & { controlSize?: ControlSize };

export function Input({ controlSize = "md", className, ...rest }: Props) {
  return <input {...rest} className={clsx(controlLook(controlSize), className)} />;
}
