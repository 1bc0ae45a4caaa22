/** A loaded machine takes longer than Testing Library's one second to load a part of a screen. */
import { configure } from "@testing-library/react";

configure({ asyncUtilTimeout: 10_000 });
