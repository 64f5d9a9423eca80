/** Loads one thing at a time: asks again when something changed while an answer was under way. */

/** Wraps a load so that calls during a load lead to exactly one more load. */
export function loader(load: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  return () => {
    if (running) {
      again = true;
      return running;
    }
    running = (async () => {
      try {
        do {
          again = false;
          await load();
        } while (again);
      } finally {
        running = undefined;
      }
    })();
    return running;
  };
}
