import { clsx } from "clsx";
import { useState, type ReactNode } from "react";
import type { ApiToken } from "../../../shared/api-tokens-api";
import { formatNumber } from "../../lib/format";
import { Chip, type Tone } from "../../ui/chip";
import { Button } from "../../ui/button";
import { PanelTable, type PanelHead } from "../../ui/panel-table";
import { RelativeTime } from "../../ui/relative-time";
import { useMe, useRefusal } from "../users/use-permission";
import { RevokeDialog } from "./revoke-dialog";
import { scopeWords, stateWords, t } from "./words";

type Props = { tokens: readonly ApiToken[]; withOperator: boolean };

/** Tokens, the newest first: what each may do, until when, and when it was last used. */
export function TokensTable({ tokens, withOperator }: Props) {
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const shown = [t("name"), ...(withOperator ? [t("operator")] : []), t("mayDo"), t("lastUsed"), t("ends")];
  const heads: PanelHead[] = [...shown.map((words) => ({ words })), { words: t("actions"), place: "unseen" }];
  return (
    <>
      <PanelTable label={t("tokens")} heads={heads}>
        {tokens.map((token) => (
          <TokenLine
            key={token.tokenId}
            token={token}
            withOperator={withOperator}
            onRevoke={() => setRevoking(token)}
          />
        ))}
      </PanelTable>
      {revoking ? <RevokeDialog token={revoking} onClose={() => setRevoking(null)} /> : null}
    </>
  );
}

const tones: Record<ApiToken["state"], Tone> = { active: "ok", expired: "off", revoked: "off", off: "warn" };

type LineProps = { token: ApiToken; withOperator: boolean; onRevoke: () => void };

function TokenLine({ token, withOperator, onRevoke }: LineProps) {
  const { name, hint, operatorName, state } = token;
  return (
    <tr
      className={clsx(
        "border-b border-line last:border-0",
        "max-sm:flex max-sm:flex-wrap max-sm:items-center max-sm:gap-x-4 max-sm:gap-y-0.5 max-sm:px-4 max-sm:py-2.5",
        state !== "active" && "text-fg-3",
      )}
    >
      <th scope="row" className="px-4 py-2 font-normal max-sm:w-full max-sm:p-0">
        <div className="flex flex-wrap items-center gap-2 font-medium break-words">
          {name}
          {state === "active" ? null : <Chip tone={tones[state]}>{stateWords(state)}</Chip>}
        </div>
        <div className="font-mono text-sm text-fg-3">{hint}…</div>
      </th>
      {withOperator ? <Cell>{operatorName}</Cell> : null}
      <Cell>
        <Scopes token={token} />
      </Cell>
      <Cell>
        <LastUsed token={token} />
      </Cell>
      <Cell>
        <Ends token={token} />
      </Cell>
      <td className="px-4 text-right max-sm:ml-auto max-sm:p-0">
        <Revoke token={token} onRevoke={onRevoke} />
      </td>
    </tr>
  );
}

const Cell = ({ children }: { children: ReactNode }) => (
  <td className="px-4 py-2 max-sm:p-0 max-sm:text-sm">{children}</td>
);

/** Rights that are named; how many there are beyond them is told. */
const NAMED = 2;

function Scopes({ token: { scopes, lostScopes, unattended } }: { token: ApiToken }) {
  const words = scopes.map((scope) => scopeWords(scope));
  const more = words.length - NAMED;
  return (
    <>
      <div title={words.join("\n")}>
        {words.slice(0, NAMED).join(", ")} {more > 0 ? t("andMore", { count: formatNumber(more) }) : null}
      </div>
      {unattended ? <div className="text-sm text-warn">{t("unattended")}</div> : null}
      {lostScopes.length > 0 ? (
        <div className="text-sm text-fg-3">{t("lost", { count: lostScopes.length })}</div>
      ) : null}
    </>
  );
}

function LastUsed({ token: { lastUsedAt, lastUsedFrom } }: { token: ApiToken }) {
  if (lastUsedAt === null) return <span className="text-fg-3">{t("notUsed")}</span>;
  return (
    <>
      <RelativeTime at={lastUsedAt} />
      {lastUsedFrom ? (
        <div className="nums text-sm text-fg-3 max-sm:hidden">{t("from", { address: lastUsedFrom })}</div>
      ) : null}
    </>
  );
}

function Ends({ token: { state, revokedAt, expiresAt } }: { token: ApiToken }) {
  const endedAt = state === "revoked" ? revokedAt : expiresAt;
  if (endedAt === null) return <span className="text-fg-3">{t("never")}</span>;
  return (
    <>
      <span className="sr-only">{t(state === "active" ? "ends" : "ended")}: </span>
      <RelativeTime at={endedAt} />
    </>
  );
}

function Revoke({ token, onRevoke }: { token: ApiToken; onRevoke: () => void }) {
  const me = useMe();
  const refusal = useRefusal("tokens.revoke", t("revokeOf", { name: token.name }));
  if (token.state === "revoked" || token.state === "expired") return null;
  const isOwn = me?.operatorId === token.operatorId;
  return (
    <Button
      size="sm"
      aria-label={t("revokeOf", { name: token.name })}
      disabledReason={isOwn ? null : refusal}
      onClick={onRevoke}
    >
      {t("revoke")}
    </Button>
  );
}
