/** What can be done with a row of the list. */
import type { MenuItem } from "../parts/Menu.svelte";
import type { Row } from "../rows";
import { firstUndecided } from "../spans";
import { markOf, worst } from "../uploads";
import { t } from "../words/list";
import type { App } from "./app.svelte";
import type { List } from "./list.svelte";

/** The items of a row's menu. */
export function rowMenu(app: App, list: List, row: Row): MenuItem[] {
  const [entry] = row.entries;
  const ids = row.entries.map((one) => one.id);
  const many = ids.length > 1;
  const held = row.entries.find((one) => firstUndecided(one));
  const segment = held && firstUndecided(held);
  return [
    ...(held && segment
      ? [
          {
            label: t("row.decide"),
            key: "D",
            run: () => app.nav.open({ kind: "decide", entry: held, segment }),
          },
        ]
      : []),
    ...(many ? [] : [{ label: t("row.edit"), key: "E", run: () => list.open(row) }]),
    { label: t("row.continue"), key: "C", run: () => void app.continueEntry(entry.id) },
    ...(many
      ? [{ label: t("row.merge"), run: () => void app.act({ verb: "merge", ids }) }]
      : [{ label: t("row.split"), run: () => app.nav.open({ kind: "split", entry }) }]),
    { label: t("row.duplicate"), run: () => void app.act({ verb: "duplicate", ids }) },
    {
      label: list.isChosen(row) ? t("row.leave") : t("row.choose"),
      key: t("row.space"),
      run: () => list.selection.toggle(row),
    },
    ...(worst(row.entries.map(markOf)) === "stuck"
      ? [{ label: t("side.show"), run: () => app.nav.go("trackers") }]
      : []),
    {
      label: many ? t("row.deleteAll", { n: ids.length }) : t("row.delete"),
      key: "Del",
      danger: true,
      run: () => void list.remove(row),
    },
  ];
}
