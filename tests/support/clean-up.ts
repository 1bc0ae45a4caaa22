/** What a test has rendered is gone before the next one. The tests share the code of Testing Library, which does so once only. */
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(cleanup);
