// The colours and letters of all pictures: dark on light, readable in print and for colour-blind eyes
// (blue and orange), and never the only mark of anything.

/** What a colour means. */
export const COLORS = {
  ink: "#1f2937",
  muted: "#667085",
  line: "#475467",
  faint: "#98a2b3",
  hairline: "#d0d5dd",
  paper: "#ffffff",
  panel: "#f8fafc",
  path: "#1d4ed8",
  pathFill: "#eaf1ff",
  decisive: "#b54708",
  decisiveFill: "#fff4e5",
  bad: "#b42318",
  badFill: "#fef1f0",
  good: "#067647",
  goodFill: "#e9f7ef",
} as const;

/** Graphviz knows the widths of Arial; the others have the same ones. */
export const FONT = "Arial";

/** What a browser is told. */
export const FONT_FAMILY = "Arial, Helvetica, 'Liberation Sans', sans-serif";

const HASTE = { nslimit: 2, nslimit1: 2, mclimit: 0.2 } as const;

/** Bounds for Graphviz's search for the best layout: without them a few hundred edges take minutes. */
export function haste(edges: number): Readonly<Record<string, number>> {
  return edges > 80 ? HASTE : {};
}
