import { v } from "convex/values";
import { scheduledMutation } from "./functions";
import { forgetPage, forgetSoon } from "./model/forgetContent";
import { judgeFreed } from "./model/freedEmails";

/** Removes what the settings say is not to be kept any longer, a page at a time. */
export const forget = scheduledMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    if (await forgetPage(ctx)) await forgetSoon(ctx);
    return null;
  },
});

/** Judges again what the backend said of this person while another account had their e-mail address. */
export const judgeTaken = scheduledMutation({
  args: { user: v.id("users") },
  returns: v.null(),
  handler: async (ctx, { user }) => {
    await judgeFreed(ctx, user);
    return null;
  },
});
