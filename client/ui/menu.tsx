import { Suspense, type ReactNode } from "react";
import { sparePart } from "../lib/lazy-part";
import type { CheckItemProps, ChoiceProps, ItemProps } from "./menu-parts";
import { useOpener, type OpenerElement } from "./use-opener";

const load = () => import("./menu-parts");
const Popup = sparePart(async () => (await load()).MenuPopup);
const Item = sparePart(async () => (await load()).MenuItem);
const Separator = sparePart(async () => (await load()).MenuSeparator);
const CheckItem = sparePart(async () => (await load()).MenuCheckItem);
const Choice = sparePart(async () => (await load()).MenuChoice<string>);
const fetchAll = () => Promise.all([Popup, Item, Separator, CheckItem, Choice].map((part) => part.fetch()));

type Props = {
  trigger: OpenerElement;
  align?: "start" | "end";
  side?: "top" | "bottom";
  children: ReactNode;
};

/** A button and its menu. The menu's code comes when somebody is about to open one. */
export function Menu({ trigger, align = "start", side = "bottom", children }: Props) {
  const { opener, anchor, close } = useOpener(trigger, "menu", fetchAll);
  return (
    <>
      {opener}
      {anchor ? (
        <Suspense>
          <Popup anchor={anchor} onClose={close} label={nameOf(anchor)} align={align} side={side}>
            {children}
          </Popup>
        </Suspense>
      ) : null}
    </>
  );
}

/** A menu is called as its button is. */
const nameOf = (button: HTMLElement) =>
  button.getAttribute("aria-label") ?? (button.textContent.trim() || undefined);

export const MenuItem = (props: ItemProps) => <Item {...props} />;
export const MenuSeparator = () => <Separator />;
export const MenuCheckItem = (props: CheckItemProps) => <CheckItem {...props} />;
/** One of a few inside a menu, under a small heading. */
export function MenuChoice<Value extends string>({ options, onChange, ...rest }: ChoiceProps<Value>) {
  const choose = (chosen: string) => {
    const option = options.find(([value]) => value === chosen);
    if (option) onChange(option[0]);
  };
  return <Choice {...rest} options={options} onChange={choose} />;
}
