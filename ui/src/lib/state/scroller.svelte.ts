/** Draws of a long list what can be seen, and keeps it in its place while lines come and go above it. */
import { tick } from "svelte";
import { type Block, type Cut, cut, Heights, keysFrom, spotOf, total } from "../windowing";

/** Lines are drawn so far beyond the edges, in pixels, so that a turn of the wheel finds them. */
const BEYOND = 600;
/** Drawn anew when less than this is left beyond an edge. */
const LEAST = 200;
/** More is fetched when an end is nearer than this. */
const NEAR = 1200;
/** Any of so many lines holds the view, if those before it go. */
const ANCHORS = 40;
/** Room in rem at the top and the bottom, for what stays there. */
const INSET = { top: 6.25, bottom: 4.5 };
/** Heights in rem before anything was measured; the tokens say the same. */
const GUESS = { head: 3.5, row: 3.375, dense: 2.125, gap: 1.75 };

/** The page's scroller and the list in it. */
export class Scroller {
  #blocks: readonly Block[] = [];
  #cut = $state.raw<Cut | null>(null);
  /** Whether the top of the list has left the view. */
  within = $state(false);
  #heights = new Heights({});
  #kinds = new Map<string, string>();
  #main: HTMLElement | null = null;
  #list: HTMLElement | null = null;
  #anchors: { key: string; top: number }[] = [];
  #rem = 16;
  /** Whether the focus was last seen in the list. */
  #focused = false;
  #drawn = { top: 0, bottom: 0 };

  /** What is to be drawn; `null` until the lines were looked at. */
  get cut(): Cut | null {
    return this.#cut;
  }

  /** Whether there is a page to scroll; without one everything is drawn. */
  get measures(): boolean {
    return (this.#main?.clientHeight ?? 0) > 0;
  }

  /** Watches the page that the list is in; the answer ends it. */
  attach(list: HTMLElement): () => void {
    const main = list.closest("main");
    if (!main) return () => {};
    this.#rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    const guess = Object.entries(GUESS).map(([kind, n]) => [kind, n * this.#rem] as const);
    this.#heights = new Heights(Object.fromEntries(guess));
    [this.#main, this.#list] = [main, list];
    const scrolled = () => this.#look();
    const focused = ({ target }: FocusEvent) => {
      this.#focused = target instanceof Node && list.contains(target);
    };
    main.addEventListener("scroll", scrolled, { passive: true });
    document.addEventListener("focusin", focused);
    let width = main.clientWidth;
    const resized = new ResizeObserver(() => {
      if (main.clientWidth !== width) this.#heights.clear();
      width = main.clientWidth;
      this.#look(true);
    });
    resized.observe(main);
    this.#look(true);
    return () => {
      main.removeEventListener("scroll", scrolled);
      document.removeEventListener("focusin", focused);
      resized.disconnect();
      [this.#main, this.#list] = [null, null];
    };
  }

  /** Takes the lines there are now. */
  take(blocks: readonly Block[]): void {
    this.#blocks = blocks;
    this.#kinds = new Map(
      blocks.flatMap((block) => [
        [block.key, "head"] as const,
        ...block.lines.map(({ key, kind }) => [key, kind] as const),
      ]),
    );
    this.#heights.keep(new Set(this.#kinds.keys()));
    if (!this.measures) {
      const all = blocks.map((block, index) => ({
        block: index,
        first: 0,
        end: block.lines.length,
        above: 0,
        below: 0,
      }));
      this.#cut = { before: 0, after: 0, pieces: all };
      return;
    }
    const { top, height } = this.#view();
    // Where the anchor will be, as far as it is known; `settle` does the rest.
    const held = this.#held();
    const at = held ? held.now - held.was : top;
    this.#draw(at, height);
  }

  /** After the lines were drawn: learns their heights, and moves what was looked at back to where it was. */
  settle(): void {
    if (!this.measures) return;
    let news = false;
    for (const line of this.#list?.querySelectorAll<HTMLElement>("[data-line]") ?? []) {
      const { line: key = "" } = line.dataset;
      const height = line.getBoundingClientRect().height;
      if (height > 0) news = this.#heights.take(key, this.#kinds.get(key) ?? "row", height) || news;
    }
    const { top, height } = this.#view();
    const held = this.#held();
    if (held) {
      const line = this.#list?.querySelector<HTMLElement>(`[data-line="${CSS.escape(held.key)}"]`);
      const real = line
        ? line.getBoundingClientRect().top - this.#edge() - held.was
        : held.now - top - held.was;
      if (Math.abs(real) >= 1) this.#main?.scrollBy({ top: real, behavior: "instant" });
    }
    // A line that is not drawn any more leaves the focus to the list, where keys go on from it.
    if (this.#focused && document.activeElement === document.body) {
      this.#list?.parentElement?.focus({ preventScroll: true });
    }
    if (news) this.#draw(this.#view().top, height);
    this.#remember();
  }

  /** Whether so little is left before or after what is seen that more should be fetched. */
  get near(): { earlier: boolean; later: boolean } {
    const { top, height } = this.#view();
    const whole = total(this.#blocks, this.#heights);
    return { earlier: this.measures && top + height + NEAR > whole, later: this.measures && top < NEAR };
  }

  /** The keys of the blocks that are drawn, first and last. */
  get seen(): [first: number, last: number] {
    return [this.#cut?.pieces[0]?.block ?? 0, this.#cut?.pieces.at(-1)?.block ?? 0];
  }

  /** Brings a line into view: just so, or to the top. */
  async reveal(key: string, toTop = false): Promise<void> {
    const spot = spotOf(this.#blocks, this.#heights, key);
    if (!spot || !this.measures) return;
    const { top, height } = this.#view();
    const above = spot.top - (toTop ? 0 : INSET.top * this.#rem);
    const below = spot.top + spot.height - height + INSET.bottom * this.#rem;
    const to = toTop ? above : Math.min(Math.max(top, below), above);
    if (to !== top) {
      this.#anchors = [{ key, top: spot.top - to }];
      this.#draw(to, height);
      await tick();
      this.#main?.scrollBy({ top: to - this.#view().top, behavior: "instant" });
      this.#anchors = [{ key, top: spot.top - to }];
      this.settle();
    } else if (!this.#list?.querySelector(`[data-line="${CSS.escape(key)}"]`)) {
      this.#draw(top, height);
      await tick();
    }
  }

  #look(anew = false): void {
    if (!this.measures) return;
    const { top, height } = this.#view();
    const edges = top - LEAST < this.#drawn.top || top + height + LEAST > this.#drawn.bottom;
    if (edges || anew) this.#draw(top, height);
    this.#remember();
  }

  #draw(top: number, height: number): void {
    const [from, to] = [top - BEYOND, top + height + BEYOND];
    this.#drawn = { top: from <= 0 ? Number.NEGATIVE_INFINITY : from, bottom: to };
    const next = cut(this.#blocks, this.#heights, from, to);
    if (to >= total(this.#blocks, this.#heights)) this.#drawn.bottom = Number.POSITIVE_INFINITY;
    if (JSON.stringify(next) !== JSON.stringify(this.#cut)) this.#cut = next;
  }

  /** What is seen of the list: from its top, in pixels. */
  #view(): { top: number; height: number } {
    if (!this.#main || !this.#list) return { top: 0, height: 0 };
    return { top: this.#edge() - this.#list.getBoundingClientRect().top, height: this.#main.clientHeight };
  }

  #edge(): number {
    return this.#main?.getBoundingClientRect().top ?? 0;
  }

  /** Keeps which lines are seen, and where. */
  #remember(): void {
    const { top } = this.#view();
    this.within = top > 0;
    this.#anchors =
      top <= 0
        ? []
        : keysFrom(this.#blocks, this.#heights, top, ANCHORS).map((line) => ({
            key: line.key,
            top: line.top - top,
          }));
  }

  /** The first line seen before that is still there: where it was in the view, and where it lies now. */
  #held(): { key: string; was: number; now: number } | null {
    for (const { key, top } of this.#anchors) {
      const spot = spotOf(this.#blocks, this.#heights, key);
      if (spot) return { key, was: top, now: spot.top };
    }
    return null;
  }
}
