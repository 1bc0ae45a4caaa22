import { createPreference } from "./preference";

export const densities = ["compact", "default", "comfortable"] as const;
export type Density = (typeof densities)[number];
export const densityPreference = createPreference("density", densities, "default");
export const rowHeights: Record<Density, number> = { compact: 28, default: 36, comfortable: 44 };
