import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import vue from "@vitejs/plugin-vue";
import { build } from "vite";
import { publishDeclarations } from "./declarations.mjs";
import { inner, src } from "./entries.mjs";

const root = new URL("../../", import.meta.url).pathname;

/** Entries of the package that the kit stands on, by their files. */
const beside = new Map([
  [resolve(src, "index"), "index"],
  ...inner.map((name) => [resolve(src, `${name}/index`), name]),
]);

/** The UI kit as vue.js, vue.cjs and vue.css: Vue stays outside, and the other entries are those of the package. */
export async function buildKit(to) {
  await buildKitScript(to, "es", "js");
  await buildKitScript(to, "cjs", "cjs");
  await kitDeclarations(to);
}

/** The kit in one format, and its style. */
export async function buildKitScript(to, format, extension) {
  await build({
    configFile: false,
    logLevel: "warn",
    plugins: [
      {
        name: "entries-beside",
        enforce: "pre",
        resolveId(id, importer) {
          const entry = importer && id.startsWith(".") && beside.get(resolve(importer, "..", id));
          return entry ? { id: `./${entry}.${extension}`, external: true } : null;
        },
      },
      vue(),
    ],
    build: {
      outDir: to,
      emptyOutDir: false,
      target: "es2022",
      lib: { entry: `${src}vue/index.ts`, formats: [format], fileName: () => `vue.${extension}`, cssFileName: "vue" },
      rollupOptions: { external: ["vue"] },
    },
  });
}

/** What vue-tsc writes for itself: placeholders of Vue's (what a listener returns, an element, attributes), names and styles that are not there. */
const typed = (text) =>
  text
    .replace(/^import ".*\.css";\n/gm, "")
    .replace(/__VLS_Elements\["\w+"\]/g, "Element")
    .replace(/=> any\b/g, "=> unknown")
    .replace(/, any>/g, ", Element>")
    .replace(/\battrs: any\b/g, "attrs: object")
    .replace(/\bextends any\b/g, "extends unknown");

/** Writes the types of the kit. */
export async function kitDeclarations(to) {
  const tool = `${root}node_modules/vue-tsc/bin/vue-tsc.js`;
  const out = `${root}.build/client/kit-types/`;
  const args = ["-p", `${src}vue`, "--noEmit", "false", "--declaration", "--emitDeclarationOnly", "--outDir", out];
  const compiler = spawn(process.execPath, [tool, ...args, "--rootDir", root], { stdio: "inherit" });
  const [status] = await once(compiler, "exit");
  if (status !== 0) throw new Error("the types of the kit do not compile");
  publishDeclarations(`${out}client/src/`, to, ["vue/index.d.ts"], { rewrite: typed });
}
