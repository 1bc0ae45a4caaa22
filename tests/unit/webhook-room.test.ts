import { describe, expect, test } from "vitest";
import { BESIDE_BODY, Room } from "../../server/webhooks/room";

/** How much memory requests at the door may hold. */
const oneBody = { totalBytes: BESIDE_BODY + 1_000, bytesPerSource: BESIDE_BODY + 1_000 };

describe("the place of a request", () => {
  test("grows as its body comes, as far as there is room", () => {
    const place = new Room(oneBody).enter("sender", 0);
    expect(place?.grow(1_000)).toBe(true);
    expect(place?.grow(1)).toBe(false);
  });

  test("takes nothing more once it was given back: a piece of the body that comes late keeps nobody out", () => {
    const room = new Room(oneBody);
    const place = room.enter("sender", 500);
    place?.leave();
    expect(place?.grow(1_000)).toBe(false);
    place?.leave();
    expect(room.enter("sender", 1_000)).not.toBeNull();
  });
});
