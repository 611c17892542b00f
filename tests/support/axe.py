"""Faults of an open page: by axe-core, by contrast, by width; in each look (window, colors, contrast).

axe-core is evaluated, because the real policy would block a script tag. A page is loaded once: it changes
its dress where it is, and of the rules only those run again that the dress can change.
"""

import json
from functools import cache
from importlib.resources import files

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLORS = ["color-contrast", "link-in-text-block"]  # of axe's rules, those that read colors
SIZES = ["target-size", "scrollable-region-focusable", "css-orientation-lock"]  # and that look at the window
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
ZOOMED = {"width": 320, "height": 256}  # a window of 1280 by 1024 at 400 percent
WIDTH = "document.documentElement.scrollWidth"


@cache
def source():
    return (files("axe_playwright_python") / "axe.min.js").read_text()


def violations(page, *, rules=None, without=(), among=None):
    """What breaks a rule of TAGS, or one of `rules`, as [rule, what to do, the elements].

    among  a JavaScript function that returns the elements to look at, rather than all
    """
    page.wait_for_load_state()  # before its sheet is there, every page is wrong
    if not page.evaluate("'axe' in window"):
        page.evaluate(source())
        page.add_init_script(source())  # for the pages that this tab opens next, in a third of the time
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    options = {"runOnly": only, "rules": {rule: {"enabled": False} for rule in without}}
    options |= {"resultTypes": ["violations"], "preload": False, "iframes": False}
    return page.evaluate(RUN.replace("AMONG", among or "() => document"), options)


RUN = """
async (options) => (await axe.run((AMONG)(), options)).violations.map(
  one => [one.id, one.help, one.nodes.map(node => node.html.slice(0, 200))]
)
"""

# Words and fields that look alike and stand on the same grounds are of one kind: axe judges them the same.
# Kind → the first element of it.
KINDS = """
() => {
  const grounds = new Map([[document.body.parentElement, ""]]);
  const kinds = new Map();
  for (const one of [document.body, ...document.body.querySelectorAll("*")]) {
    const style = getComputedStyle(one);
    const ground = [style.backgroundColor, style.backgroundImage, style.opacity].join();
    const under = grounds.get(one.parentElement);
    grounds.set(one, ground === "rgba(0, 0, 0, 0),none,1" ? under : `${under}/${ground}`);
    const words = [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!one.checkVisibility() || !(words || one.matches("input, select, textarea"))) continue;
    const around = getComputedStyle(one.parentElement);
    const alone = one.parentElement.textContent.trim() === one.textContent.trim();
    const kind = [
      one.localName, one.type, one.disabled, alone, around.color, around.display, grounds.get(one),
      style.position, style.color, style.fontSize, style.fontWeight, style.textDecorationLine,
      style.textShadow,
    ].join("|");
    if (!kinds.has(kind)) kinds.set(kind, one);
  }
  return kinds;
}
"""
JUDGED = set()  # the kinds of all pages in which nothing was wrong; a kind tells the dress by its colors


def faults(page):
    """(look, fault) of each fault of the open page. Afterward the window and the colors are as before.

    All rules run in a light window of its own size, those of COLORS on one of each kind of words that no
    page before had; these again in dark and in forced colors. In the other window, phone or desk, those of
    SIZES run, and all where other elements are seen there. All words stand out seven to one in both windows,
    light and dark. Nothing is wider than a window of 1280, 360 or 320 pixels, or cut off by wide spacing.
    """
    own = page.viewport_size
    other = PHONE if own["width"] > PHONE["width"] else DESK
    page.emulate_media(color_scheme="light", forced_colors="none")
    found = {f"{own['width']} light": violations(page, without=COLORS) + clashing(page) + wide(page)}
    seen = page.evaluate(SEEN)
    page.emulate_media(forced_colors="active")
    found["forced colors"] = of_colors(page)
    page.emulate_media(forced_colors="none", color_scheme="dark")
    found[f"{own['width']} dark"] = clashing(page)
    page.set_viewport_size(other)
    found[f"{other['width']} dark"] = pale(page)
    page.emulate_media(color_scheme="light")
    same = page.evaluate(SEEN) == seen
    again = violations(page, rules=SIZES) if same else violations(page, without=COLORS)
    found[f"{other['width']} light"] = again + pale(page) + wide(page)
    page.set_viewport_size(ZOOMED)
    found["400 percent"] = wide(page)
    page.set_viewport_size(PHONE)
    page.evaluate(SPREAD, SPACING)
    found["wide spacing"] = wide(page) + [["cut off", one] for one in page.evaluate(CUT_OFF)]
    page.evaluate("document.adoptedStyleSheets.pop()")
    page.set_viewport_size(own)
    return [(dress, fault) for dress, several in found.items() for fault in several]


# A sign for each element: whether there is anything of it to see.
SEEN = '() => [...document.body.querySelectorAll("*")].map(one => +one.checkVisibility()).join("")'


def of_colors(page):
    """What breaks a rule of COLORS, among one element of each kind that is new in this run."""
    kinds = page.evaluate(f"() => [...({KINDS})().keys()]")
    new = [kind for kind in kinds if kind not in JUDGED]
    if not new:
        return []
    elements = f"() => {{ const kinds = ({KINDS})(); return {json.dumps(new)}.map(one => kinds.get(one)) }}"
    found = violations(page, rules=COLORS, among=elements)
    if not found:
        JUDGED.update(new)
    return found


def clashing(page):
    return of_colors(page) + pale(page)


def pale(page):
    return [["too pale", one] for one in page.evaluate(TOO_PALE)]


def wide(page):
    reached = page.evaluate(WIDTH)
    return [["too wide", reached]] if reached > page.viewport_size["width"] else []


# Contrast by WCAG 2.2, "relative luminance", of all words against the first ground behind them. Controls
# that are off and lists that are being made again are exempt.
TOO_PALE = """
() => {
  const part = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * part(r / 255) + 0.7152 * part(g / 255) + 0.0722 * part(b / 255);
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const color = numbers(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const pale = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const one = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !one.checkVisibility() || one.closest("svg, option")) continue;
    if (one.closest(".choice--off, [aria-busy=true]")) continue;
    const tones = [light(numbers(getComputedStyle(one).color)), light(ground(one))];
    const [high, low] = tones.sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 7) pale.add(`${one.className || one.tagName} ${ratio.toFixed(2)}`);
  }
  return [...pale];
}
"""

SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }
"""  # WCAG 2.2, 1.4.12
SPREAD = """
(css) => {
  const sheet = new CSSStyleSheet();  // not a <style>: the policy of the pages forbids it
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}
"""
CUT_OFF = """
() => [...document.querySelectorAll("main *")]
  .filter(one => getComputedStyle(one).overflow !== "visible")
  .filter(one => !one.closest(".visually-hidden, .contents__words, svg"))
  .filter(one => !one.matches("input, select, textarea") && one.scrollHeight > one.clientHeight + 1)
  .map(one => one.outerHTML.slice(0, 100))
"""
