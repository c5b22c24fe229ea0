// The proof panel: a click leads to both places, the words in the draft and the mark in the source.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-field]");
    if (!link) return;
    const field = document.getElementById(link.dataset.field);
    if (!field || !field.setSelectionRange) return;
    event.preventDefault();
    field.focus();
    field.setSelectionRange(Number(link.dataset.start), Number(link.dataset.end));
    field.scrollIntoView({ block: "center" });
    const source = link.closest("li").querySelector("[data-jump]");
    if (source) source.click();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id !== "source-text") return;
    const asked = event.detail.requestConfig && event.detail.requestConfig.elt;
    const mark = asked && document.getElementById(asked.dataset.jump);
    if (mark) {
      const box = mark.closest(".source-text__in");
      box.scrollTop = mark.offsetTop - box.clientHeight / 2;
      mark.classList.add("is-late");
    }
  });
})();
