/** The text of a chosen file: UTF-8, or UTF-16 that says so. */
import { t } from "../lib/words/import";

/** The longest file that is imported, in bytes; as in the promise. */
const LONGEST = 32 * 1024 * 1024;

/** A sentence about a file that is no text. */
export class NoText extends Error {}

/** Reads a file. Throws {@link NoText} for one that cannot be read as text. */
export async function textOf(file: Blob): Promise<string> {
  if (file.size > LONGEST) throw new NoText(t("import.tooLong", { n: LONGEST / 1024 / 1024 }));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const begins = (...mark: number[]) => mark.every((byte, place) => bytes[place] === byte);
  if (begins(0x50, 0x4b, 3, 4)) throw new NoText(t("import.archive"));
  const encoding = begins(0xff, 0xfe) ? "utf-16le" : begins(0xfe, 0xff) ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new NoText(t("import.noText"));
  }
}
