import { ConvexHttpClient } from "convex/browser";
import type { FunctionReference, FunctionReturnType, OptionalRestArgs } from "convex/server";
import type { Role } from "../shared/permissions";
import { outageAware } from "./convex-outage";

/** Who acts. Every call to Convex carries it, signed, and Convex checks again what this role may do. */
export type Actor = {
  kind: "operator" | "member" | "system";
  id: string;
  name: string;
  role: Role;
  /** The ID of the API token by which an operator asks. */
  tokenId?: string;
  /** When an operator last gave password or code in the session they ask from, in ms since epoch. */
  provedAt?: number;
};

/** Tandem's own work: the worker, the webhooks, the doors. */
export const systemActor: Actor = { kind: "system", id: "tandem", name: "Tandem", role: "system" };

/** Convex as one actor. An unreachable deployment rejects with a `ConvexError` of code `unavailable`. */
export interface ConvexCaller {
  query<Query extends FunctionReference<"query">>(
    query: Query,
    ...args: OptionalRestArgs<Query>
  ): Promise<FunctionReturnType<Query>>;
  mutation<Mutation extends FunctionReference<"mutation">>(
    mutation: Mutation,
    ...args: OptionalRestArgs<Mutation>
  ): Promise<FunctionReturnType<Mutation>>;
}

/** Signs what an actor is: a JWT for auth.config.ts. `expiresAt` is ms since epoch. */
export type Signer = { sign(actor: Actor): Promise<{ token: string; expiresAt: number }> };

export type Convex = { as(actor: Actor): ConvexCaller };

/** Clients kept, one per identity. Making one again costs a signature, so the number is a convenience. */
const CLIENTS_KEPT = 500;

/** A token is replaced when it has less than this left, in ms: no call is made with one that may expire under way. */
const RENEW_BEFORE_MS = 60_000;

/**
 * The only way of the server to Convex, for the embedded store and for a deployment alike. `fetch` replaces the
 * network (the embedded store's own).
 */
export function createConvex(options: { url: string; fetch?: typeof fetch; signer: Signer }): Convex {
  const clients = new Map<string, ConvexCaller>();
  return {
    as(actor) {
      const key = JSON.stringify([
        actor.kind,
        actor.id,
        actor.name,
        actor.role,
        actor.tokenId,
        actor.provedAt,
      ]);
      const client = clients.get(key) ?? createClient(actor, options);
      clients.delete(key);
      clients.set(key, client);
      const oldest = clients.keys().next().value;
      if (clients.size > CLIENTS_KEPT && oldest !== undefined) clients.delete(oldest);
      return client;
    },
  };
}

function createClient(
  actor: Actor,
  { url, fetch: network = globalThis.fetch, signer }: Parameters<typeof createConvex>[0],
): ConvexCaller {
  const client = new ConvexHttpClient(url, {
    fetch: outageAware(network),
    skipConvexDeploymentUrlCheck: true,
    logger: false,
  });
  const authorise = keepAuthorised(client, () => signer.sign(actor));
  return {
    async query(query, ...args) {
      await authorise();
      return client.query(query, ...args);
    },
    async mutation(mutation, ...args) {
      await authorise();
      // The client's queue would make every mutation of an identity wait for the one before it.
      return client.mutation(mutation, args[0] ?? {}, { skipQueue: true });
    },
  };
}

/** Before each call: the token, renewed in time. Calls that come while it is being renewed share the new one. */
function keepAuthorised(
  client: ConvexHttpClient,
  sign: () => ReturnType<Signer["sign"]>,
): () => Promise<void> {
  let renewAt = 0;
  let renewal: Promise<void> | null = null;
  const renew = async () => {
    const { token, expiresAt } = await sign();
    client.setAuth(token);
    renewAt = expiresAt - RENEW_BEFORE_MS;
  };
  return async () => {
    if (Date.now() < renewAt) return;
    renewal ??= renew().finally(() => (renewal = null));
    await renewal;
  };
}
