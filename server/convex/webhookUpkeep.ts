import { v } from "convex/values";
import { scheduledMutation } from "./functions";
import { forgetPage, forgetSoon } from "./model/forgetContent";

/** Removes what the settings say is not to be kept any longer, a page at a time. */
export const forget = scheduledMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    if (await forgetPage(ctx)) await forgetSoon(ctx);
    return null;
  },
});
