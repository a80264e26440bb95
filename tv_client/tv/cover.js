// @ts-check
/** Brings a cover over the other line where it cannot be fetched, wherever it is shown. */

/** @typedef {import("../shared/types.js").Manifest} Manifest */

/**
 * Make sure that a song's cover can be shown; without it the song plays all the same.
 * @param {Manifest} manifest its cover gets another address where needed
 * @param {(manifest: Manifest) => Promise<string>} carry
 */
export function ensureCover(manifest, carry) {
  const { path } = manifest.cover;
  const probe = new Image();
  probe.onerror = () =>
    carry(manifest).then(
      (brought) => {
        manifest.cover.path = brought;
        document.querySelectorAll("img").forEach((image) => {
          if (image.getAttribute("src") === path) image.src = brought;
        });
      },
      () => undefined // the song plays without it
    );
  probe.src = path;
}
