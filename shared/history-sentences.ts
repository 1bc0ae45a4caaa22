/** What happened to a person, where the sentence tells of more; fixed-sentences.ts has those that are always the same. */
export const historySays = {
  chose: "Chose {choices}.",
  acceptedMatch: "Accepted the CRM contact {id} as this person's.",
  rejectedMatch: "Rejected the CRM contact {id} as somebody else's.",
  mayMatchAgain: "The CRM contact {id} may be matched with this person again.",
  jobFailed: "{kind} failed: {why}",
  lookedAt: "Looked at the {field} in {place}.",
  inRun: '{action} in the run "{name}".',
  replayed: "Replayed the event {id}: {outcome}.",
  letIn: "Let in the event {id}, refused for its {cause}: {outcome}.",
} as const;
