import { z } from "zod";
import { DemoGoOnInput } from "../../../shared/demo-api";
import { appError, operatorProcedure, router } from "../trpc";

/** The story of `npm run demo`. Everywhere else there is none to go on with. */
export const demoRouter = router({
  goOn: operatorProcedure("account.self")
    .input(DemoGoOnInput)
    .output(z.void())
    .mutation(({ ctx, input }) => {
      if (!ctx.demo) throw appError({ code: "not_found", message: "This is not the demo." });
      ctx.demo.goOn(input.from);
    }),
});
