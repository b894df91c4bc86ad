// Runs the audits of GraphQL over HTTP against a server that is up: node run.mjs [address].
// Prints each audit that is not ok; leaves with 0 only where all that there are meant to be are ok.

import { serverAudits } from "graphql-http";

const EXPECTED = 61;
const url = process.argv[2] ?? process.env.AMBITI_AUDIT_URL ?? "http://127.0.0.1:8000/graphql";

async function reached() {
  try {
    await fetch(url, { method: "POST" });
    return true;
  } catch (error) {
    console.error(`${url} does not answer: ${error.cause?.message ?? error.message}`);
    return false;
  }
}

async function run() {
  const audits = serverAudits({ url });
  let ok = 0;
  for (const audit of audits) {
    const result = await audit.fn();
    if (result.status === "ok") {
      ok += 1;
      continue;
    }
    const answered = result.response && (await result.response.clone().text().catch(() => ""));
    console.error(`${result.status} ${audit.id} ${audit.name}: ${result.reason}`);
    if (answered) console.error(`      HTTP ${result.response.status} ${answered.slice(0, 300)}`);
  }
  console.log(`${ok} of ${audits.length} audits ok (${EXPECTED} expected) at ${url}`);
  return ok === audits.length && audits.length === EXPECTED;
}

process.exitCode = (await reached()) && (await run()) ? 0 : 1;
