import { KeyRound } from "lucide-react";
import { useState } from "react";
import { mayDo } from "../../../shared/permissions";
import { Button } from "../../ui/button";
import { Segments } from "../../ui/segments";
import { SettingsHeader } from "../settings/settings-header";
import { useMe } from "../users/use-permission";
import { AllTokens } from "./all-tokens";
import { MakeDialog } from "./make-dialog";
import { OwnTokens } from "./own-tokens";
import { t } from "./words";

/** By what scripts and the command line ask: the operator's own tokens, and everybody's for who oversees them. */
export function TokensPage() {
  const me = useMe();
  const [whose, setWhose] = useState<"own" | "all">("own");
  const [making, setMaking] = useState(false);
  const make = () => setMaking(true);
  return (
    <>
      <SettingsHeader>
        <Button variant="primary" icon={<KeyRound aria-hidden className="size-3.5" />} onClick={make}>
          {t("make")}
        </Button>
      </SettingsHeader>
      <div className="scroll-y min-h-0 flex-1">
        <div className="mx-auto flex max-w-5xl flex-col gap-4 px-4 py-4 sm:px-5">
          <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
            <p className="min-w-64 flex-1 text-fg-2">{t("what")}</p>
            {me && mayDo(me.role, "tokens.read") ? (
              <Segments
                label={t("whose")}
                value={whose}
                options={[
                  ["own", t("yours")],
                  ["all", t("everybodys")],
                ]}
                onChange={setWhose}
              />
            ) : null}
          </div>
          {whose === "own" ? <OwnTokens onMake={make} /> : <AllTokens />}
        </div>
      </div>
      {making && me ? <MakeDialog me={me} onClose={() => setMaking(false)} /> : null}
    </>
  );
}
