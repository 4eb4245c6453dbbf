import { createApp } from "vue";
import { serverAddress } from "./account/server-address";
import { createSession } from "./account/session";
import App from "./app.vue";
import "./styles/page.css";

// While developing the page, the server is elsewhere.
const url: string = import.meta.env["VITE_ORIOLE_URL"] ?? serverAddress(location);
const session = createSession(url, sessionStorage, localStorage);
void session.begun.then(() => createApp(App, { session }).mount("#app"));
