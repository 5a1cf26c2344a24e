// Reads a JSON list of queries of addresses and prints for each the search that it asks for, and its address anew.
import { text } from 'node:stream/consumers';
import { formatAddress, parseAddress } from '../../templates/search/page/state.js';

const states = JSON.parse(await text(process.stdin)).map(parseAddress);
process.stdout.write(JSON.stringify(states.map((state) => ({ ...state, address: formatAddress(state) }))));
