/**
 * A plugin for Vite: makes a module of its own for one importer of a package. Rolldown never divides a module, and
 * @trpc/client has its client, needed at once, and the link of streams, needed by few screens, in the same one.
 * @param {string} name of the package
 * @param {RegExp} importer whose copy is its own
 * @returns {import("vite").Plugin}
 */
export function twice(name, importer) {
  return {
    name: "tandem:twice",
    apply: "build",
    enforce: "pre",
    async resolveId(source, from, options) {
      if (source !== name || !from || !importer.test(from)) return null;
      const found = await this.resolve(source, from, { ...options, skipSelf: true });
      return found && { ...found, id: `${found.id}?of=${encodeURIComponent(importer.source)}` };
    },
  };
}
