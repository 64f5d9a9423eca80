/** Why a segment is as it is, in words. */
import { t } from "./words";

const SENTENCES: Readonly<Record<string, string>> = {
  idle: t("cause.idle"),
  lock: t("cause.lock"),
  suspend: t("cause.suspend"),
  crash: t("cause.crash"),
  law: t("cause.law"),
  import: t("cause.import"),
  user: t("cause.user"),
};

/** The sentence for a cause; empty for one this version does not know. */
export function causeOf(cause: string): string {
  return SENTENCES[cause] ?? "";
}
