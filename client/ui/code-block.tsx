import { clsx } from "clsx";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { t } from "./words";
import { language } from "../lib/i18n/language";

/** Text as machines wrote it, to read and to copy. */
export function CodeBlock({ text, label, wrap = false }: { text: string; label: string; wrap?: boolean }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  const Icon = copied ? Check : Copy;
  return (
    <div className="relative">
      <pre
        tabIndex={0}
        aria-label={label}
        className={clsx(
          "max-h-96 overflow-auto rounded-control border border-line bg-bg p-3 font-mono text-sm leading-[18px]",
          wrap && "pr-26 break-all whitespace-pre-wrap",
        )}
      >
        {text}
      </pre>
      <Button
        size="sm"
        aria-label={t("copyOf", { what: language === "en" ? label.toLowerCase() : label })}
        icon={<Icon aria-hidden className="size-3" />}
        onClick={() => void copy()}
        className="absolute top-2 right-2"
      >
        {t(copied ? "copied" : "copy")}
      </Button>
    </div>
  );
}
