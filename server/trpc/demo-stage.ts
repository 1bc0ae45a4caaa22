import type { DemoChapter, DemoView } from "../../shared/demo-api";

/** What the console knows of the demo's story. There is one only in the demo. */
export interface DemoStage {
  /** Where the story is, for somebody who looks at the console. */
  view(): DemoView;
  /** Leaves this chapter, unless the story has left it already. */
  goOn(from: DemoChapter): void;
}
