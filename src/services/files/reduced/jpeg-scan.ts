/** The entropy-coded part of a JPEG's scan: of each block only the first coefficient is kept, which is its mean. */

import { type HuffmanTable, type JpegBits } from "./jpeg-bits";

export interface Component {
  id: number;
  /** Blocks of one MCU, across and down. */
  across: number;
  down: number;
  /** The number of the quantization table. */
  quantizer: number;
  /** Blocks a row, padding included. */
  stride: number;
  /** The first coefficient of each block. */
  means: Int16Array;
  previous: number;
  dc: HuffmanTable | undefined;
  ac: HuffmanTable | undefined;
}

export interface Frame {
  width: number;
  height: number;
  progressive: boolean;
  components: Component[];
  mcusAcross: number;
  mcusDown: number;
  maxAcross: number;
  maxDown: number;
}

export interface Scan {
  frame: Frame;
  /** Those that the scan is of. */
  components: Component[];
  /** MCUs; 0: none. */
  restartInterval: number;
}

/** Throws where there are fewer bits than blocks. */
export function readBlocks({ frame, components, restartInterval }: Scan, bits: JpegBits, read: ReadBlock): void {
  const [only, another] = components;
  if (!only) return;
  const alone = another === undefined;
  // A component alone comes block by block, without the padding of MCUs.
  const across = alone ? Math.ceil(Math.ceil((frame.width * only.across) / frame.maxAcross) / 8) : frame.mcusAcross;
  const down = alone ? Math.ceil(Math.ceil((frame.height * only.down) / frame.maxDown) / 8) : frame.mcusDown;
  for (const component of components) component.previous = 0;
  for (let mcu = 0; mcu < across * down; mcu++) {
    if (mcu > 0 && restartInterval > 0 && mcu % restartInterval === 0) {
      bits.restart();
      for (const component of components) component.previous = 0;
    }
    const [x, y] = [mcu % across, Math.floor(mcu / across)];
    if (alone) read(only, y * only.stride + x);
    else for (const component of components) readMcu(component, x, y, read);
    if (bits.isOver) throw new Error("cut off");
  }
}

export type ReadBlock = (component: Component, index: number) => void;

function readMcu(component: Component, x: number, y: number, read: ReadBlock): void {
  const { across, down, stride } = component;
  for (let row = 0; row < down; row++)
    for (let column = 0; column < across; column++) read(component, (y * down + row) * stride + x * across + column);
}

export function baseline(bits: JpegBits): ReadBlock {
  return (component, index) => {
    const { dc, ac } = component;
    if (!dc || !ac) throw new Error("no table");
    component.previous += bits.difference(bits.symbol(dc));
    component.means[index] = component.previous;
    for (let k = 1; k < 64; k++) {
      const symbol = bits.symbol(ac);
      const size = symbol & 15;
      if (size === 0 && symbol !== 0xf0) break;
      k += symbol >> 4;
      bits.skip(size);
    }
  };
}

/** The means come with all bits but `low` of them, and then bit by bit. */
export function progressive(bits: JpegBits, high: number, low: number): ReadBlock {
  if (high > 0) {
    return ({ means }, index) => {
      means[index] = (means[index] ?? 0) | (bits.bits(1) << low);
    };
  }
  return (component, index) => {
    if (!component.dc) throw new Error("no table");
    component.previous += bits.difference(bits.symbol(component.dc));
    component.means[index] = component.previous << low;
  };
}
