/** From the means of blocks to pixels. */

import type { Component, Frame } from "./jpeg-scan";
import type { Pixels } from "./pixels";

/** Luminance and two differences of color, or as it is. */
export type Colors = "luminance" | "rgb";

/** Without what lies outside of the picture in the last column and row. */
export function painted(frame: Frame, quantizers: number[], colors: Colors): Pixels {
  const [width, height] = [Math.floor(frame.width / 8), Math.floor(frame.height / 8)];
  const rgba = new Uint8Array(width * height * 4);
  const [first, second, third] = frame.components.map((component) => plane(frame, component, quantizers));
  const clamp = (value: number) => Math.max(0, Math.min(255, Math.round(value)));
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const [one, two, three] = [first?.(x, y) ?? 0, second?.(x, y) ?? 0, third?.(x, y) ?? 0];
      const color =
        colors === "rgb"
          ? [one, two, three]
          : [one + 1.402 * three, one - 0.344136 * two - 0.714136 * three, one + 1.772 * two];
      for (let n = 0; n < 3; n++) rgba[at + n] = clamp(128 + (color[n] ?? 0));
      rgba[at + 3] = 255;
    }
  }
  return { width, height, rgba };
}

/** What a component has at a place of the small picture; one that has fewer blocks than others is stretched. */
function plane({ maxAcross, maxDown }: Frame, component: Component, quantizers: number[]) {
  const { means, stride, quantizer, across, down } = component;
  const scale = (quantizers[quantizer] ?? 1) / 8;
  const rows = means.length / stride;
  const [byX, byY] = [across / maxAcross, down / maxDown];
  const mean = (x: number, y: number) => (means[Math.min(y, rows - 1) * stride + Math.min(x, stride - 1)] ?? 0) * scale;
  if (byX === 1 && byY === 1) return mean;
  return (x: number, y: number) => {
    const [left, top] = [Math.max(0, (x + 0.5) * byX - 0.5), Math.max(0, (y + 0.5) * byY - 0.5)];
    const [column, row] = [Math.floor(left), Math.floor(top)];
    const mix = (a: number, b: number, share: number) => a + (b - a) * share;
    const upper = mix(mean(column, row), mean(column + 1, row), left - column);
    const lower = mix(mean(column, row + 1), mean(column + 1, row + 1), left - column);
    return mix(upper, lower, top - row);
  };
}
