import { httpSubscriptionLink, type TRPCLink } from "@trpc/client";
import type { AppRouter } from "../../server/trpc/router";

/** Events as they come, over one answer that stays open. */
export const streamLink: TRPCLink<AppRouter> = httpSubscriptionLink({ url: "/trpc" });
