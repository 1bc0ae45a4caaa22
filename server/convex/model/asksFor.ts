/** What the audit tells of a run that does not start before a second admin has approved it. */
export const asksFor = (name: string) => ({
  action: "ask for run" as const,
  summary: `Asked for the run "${name}", which a second admin has to approve.`,
});
