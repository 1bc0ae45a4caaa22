/** Views that everybody has. `search` is a part of the list's address; what it does not say is as usual. */
export type View = { id: string; name: string; search: string };

const unlinkedStates = "failed,pending,unlinked,convex_only,conflict,broken";

export const builtInViews: View[] = [
  { id: "needs-a-person", name: "Needs a person", search: "state=failed,conflict,broken" },
  { id: "failed-lately", name: "Failed since yesterday", search: "state=failed&since=-1d" },
  { id: "drifted", name: "Drifted", search: "state=drifted&sort=lastWebhook.desc" },
  {
    id: "not-linked",
    name: "Not linked for over an hour",
    search: `state=${unlinkedStates}&to=-1h&sort=created.asc`,
  },
  { id: "new", name: "New in the last 7 days", search: "from=-6d" },
];
