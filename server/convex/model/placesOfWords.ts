import { mentions, withoutMentions } from "../../../shared/mentions";
import { place } from "./personPlace";
import { REMOVED } from "./placesOfWork";

/** What people at the desk have written, and what they search for: it may name anybody. */
export const placesOfWords = [
  place({
    table: "savedViews",
    ranges: (db) => [db.query("savedViews")],
    async forget(ctx, { _id, name, search }, { words }) {
      const said = withoutMentions({ name }, words, REMOVED);
      const isSearched = mentions(search, words);
      if (said ?? isSearched)
        await ctx.db.patch("savedViews", _id, {
          ...said,
          ...(isSearched ? { search: withoutQuery(search, words) } : {}),
        });
    },
    tell: (_, { name, search, changedAt }, { words }) =>
      mentions(`${name} ${search}`, words) ? { name, search, changedAt } : null,
  }),
  place({
    table: "webhookReplayRuns",
    ranges: (db) => [db.query("webhookReplayRuns").withIndex("by_createdAt")],
    async forget(ctx, { _id, name, reason, stopCause, filter, approval }, { words }) {
      const said = withoutMentions({ name, reason, stopCause, filter, approval }, words, REMOVED);
      if (said) await ctx.db.patch("webhookReplayRuns", _id, said);
    },
    learn: ({ _id, name, reason }, { words }) =>
      mentions(`${name} ${reason}`, words) ? [{ told: _id }] : [],
    tell: (_, { name, reason, filter, createdAt }, { words }) =>
      withoutMentions({ name, reason, filter }, words, REMOVED) && { name, reason, filter, createdAt },
  }),
  place({
    table: "sweeps",
    ranges: (db) => [db.query("sweeps").withIndex("by_startedAt")],
    async forget(ctx, { _id, decision, cause }, { words }) {
      const said = withoutMentions({ decision, cause }, words, REMOVED);
      if (said) await ctx.db.patch("sweeps", _id, said);
    },
    learn: ({ _id, decision }, { words }) => (mentions(decision?.reason ?? "", words) ? [{ told: _id }] : []),
    tell: (_, { decision, cause, startedAt }, { words }) =>
      withoutMentions({ decision, cause }, words, REMOVED) && { startedAt, decision, cause },
  }),
  place({
    table: "webhookIssues",
    ranges: (db) => [db.query("webhookIssues").withIndex("by_lastSeenAt")],
    async forget(ctx, { _id, acknowledged, message }, { words }) {
      const said = withoutMentions({ acknowledged, message }, words, REMOVED);
      if (said) await ctx.db.patch("webhookIssues", _id, said);
    },
    tell: (_, { acknowledged, message, firstSeenAt }, { words }) =>
      withoutMentions({ acknowledged, message }, words, REMOVED) && {
        ...{ firstSeenAt, message },
        note: acknowledged?.note,
      },
  }),
] as const;

/** The view stays, but for those of its conditions that name the person. */
function withoutQuery(search: string, words: readonly string[]): string {
  const conditions = new URLSearchParams(search);
  for (const [name, value] of [...conditions]) if (mentions(value, words)) conditions.delete(name);
  return conditions.toString();
}
