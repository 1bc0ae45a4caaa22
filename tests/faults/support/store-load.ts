/**
 * Opens the store at argv[2], says so, and transfers without end, from several callers at once; prints each key once its
 * mutation was acknowledged. Its parent kills it at a moment of its choosing.
 */
import { ConvexHttpClient } from "convex/browser";
import { anyApi } from "convex/server";
import { openEmbedded } from "../../../server/embedded";
import { modules, schema } from "./store-functions";

const CALLERS = 8;

const [, , path = "", run = ""] = process.argv;
const store = await openEmbedded({ path, schema, modules });
process.stdout.write("open\n");

let made = 0;
async function transferForever(): Promise<never> {
  const client = new ConvexHttpClient("http://embedded.invalid", {
    fetch: store.fetch,
    skipConvexDeploymentUrlCheck: true,
    logger: false,
  });
  for (;;) {
    const number = made++;
    const key = `${run}-${number}`;
    await client.mutation(anyApi.bank!.transfer!, { key, amount: 1 + (number % 7) }, { skipQueue: true });
    process.stdout.write(`${key}\n`);
  }
}

await Promise.all(Array.from({ length: CALLERS }, transferForever));
