/** Tandem's deployment on the embedded store: its schema, its functions, and who may call them. */
import { openEmbedded } from "../embedded/index";
import schema from "../convex/schema";
import { convexModules } from "./convex-modules";

/** Which file, and the public key of whoever signs the tokens, as a `data:` URI. */
export type StoreData = { path: string; jwks: string };

export async function openTandemStore({ path, jwks }: StoreData, options: { now?: () => number } = {}) {
  // auth.config.ts reads it when it is loaded, as on a deployment.
  process.env.TANDEM_JWKS ??= jwks;
  const { default: auth } = await import("../convex/auth.config");
  // The file is loaded once per process, but a test may open several stores, each with its own key.
  const providers = auth.providers.map((provider) => ({ ...provider, jwks }));
  return openEmbedded({ path, schema, modules: convexModules, auth: { providers }, ...options });
}
