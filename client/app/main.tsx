import "./strict-csp";
import "./early";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { hearBackFirst } from "../lib/back";
import { language } from "../lib/i18n/language";
import { followTheme } from "../lib/theme";
import "../ui/tokens.css";
import { App } from "./app";
import { firstAnswers } from "./first-answers";
import { preloadScreen } from "./screens";
import { createServices } from "./services";

document.documentElement.lang = language;
followTheme();
hearBackFirst();
// On its way while the server says who is asking.
preloadScreen(window.location.pathname);

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root.");
const services = createServices();
const app = (
  <StrictMode>
    <App services={services} />
  </StrictMode>
);
void firstAnswers(services).then(() => createRoot(root).render(app));
