import { defaultSettings } from "../../../shared/settings-api";

/** Calls to the backend that the gate lets through, per second. */
export const callsPerSecond = (): number => defaultSettings.gate.ratePerMinute / 60;
