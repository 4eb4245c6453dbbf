/** Errors of calls that the page makes by itself, from the SDK's own copy of the one error table. */
export { numbered } from "../../../src/errors/error-table";
export { envelopeOf } from "../../../src/rest/rest";
