"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const figures = read("figures");

  // Numbers as the reports keep them: base64 of little-endian floats or of bytes.
  const numbers = ({ dtype, bdata }) => {
    const bytes = Uint8Array.from(atob(bdata), (c) => c.charCodeAt(0));
    return dtype === "f4" ? new Float32Array(bytes.buffer) : bytes;
  };

  // Figures

  // On paper the theme is light, whatever the screen's.
  const paper = { "--ink": "#000000", "--paper": "#ffffff", "--quiet": "#444444", "--line": "#bbbbbb" };
  let isPrinting = false;
  const colour = (name) =>
    isPrinting ? paper[name] : getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // Colours that depend on the theme are words in the data of the figures.
  const themed = (value, colours) => {
    if (typeof value === "string") return colours[value] ?? value;
    if (Array.isArray(value)) return value.map((v) => themed(v, colours));
    if (value === null || typeof value !== "object" || "bdata" in value) return value;
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, themed(v, colours)]));
  };

  const layoutOf = (layout) => {
    const [ink, quiet, line] = ["--ink", "--quiet", "--line"].map(colour);
    const axis = { gridcolor: line, linecolor: quiet, tickcolor: quiet, zerolinecolor: line };
    const result = structuredClone(layout);
    for (const name of ["xaxis", "yaxis"]) result[name] = { ...axis, showline: true, ...result[name] };
    if (result.scene) {
      for (const name of ["xaxis", "yaxis", "zaxis"]) {
        result.scene[name] = { ...axis, backgroundcolor: "rgba(0,0,0,0)", ...result.scene[name] };
      }
    }
    return {
      ...result, autosize: true, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      font: { color: ink, size: 12, family: getComputedStyle(document.body).fontFamily },
    };
  };

  const draw = () => {
    const colours = { neutral: colour("--ink"), faint: colour("--line"), paper: colour("--paper") };
    for (const figure of document.querySelectorAll("figure[data-figure]")) {
      const panels = figures[figure.dataset.figure];
      for (const place of figure.querySelectorAll(".panel")) {
        const { data, layout } = panels[Number(place.dataset.panel)];
        Plotly.react(place, data.map((trace) => themed(trace, colours)), layoutOf(layout), {
          responsive: true, displaylogo: false, displayModeBar: "hover",
          modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d", "zoomIn2d", "zoomOut2d"],
        });
      }
    }
  };

  // Without Plotly the files beside the page are shown.
  const showFiles = () => {
    for (const figure of document.querySelectorAll("figure[data-figure]")) {
      const panels = figure.querySelector(".panels");
      const image = new Image();
      image.alt = panels.getAttribute("aria-label");
      image.onerror = () => {
        panels.textContent =
          "Plotly.js could not be loaded. Open the page with a network, or make it with --plotly FILE.";
      };
      panels.replaceChildren(image);
      panels.style.display = "block";
      image.src = `figures/${figure.dataset.figure}.svg`;
    }
  };

  // Walks: a slider along a path shows its pictures and probabilities.

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const walk = (root, { classes, label, height, width, paths }, number) => {
    const choice = element("select", { ariaLabel: "Path" });
    paths.forEach((path, i) => choice.append(element("option", { value: i, textContent: path.name })));
    const slider = element("input", { type: "range", min: 0, step: 1, ariaLabel: label });
    const output = element("output");
    const canvas = element("canvas", { width, height });
    canvas.setAttribute("role", "img");
    const bars = element("div", { className: "bars" });
    const rows = classes.map((name) => {
      const row = { bar: element("div", { className: "bar" }), text: element("span") };
      bars.append(element("span", { textContent: name }), element("div", {}, row.bar), row.text);
      return row;
    });
    root.append(element("div", { className: "controls" }, choice, slider, output));
    if (width > 0) root.append(canvas);
    root.append(bars);

    let path, places, probabilities, pixels;
    const show = () => {
      const place = Number(slider.value);
      output.textContent = `${label} ${places[place].toFixed(2)}`;
      slider.setAttribute("aria-valuetext", output.textContent);
      rows.forEach((row, c) => {
        const share = probabilities[place * classes.length + c] ?? 0;
        row.bar.style.width = `${100 * share}%`;
        row.text.textContent = `${(100 * share).toFixed(1)} %`;
      });
      if (width === 0 || path.pictured.length === 0) return;
      const near = path.pictured.reduce(
        (best, p, i) => (Math.abs(p - place) < Math.abs(path.pictured[best] - place) ? i : best), 0);
      const picture = new ImageData(width, height);
      for (let i = 0; i < width * height; i++) {
        picture.data.fill(pixels[near * width * height + i], 4 * i, 4 * i + 3);
        picture.data[4 * i + 3] = 255;
      }
      canvas.getContext("2d").putImageData(picture, 0, 0);
      canvas.setAttribute("aria-label", `decoded at ${label} ${places[path.pictured[near]].toFixed(2)}`);
    };
    const choose = () => {
      path = paths[Number(choice.value)];
      [places, probabilities, pixels] = [path.places, path.probabilities, path.pixels].map(numbers);
      slider.max = places.length - 1;
      slider.value = Math.floor(places.length / 2);
      show();
    };
    choice.addEventListener("change", choose);
    slider.addEventListener("input", show);
    choose();
  };

  read("walks").forEach((data, i) => walk(document.querySelector(`[data-walk="${i}"]`), data, i));

  window.addEventListener("load", () => {
    if (!window.Plotly) return showFiles();
    draw();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
    for (const [event, value] of [["beforeprint", true], ["afterprint", false]]) {
      window.addEventListener(event, () => {
        isPrinting = value;
        draw();
      });
    }
  });
})();
