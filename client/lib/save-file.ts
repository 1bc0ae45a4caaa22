/** How long a browser may take to read what it was handed, in ms. */
const READ_MS = 60_000;

/** Hands a file to the browser, which asks the person or puts it where downloads go. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), READ_MS);
}
