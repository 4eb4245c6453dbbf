import { createApp } from "vue";
import App from "./app.vue";
import "./styles/tokens.css";
import "./styles/base.css";

createApp(App).mount("#app");
