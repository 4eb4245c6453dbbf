/** A bird on a lake in the morning, drawn by the browser: what one person shows another. */

import type { Browser } from "playwright-core";
import type { Picture } from "./talk.ts";

const WIDTH = 640;
const HEIGHT = 400;

const DRAWING = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" width="${WIDTH}" height="${HEIGHT}">
<defs>
  <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#5b7fa8"/><stop offset="1" stop-color="#ffd9a0"/></linearGradient>
  <linearGradient id="lake" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#f4c98f"/><stop offset="1" stop-color="#2f5570"/></linearGradient>
</defs>
<rect width="640" height="250" fill="url(#sky)"/>
<circle cx="440" cy="215" r="44" fill="#fff3d6"/>
<path d="M0 250 L0 190 Q90 120 190 195 T380 180 T560 200 L640 170 L640 250Z" fill="#4a6a63"/>
<path d="M0 250 L0 222 Q120 190 240 226 T460 220 T640 226 L640 250Z" fill="#35524b"/>
<rect y="250" width="640" height="150" fill="url(#lake)"/>
<g stroke="#fff3d6" stroke-opacity=".55" stroke-width="4" stroke-linecap="round"><path d="M400 270h80M414 288h54M396 308h70M424 330h40"/></g>
<path d="M0 330 Q150 300 330 330 L350 346 Q180 330 0 366Z" fill="#3a2a1e"/>
<g transform="translate(150 214)">
  <path d="M-6 62 L-64 104 L-44 108 L10 78Z" fill="#231d1a"/>
  <path d="M-10 74 C-34 40 -8 -4 34 -2 C52 -26 92 -22 96 6 C98 22 90 34 82 46 C66 88 26 100 -10 74Z" fill="#f2a516"/>
  <path d="M-10 72 C6 36 34 30 62 42 C52 76 22 92 -10 72Z" fill="#231d1a"/>
  <path d="M94 2 L126 8 L94 18Z" fill="#c4513a"/><circle cx="78" cy="4" r="5" fill="#231d1a"/><circle cx="80" cy="2" r="1.6" fill="#fff"/>
  <path d="M22 92v22M40 90v24" stroke="#6b5a4a" stroke-width="5" stroke-linecap="round"/>
</g></svg>`;

export async function drawPicture(browser: Browser): Promise<Picture> {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${DRAWING}`);
  const bytes = new Uint8Array(await page.screenshot({ type: "png" }));
  await page.close();
  return { bytes, width: WIDTH, height: HEIGHT };
}
