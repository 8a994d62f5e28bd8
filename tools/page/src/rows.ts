// A row per instance, on a canvas that shows what is scrolled to; its names are a list box, so that
// keys and screen readers get at them.
import { gridLinesOn } from "./grid";
import { h } from "./dom";
import type { World } from "./fold";
import { palette, type Palette, RowPainter } from "./paint";
import { Inks, type Line, linesOf, Raster } from "./raster";
import type { View } from "./view";
import { count, length } from "./words";

const ROW_HEIGHTS = [0, 2, 4, 8, 14, 20, 28];
const NAMED = 11;  // px of a row from which on its name is beside it

export class Rows {
  readonly element = h("div", { class: "rows" });
  readonly note = h("p", { class: "rows-note", role: "status" });
  order: Uint32Array = new Uint32Array();
  private readonly canvas = h("canvas", { "aria-hidden": "true" });
  private readonly names = h("div", { class: "row-names" });
  private readonly stage = h("div", { class: "rows-stage" }, this.canvas, this.names);
  private readonly spacer = h("div", { class: "rows-spacer" }, this.stage);
  private readonly list = h("div", { class: "rows-scroll", tabindex: 0, "aria-label": "instances" }, this.spacer);
  private readonly context = this.canvas.getContext("2d")!;
  private colours: { palette: Palette; inks: Inks } | null = null;
  private level = -1;
  private lines: Line[] | null = null;
  private readonly raster: Raster;
  private places = new Int32Array();
  private named = "";
  private laid = "";

  constructor(private readonly world: World, private readonly view: View, readonly left: () => number, private readonly pick: (i: number) => void) {
    this.raster = new Raster(world);
    this.element.append(this.list);
    this.list.addEventListener("scroll", () => view.touch(), { passive: true });
    this.list.addEventListener("click", (event) => this.click(event));
    this.list.addEventListener("keydown", (event) => this.key(event));
  }

  get box(): HTMLElement {
    return this.list;
  }

  /** Which instances, in which order. */
  set(order: Uint32Array): void {
    this.order = order;
    this.places = new Int32Array(this.world.instances.count).fill(-1);
    order.forEach((i, place) => { this.places[i] = place; });
    this.lines = null;
    this.named = "";
    if (this.level < 0 || !this.fits()) this.level = this.best();
    this.list.scrollTop = 0;
    this.view.touch();
  }

  recolour(): void {
    this.colours = null;
    this.view.touch();
  }

  /** Taller or lower rows. */
  grow(by: number): void {
    this.level = Math.max(0, Math.min(ROW_HEIGHTS.length - 1, this.level + by));
    this.lines = null;
    this.reveal();
    this.view.touch();
  }

  // The tallest rows, up to a readable height, with which all are seen without scrolling.
  private best(): number {
    let level = 0;
    ROW_HEIGHTS.forEach((size, i) => { if (size <= 20 && size * this.order.length <= this.most()) level = i; });
    return level;
  }

  private fits(): boolean {
    return 2 * this.order.length <= this.most();
  }

  private most(): number {
    return Math.max(240, Math.min(620, innerHeight * 0.62));
  }

  /** px of a row; less than one if several share a line. */
  private get size(): number {
    const size = ROW_HEIGHTS[this.level];
    return size > 0 ? size : Math.min(2, this.most() / Math.max(1, this.order.length));
  }

  private get chosen(): number {
    const { choice } = this.view;
    return choice?.kind === "instance" ? this.places[choice.index] : -1;
  }

  draw(): void {
    const { view } = this;
    const size = this.size;
    const total = Math.max(size * this.order.length, 1);
    const height = Math.ceil(Math.min(total, this.most()));
    this.lay(view.width, height, Math.ceil(total));
    if (!this.colours) {
      const colours = palette(this.context, this.element);
      this.colours = { palette: colours, inks: new Inks(colours) };
    }
    this.context.clearRect(0, 0, view.width, height);
    gridLinesOn(this.context, view, height, this.colours.palette.grid as string);
    if (size >= 1) this.paintRows(size, height);
    else this.paintLines(height);
    if (view.lit) this.paintPath(size, height);
    this.nameRows(size, height);
    this.tell(size);
  }

  // Gives everything its size. What has it already is left alone: a canvas would be empty again.
  private lay(width: number, height: number, total: number): void {
    const ratio = Math.min(devicePixelRatio || 1, 2);
    const left = this.left();
    const laid = [width, height, total, ratio, left].join();
    if (laid === this.laid) return;
    this.laid = laid;
    this.list.style.height = this.stage.style.height = `${height}px`;
    this.spacer.style.height = `${total}px`;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.canvas.style.left = `${left}px`;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.context.font = "600 10px system-ui, sans-serif";
    this.context.textBaseline = "middle";
  }

  private paintRows(size: number, height: number): void {
    const painter = new RowPainter(this.world, this.context, this.colours!.palette);
    const top = this.list.scrollTop;
    const first = Math.floor(top / size);
    const last = Math.min(this.order.length - 1, Math.floor((top + height) / size));
    const chosen = this.chosen;
    for (let place = first; place <= last; ++place) {
      const y = place * size - top;
      if (place === chosen) {
        this.context.fillStyle = this.colours!.palette.chosen;
        this.context.fillRect(0, y, this.view.width, size);
      }
      painter.paint(this.order[place], { y: y + (size >= 8 ? 1 : 0), height: size - (size >= 8 ? 2 : size > 2 ? 0.5 : 0) }, this.view);
    }
  }

  // A line of pixels shows the middle one of its instances, and the failures of all.
  private paintLines(height: number): void {
    if (this.lines?.length !== height) this.lines = linesOf(this.world, this.order, height);
    const image = this.raster.draw(this.lines, this.view, this.colours!.inks);
    this.context.imageSmoothingEnabled = false;
    this.context.drawImage(image, 0, 0, this.view.width, height);
  }

  // The critical path as frames around what it consists of.
  private paintPath(size: number, height: number): void {
    const { context, view } = this;
    const scale = view.width / (view.to - view.from || 1);
    const top = this.list.scrollTop;
    const tall = Math.max(3, size);
    context.lineWidth = size >= 8 ? 2.5 : 1.5;
    for (const { waits } of this.world.paths) {
      for (const { at_ms, ms, instance } of waits) {
        const place = instance === undefined ? -1 : this.places[instance];
        const y = place * size - top;
        if (place < 0 || y + tall < 0 || y > height || at_ms > view.to || at_ms + ms < view.from) continue;
        const from = Math.max(-4, (at_ms - view.from) * scale);
        const width = Math.max(2, Math.min(view.width + 4, (at_ms + ms - view.from) * scale) - from);
        this.frame(from, size < 3 ? Math.min(y, height - tall) : y, width, tall);
      }
    }
  }

  // A light line within a dark one, or the other way round, is seen on any ground.
  private frame(x: number, y: number, width: number, height: number): void {
    const { context } = this;
    const { critical, paper } = this.colours!.palette;
    if (height < 6) {
      context.fillStyle = paper;
      context.fillRect(x, y - 1, width, height + 2);
      context.fillStyle = critical;
      context.fillRect(x, y, width, height);
      return;
    }
    context.strokeStyle = critical;
    context.strokeRect(x + 0.5, y + 1.25, width - 1, height - 2.5);
  }

  private nameRows(size: number, height: number): void {
    const top = this.list.scrollTop;
    const chosen = this.chosen;
    const named = size >= NAMED;
    const first = named ? Math.floor(top / size) : Math.max(0, chosen);
    const last = named ? Math.min(this.order.length - 1, Math.floor((top + height - 1) / size)) : first;
    const now = [size, top, height, chosen, this.left()].join();
    if (now === this.named) return;
    this.named = now;
    const options: HTMLElement[] = [];
    for (let place = first; place <= last && place < this.order.length; ++place) options.push(this.option(place, size, top, named));
    this.names.replaceChildren(...options);
    this.list.setAttribute("role", options.length > 0 ? "listbox" : "group");
    const visible = chosen >= first && chosen <= last;
    if (visible) this.list.setAttribute("aria-activedescendant", `row${chosen}`);
    else this.list.removeAttribute("aria-activedescendant");
  }

  private option(place: number, size: number, top: number, named: boolean): HTMLElement {
    const i = this.order[place];
    const id = this.world.instances.ids(i);
    const option = h("div", {
      id: `row${place}`, role: "option", class: named ? "" : "alone", "aria-selected": place === this.chosen ? "true" : "false",
      "aria-posinset": place + 1, "aria-setsize": this.order.length, "aria-label": this.describe(i), title: id,
    }, id);
    option.style.top = `${place * size - top}px`;
    option.style.height = option.style.lineHeight = named ? `${size}px` : "16px";
    option.style.width = `${this.left() - 8}px`;
    return option;
  }

  private describe(i: number): string {
    const { instances, run, data } = this.world;
    const state = instances.gone[i] < Infinity ? "gone" : data.words.life_cycle_state[instances.state[i]][0];
    return `${instances.ids(i)}, ${run.names.zones[instances.zone[i]]}, ${state}, ${instances.failures[i]} failed steps, down for ${length(instances.downtime[i])}`;
  }

  private tell(size: number): void {
    const share = Math.ceil(1 / size);
    const all = this.world.instances.count;
    const some = this.order.length === all ? `${count(all)} instances` : `${count(this.order.length)} of ${count(all)} instances`;
    const text = this.order.length === 0 ? "No instance matches the filters." : size < 1 ? `${some}; a line of pixels is the middle one of about ${count(share)}, with the failures of all of them` : some;
    if (this.note.textContent !== text) this.note.textContent = text;
  }

  private click(event: MouseEvent): void {
    const y = event.clientY - this.list.getBoundingClientRect().top;
    const line = Math.floor(y);
    const place = Math.floor((y + this.list.scrollTop) / this.size);
    const i = this.size < 1 ? this.lines?.[line]?.shown ?? -1 : this.order[place] ?? -1;
    if (i >= 0) this.pick(i);
  }

  private key(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.list.clientHeight / this.size) - 1);
    const by: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
    if (event.key === "]" || event.key === "[") {
      this.grow(event.key === "]" ? 1 : -1);
    } else if (event.key in by && this.order.length > 0) {
      const place = this.chosen < 0 ? 0 : Math.max(0, Math.min(this.order.length - 1, this.chosen + by[event.key]));
      this.pick(this.order[place]);
      this.reveal();
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Scrolls to the chosen row. */
  reveal(): void {
    const place = this.chosen;
    if (place < 0) return;
    const top = place * this.size;
    if (top < this.list.scrollTop) this.list.scrollTop = top;
    else if (top + this.size > this.list.scrollTop + this.list.clientHeight) this.list.scrollTop = top + this.size - this.list.clientHeight;
  }
}
