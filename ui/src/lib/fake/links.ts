/** Made-up links, and what they propose: enough to see the window act. */
import type { Link, Proposal, VerbRequest } from "../bindings";
import { targets } from "./data";

const monogram = (text: string) =>
  targets.find((target) => text.startsWith(`${target.connection}:`))?.monogram ?? "?";

/** A link as it is shown. */
export function linkOf(from: string, to: string, times = 0): Link {
  const title = targets.find((target) => target.target === to)?.title ?? to;
  const ends = { from_monogram: monogram(from), to_monogram: monogram(to) };
  return { from, to, ...ends, title, by_hand: times === 0, times, at: "2026-11-19T16:20:00Z" };
}

/** What is known at the beginning. */
export function learned(): Link[] {
  return [
    linkOf("plane:PROJ-*", "clockify:Website/Backend", 3),
    linkOf("plane:PROJ-12", "clockify:Website/Review", 1),
    linkOf("yandex:TEST-*", "awork:Client portal"),
  ];
}

function covers(link: Link, target: string): boolean {
  return link.from.endsWith("*") ? target.startsWith(link.from.slice(0, -1)) : link.from === target;
}

/** At most one target for each connection that is not named; the longest `from` is the nearest. */
export function proposed(links: readonly Link[], on: readonly string[]): Proposal[] {
  const best = new Map<string, Link>();
  for (const link of links.filter((one) => on.some((target) => covers(one, target)))) {
    const [connection = ""] = link.to.split(":");
    const other = best.get(connection);
    if (on.some((target) => target.startsWith(`${connection}:`))) continue;
    if (!other || link.from.length > other.from.length) best.set(connection, link);
  }
  return [...best.values()].flatMap((link) => {
    const found = targets.find((target) => target.target === link.to);
    return found ? [{ ...found, parent: undefined, mine: undefined }] : [];
  });
}

/** What a verb is booked on beside the targets it names. */
export function linked(links: readonly Link[], verb: VerbRequest): Proposal[] {
  if ((verb.verb !== "start" && verb.verb !== "add") || verb.no_links) return [];
  return proposed(links, verb.on ?? []).filter((one) => !verb.declined?.includes(one.target));
}
