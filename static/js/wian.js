// Small comforts only: every page works without this file.
(() => {
  "use strict";

  // One open menu at a time; Escape or a press elsewhere closes it.
  const menus = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // "/" leads to the search field from wherever nothing is being typed.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    const field = document.querySelector("[data-search]");
    const link = document.querySelector("a[data-search-link]");
    if (!field && !link) return;
    event.preventDefault();
    if (field) field.select();
    else location.assign(link.href);
  });

  // A form is sent once: a second press within five seconds is taken as the same press.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent && Date.now() - Number(form.dataset.sent) < 5000) event.preventDefault();
    else form.dataset.sent = String(Date.now());
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  // On a phone the menu is wider than the screen: show where one is.
  const here = document.querySelector(".mainnav [aria-current]");
  if (here) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 40;

  // A button that prints stays hidden where it could not.
  for (const button of document.querySelectorAll("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // htmx sends the token that Flask-WTF expects.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector("input[name=csrf_token]");
    if (token) event.detail.headers["X-CSRFToken"] = token.value;
  });
})();
