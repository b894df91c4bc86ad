// Follows one subscription with a real client, prints each answer as a line of JSON, and ends after
// so many: node follow.mjs ws|sse ADDRESS TOKEN VARIABLES MANY < QUERY

import { readFileSync } from "node:fs";
import { createClient as overSocket } from "graphql-ws";
import { createClient as overEvents } from "graphql-sse";
import WebSocket from "ws";

const [how, address, token, variables, many] = process.argv.slice(2);
const authorization = `Bearer ${token}`;
const client =
  how === "ws"
    ? overSocket({
        url: address.replace("http", "ws"),
        webSocketImpl: WebSocket,
        connectionParams: { authorization },
        retryAttempts: 0,
      })
    : overEvents({ url: address, headers: { authorization }, retryAttempts: 0 });

const query = readFileSync(0, "utf8");
let left = Number(many);
for await (const answer of client.iterate({ query, variables: JSON.parse(variables) })) {
  console.log(JSON.stringify(answer));
  left -= 1;
  if (left === 0) break;
}
await client.dispose();
