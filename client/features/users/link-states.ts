import type { LinkState } from "../../../shared/link-state";
import type { Tone } from "../../ui/chip";
import { stateWords } from "./words";

/** The word of a link state and its tone. The order is the facets': what needs a person comes first. */
export const stateLooks = {
  failed: { word: stateWords("failed"), tone: "bad" },
  drifted: { word: stateWords("drifted"), tone: "warn" },
  unlinked: { word: stateWords("unlinked"), tone: "warn" },
  convex_only: { word: stateWords("convex_only"), tone: "warn" },
  crm_only: { word: stateWords("crm_only"), tone: "warn" },
  conflict: { word: stateWords("conflict"), tone: "bad" },
  broken: { word: stateWords("broken"), tone: "bad" },
  pending: { word: stateWords("pending"), tone: "wait" },
  linked: { word: stateWords("linked"), tone: "ok" },
  deleted: { word: stateWords("deleted"), tone: "off" },
} as const satisfies Record<LinkState, { word: string; tone: Tone }>;

export const statesInOrder = Object.keys(stateLooks) as LinkState[];

/** The word at the start of a label: "Failed", "CRM only". */
export function stateTitle(state: LinkState): string {
  const { word } = stateLooks[state];
  return word.charAt(0).toUpperCase() + word.slice(1);
}
