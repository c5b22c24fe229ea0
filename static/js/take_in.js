// Taking files in and looking them over: quicker with this file, whole without it.
(() => {
  "use strict";
  const drop = document.getElementById("drop");
  if (drop) taking(drop);
  if (document.getElementById("look")) looking();

  // Files go one by one, so that a bad or slow one keeps no other waiting; each gets its own answer.
  function taking(form) {
    const list = document.getElementById("drop-list");
    const most = Number(form.dataset.most) * 1024 * 1024;
    let busy = 0, fresh = 0, waiting = Promise.resolve();
    for (const input of form.querySelectorAll("input[type=file]")) {
      input.addEventListener("change", () => { add([...input.files]); input.value = ""; });
    }
    for (const name of ["dragenter", "dragover"]) {
      form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("is-over"); });
    }
    for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => form.classList.remove("is-over"));
    form.addEventListener("drop", (event) => { event.preventDefault(); add([...event.dataTransfer.files]); });
    form.classList.add("is-live");

    function add(files) {
      for (const file of files) {
        const row = document.createElement("li");
        const bar = document.createElement("progress");
        bar.max = 100;
        bar.value = 0;
        bar.setAttribute("aria-label", file.name);
        row.append(document.createTextNode(file.name), bar);
        list.append(row);
        if (file.size > most) { answer(row, { state: "refused", text: form.dataset.tooLarge }); continue; }
        busy += 1;
        waiting = waiting.then(() => send(file, row, bar)).then(() => { busy -= 1; if (!busy) settle(); });
      }
    }

    function send(file, row, bar) {
      return new Promise((done) => {
        const data = new FormData();
        data.append("csrf_token", form.querySelector("[name=csrf_token]").value);
        data.append("files", file, file.name);
        const request = new XMLHttpRequest();
        request.open("POST", form.action);
        request.setRequestHeader("Accept", "application/json");
        request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = 100 * event.loaded / event.total; });
        request.addEventListener("loadend", () => {
          let told = { state: "refused", text: form.dataset.lost };
          try { told = JSON.parse(request.responseText).answers[0] || told; } catch { /* not an answer of ours */ }
          if (told.state === "taken") fresh += 1;
          answer(row, told);
          done();
        });
        request.send(data);
      });
    }

    function answer(row, told) {
      row.querySelector("progress")?.remove();
      row.className = `is-${told.state}`;
      const words = document.createElement(told.url ? "a" : "span");
      if (told.url) words.href = told.url;
      words.textContent = told.text || form.dataset.done;
      row.append(words);
    }

    // The list below is fetched anew; one good file alone is opened at once.
    async function settle() {
      if (!fresh) return;
      const only = list.children.length === 1 && list.querySelector(".is-taken a");
      if (only) { location.assign(only.href); return; }
      fresh = 0;
      const page = await (await fetch(location.pathname)).text();
      const taken = new DOMParser().parseFromString(page, "text/html").getElementById("taken");
      if (taken) document.getElementById("taken").replaceWith(taken);
    }
  }

  // A field and its frame on the picture light up together; typing anew counts as having looked.
  function looking() {
    const both = (number) => document.querySelectorAll(`[data-mark="${number}"]`);
    const light = (event, on) => {
      const here = event.target.closest?.("[data-mark]");
      if (here) for (const one of both(here.dataset.mark)) one.classList.toggle("is-lit", on);
    };
    for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
      document.addEventListener(name, (event) => light(event, on));
    }
    document.addEventListener("focusin", (event) => {
      const spot = event.target.closest?.(".spot[data-mark]");
      const frame = spot && document.querySelector(`.viewer__pages [data-mark="${spot.dataset.mark}"]`);
      if (frame) reveal(frame);
    });
    document.addEventListener("click", (event) => {
      const frame = event.target.closest?.(".scan a, .viewer__text mark");
      const spot = frame && document.getElementById((frame.getAttribute("href") || `#f-${frame.id.slice(2)}`).slice(1));
      const field = spot?.querySelector("input:not([type=checkbox]), textarea, select");
      if (!field) return;
      event.preventDefault();
      field.focus();
    });
    for (const button of document.querySelectorAll("button[data-take]")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        const field = button.closest(".spot").querySelector("input:not([type=checkbox]), textarea");
        field.value = button.dataset.take;
        field.focus();
        button.hidden = true;
      });
    }
    for (const spot of document.querySelectorAll(".spot")) {
      const settle = () => {
        const boxes = [...spot.querySelectorAll("input[name=ticked]")];
        if (boxes.length) spot.classList.toggle("is-doubt", !boxes.every((box) => box.checked));
      };
      spot.addEventListener("change", (event) => {
        if (event.target.name !== "ticked" && spot.id !== "f-body_cause") for (const box of spot.querySelectorAll("input[name=ticked]")) box.checked = true;
        settle();
      });
    }
  }

  function reveal(frame) {
    const area = frame.closest(".viewer__pages"), outer = frame.closest(".viewer");
    for (const box of [area, outer]) {
      const here = frame.getBoundingClientRect(), room = box.getBoundingClientRect();
      if (here.top < room.top || here.bottom > room.bottom) box.scrollTop += here.top - room.top - room.height / 3;
    }
  }
})();
