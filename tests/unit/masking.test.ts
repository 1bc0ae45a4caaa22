import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isMasked, maskEmail, maskName, maskPhone, maskWords, wordsOf } from "../../shared/masking";

const masks = { maskEmail, maskName, maskPhone };
const anything = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.emailAddress(),
  fc.string({ unit: "binary" }),
  fc
    .array(fc.constantFrom("Jörg", "Müller", "@", ".", "•", "•••", " ", "+49", "151", "7", "é"), {
      maxLength: 8,
    })
    .map((parts) => parts.join("")),
);
const letters = (text: string) => text.match(/[\p{L}\p{N}]/gu) ?? [];

describe("a masked value", () => {
  test.each([
    [maskEmail, "joerg.mueller@klinik.example", "j•••@k•••.example"],
    [maskEmail, "j@k.de", "j•••@k•••.de"],
    [maskEmail, "root@localhost", "r•••@l•••"],
    [maskEmail, "nobody", "n•••"],
    [maskName, "Dr. Jörg Müller", "D••• J••• M•••"],
    [maskName, "joerg@klinik.example", "j•••@k•••.example"],
    [maskName, "李 明", "李••• 明•••"],
    [maskName, "–", "•••"],
    [maskPhone, "+49 151 2345678", "••• 78"],
    [maskPhone, "110", "•••"],
  ])("%o: %s is shown as %s", (mask, value, shown) => expect(mask(value)).toBe(shown));

  test("tells of an address no more than two letters and the last part of its domain", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const [head = "", ending = ""] = maskEmail(email).split(/(?<=•••)(?=\.[a-z]+$|$)/iu);
        expect(letters(head).length).toBeLessThanOrEqual(2);
        expect(email.endsWith(ending)).toBe(true);
        expect(ending.slice(1)).not.toContain(".");
      }),
    );
  });

  test("tells of a name no more than the first letter of four words", () => {
    fc.assert(
      fc.property(
        anything.filter((text) => !text.includes("@")),
        (name) => {
          expect(letters(maskName(name)).length).toBeLessThanOrEqual(4);
        },
      ),
    );
  });

  test("tells of a number no more than its last two digits", () => {
    fc.assert(
      fc.property(anything, (phone) => {
        expect(letters(maskPhone(phone)).length).toBeLessThanOrEqual(2);
        if (!/^••• \d\d$/u.test(phone) && phone.replace(/\D/gu, "").length < 7) {
          expect(maskPhone(phone)).toBe("•••");
        }
      }),
    );
  });

  test.each(Object.entries(masks))("%s: is known as one, and masked again stays as it is", (_name, mask) => {
    fc.assert(
      fc.property(anything, (value) => {
        expect(isMasked(mask(value))).toBe(true);
        expect(mask(mask(value))).toBe(mask(value));
      }),
    );
  });

  test("has the same length whatever it hides", () => {
    const lengths = [1, 5, 60].map((length) => maskName("M".repeat(length)).length);
    expect(new Set(lengths).size).toBe(1);
  });
});

describe("a sentence", () => {
  const names = new Set(wordsOf("Jörg Müller"));

  test.each([
    ["The e-mail joerg@klinik.example is taken.", "The e-mail j•••@k•••.example is taken."],
    ["Call +49 (151) 234-5678, please.", "Call ••• 78, please."],
    ["MÜLLER, Jörg is archived.", "M•••, J••• is archived."],
    ["Contact obj_12345678 is gone after 412 s.", "Contact obj_12345678 is gone after 412 s."],
  ])("%s", (text, shown) => expect(maskWords(text, names)).toBe(shown));

  test("is cut after a whole word when it is so long that looking through it would take seconds", () => {
    const long = `${"so ".repeat(660)}joerg.mueller-${"x".repeat(100_000)}@klinik.example`;
    expect(maskWords(long, names)).toBe(`${"so ".repeat(660)}…`);
    expect(maskWords("1-".repeat(50_000), names)).toBe("…");
  });

  test("keeps no address, number or name of those it is about", () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.string(), fc.string(), (email, before, after) => {
        expect(maskWords(`${before} ${email} ${after}`, new Set())).not.toContain(email);
        expect(maskWords(`${before} Jörg ${after}`, names)).not.toContain(" Jörg ");
      }),
    );
  });
});
