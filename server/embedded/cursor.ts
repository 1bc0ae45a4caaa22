/**
 * Pagination cursors. A cursor names a place in one query: it carries a fingerprint of the query, so that it cannot
 * continue another one, and the key of the last row, which may be somebody's e-mail address; hence it is sealed with a
 * key of this store, as Convex does, and says nothing to who holds it.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac } from "node:crypto";
import { FunctionFailure } from "./errors";
import type { Position } from "./ranges";
import type { SerializedQuery } from "./query";

export type Place = { at: "end" } | { at: "after"; position: Position };

const NONCE = 12;
const TAG = 16;

export class Cursors {
  constructor(readonly secret: Uint8Array) {}

  seal(query: SerializedQuery, place: Place): string {
    const plain = Buffer.from(JSON.stringify([fingerprint(query), encodePlace(place)]));
    // The nonce is made from the content: the same place gives the same cursor, and no nonce serves two contents.
    const nonce = createHmac("sha256", this.secret).update(plain).digest().subarray(0, NONCE);
    const cipher = createCipheriv("aes-256-gcm", this.secret, nonce);
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString(
      "base64url",
    );
  }

  open(query: SerializedQuery, cursor: string): Place {
    const content = this.#decrypt(cursor);
    if (content === null) throw invalid("it was not made by this store.");
    const [made, place] = JSON.parse(content) as [string, EncodedPlace];
    if (made !== fingerprint(query)) {
      throw invalid(
        "Tried to run a query starting from a cursor, but it looks like this cursor is from a different query.",
      );
    }
    return decodePlace(place);
  }

  #decrypt(cursor: string): string | null {
    const bytes = Buffer.from(cursor, "base64url");
    if (bytes.length <= NONCE + TAG) return null;
    const decipher = createDecipheriv("aes-256-gcm", this.secret, bytes.subarray(0, NONCE));
    decipher.setAuthTag(bytes.subarray(-TAG));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString("utf8");
    } catch {
      return null;
    }
  }
}

/** With the data by which the SDK's clients know to begin a list again. */
const invalid = (why: string) =>
  new FunctionFailure(
    `InvalidCursor: ${why}`,
    { isConvexSystemError: true, paginationError: "InvalidCursor" },
    null,
  );

function fingerprint(query: SerializedQuery): string {
  return createHash("sha256").update(JSON.stringify(query)).digest("base64url").slice(0, 16);
}

type EncodedPlace = null | [key: string, binary: boolean, pk: number];

function encodePlace(place: Place): EncodedPlace {
  if (place.at === "end") return null;
  const { key, pk } = place.position;
  return typeof key === "string" ? [key, false, pk] : [Buffer.from(key).toString("base64"), true, pk];
}

function decodePlace(place: EncodedPlace): Place {
  if (place === null) return { at: "end" };
  const [key, binary, pk] = place;
  return { at: "after", position: { key: binary ? Uint8Array.from(Buffer.from(key, "base64")) : key, pk } };
}
