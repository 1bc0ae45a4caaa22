import type { Page, Route } from "@playwright/test";
import type { CheckoutStep, CheckoutView } from "../../shared/checkout-api";
import type { DemoView } from "../../shared/demo-api";
import { firstAnswersId } from "../../shared/first-questions";

/** What the frame around every screen asks: it stands whatever becomes of the screen in it. */
const ofTheFrame = ["session.me", "health.get", "savedViews.list"];

const questions = /\/trpc\//u;

/** Every question of the screen itself waits for ever. */
export async function holdQuestions(page: Page): Promise<void> {
  await withoutAnswers(page);
  await page.route(questions, async (route) => {
    if (isOfTheFrame(route)) await route.fallback();
  });
}

/** Every question of the screen itself is answered as by a server that broke over it. */
export async function failQuestions(page: Page): Promise<void> {
  await withoutAnswers(page);
  await page.route(questions, async (route) => {
    if (isOfTheFrame(route)) return route.fallback();
    const broken = namesOf(route).map(errorOf);
    await route.fulfill({ status: 500, json: isBatch(route) ? broken : broken[0] });
  });
}

/** The desk as the demo has it at this place of its story. */
export const tellStory = (page: Page, demo: DemoView) =>
  answer(page, "health.get", (health) => ({ ...health, demo }));

/** A booking that is begun goes as `step` says; the server hears of none. */
export async function tellCheckout(page: Page, step: CheckoutStep): Promise<void> {
  const agreed = { total: 9_500, currency: "EUR" };
  const event = { eventId: "event_1", eventName: "Wundtag Ueckermünde", productId: "product_1" };
  const view = () =>
    ({ checkoutId: "checkout_1", ...event, agreed, askedAt: Date.now(), step }) satisfies CheckoutView;
  for (const name of ["portal.checkout", "portal.checkoutState"]) {
    await page.route(questions, async (route) => {
      if (namesOf(route).some((asked) => asked !== name)) return route.fallback();
      const told: Answer = { result: { data: view() } };
      await route.fulfill({ json: isBatch(route) ? [told] : told });
    });
  }
}

/** One question of the page is answered with what `become` makes of the server's answer, if that had one. */
export async function answer(page: Page, name: string, become: (data: object) => object): Promise<void> {
  await page.route(questions, async (route) => {
    const at = namesOf(route).indexOf(name);
    if (at < 0) return route.fallback();
    const response = await route.fetch();
    const answers = (await response.json()) as Answer | Answer[];
    const one = Array.isArray(answers) ? answers[at] : answers;
    if (one) Object.assign(one, { error: undefined, result: { data: become(one.result?.data ?? {}) } });
    await route.fulfill({ response, status: 200, json: answers });
  });
}
type Answer = { result?: { data: object } };

const firstAnswers = new RegExp(`<script[^>]+id="${firstAnswersId}".*?</script>`, "su");

/** The page as it comes when the server could not answer ahead what it will be asked. */
const withoutAnswers = (page: Page) =>
  page.route(
    ({ pathname }) => !pathname.startsWith("/trpc/") && !pathname.includes("."),
    async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(firstAnswers, "");
      await route.fulfill({ status: response.status(), contentType: "text/html", body });
    },
  );

const addressOf = (route: Route) => new URL(route.request().url());
const namesOf = (route: Route) => addressOf(route).pathname.replace("/trpc/", "").split(",");
const isBatch = (route: Route) => addressOf(route).searchParams.has("batch");
const isOfTheFrame = (route: Route) => namesOf(route).every((name) => ofTheFrame.includes(name));

const errorOf = (path: string) => ({
  error: {
    message: "The server could not answer this. You can try again.",
    code: -32_603,
    data: { code: "INTERNAL_SERVER_ERROR", httpStatus: 500, path, app: null, requestId: "req-7f3k29" },
  },
});
