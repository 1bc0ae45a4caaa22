import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { verifyBundle } from "../../server/audit/verify-bundle";
import type { AuditEvent } from "../../shared/audit-api";
import { chainOf, linesOf, newAuditSigner, rehashed, signedAt } from "../support/audit-bundle";

/** A bundle is proved by itself; whatever was done to it, the first record that is not as it was is named. */
const cases = { numRuns: 60 };
const signer = await newAuditSigner();
const text = fc.oneof(
  fc.string({ maxLength: 20, unit: "binary" }),
  fc.constantFrom("", "ß", "\u2028", "__proto__"),
);
const maybe = fc.option(text, { nil: null });

const event: fc.Arbitrary<AuditEvent> = fc.record({
  eventId: text,
  at: fc.nat(),
  actor: fc.record({
    ...{ kind: text, id: text, name: text, role: maybe },
    token: fc.option(fc.record({ id: text, name: text }), { nil: null }),
  }),
  action: text,
  summary: text,
  outcome: maybe,
  reason: maybe,
  userId: maybe,
  contactId: maybe,
  target: fc.option(fc.record({ kind: fc.constant("run" as const), id: fc.uuid() }), { nil: null }),
  webhook: maybe,
  requestId: maybe,
  changes: fc.array(fc.record({ field: fc.constantFrom("email", "phone"), before: maybe, after: maybe }), {
    maxLength: 3,
  }),
});

/** A chain, its bundle, and a record of it. The newest record is signed, and some before it. */
const bundle = fc
  .array(event, { minLength: 2, maxLength: 12 })
  .chain((events) =>
    fc.record({
      chain: fc.constant(chainOf(events)),
      at: fc.nat({ max: events.length - 1 }),
      signed: fc.subarray(events.map((_, index) => index + 1)),
    }),
  )
  .map(({ chain, at, signed }) => {
    const places = [...new Set([...signed, chain.length])].sort((a, b) => a - b);
    return { chain, at, places, checkpoints: signedAt(chain, places, signer) };
  });
type Bundle = typeof bundle extends fc.Arbitrary<infer Value> ? Value : never;

const whole = ({ chain, checkpoints }: Bundle) => linesOf(chain, checkpoints, signer);
/** Where the record is in the lines: after the keys and the checkpoints. */
const lineOf = ({ at, checkpoints }: Bundle) => 1 + checkpoints.length + at;
const holds = (check: (bundle: Bundle) => Promise<void>) => fc.assert(fc.asyncProperty(bundle, check), cases);

describe("a bundle of the audit", () => {
  test("as it was written is proved, whatever the events hold", () =>
    holds(async (made) => {
      const verdict = await verifyBundle(await whole(made), { keyId: signer.keyId });
      const count = made.chain.length;
      expect(verdict).toMatchObject({ ok: true, records: count, signedUpTo: count, removed: 0 });
    }));

  test("is proved too when values were removed by law, and says how many", () =>
    holds(async (made) => {
      const chain = made.chain.map((record, index) =>
        index === made.at ? { ...record, values: {} } : record,
      );
      const removed = Object.keys(made.chain[made.at]?.values ?? {}).length;
      const verdict = await verifyBundle(await linesOf(chain, made.checkpoints, signer));
      expect(verdict).toMatchObject({ ok: true, removed });
    }));

  test("in which any one character was changed names the record it is in", () =>
    fc.assert(
      fc.asyncProperty(
        bundle,
        fc.nat(),
        fc.constantFrom("0", "x", '"', " ", "}", "\\"),
        async (made, where, to) => {
          const lines = await whole(made);
          const line = lines[lineOf(made)] ?? "";
          const place = where % line.length;
          fc.pre(line[place] !== to);
          lines[lineOf(made)] = `${line.slice(0, place)}${to}${line.slice(place + 1)}`;
          const verdict = await verifyBundle(lines);
          expect(verdict).toMatchObject({ ok: false, line: lineOf(made) + 1, seq: made.at + 1 });
        },
      ),
      cases,
    ));

  test("in which a key, a checkpoint or the end was changed is no proof", () =>
    fc.assert(
      fc.asyncProperty(bundle, fc.nat(), fc.nat(), async (made, which, where) => {
        const lines = await whole(made);
        const others = [0, ...made.checkpoints.map((_, index) => index + 1), lines.length - 1];
        const at = others[which % others.length] ?? 0;
        const line = lines[at] ?? "";
        const place = where % line.length;
        lines[at] = `${line.slice(0, place)}${line[place] === "7" ? "8" : "7"}${line.slice(place + 1)}`;
        expect((await verifyBundle(lines)).ok).toBe(false);
      }),
      cases,
    ));

  test("in which the last letter of a signature is another one that is read alike is no proof", () =>
    holds(async (made) => {
      const checkpoints = made.checkpoints.map((checkpoint) => ({
        ...checkpoint,
        signature: checkpoint.signature.replace(
          /.$/u,
          (last) => ({ A: "B", Q: "R", g: "h", w: "x" })[last] ?? "",
        ),
      }));
      const verdict = await verifyBundle(await linesOf(made.chain, checkpoints, signer));
      expect(verdict).toMatchObject({ ok: false, line: 2 });
    }));

  test("that lacks a record names it", () =>
    holds(async (made) => {
      const lines = (await whole(made)).toSpliced(lineOf(made), 1);
      expect(await verifyBundle(lines)).toMatchObject({ ok: false, seq: made.at + 1 });
    }));

  test("that lacks its end names the first record that is missing", () =>
    holds(async (made) => {
      const lines = (await whole(made)).slice(0, lineOf(made));
      expect(await verifyBundle(lines)).toMatchObject({ ok: false, seq: made.at + 1 });
    }));

  test("with a record too many names where it came in", () =>
    fc.assert(
      fc.asyncProperty(bundle, event, async (made, other) => {
        const alien = { ...chainOf([other, other])[1]!, seq: made.at + 1 };
        const inserted = made.chain.toSpliced(made.at, 0, alien);
        const lines = await linesOf(inserted, made.checkpoints, signer);
        expect(await verifyBundle(lines)).toMatchObject({
          ok: false,
          line: lineOf(made) + 1,
          seq: made.at + 1,
        });
      }),
      cases,
    ));

  test("in which two records changed places names the first of them", () =>
    fc.assert(
      fc.asyncProperty(bundle, fc.nat(), async (made, shift) => {
        const count = made.chain.length;
        const other = (made.at + 1 + (shift % (count - 1))) % count;
        const swapped = [...made.chain];
        [swapped[made.at], swapped[other]] = [swapped[other]!, swapped[made.at]!];
        const verdict = await verifyBundle(await linesOf(swapped, made.checkpoints, signer));
        expect(verdict).toMatchObject({ ok: false, seq: Math.min(made.at, other) + 1 });
      }),
      cases,
    ));

  test("in which a record was changed and all after it hashed anew differs from what was signed next", () =>
    holds(async (made) => {
      const changed = made.chain.map((record, index) =>
        index === made.at ? { ...record, body: { ...record.body, action: "nothing of note" } } : record,
      );
      const lines = await linesOf(rehashed(changed, made.at), made.checkpoints, signer);
      const before = made.places.filter((place) => place <= made.at).at(-1) ?? 0;
      const next = made.places.find((place) => place > made.at) ?? 0;
      const verdict = await verifyBundle(lines);
      expect(verdict).toMatchObject({ ok: false, seq: before + 1, line: 1 + made.checkpoints.length + next });
    }));

  test("signed by somebody else is refused by who knows the key", () =>
    holds(async (made) => {
      const forger = await newAuditSigner();
      const forged = await linesOf(made.chain, signedAt(made.chain, made.places, forger), forger);
      expect((await verifyBundle(forged)).ok).toBe(true);
      expect(await verifyBundle(forged, { keyId: signer.keyId })).toMatchObject({ ok: false });
    }));
});
