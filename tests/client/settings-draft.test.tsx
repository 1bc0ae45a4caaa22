import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  changedIn,
  onTopOf,
  readTyped,
  settingPaths,
  typedOf,
} from "../../client/features/settings/settings-draft";
import { shownValue } from "../../client/features/settings/setting-values";
import { defaultSettings, type SettingPath, type SettingsView } from "../../shared/settings-api";

const typed = typedOf(defaultSettings);
const seen: SettingsView = { version: 1, settings: defaultSettings, changedAt: null, changedBy: null };
const withGate = (gate: Partial<typeof defaultSettings.gate>): SettingsView => ({
  ...{ version: 2, changedAt: 1_000, changedBy: "Bea Admin" },
  settings: { ...defaultSettings, gate: { ...defaultSettings.gate, ...gate } },
});

describe("what is typed", () => {
  it("is read back as the settings it came from", () => {
    expect(readTyped(typed)).toEqual({ settings: defaultSettings, problems: null });
  });

  it("may have separators, and may be empty where a schedule can be switched off", () => {
    const read = readTyped({ ...typed, "gate.ratePerMinute": " 6,000 ", "reconcile.fullDailyAt": "" });
    expect(read.settings?.gate.ratePerMinute).toBe(6_000);
    expect(read.settings?.reconcile.fullDailyAt).toBeNull();
  });

  it.each<[SettingPath, string, RegExp]>([
    ["gate.burst", "", /from 1 to 10,000/u],
    ["gate.concurrency", "12.5", /from 1 to 256/u],
    ["gate.ratePerMinute", "many", /from 30 to 1,000,000/u],
    ["gate.breaker.longestCoolDownMs", "2000", /must not be shorter/u],
    ["reconcile.fullDailyAt", "25:00", /such as 03:30/u],
    ["reconcile.silenceMinHours", "", /from 1 to 168/u],
  ])("is refused at %s when it is “%s”", (path, text, words) => {
    const { problems } = readTyped({ ...typed, [path]: text });
    expect(Object.keys(problems ?? {})).toEqual([path]);
    expect(problems?.[path]).toMatch(words);
  });
});

describe("when somebody else was faster", () => {
  it("theirs come in and what was typed stays, also where both changed the same", () => {
    const draft = { seen, typed: { ...typed, "gate.burst": "200", "gate.concurrency": "" } };
    const merged = onTopOf(draft, withGate({ burst: 50, ratePerMinute: 600 }));
    expect(merged.typed).toMatchObject({
      ...{ "gate.burst": "200", "gate.concurrency": "", "gate.ratePerMinute": "600" },
    });
    expect(merged.seen.version).toBe(2);
    expect(changedIn(merged)).toEqual(["gate.burst", "gate.concurrency"]);
  });

  it("nothing typed is ever lost, whatever either has changed", () => {
    const some = fc.dictionary(fc.constantFrom(...settingPaths), fc.stringMatching(/^\d{0,4}$/u));
    fc.assert(
      fc.property(some, fc.integer({ min: 30, max: 9_999 }), (mine, ratePerMinute) => {
        const draft = { seen, typed: { ...typed, ...mine } };
        const merged = onTopOf(draft, withGate({ ratePerMinute }));
        for (const path of changedIn(draft)) expect(merged.typed[path]).toBe(draft.typed[path]);
      }),
    );
  });
});

it("values are said with their unit, and milliseconds as one can picture them", () => {
  expect(shownValue("gate.breaker.coolDownMs", "5000")).toBe("5,000 ms");
  expect(shownValue("reconcile.fullDailyAt", "")).toBe("off");
  expect(shownValue("reconcile.fullDailyAt", "03:30")).toBe("03:30 UTC");
  expect(shownValue("gate.burst", "1000")).toBe("1,000");
});
