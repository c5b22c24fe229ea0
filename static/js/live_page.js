// The pages beside the form: a new picture takes the old one's place only when it has come, so nothing flickers.
(() => {
  "use strict";
  document.addEventListener("livePage", (event) => {
    const sheets = document.getElementById("sheets");
    const pages = event.detail.pages || [];
    if (!sheets || !pages.length) return;
    const figures = [...sheets.querySelectorAll("figure")];
    if (figures.length !== pages.length) return rebuild(sheets, pages);
    pages.forEach((address, index) => swap(figures[index].querySelector("img"), address));
  });

  function swap(image, address) {
    const next = new Image();
    next.onload = () => { image.src = address; };
    next.src = address;
  }

  function rebuild(sheets, pages) {
    const made = pages.map((address, index) => {
      const figure = document.createElement("figure");
      figure.className = "m-0";
      const sheet = document.createElement("div");
      sheet.className = "sheet";
      const image = new Image(794, 1123);
      image.className = "w-100 d-block";
      image.alt = `${sheets.dataset.label} ${index + 1}`;
      image.src = address;
      sheet.append(image);
      const caption = document.createElement("figcaption");
      caption.className = "small muted text-center";
      caption.textContent = `${sheets.dataset.label} ${index + 1} / ${pages.length}`;
      figure.append(sheet, caption);
      return figure;
    });
    sheets.replaceChildren(...made);
  }
})();
