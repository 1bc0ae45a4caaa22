import { expect, test } from "vitest";
import { shortId } from "../../client/ui/copy-id";

test.each([
  ["j57d0000000000000000000000000pjwm", "j57d…pjwm"],
  ["obj_9fk3s7d2h4v8m1q6x2kk", "obj_9f…x2kk"],
  ["frontend_user_4xahk2m9w0fhqd", "…4xah…fhqd"],
  ["frontend_user_4xah", "…4xah"],
  ["short", "short"],
])("%s is told from others as %s", (id, short) => expect(shortId(id)).toBe(short));
