import { clsx } from "clsx";
import { Ellipsis, ShieldCheck } from "lucide-react";
import { useState } from "react";
import type { OperatorRow } from "../../../shared/operators-api";
import { formatNumber } from "../../lib/format";
import { Chip } from "../../ui/chip";
import { IconButton } from "../../ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "../../ui/menu";
import { PanelTable, type PanelHead } from "../../ui/panel-table";
import { RelativeTime } from "../../ui/relative-time";
import { useMe } from "../users/use-permission";
import { roleWords } from "../users/words";
import { OperatorDialog, type OperatorAction } from "./operator-dialog";
import { t } from "./words";

type Props = { rows: readonly OperatorRow[]; refusal: string | null };
type Asked = { row: OperatorRow; action: OperatorAction } | null;

/** Everybody at the desk, by name. What can be done to one is in the menu of their row. */
export function OperatorsTable({ rows, refusal }: Props) {
  const [asked, setAsked] = useState<Asked>(null);
  const heads: PanelHead[] = [
    ...[t("name"), t("role"), t("secondFactor"), t("lastSeen")].map((words) => ({ words })),
    { words: t("sessions"), place: "end" },
    { words: t("actions"), place: "unseen" },
  ];
  return (
    <>
      <PanelTable label={t("operators")} heads={heads}>
        {rows.map((row) => (
          <OperatorLine
            key={row.operatorId}
            row={row}
            refusal={refusal}
            onAsk={(action) => setAsked({ row, action })}
          />
        ))}
      </PanelTable>
      {asked ? <OperatorDialog {...asked} refusal={refusal} onClose={() => setAsked(null)} /> : null}
    </>
  );
}

type LineProps = { row: OperatorRow; refusal: string | null; onAsk: (action: OperatorAction) => void };

function OperatorLine({ row, refusal, onAsk }: LineProps) {
  const me = useMe();
  const { name, email, role, disabledAt, secondFactor, seenAt, sessions } = row;
  return (
    <tr
      className={clsx(
        "border-b border-line last:border-0",
        "max-sm:relative max-sm:flex max-sm:flex-wrap max-sm:items-center max-sm:gap-x-3 max-sm:px-4 max-sm:py-2",
        disabledAt !== null && "text-fg-3",
      )}
    >
      <th scope="row" className="px-4 py-2 font-normal max-sm:w-full max-sm:p-0 max-sm:pr-8">
        <div className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          {me?.operatorId === row.operatorId ? <Chip tone="off">{t("you")}</Chip> : null}
          {row.signOn ? <Chip tone="off">{t("signOn")}</Chip> : null}
          {disabledAt === null ? null : <Chip tone="bad">{t("disabled")}</Chip>}
        </div>
        <div className="text-sm break-all text-fg-3">{email}</div>
      </th>
      <td className="px-4 max-sm:p-0 max-sm:text-sm">{roleWords(role)}</td>
      <td className="px-4 max-sm:p-0 max-sm:text-sm">
        {secondFactor ? (
          <Chip tone="ok" icon={<ShieldCheck aria-hidden />}>
            {t("on")}
          </Chip>
        ) : (
          <span className="text-fg-3">
            <span className="sm:sr-only">{t("secondFactor")}: </span>
            {t("off")}
          </span>
        )}
      </td>
      <td className="px-4 whitespace-nowrap max-sm:ml-auto max-sm:p-0 max-sm:text-sm max-sm:text-fg-3">
        {seenAt === null ? <span className="text-fg-3">–</span> : <RelativeTime at={seenAt} />}
      </td>
      <td className="nums px-4 text-right max-sm:hidden">{formatNumber(sessions)}</td>
      <td className="px-2 text-right max-sm:absolute max-sm:top-1.5 max-sm:right-0">
        <Actions row={row} isMe={me?.operatorId === row.operatorId} refusal={refusal} onAsk={onAsk} />
      </td>
    </tr>
  );
}

function Actions({ row, isMe, refusal, onAsk }: LineProps & { isMe: boolean }) {
  const label = t("actionsOf", { name: row.name });
  const mayNot = refusal !== null;
  return (
    <Menu trigger={<IconButton label={label} icon={<Ellipsis className="size-4" />} />} align="end">
      <MenuItem onClick={() => onAsk("sessions")}>{t("seeSessions")}</MenuItem>
      <MenuSeparator />
      <MenuItem disabled={mayNot} onClick={() => onAsk("role")}>
        {t("changeRole")}
      </MenuItem>
      <MenuItem disabled={mayNot || !row.secondFactor} onClick={() => onAsk("resetSecondFactor")}>
        {t("resetSecondFactor")}
      </MenuItem>
      <MenuItem disabled={mayNot || row.disabledAt !== null} onClick={() => onAsk("resetLink")}>
        {t("makeResetLink")}
      </MenuItem>
      {row.signOn ? (
        <MenuItem disabled={mayNot} onClick={() => onAsk("unlinkSignOn")}>
          {t("unlinkSignOn")}
        </MenuItem>
      ) : null}
      {row.disabledAt === null ? (
        <MenuItem disabled={mayNot || isMe} onClick={() => onAsk("disable")}>
          {t("disable")}
        </MenuItem>
      ) : (
        <MenuItem disabled={mayNot} onClick={() => onAsk("enable")}>
          {t("enable")}
        </MenuItem>
      )}
    </Menu>
  );
}
