/** Why a segment is as it is, in words. */
import { t } from "./words";

const CAUSES = ["idle", "lock", "suspend", "crash", "law", "import", "user"] as const;

/** The sentence for a cause; empty for one this version does not know. */
export function causeOf(cause: string): string {
  const known = CAUSES.find((one) => one === cause);
  return known ? t(`cause.${known}`) : "";
}
