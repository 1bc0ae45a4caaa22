import type { LinkState } from "../../../shared/link-state";
import type { Tone } from "../../ui/chip";

/** The word of a link state and its tone. The order is the facets': what needs a person comes first. */
export const stateLooks = {
  failed: { word: "failed", tone: "bad" },
  drifted: { word: "drifted", tone: "warn" },
  unlinked: { word: "unlinked", tone: "warn" },
  convex_only: { word: "Convex only", tone: "warn" },
  crm_only: { word: "CRM only", tone: "warn" },
  conflict: { word: "conflict", tone: "bad" },
  broken: { word: "broken", tone: "bad" },
  pending: { word: "pending", tone: "wait" },
  linked: { word: "linked", tone: "ok" },
  deleted: { word: "deleted", tone: "off" },
} as const satisfies Record<LinkState, { word: string; tone: Tone }>;

export const statesInOrder = Object.keys(stateLooks) as LinkState[];

/** The word at the start of a label: "Failed", "CRM only". */
export function stateTitle(state: LinkState): string {
  const { word } = stateLooks[state];
  return word.charAt(0).toUpperCase() + word.slice(1);
}
