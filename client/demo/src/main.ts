import { createApp } from "vue";
import App from "./app.vue";
import "./styles/page.css";

createApp(App).mount("#app");
