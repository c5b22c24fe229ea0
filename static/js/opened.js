// Says once that a person has the letter before them. Only while the page is really seen: a tab in the background waits.
(() => {
  "use strict";
  const form = document.getElementById("opened");
  const say = () => {
    if (document.visibilityState !== "visible" || form.dataset.said) return;
    form.dataset.said = "1";
    fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true });
  };
  document.addEventListener("visibilitychange", say);
  say();
})();
