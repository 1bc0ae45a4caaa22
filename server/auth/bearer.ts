import type { FastifyRequest } from "fastify";
import { looksLikeApiToken } from "./api-token";

/**
 * The API token that a request brings as `Authorization: Bearer`, or `null`. Another credential there, such as one of a
 * proxy before us, is none of ours.
 */
export function apiTokenOf({ headers }: Pick<FastifyRequest, "headers">): string | null {
  const { token } = /^Bearer +(?<token>\S+) *$/iu.exec(headers.authorization ?? "")?.groups ?? {};
  return token !== undefined && looksLikeApiToken(token) ? token : null;
}
