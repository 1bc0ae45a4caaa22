import { Suspense, useState, type ComponentProps } from "react";
import { Outlet } from "react-router";
import type { Me } from "../../shared/session-api";
import type { Asked } from "../features/palette/palette-host";
import { sparePart } from "../lib/lazy-part";
import { useNarrow } from "../lib/media-query";
import { Afterwards } from "../ui/afterwards";
import { HeaderTools } from "../ui/header-tools";
import { Banners } from "./banners";
import { BottomBar } from "./bottom-bar";
import { LateRunsBar } from "./late-runs-bar";
import { LateTour } from "./late-tour";
import { screensFor } from "./navigation";
import { PaletteButton } from "./palette-button";
import { useToApprove } from "./recent-runs";
import { Sidebar } from "./sidebar";
import { useShellKeys } from "./use-shell-keys";
import { useSignOut } from "./use-sign-out";
import { useSpareParts } from "./use-spare-parts";

const PaletteHost = sparePart(async () => (await import("../features/palette/palette-host")).PaletteHost);

/** What is around the screens, and what can be called from every one of them. */
export function Desk({ me }: { me: Me }) {
  const [asked, setAsked] = useState<Asked>(null);
  const [needed, setNeeded] = useState(false);
  if (asked && !needed) setNeeded(true);
  const narrow = useNarrow();
  useShellKeys(me, setAsked);
  useSpareParts();
  return (
    <HeaderTools value={<PaletteButton onPress={() => setAsked("palette")} />}>
      <div className="flex h-dvh overflow-hidden">
        {narrow ? null : <Sidebar me={me} onShortcuts={() => setAsked("shortcuts")} />}
        <div className="flex min-w-0 flex-1 flex-col bg-surface">
          <Afterwards>
            <Banners />
          </Afterwards>
          <main className="flex min-h-0 flex-1 flex-col">
            {/* Without a boundary of its own a screen whose code is on its way keeps React busy drawing all of this. */}
            <Suspense>
              <Outlet />
            </Suspense>
          </main>
          <Afterwards>
            <LateTour />
            <LateRunsBar />
          </Afterwards>
          {narrow ? <BottomBar me={me} onShortcuts={() => setAsked("shortcuts")} /> : null}
        </div>
      </div>
      {needed ? <Commands me={me} screens={screensFor(me.role)} asked={asked} onAsk={setAsked} /> : null}
    </HeaderTools>
  );
}

/** Knows what waits for approval, which changes while nothing else of the desk does. */
function Commands(props: Omit<ComponentProps<typeof PaletteHost>, "toApprove" | "signOut">) {
  return (
    <Suspense>
      <PaletteHost {...props} toApprove={useToApprove()} signOut={useSignOut()} />
    </Suspense>
  );
}
