// Moves and enlarges a map, and lights its mark with the card of a clinic, and the reverse.
// Without this file the whole map is there, and its marks are links.

(() => {
  const MOST = 8; // times as large
  const STEP = 1.5; // of a press on "+"
  const PAN = 40; // units of a press on an arrow
  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  // What keeps its size while the map grows, with the position of its point: its own, unless it was moved aside.
  const placed = (item) => {
    const circle = item.querySelector("circle");
    const own = circle ? ["cx", "cy"].map((name) => circle.getAttribute(name)) : [item.getAttribute("x"), item.getAttribute("y")];
    const [x, y] = (item.dataset.at?.split(" ") ?? own).map(Number);
    return { item, x, y };
  };

  class AreaMap {
    constructor(view) {
      this.view = view;
      this.svg = view.querySelector("svg");
      this.ground = view.querySelector(".area__ground");
      const { width, height } = this.svg.viewBox.baseVal;
      this.size = [width, height];
      this.zoom = 1;
      this.at = [0, 0]; // where the upper left corner of the drawing lies
      this.pointers = new Map();
      this.items = [...view.querySelectorAll(".area__mark, .area__lead, .area__town, .area__far")].map(placed);
      this.addTools(view);
      view.addEventListener("keydown", (event) => this.onKey(event));
      this.svg.addEventListener("pointerdown", (event) => this.onDown(event));
      this.svg.addEventListener("pointermove", (event) => this.onMove(event));
      for (const name of ["pointerup", "pointercancel"]) {
        this.svg.addEventListener(name, (event) => this.pointers.delete(event.pointerId));
      }
      this.svg.addEventListener("click", (event) => {
        if (this.moved) event.preventDefault(); // the end of a drag is no press on a link
      });
    }

    addTools(view) {
      const tools = document.createElement("div");
      tools.className = "area__tools";
      const add = (text, label, act) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "area__tool";
        button.textContent = text;
        button.setAttribute("aria-label", label);
        button.addEventListener("click", act);
        tools.append(button);
        return button;
      };
      add("+", view.dataset.larger, () => this.enlarge(STEP));
      this.less = add("−", view.dataset.smaller, () => this.enlarge(1 / STEP));
      this.less.setAttribute("aria-disabled", "true");
      view.append(tools);
      view.tabIndex = 0;
      view.setAttribute("role", "group");
      view.setAttribute("aria-label", view.dataset.name);
    }

    // The part of the drawing that shows: it never leaves its frame.
    show() {
      this.at = this.at.map((value, axis) => Math.min(0, Math.max(value, this.size[axis] * (1 - this.zoom))));
      const [x, y] = this.at;
      this.ground.setAttribute("transform", `translate(${x} ${y}) scale(${this.zoom})`);
      for (const one of this.items) {
        const move = [one.x * (this.zoom - 1) + x, one.y * (this.zoom - 1) + y];
        one.item.setAttribute("transform", `translate(${move.map((value) => value.toFixed(1)).join(" ")})`);
      }
      this.svg.querySelector(".area__scale")?.setAttribute("visibility", this.zoom > 1 ? "hidden" : "inherit");
      this.view.classList.toggle("area__view--moving", this.zoom > 1);
      this.less.setAttribute("aria-disabled", String(this.zoom === 1));
    }

    enlarge(times, [x, y] = this.size.map((side) => side / 2)) {
      const zoom = Math.min(MOST, Math.max(1, this.zoom * times));
      this.at = [x - ((x - this.at[0]) * zoom) / this.zoom, y - ((y - this.at[1]) * zoom) / this.zoom];
      this.zoom = zoom < 1.01 ? 1 : zoom;
      this.show();
    }

    move(dx, dy) {
      this.at = [this.at[0] + dx, this.at[1] + dy];
      this.show();
    }

    onKey(event) {
      if (event.target !== this.view || event.ctrlKey || event.metaKey || event.altKey) return;
      const arrows = { ArrowLeft: [PAN, 0], ArrowRight: [-PAN, 0], ArrowUp: [0, PAN], ArrowDown: [0, -PAN] };
      if (event.key in arrows && this.zoom > 1) this.move(...arrows[event.key]);
      else if (event.key === "+" || event.key === "=") this.enlarge(STEP);
      else if (event.key === "-") this.enlarge(1 / STEP);
      else return;
      event.preventDefault();
    }

    inUnits(event) {
      const box = this.svg.getBoundingClientRect();
      const scale = this.size[0] / box.width;
      return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
    }

    onDown(event) {
      this.moved = false;
      this.pointers.set(event.pointerId, this.inUnits(event));
    }

    onMove(event) {
      const before = this.pointers.get(event.pointerId);
      if (!before) return;
      const now = this.inUnits(event);
      const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const span = (point) => Math.hypot(point[0] - other[0], point[1] - other[1]);
        this.enlarge(span(now) / Math.max(span(before), 1), other);
        this.moved = true;
      } else if (this.zoom > 1) {
        const [dx, dy] = [now[0] - before[0], now[1] - before[1]];
        if (!this.moved && Math.hypot(dx, dy) < 4) return; // a press is seldom quite still
        this.svg.setPointerCapture(event.pointerId);
        this.moved = true;
        this.move(dx, dy);
      }
      this.pointers.set(event.pointerId, now);
    }
  }

  const start = () => {
    for (const view of document.querySelectorAll("[data-area]:not([role])")) new AreaMap(view);
  };

  // A mark and its card are lit together, by the pointer or by the focus.
  const light = (event, on) => {
    const mark = event.target.closest?.(".area__mark");
    const card = mark ? document.querySelector(mark.getAttribute("href")) : event.target.closest?.("[id^=card-]");
    if (!card) return;
    card.classList.toggle("card--lit", on);
    for (const one of document.querySelectorAll(`.area__mark[href="#${card.id}"]`)) {
      one.classList.toggle("area__mark--lit", on);
    }
  };
  for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(name, (event) => light(event, on));
  }

  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".area__mark");
    const card = mark && !event.defaultPrevented && document.querySelector(mark.getAttribute("href"));
    if (!card) return;
    event.preventDefault();
    card.scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: "center" });
    card.querySelector("a")?.focus({ preventScroll: true });
  });

  document.addEventListener("results:shown", start);
  start();
})();
