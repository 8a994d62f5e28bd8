// The time axis' lines on a canvas.
import { axisTicks } from "./axis";
import type { View } from "./view";

export function gridLinesOn(context: CanvasRenderingContext2D, view: View, height: number, colour: string): void {
  const x = view.scale;
  context.fillStyle = colour;
  for (const at of axisTicks(view)) context.fillRect(Math.round(x(at)), 0, 1, height);
}
