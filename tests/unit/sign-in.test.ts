import fc from "fast-check";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deviceOf } from "../../server/auth/device";
import { guessKeysOf } from "../../server/auth/guess-keys";
import { newSecret, stepOf } from "../../server/auth/one-time-code";
import { createSeal } from "../../server/auth/sealing";
import { waitAfter } from "../../shared/guess-delay";

describe("the delay after wrong answers", () => {
  test("is none at first, then doubles, and never exceeds fifteen minutes", () => {
    expect([4, 5, 6, 7, 8, 30].map((failures) => waitAfter(failures, 5))).toEqual([
      ...[0, 1_000, 2_000, 4_000, 8_000, 900_000],
    ]);
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(100), (failures, free) => {
        expect(waitAfter(failures + 1, free)).toBeGreaterThanOrEqual(waitAfter(failures, free));
        expect(waitAfter(failures, free)).toBeLessThanOrEqual(15 * 60_000);
      }),
    );
  });

  test("counts one customer's IPv6 addresses as one, and IPv4 by themselves, however they are written", () => {
    const addressOf = (address: string) => guessKeysOf("a@b.example", address).address;
    expect(addressOf("2001:db8:1:2::1")).toBe(addressOf("2001:db8:1:2:ffff::2"));
    expect(addressOf("2001:db8:1:2::1")).not.toBe(addressOf("2001:db8:1:3::1"));
    expect(addressOf("::ffff:192.0.2.1")).toBe(addressOf("192.0.2.1"));
    expect(addressOf("192.0.2.1")).not.toBe(addressOf("192.0.2.2"));
  });
});

describe("a one-time code", () => {
  test("is taken one step early or late, and belongs to the step in which it was made", () => {
    // RFC 6238, appendix B: the SHA-1 secret at 59 s, in its last six digits.
    const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    expect(stepOf(secret, "287082", 59_000)).toBe(1);
    expect(stepOf(secret, "287082", 29_000)).toBe(1);
    expect(stepOf(secret, "287082", 89_000)).toBe(1);
    expect(stepOf(secret, "287082", 90_000)).toBeNull();
    expect(stepOf(secret, "28708", 59_000)).toBeNull();
  });

  test("has a picture that holds the secret and says whose it is", () => {
    const { secret, qr } = newSecret("ada@desk.example");
    expect(secret).toMatch(/^[A-Z2-7]{32}$/u);
    expect(qr).toMatch(/^<svg [^>]+viewBox/u);
  });
});

describe("a sealed secret", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "seal-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test("opens for its owner, with the key that was made at the first start and is its owner's alone", async () => {
    const sealed = createSeal(folder, undefined).seal("GEZDGNBV", "op1");
    expect(createSeal(folder, undefined).open(sealed, "op1")).toBe("GEZDGNBV");
    expect((await stat(join(folder, "sealing-key"))).mode & 0o777).toBe(0o600);
    expect(sealed).not.toContain(await readFile(join(folder, "sealing-key"), "utf8"));
  });

  test("does not open for another owner, with another key, or when a character was changed", () => {
    const key = Buffer.alloc(32, 1).toString("base64");
    const seal = createSeal(folder, key);
    const sealed = seal.seal("GEZDGNBV", "op1");
    expect(() => seal.open(sealed, "op2")).toThrow();
    expect(() => createSeal(folder, undefined).open(sealed, "op1")).toThrow(/another TANDEM_SEALING_KEY/u);
    const flipped = sealed.replace(/.$/u, (last) => (last === "A" ? "B" : "A"));
    expect(() => seal.open(sealed.slice(0, -4) + flipped.slice(-4).replace(/^./u, "_"), "op1")).toThrow();
  });

  test("wants a key of 32 bytes, and says so without showing it", () => {
    expect(() => createSeal(folder, "hunter2")).toThrow(/^TANDEM_SEALING_KEY is not a key of 32 bytes/u);
    expect(() => createSeal(folder, "hunter2")).not.toThrow(/hunter2/u);
  });
});

test("a session is told by the browser people know it as", () => {
  const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
  expect(deviceOf(firefox)).toBe("Firefox on Linux");
  expect(deviceOf("curl/8.5.0")).toBe("curl/8.5.0");
  expect(deviceOf(undefined)).toBeUndefined();
});
