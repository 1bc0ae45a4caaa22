import { BellOff } from "lucide-react";
import { Link } from "../ui/link";
import { useHealth } from "../features/backend/use-health";
import { silenceWords } from "../features/reconcile/silence-words";
import { useNow } from "../lib/clock";
import { useLostSince } from "../lib/connection";
import { Banner } from "./banner";
import { t } from "./late-words";

/** Silence is an incident too, and nobody who works elsewhere would notice it. */
export function SilenceBanner() {
  const now = useNow();
  const health = useHealth();
  const unreachable = useLostSince() !== null;
  const words = health?.silence ? silenceWords(health.silence, now) : null;
  if (words === null || unreachable) return null;
  return (
    <Banner tone="quiet" icon={BellOff}>
      {words}{" "}
      <Link to="/webhooks" className="underline">
        {t("seeDeliveries")}
      </Link>
    </Banner>
  );
}
