import { Component, type ReactNode } from "react";
import { useLocation } from "react-router";
import { CrashPage } from "./crash-page";

type Props = { at: string; children: ReactNode };
type State = { at: string; crash: { error: unknown } | null };

/** A screen that broke tells so in its own place, until somebody goes elsewhere. */
export function CrashBoundary({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  return <Boundary at={pathname}>{children}</Boundary>;
}

/** React tells only classes about errors below them. */
class Boundary extends Component<Props, State> {
  override state: State = { at: this.props.at, crash: null };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { crash: { error } };
  }

  static getDerivedStateFromProps({ at }: Props, state: State): State | null {
    return at === state.at ? null : { at, crash: null };
  }

  override render() {
    return this.state.crash ? <CrashPage error={this.state.crash.error} /> : this.props.children;
  }
}
