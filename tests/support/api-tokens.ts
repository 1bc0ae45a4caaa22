import type { tokenScopes } from "../../shared/api-tokens-api";
import { createVisitor, type Visitor } from "./visitor";

type Scopes = readonly (typeof tokenScopes)[number][];

/** A script with a token that this operator has made: no cookies, no browser. */
export async function scriptOf(
  maker: Visitor,
  url: string,
  given: { scopes?: Scopes; unattended?: boolean; name?: string; days?: 30 | 90 | 365 | null } = {},
): Promise<{ visitor: Visitor; secret: string; tokenId: string }> {
  const { scopes = ["users.read"], unattended = false, name = "nightly", days = 30 } = given;
  const made = await maker.trpc.apiTokens.create.mutate({ name, scopes: [...scopes], days, unattended });
  const { secret, token } = made;
  return { visitor: bearing(url, secret), secret, tokenId: token.tokenId };
}

/** Whoever has this token. */
export const bearing = (url: string, secret: string): Visitor =>
  createVisitor(url, { authorization: `Bearer ${secret}` });
