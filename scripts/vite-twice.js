/**
 * A plugin for Vite: makes a module of its own for one importer of a package. Rolldown never divides a module, and
 * @trpc/client has its client, needed at once, and the link of streams, needed by few screens, in the same one.
 * @param {string} name of the package
 * @param {RegExp} importer whose copy is its own
 * @param {RegExp} along what the package's module imports for this importer only: copied too
 * @returns {import("vite").Plugin}
 */
export function twice(name, importer, along) {
  const copy = `?of=${encodeURIComponent(importer.source)}`;
  const isOwn = (source, from) =>
    (source === name && importer.test(from)) || (from.endsWith(copy) && along.test(source));
  return {
    name: "tandem:twice",
    apply: "build",
    enforce: "pre",
    async resolveId(source, from, options) {
      if (!from || !isOwn(source, from)) return null;
      const found = await this.resolve(source, from, { ...options, skipSelf: true });
      return found && { ...found, id: `${found.id}${copy}` };
    },
  };
}
