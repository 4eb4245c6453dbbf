/** Outlines on a 24 × 24 grid, drawn with strokes. */
export const icons = {
  send: "M4 12 20 4l-5 16-3.5-6.5L4 12Zm7.5 1.5L20 4",
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6 6 18",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  down: "M6 10l6 6 6-6",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM16.2 16.2 20 20",
  chat: "M12 20c5 0 9-3.4 9-7.7S17 4.5 12 4.5s-9 3.5-9 7.8c0 2.2 1 4.1 2.7 5.5L5 21l3.8-1.6c1 .4 2 .6 3.2.6ZM12 9v6M9 12h6",
  group:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c0-3.5 2.9-6 6.5-6s6.5 2.5 6.5 6M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.5c2.1.9 3.5 2.9 3.5 5.5",
  logout: "M10 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h4M15 8l4 4-4 4M19 12H9",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  edit: "M4 20l1-4L16.5 4.5l3 3L8 19l-4 1Z",
  undo: "M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6v1",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13",
  refresh: "M20 11a8 8 0 1 0-2.3 6.3M20 5v6h-6",
  alert: "M12 8v5M12 16.5h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  clock: "M12 7v5l3 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  check: "M5 12.5l4.5 4.5L19 7.5",
  doubleCheck: "M2 12.5l4.5 4.5L16 7.5M11 15.5l1.5 1.5L22 7.5",
  user: "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 21c0-4 3.4-6.5 7.5-6.5s7.5 2.5 7.5 6.5",
} as const;

export type IconName = keyof typeof icons;
