import type { FastifyRequest } from "fastify";

/** Whether whoever sent a request came over https. */
export type IsSecure = (request: FastifyRequest) => boolean;

/** By the address at which people reach this server; where none is given, by what a trusted proxy says of the request. */
export function secureBy(publicUrl: string | null): IsSecure {
  const always = publicUrl?.startsWith("https:") ?? false;
  return (request) => always || request.protocol === "https";
}
