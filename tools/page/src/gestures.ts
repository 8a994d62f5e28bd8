// Wheel, pointer, touch and keys on the pictures, as changes of the view.
import type { View } from "./view";

/** Attaches them to a picture whose left edge, at `left()` px, is the beginning of the window. */
export function attach(element: HTMLElement, view: View, left: () => number, zoomsFreely: boolean): void {
  const timeAt = (clientX: number) => {
    const x = clientX - element.getBoundingClientRect().left - left();
    return view.from + (x / view.width) * (view.to - view.from);
  };
  const perPixel = () => (view.to - view.from) / view.width;

  element.addEventListener("wheel", (event) => {
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
    if (event.ctrlKey || event.metaKey || (zoomsFreely && !event.shiftKey && Math.abs(event.deltaY) > Math.abs(event.deltaX))) {
      event.preventDefault();
      view.zoom(Math.exp(Math.max(-1, Math.min(1, event.deltaY * (event.ctrlKey ? 0.01 : 0.002)))), timeAt(event.clientX));
    } else if (sideways !== 0 && Math.abs(sideways) >= Math.abs(event.shiftKey ? 0 : event.deltaY)) {
      event.preventDefault();
      view.pan(sideways * perPixel());
    }
  }, { passive: false });

  const down = new Map<number, number>();
  const spread = () => {
    const [a, b] = [...down.values()];
    return { middle: (a + b) / 2, width: Math.max(8, Math.abs(a - b)) };
  };
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    down.set(event.pointerId, event.clientX);
  });
  element.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId);
    if (before === undefined || event.buttons === 0) {
      down.delete(event.pointerId);
      if (event.pointerType === "mouse") view.pointAt(timeAt(event.clientX) < view.from ? null : timeAt(event.clientX));
      return;
    }
    if (down.size === 2) {
      const old = spread();
      down.set(event.pointerId, event.clientX);
      const now = spread();
      view.zoom(old.width / now.width, timeAt(now.middle));
    } else if (Math.abs(event.clientX - before) > 2) {
      down.set(event.pointerId, event.clientX);
      view.pan((before - event.clientX) * perPixel());
      if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId);
    }
  });
  const up = (event: PointerEvent) => {
    if (down.delete(event.pointerId) && event.pointerType !== "mouse") view.pointAt(timeAt(event.clientX));
  };
  element.addEventListener("pointerup", up);
  element.addEventListener("pointercancel", up);
}

/** The keys that work wherever the focus is in the pictures. `moments`: sorted, for n and p. */
export function keys(event: KeyboardEvent, view: View, moments: number[]): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const length = view.to - view.from;
  const middle = view.cursor ?? (view.from + view.to) / 2;
  const move = (by: number) => (event.shiftKey ? view.pan(by * length * 0.1) : view.pointAt(middle + by * Math.max(1, length / 100)));
  switch (event.key) {
    case "ArrowLeft": move(-1); return true;
    case "ArrowRight": move(1); return true;
    case "Home": view.pointAt(0); return true;
    case "End": view.pointAt(view.end); return true;
    case "+": case "=": view.zoom(1 / 1.5, middle); return true;
    case "-": view.zoom(1.5, middle); return true;
    case "0": view.all(); return true;
    case "c": view.light(!view.lit); return true;
    case "n": { const next = moments.find((m) => m > middle); if (next !== undefined) view.pointAt(next); return true; }
    case "p": { const before = moments.filter((m) => m < middle).pop(); if (before !== undefined) view.pointAt(before); return true; }
    default: return false;
  }
}
