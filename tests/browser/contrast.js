// The text of pictures and its contrast with what is painted behind it, as WCAG 2.2 defines both.
() => {
  const part = (byte) => (byte <= 10.314 ? byte / 3294.6 : ((byte / 255 + 0.055) / 1.055) ** 2.4); // 10.314: 0.04045 of 255
  const light = ([red, green, blue]) => 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
  const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

  // Red, green and blue from 0 to 255, and how much of what is behind it hides, from 0 to 1.
  const paint = (one) => {
    const look = getComputedStyle(one);
    const shape = one.matches("text, rect, circle, ellipse, path, polygon");
    const colour = shape ? look.fill : look.backgroundColor;
    if (colour === "none") return [0, 0, 0, 0];
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    return [red, green, blue, alpha * look.opacity * (shape ? look.fillOpacity : 1)];
  };
  const behind = (text) => {
    const box = text.getBoundingClientRect();
    const stack = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return stack.filter((one) => !one.closest("text, line, polyline")).reverse().map(paint).reduce(
      (under, [red, green, blue, alpha]) =>
        [red, green, blue].map((over, at) => alpha * over + (1 - alpha) * under[at]),
      [255, 255, 255],
    );
  };

  return [...document.querySelectorAll("svg text")]
    .filter((text) => text.checkVisibility() && text.textContent.trim())
    .map((text) => {
      text.scrollIntoView({ block: "center", inline: "center" });
      return [text.textContent, contrast(light(paint(text)), light(behind(text)))];
    });
}
