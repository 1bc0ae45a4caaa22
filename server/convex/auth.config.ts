import type { AuthConfig } from "convex/server";

/**
 * The only issuer is the Tandem server, which signs a token of a few minutes for every acting operator, member or
 * itself. `TANDEM_JWKS` is its public key as a data: URI; set it on the deployment (`tandem config --jwks` prints it).
 */
export default {
  providers: [
    {
      type: "customJwt",
      issuer: "https://tandem.invalid",
      applicationID: "tandem",
      jwks: process.env.TANDEM_JWKS ?? "",
      algorithm: "ES256",
    },
  ],
} satisfies AuthConfig;
