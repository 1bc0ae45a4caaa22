import { z } from "zod";
import { t } from "./words";

const Answer = z.object({ uploadId: z.string() });
const Refusal = z.object({ message: z.string() });

/** Sends a file as it is and tells how far it is; the answer names it for `imports.start`. */
export function uploadFile(file: File, onProgress: (sent: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    // Not fetch: it cannot tell how much of a body has been sent.
    const request = new XMLHttpRequest();
    request.open("POST", `/api/import/upload?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onerror = () => reject(new Error(t("noAnswer")));
    request.onload = () => {
      const answer = Answer.safeParse(readJson(request.responseText));
      if (request.status < 300 && answer.success) return resolve(answer.data.uploadId);
      const refusal = Refusal.safeParse(readJson(request.responseText));
      reject(
        new Error(refusal.success ? refusal.data.message : t("answered", { status: String(request.status) })),
      );
    };
    request.send(file);
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
