// @ts-check
/** Finds the hub once, remembers it, and from then on opens its television page. */

(function () {
  var KEPT_AS = "goodwave.hub";
  var PORT = 8080;
  var TRY_AGAIN_MS = 3000;
  var all = /** @type {any} */ (window).WORDS;
  var words = all[navigator.language.slice(0, 2)] || all.en;
  var attempt = 0;

  /** @param {string} id @returns {any} */
  function part(id) {
    return document.getElementById(id);
  }

  /**
   * Return the hub's address from what a person wrote: "192.168.1.5" is enough.
   * @param {string} text
   */
  function addressFrom(text) {
    var host = text
      .trim()
      .replace(/^https?:\/\//, "")
      .replace(/\/.*$/, "");
    return host && (/:\d+$/.test(host) ? host : host + ":" + PORT);
  }

  /** @param {string} address */
  function connect(address) {
    attempt += 1;
    tell("looking", address);
    look(address, attempt);
  }

  /**
   * @param {string} address
   * @param {number} mine an older attempt gives way to a newer one
   */
  function look(address, mine) {
    fetch("http://" + address + "/healthz", { mode: "no-cors", cache: "no-store" }).then(
      function () {
        if (mine !== attempt) return;
        localStorage.setItem(KEPT_AS, address);
        location.replace("http://" + address + "/tv");
      },
      function () {
        if (mine !== attempt) return;
        tell("away", address);
        setTimeout(function () {
          if (mine === attempt) look(address, mine);
        }, TRY_AGAIN_MS);
      }
    );
  }

  /**
   * @param {string} key
   * @param {string} address
   */
  function tell(key, address) {
    part("status").textContent = words[key].replace("{address}", address);
  }

  ["title", "label", "connect"].forEach(function (id) {
    part(id).textContent = words[id];
  });
  part("form").addEventListener("submit", function (/** @type {Event} */ event) {
    event.preventDefault();
    var address = addressFrom(part("address").value);
    if (address) connect(address);
  });
  document.addEventListener("keydown", function (event) {
    var system = /** @type {any} */ (window).webOSSystem || /** @type {any} */ (window).PalmSystem;
    if (event.keyCode === 461 && system) system.platformBack();
    if (event.keyCode === 40) part("connect").focus();
    if (event.keyCode === 38) part("address").focus();
  });
  var kept = localStorage.getItem(KEPT_AS) || "";
  part("address").value = kept;
  part("address").focus();
  if (kept) connect(kept);
})();
