// Proves the promises of the guides anew, from what the site publishes. It shares no code with what made them.
// In a browser it does so on the page proof/. On a command line, within the folder proof/ of a copy of the site:
//   node check.js [the SHA-256 of promises.json, as the makers of the site gave it to you]
// guides.json holds what readers follow, promises.json what must hold on every way to answer, and the hash of the first.

class Refused extends Error {}
const wrong = (what) => { throw new Refused(what); };

// Reads the table of a guide: steps with their arrows, each with the answers that it settles.
// A word is a question or option ("7aab,c,9g": its number, a letter for each arrow, what the letters stand for), an
// option whose first arrow leads to the next word ("5": where the second leads), or an end ("-2a,4": its outcome).
function stepsOf(guide) {
  const [format, ...words] = guide.table.split(" ");
  if (format !== "3") wrong(`${guide.id}: the table has another format`);
  const steps = words.map((word, at) => {
    const [head, ...targets] = word.includes(",") ? word.split(",") : ["-1ab", "1", word];
    const number = parseInt(head), arrows = [...head.replace(/^-?\d+/, "")].map((letter) => {
      const target = targets[letter.charCodeAt(0) - 97] ?? "";
      if (!/^[0-9a-z]+$/.test(target)) wrong(`${guide.id}: step ${at} has an arrow to nothing`);
      return { to: target === "0" ? -1 : parseInt(target, 36) + (target.length > 1 ? 0 : at), truth: {}, gives: [] };
    });
    if (number === -2) return { outcome: guide.outcomes[Math.max(arrows[0].to - at, 0)] ?? wrong(`${guide.id}: step ${at} ends nowhere`), arrows: [] };
    return { question: number < 0 ? undefined : guide.questions[number] ?? wrong(`${guide.id}: step ${at} asks nothing`), arrows };
  });
  const place = steps.map(() => undefined); // Options have no number in the table: they follow their question in order.
  const lead = (to, question, option) => {
    const known = place[to], isOption = option < question.options.length;
    if (isOption !== !(steps[to].question || steps[to].outcome)) wrong(`${guide.id}: step ${to} is not what follows ${question.id}`);
    if (isOption && known && (known.question !== question || known.option !== option)) wrong(`${guide.id}: step ${to} is two options`);
    if (isOption) place[to] = { question, option };
  };
  steps.forEach(({ outcome, question, arrows }, at) => {
    if (outcome) return;
    const option = place[at]?.option, asked = question ?? place[at]?.question ?? wrong(`${guide.id}: nothing leads to step ${at}`);
    const { alone, options } = asked;
    if (arrows.length !== (question ? alone.length + (options.length ? 1 : 0) : 2)) wrong(`${guide.id}: step ${at} has not an arrow for each answer`);
    arrows.forEach((arrow, number) => {
      const given = question ? alone[number] : number ? options[option] : undefined, opens = question && given === undefined;
      for (const answer of question ? [...alone, ...(opens ? [] : options)] : [options[option]]) arrow.truth[answer] = answer === given;
      arrow.gives = given === undefined ? [] : [given];
      if (arrow.to < 0 && (question || number || option < options.length - 1)) wrong(`${guide.id}: step ${at} does not lead on`);
      if (arrow.to >= 0 && (arrow.to <= at || arrow.to >= steps.length)) wrong(`${guide.id}: step ${at} leads back, or out`);
      if (arrow.to >= 0) lead(arrow.to, asked, opens ? 0 : question ? Infinity : option + 1);
    });
  });
  return steps;
}

// Says what is left of a condition once `truth` is known of some answers: true, false, or what still depends on others.
function settle(condition, truth) {
  if (typeof condition === "boolean") return condition;
  if (typeof condition === "string") return truth(condition) ?? condition;
  if ("not" in condition) {
    const left = settle(condition.not, truth);
    return typeof left === "boolean" ? !left : { not: left };
  }
  const parts = (condition.any ?? condition.all ?? condition.of).map((part) => settle(part, truth));
  const given = parts.filter((part) => part === true).length, open = parts.filter((part) => typeof part !== "boolean");
  const needed = ("any" in condition ? 1 : "all" in condition ? parts.length : condition.at_least) - given;
  if (needed <= 0 || needed > open.length) return needed <= 0;
  if (needed === 1) return open.length === 1 ? open[0] : { any: open };
  return needed === open.length ? { all: open } : { at_least: needed, of: open };
}

// Puts answers in the place of the names in a condition; what this guide does not ask is given by nobody.
function spelled(condition, names) {
  const answers = (name) => ({ any: names[name] ?? wrong(`no guide has the answer ${name}`) });
  if (condition === true || condition.answers) return condition.answers ?? true;
  if (condition.is) return answers(condition.is);
  if (condition.not) return { not: spelled(condition.not, names) };
  if (condition.of) return { at_least: condition.at_least, of: condition.of.map(answers) };
  const word = condition.any ? "any" : "all";
  return { [word]: (condition[word] ?? wrong("a condition of no kind")).map((part) => spelled(part, names)) };
}

// Finds answers that make a condition true and end at a forbidden outcome; null where none of all the ways does.
function search(steps, condition, isForbidden) {
  const leads = [];
  for (let at = steps.length; at--; ) leads[at] = steps[at].outcome ? isForbidden(steps[at].outcome) : steps[at].arrows.some(({ to }) => leads[to]);
  const here = steps.map(() => new Map()), start = settle(condition, () => undefined);
  if (leads[0] && start !== false) here[0].set(JSON.stringify(start), [start, []]);
  for (const [at, { outcome, arrows }] of steps.entries()) {
    for (const [left, answers] of here[at].values()) {
      if (outcome && settle(left, () => false)) return answers; // whoever was not asked did not give the answer
      for (const { to, truth, gives } of arrows) {
        const now = leads[to] && settle(left, (answer) => truth[answer]), word = JSON.stringify(now);
        if (now && !here[to].has(word)) here[to].set(word, [now, [...answers, ...gives]]);
      }
    }
    here[at].clear();
  }
  return null;
}

// Lists what would break a promise: a condition, and the outcomes that must then not be reached.
function breaches({ outcomes, notes, names }, { whenever, want, value }) {
  const when = spelled(whenever, names), noted = (id) => notes.find((note) => note.id === id) ?? wrong(`there is no note ${id}`);
  const said = (note) => ({ all: note.when.map((any) => ({ any })) }), stands = (note, { id }) => !note.said_at.includes(id);
  const unsaid = (notes) => ({ all: [when, ...notes.map((note) => ({ not: said(note) }))] });
  switch (want) {
    case "urgency_at_least": return [[when, ({ urgency }) => urgency < value]];
    case "urgency_at_most": return [[when, ({ urgency }) => urgency > value]];
    case "never_direction": return [[when, ({ direction }) => direction === value]];
    case "never_shows": return [[{ all: [when, said(noted(value))] }, (outcome) => stands(noted(value), outcome)]];
    case "calls_first": return [[when, ({ call }) => call[0] !== value]];
    case "shows": return value.map((id) => [unsaid([noted(id)]), (outcome) => stands(noted(id), outcome)]);
    case "calls": return value.flatMap((contact) => outcomes.filter(({ call }) => !call.includes(contact)).map((outcome) => [
      unsaid(notes.filter((note) => note.call.includes(contact) && stands(note, outcome))), ({ id }) => id === outcome.id,
    ]));
  }
  return wrong(`a promise to "${want}" is not known`);
}

// Finds answers after which the questions about danger are not asked first, though no help now is told.
function skipped(steps, screen) {
  let here = new Map([[0, []]]);
  for (const id of screen) {
    const after = new Map(), left = [...here];
    for (const [at, answers] of left) {
      const { question, outcome, arrows } = steps[at];
      if (outcome ? outcome.direction !== "help-now" : question && question.id !== id) return answers;
      for (const { to, gives } of arrows) {
        if (to >= 0 && !steps[to].question && !steps[to].outcome) left.push([to, [...answers, ...gives]]);
        else if (to >= 0 && !after.has(to)) after.set(to, [...answers, ...gives]);
      }
    }
    here = after;
  }
  return null;
}

// Proves everything: a line for each guide with the number of ways to answer, then one for each of its promises.
function prove(guides, { screen, promises }) {
  return guides.flatMap((guide) => {
    const steps = stepsOf(guide), ways = [];
    for (let at = steps.length; at--; ) ways[at] = steps[at].arrows.reduce((sum, { to }) => sum + (ways[to] ?? 0n), steps[at].outcome ? 1n : 0n);
    const kept = promises.filter((promise) => !promise.guides.length || promise.guides.includes(guide.id)).map((promise) => {
      const found = breaches(guide, promise).map(([condition, isForbidden]) => search(steps, condition, isForbidden)).find(Boolean);
      return { guide: guide.id, promise: promise.id, broken: found ?? null };
    });
    return [{ guide: guide.id, promise: "", ways: String(ways[0]), broken: skipped(steps, screen) }, ...kept];
  });
}

// Reads what is published, holds it against its hashes, and proves it.
// `read` gives the bytes of a file beside this one, `hash` the SHA-256 of bytes in hexadecimal digits.
async function check(read, hash, expected) {
  const bytes = await read("promises.json"), found = await hash(bytes), tables = await read("guides.json");
  if (expected && expected.toLowerCase() !== found) wrong(`promises.json is not the one that was named: its SHA-256 is ${found}`);
  const text = (bytes) => new TextDecoder().decode(bytes), promised = JSON.parse(text(bytes)), guides = JSON.parse(text(tables));
  const ids = guides.map(({ id }) => id), list = (names) => JSON.stringify([...names].sort());
  if (!ids.length || !promised.promises?.length || !promised.screen?.length) wrong("nothing is promised, or there is no guide");
  if (list(ids) !== list(promised.guides)) wrong(`the promises are made for ${promised.guides}, and the tables are those of ${ids}`);
  const lines = prove(guides, promised);
  for (const { guide, promise, broken } of lines) if (broken) wrong(`${guide}: ${promise || "the screen"} is broken after ${broken.join(", ") || "no answer"}`);
  if (promised.guides_sha256 !== (await hash(tables))) wrong("guides.json is not the one that the promises were proven of");
  for (const { id, page, table } of guides) if (!text(await read(page)).includes(JSON.stringify(table))) wrong(`${id}: its page holds another table`);
  return { lines, found };
}

if (typeof window === "undefined") {
  const { readFileSync } = require("node:fs"), { createHash } = require("node:crypto"), { join } = require("node:path");
  const hash = (bytes) => createHash("sha256").update(bytes).digest("hex");
  check((name) => readFileSync(join(__dirname, name)), hash, process.argv[2]).then(({ lines, found }) => {
    for (const { guide, promise, ways } of lines) console.log(promise ? `  kept: ${promise}` : `${guide}: ${ways} ways to answer`);
    const count = lines.filter(({ promise }) => promise).length;
    console.log(`${lines.length - count} guides: ${count} promises are kept on every way. SHA-256 of promises.json: ${found}`);
    if (!process.argv[2]) console.log("You named no SHA-256: these files were only held against each other. Ask the makers of the site for it.");
  }).catch((error) => { console.error(`${error instanceof Refused ? "Refused" : "Not checked"}: ${error.message}`); process.exitCode = 1; });
} else {
  const hexadecimal = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const read = async (name) => { const answer = await fetch(name); return answer.ok ? answer.arrayBuffer() : Promise.reject(Error(name)); };
  const say = (state, detail = "") => document.querySelectorAll("[data-proof]").forEach((element) => {
    element.hidden = element.dataset.proof !== state;
    element.querySelectorAll("code").forEach((code) => { code.textContent = detail; });
  });
  check(read, async (bytes) => hexadecimal(await crypto.subtle.digest("SHA-256", bytes)), document.querySelector("[data-hash]")?.dataset.hash).then(({ found }) => say("kept", found), (error) => say(error instanceof Refused ? "refused" : "unable", error.message));
}
