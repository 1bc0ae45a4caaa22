/**
 * `npm run bench -- store`: what the embedded store costs beside raw statements, at 10,000 and 100,000 documents and,
 * with STORE_BENCH_SIZES=10000,100000,1000000, at a million; its behaviour under load; and convex-test at the same.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inChild } from "./child";
import { measureConvexTest } from "./store-beside-convex-test";
import { type Load, measureLoad } from "./store-load";
import { type Figure, measureStore } from "./store-reads";
import { machine, print, printTable } from "./table";

const SIZES = (process.env.STORE_BENCH_SIZES ?? "10000,100000").split(",").map(Number);
const BESIDE_CONVEX_TEST = 100_000;

export async function benchStore(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "store-bench-"));
  try {
    print(machine());
    for (const size of SIZES) {
      const path = join(folder, `${size}.sqlite`);
      const figures = await inChild<Figure[]>("store.ts", "reads", path, String(size));
      printTable([`${size} documents`, "store µs", "raw µs", "times"], figures.map(figureRow));
      const load = await inChild<Load>("store.ts", "load", path);
      printTable(
        ["under load", ""],
        Object.entries(load).map(([what, value]) => [what, value.toFixed(1)]),
      );
    }
    const { page, lookup } = await inChild<{ page: number; lookup: number }>(
      "store.ts",
      "convex-test",
      String(BESIDE_CONVEX_TEST),
    );
    printTable(
      [`convex-test, ${BESIDE_CONVEX_TEST}`, "ms"],
      [
        ["page of 50", (page / 1_000).toFixed(0)],
        ["unique by index", (lookup / 1_000).toFixed(0)],
      ],
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const figureRow = ({ what, engine, raw }: Figure) => [
  what,
  engine.toFixed(0),
  raw.toFixed(0),
  (engine / raw).toFixed(2),
];

const [mode, first = "", second = ""] = process.argv.slice(2);
if (mode === "reads") print(JSON.stringify(await measureStore(first, Number(second))));
if (mode === "load") print(JSON.stringify(await measureLoad(first)));
if (mode === "convex-test") print(JSON.stringify(await measureConvexTest(Number(first))));
