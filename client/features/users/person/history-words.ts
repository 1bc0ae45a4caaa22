import type { historySays } from "../../../../shared/history-sentences";
import { catalogue } from "../../../lib/i18n/catalogue";
import type { AllOf } from "../../../lib/i18n/told";

/** What happened to a person, with what it was about. */
export const historyWords = catalogue({
  chose: ["Chose {choices}.", "Gewählt: {choices}."],
  acceptedMatch: [
    "Accepted the CRM contact {id} as this person’s.",
    "CRM-Kontakt {id} als den dieser Person angenommen.",
  ],
  rejectedMatch: [
    "Rejected the CRM contact {id} as somebody else’s.",
    "CRM-Kontakt {id} als fremd abgelehnt.",
  ],
  mayMatchAgain: [
    "The CRM contact {id} may be matched with this person again.",
    "Der CRM-Kontakt {id} darf dieser Person wieder zugeordnet werden.",
  ],
  jobFailed: ["{kind} failed: {why}", "{kind}: fehlgeschlagen. {why}"],
  lookedAt: ["Looked at the {field} in {place}.", "Angesehen: {field} ({place})."],
  inRun: ["{action} in the run “{name}”.", "{action} im Lauf „{name}“."],
  replayed: ["Replayed the event {id}: {outcome}.", "Ereignis {id} erneut angewendet: {outcome}."],
  letIn: [
    "Let in the event {id}, refused for its {cause, select, signature {signature} timestamp {timestamp} other {fault}}: {outcome}.",
    "Ereignis {id} eingelassen, das wegen {cause, select, signature {seiner Signatur} timestamp {seiner Zeit} other {eines Mangels}} abgewiesen war: {outcome}.",
  ],
} satisfies AllOf<typeof historySays>);
