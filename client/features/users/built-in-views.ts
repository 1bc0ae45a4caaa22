import { viewWords } from "./words";

/** Views that everybody has. `search` is a part of the list's address; what it does not say is as usual. */
export type View = { id: string; name: string; search: string };

const unlinkedStates = "failed,pending,unlinked,convex_only,conflict,broken";

export const builtInViews: View[] = (
  [
    { id: "needs-a-person", search: "state=failed,conflict,broken" },
    { id: "failed-lately", search: "state=failed&since=-1d" },
    { id: "drifted", search: "state=drifted&sort=lastWebhook.desc" },
    {
      id: "not-linked",
      search: `state=${unlinkedStates}&to=-1h&sort=created.asc`,
    },
    { id: "new", search: "from=-6d" },
  ] as const
).map((view) => ({ ...view, name: viewWords(view.id) }));
