// Makes a calendar file with a day to look again, for whoever asks: on the device, and with nothing of the result in it.

/** @param {HTMLElement} root */
function lookAgain(root) {
  const place = /** @type {HTMLElement} */ (root.querySelector("[data-again]"));
  if (!place) return;
  const said = /** @type {HTMLElement} */ (place.querySelector("[role=status]")), title = place.dataset.again;
  const link = document.createElement("a");
  link.download = `${title.toLowerCase().replace(/\s+/g, "-")}.ics`;

  function forget() {
    URL.revokeObjectURL(link.href);
    link.removeAttribute("href");
    said.textContent = "";
    place.querySelector("details").open = false;
  }

  function show() {
    forget();
    place.hidden = !root.querySelector("[data-can-wait]:not([hidden])");
  }

  /**
   * Gives the day that is so many days or months from now; a month that is too short ends on its last day.
   * @param {DOMStringMap} button
   */
  function dayIn({ days = "0", months = "0" }) {
    const day = new Date(), last = new Date(day.getFullYear(), day.getMonth() + 1 + +months, 0).getDate();
    const date = +months ? Math.min(day.getDate(), last) : day.getDate() + +days;
    return new Date(day.getFullYear(), day.getMonth() + +months, date);
  }

  /**
   * Writes a calendar of one whole day (RFC 5545). No line is longer than 75 bytes.
   * @param {Date} day
   */
  function calendarOf(day) {
    const id = crypto.getRandomValues(new Uint32Array(4)).join("-"), now = new Date().toISOString().replace(/\W|\d+Z/g, "");
    const date = day.getFullYear() * 10000 + (day.getMonth() + 1) * 100 + day.getDate();
    const summary = title.replace(/[\\,;]/g, "\\$&").replace(/.{16}(?=.)/gu, "$&\r\n ");
    const event = ["BEGIN:VEVENT", `UID:${id}`, `DTSTAMP:${now}Z`, `DTSTART;VALUE=DATE:${date}`, `SUMMARY:${summary}`, "TRANSP:TRANSPARENT", "END:VEVENT"];
    return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//calendar//EN", ...event, "END:VCALENDAR", ""].join("\r\n");
  }

  for (const button of place.querySelectorAll("button"))
    button.onclick = () => {
      const day = dayIn(button.dataset);
      URL.revokeObjectURL(link.href);
      link.href = URL.createObjectURL(new Blob([calendarOf(day)], { type: "text/calendar" }));
      link.click();
      const when = day.toLocaleDateString(document.documentElement.lang, { weekday: "long", month: "long", day: "numeric" });
      said.textContent = said.dataset.say.replace("{day}", () => when);
    };
  root.addEventListener("guide-shown", show);
  addEventListener("pagehide", forget);
  addEventListener("stepwell-leave", forget);
  show();
}

for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-guide]"))) lookAgain(root);
