/** Numbers of bytes as Convex's messages print them. */
const UNITS = ["B", "KiB", "MiB", "GiB"];

/** `1.05 MiB`, `1 MiB`, `900 B`. */
export function formatSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  for (; value >= 1024 && unit < UNITS.length - 1; unit++) value /= 1024;
  const rounded = Math.round(value * 100) / 100;
  return `${Number.isInteger(rounded) ? rounded : rounded.toFixed(2)} ${UNITS[unit]}`;
}
