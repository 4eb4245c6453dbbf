import { minify } from "vite";

/** A second pass after esbuild's: names variables so that they compress better. */
export async function denser(code, isModule = true) {
  const options = {
    module: isModule,
    compress: { target: "es2020" },
    mangle: { toplevel: isModule },
    codegen: { removeWhitespace: true },
  };
  const { code: text, errors } = await minify("index.js", code, options);
  if (errors.length > 0) throw new Error(errors[0].message);
  return text;
}
