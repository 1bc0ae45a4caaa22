import { Button } from "../ui/button";
import { t } from "./words";

/** When a screen itself broke. Nothing of the person's work is on this page, so loading it anew is safe. */
export function CrashPage({ error }: { error: unknown }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-3 px-6">
      <h1 className="text-lg font-semibold">{t("crashed")}</h1>
      <p className="text-fg-2">{t("crashedHelp")}</p>
      <pre className="w-full overflow-x-auto rounded-control border border-line bg-surface p-2 font-mono text-sm text-fg-2">
        {error instanceof Error ? error.message : String(error)}
      </pre>
      <div className="flex gap-2">
        <Button variant="primary" onClick={() => window.location.reload()}>
          {t("loadAgain")}
        </Button>
        <Button onClick={() => window.location.assign("/users")}>{t("toUsers")}</Button>
      </div>
    </main>
  );
}
