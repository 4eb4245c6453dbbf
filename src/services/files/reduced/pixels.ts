export interface Pixels {
  width: number;
  height: number;
  rgba: Uint8Array;
}
