/** Links between targets: listed, set by hand and forgotten. */
import type { Link } from "../bindings";
import { type Host, type Refusal, refusal } from "../host";
import type { Booked } from "./draft.svelte";
import { loader } from "./loader";

/** The list, and the form under it. */
export class Links {
  all = $state.raw<Link[]>([]);
  from = $state("");
  to = $state.raw<Booked[]>([]);
  /** What the resident objected to. */
  problem = $state.raw<Refusal | null>(null);
  readonly refresh: () => Promise<void>;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
    this.refresh = loader(async () => {
      this.all = await host.links();
    });
  }

  /** What to say beside a field; a refusal of no field stands beside the first. */
  problemOf(field: "from" | "to"): string | null {
    const { problem } = this;
    const where = problem?.field === "to" || problem?.field === "on" ? "to" : "from";
    return problem && where === field ? problem.sentence : null;
  }

  /** Sets what is typed. Answers the link, or nothing when it is refused; what is typed stays then. */
  async add(): Promise<Link | undefined> {
    try {
      const link = await this.#host.linkAdd(this.from.trim(), this.to[0]?.target ?? "");
      [this.from, this.to, this.problem] = ["", [], null];
      await this.refresh();
      return link;
    } catch (thrown) {
      this.problem = refusal(thrown);
      return undefined;
    }
  }

  /** Forgets one. */
  async forget({ from, to }: Link): Promise<void> {
    await this.#host.linkForget(from, to);
    await this.refresh();
  }

  /** Sets one again that was forgotten. */
  async restore({ from, to }: Link): Promise<void> {
    await this.#host.linkAdd(from, to);
    await this.refresh();
  }
}
